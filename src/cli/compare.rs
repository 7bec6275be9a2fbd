//! `detente compare`: what changed between two drafts.

use detente::compare::Comparison;
use detente::config::Poles;
#[cfg(feature = "page")]
use detente::render::compare_page;
use detente::render::{CsvTable, Settings, comparison};
use detente::report::Report;
use detente::scanner::Options;

use super::args::CompareArgs;
use super::output::{Output, print};
use super::session::Session;
use super::{Exit, Stop};

/// Runs the command.
pub(crate) fn run(args: &CompareArgs) -> Result<Exit, Stop> {
    let mut session = Session::open(&args.input, &args.project, &args.run, Poles::Race)?;
    if args.project.dump_config {
        return print(&session.dump()?).map(|()| Exit::Done);
    }
    let lexicon = session.lexicon.clone();
    let mut reports: Vec<Report> = Vec::new();
    let options = Options { all_passages: true, texts: true, ..Options::default() };
    let exit = session.each(options, |report| {
        reports.push(report);
        Ok(())
    })?;
    let [old, new] = reports.as_slice() else {
        let found = reports.len();
        return Err(Stop::refused(format!("two texts are compared, one file each; {found} could be read")));
    };
    let compared = Comparison::new(old, new);
    let mut output = Output::open(&args.run)?;
    let settings = Settings { style: output.style, table: CsvTable::default(), lexicon, folder: String::new() };
    output.write(|out| match args.format.as_str() {
        "json" => {
            serde_json::to_writer_pretty(&mut *out, &compared)?;
            writeln!(out)
        }
        #[cfg(feature = "page")]
        "html" => compare_page(&compared, old, new, &settings, out),
        _ => comparison(&compared, settings.style, out),
    })?;
    output.close()?;
    Ok(exit)
}
