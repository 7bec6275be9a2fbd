//! `detente scan`: scores documents.

use detente::config::Poles;
use detente::render::{CsvTable, NamedFormat, scan_formats};
use detente::report::Report;
use detente::scanner::Options;

use super::args::ScanArgs;
use super::output::Output;
use super::project::Projects;
use super::session::Session;
use super::sorts::SORTS;
use super::summary::Summary;
use super::{Exit, Stop, walk};

/// Runs the command.
pub(crate) fn run(args: &ScanArgs) -> Result<Exit, Stop> {
    if args.files {
        return files(args);
    }
    let session = Session::open(&args.input, &args.project, &args.run, Poles::Both)?;
    let mut output = Output::open(&args.run)?;
    let table = CsvTable::ALL.iter().find(|t| t.0 == args.table).map_or(CsvTable::Documents, |t| t.1);
    let settings = output.settings(&session.lexicon, table);
    let chosen = format(scan_formats(), &args.format);
    let mut format = (chosen.make)(settings);
    let options =
        Options { all_passages: args.all_passages || chosen.whole, texts: chosen.whole, ..Options::default() };
    let mut held = Vec::new();
    let holds = args.sort.is_some() || args.top.is_some();
    output.write(|out| format.begin(out))?;
    let exit = session.each(options, |report| {
        if report.race.level.max(report.infrastructure.level) < args.min_level.unwrap_or(0) {
            return Ok(());
        }
        if holds {
            held.push(report);
            return Ok(());
        }
        output.write(|out| format.report(&report, out))
    })?;
    sort(&mut held, args);
    held.iter().try_for_each(|report| output.write(|out| format.report(report, out)))?;
    output.write(|out| format.end(out))?;
    output.close()?;
    Ok(exit)
}

/// The format called `name`; clap has made sure that there is one.
pub(crate) fn format(all: &'static [NamedFormat], name: &str) -> &'static NamedFormat {
    all.iter().find(|f| f.name == name).unwrap_or(&all[0])
}

fn sort(reports: &mut Vec<Report>, args: &ScanArgs) {
    if let Some((_, order)) = SORTS.iter().find(|s| Some(s.0) == args.sort.as_deref()) {
        reports.sort_by(order);
    }
    reports.truncate(args.top.unwrap_or(usize::MAX));
}

/// `--files`: the files that would be read.
fn files(args: &ScanArgs) -> Result<Exit, Stop> {
    let found = walk::find(&args.input, &mut Projects::new(&args.project)?)?;
    let mut output = Output::open(&args.run)?;
    let mut summary = Summary::new(&args.run);
    for file in &found.inputs {
        let name = file.name(None);
        output.write(|out| writeln!(out, "{}", detente::render::printable(name)))?;
    }
    output.close()?;
    found.faults.iter().for_each(|f| summary.fail(f, Exit::Incomplete));
    if found.inputs.is_empty() {
        summary.skip(found.skipped);
        return Ok(summary.close());
    }
    Ok(if found.faults.is_empty() { Exit::Done } else { Exit::Incomplete })
}
