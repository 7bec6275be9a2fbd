//! `detente check`: shows findings to a writer.

use detente::config::Poles;
use detente::render::{CsvTable, check_formats};
use detente::scanner::Options;

use super::args::CheckArgs;
use super::output::Output;
use super::session::Session;
use super::{Exit, Stop, scan};

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Stop> {
    let session = Session::open(&args.input, &args.project, &args.run, Poles::Race)?;
    let mut output = Output::open(&args.run)?;
    let settings = output.settings(&session.lexicon, CsvTable::default());
    let chosen = scan::format(check_formats(), &args.format);
    let options = Options { all_passages: chosen.whole, texts: chosen.whole, ..Options::default() };
    let mut format = (chosen.make)(settings);
    output.write(|out| format.begin(out))?;
    let exit = session.each(options, |report| output.write(|out| format.report(&report, out)))?;
    output.write(|out| format.end(out))?;
    output.close()?;
    Ok(exit)
}
