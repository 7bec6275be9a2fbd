//! `detente check`: shows findings to a writer.

use detente::lexicon::Pole;
use detente::render::{CsvTable, Settings, check_formats};
use detente::scanner::Options;

use super::args::{CheckArgs, Poles};
use super::output::Output;
use super::summary::Summary;
use super::{Exit, Stop, load_lexicon, run, scan, scanner};

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Stop> {
    let lexicon = load_lexicon(&args.input.lexicon)?;
    let scanner = scanner(&lexicon);
    let mut output = Output::open(&args.run)?;
    let shown = |pole| match args.poles {
        Poles::Both => true,
        Poles::Race => pole == Pole::Race,
        Poles::Infrastructure => pole == Pole::Infrastructure,
    };
    let settings = Settings {
        style: output.style,
        table: CsvTable::default(),
        race: shown(Pole::Race),
        infrastructure: shown(Pole::Infrastructure),
        lexicon,
    };
    let chosen = scan::format(check_formats(), &args.format);
    let options = Options { all_passages: chosen.whole, texts: chosen.whole };
    let mut format = (chosen.make)(settings);
    let mut summary = Summary::new(&args.run);
    output.write(|out| format.begin(out))?;
    run::each(
        &args.input,
        &args.run,
        &mut summary,
        |document, origin| scanner.scan(document, origin, options),
        |report, summary| {
            summary.read(&report, shown);
            output.write(|out| format.report(&report, out))
        },
    )?;
    output.write(|out| format.end(out))?;
    output.close()?;
    Ok(summary.close())
}
