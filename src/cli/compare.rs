//! `detente compare`: what changed between two drafts.

use detente::compare::Comparison;
use detente::config::Poles;
#[cfg(feature = "page")]
use detente::render::compare_page;
use detente::render::{CsvTable, comparison};
use detente::report::Report;
use detente::scanner::Options;

use super::args::CompareArgs;
use super::output::Output;
use super::session::{Session, scan};
use super::{Exit, Stop};

/// Runs the command.
pub(crate) fn run(args: &CompareArgs) -> Result<Exit, Stop> {
    if args.project.write_baseline.is_some() || args.project.baseline.is_some() {
        return Err(Stop::refused("compare takes no baseline: the old draft is one"));
    }
    let session = Session::open(&args.input, &args.project, &args.run, Poles::Race)?;
    let lexicon = session.lexicon.clone();
    let options = Options { all_passages: true, texts: true, ..Options::default() };
    let (mut reports, mut compared): (Vec<Report>, _) = (Vec::new(), None);
    let exit = session.read(scan(options), |report, summary, tally, project| {
        summary.read(&report);
        reports.push(report);
        if let [old, new] = reports.as_slice() {
            let comparison = Comparison::new(old, new);
            tally.watch(&comparison.only_changed(new), &project.name);
            compared = Some(comparison);
        }
        Ok(())
    })?;
    let (Some(compared), 2) = (compared, reports.len()) else {
        let message = format!("two texts are compared, one file each; {} could be read", reports.len());
        return Err(if exit == Exit::Incomplete { Stop::unreadable(message) } else { Stop::refused(message) });
    };
    let mut output = Output::open(&args.run)?;
    let settings = output.settings(&lexicon, CsvTable::default());
    output.write(|out| match args.format.as_str() {
        "json" => {
            serde_json::to_writer_pretty(&mut *out, &compared)?;
            writeln!(out)
        }
        #[cfg(feature = "page")]
        "html" => compare_page(&compared, &reports[0], &reports[1], &settings, out),
        _ => comparison(&compared, settings.style, out),
    })?;
    output.close()?;
    Ok(exit)
}
