//! `detente sample`: draws passages for coding by hand.

use std::fs;
use std::path::Path;

use detente::eval::sample::{Candidates, Plan, Sample};
use detente::input::Format;
use detente::report::Origin;
use detente::scanner::{Options, Scanner};
use serde_json::Value;

use super::eval::args::{SampleArgs, Strata};
use super::output::print;
use super::project::Projects;
use super::summary::{Summary, say};
use super::{Exit, Stop, load_lexicon, run as runs, walk};

/// What a gold folder holds.
const FILES: [&str; 2] = ["docs.jsonl", "passages.jsonl"];

/// Runs the command.
pub(crate) fn run(args: &SampleArgs) -> Result<Exit, Stop> {
    args.run.output.iter().try_for_each(|folder| FILES.iter().try_for_each(|name| is_free(&folder.join(name))))?;
    let scanner = Scanner::new(load_lexicon(&args.input.lexicon)?);
    let plan = Plan {
        number: args.number,
        seed: args.seed,
        by_cues: args.stratify == Strata::Cues,
        min_words: args.min_words as u64,
    };
    let (mut sample, mut summary) = (Sample::new(plan), Summary::new(&args.run));
    let work = |document: &_, origin: Origin| {
        let report = scanner.scan(document, origin.clone(), Options { all_passages: true, ..Options::default() });
        let origin = Origin { format: text_format(&origin, args), ..origin };
        (Candidates::new(document, &report, &origin, &plan), report)
    };
    runs::each(
        walk::find(&args.input, &mut Projects::none())?,
        &args.input,
        &mut summary,
        work,
        |(candidates, report), summary| {
            summary.read(&report);
            sample.add(candidates);
            Ok(())
        },
    )?;
    let (documents, passages) = sample.rows();
    if passages.len() < args.number && !args.run.quiet {
        say(&format!("{} passages drawn: there are no more of {} words", passages.len(), args.min_words));
    }
    match &args.run.output {
        Some(folder) => files(folder, &documents, &passages)?,
        None => print(&(lines(&documents) + &lines(&passages)))?,
    }
    Ok(summary.close())
}

/// How the text itself is written, also where it stands in a table.
fn text_format(origin: &Origin, args: &SampleArgs) -> &'static str {
    let in_table = Format::from_name(origin.format).is_some_and(Format::is_table);
    let format = if in_table { Format::from_name(&args.input.text_format) } else { None };
    format.map_or(origin.format, Format::name)
}

fn lines(rows: &[Value]) -> String {
    rows.iter().fold(String::new(), |out, row| out + &row.to_string() + "\n")
}

/// Files that are there already are left alone, since they may hold somebody's coding.
fn is_free(path: &Path) -> Result<(), Stop> {
    if path.exists() {
        let path = path.display();
        return Err(Stop::refused(format!("{path} is there already and may hold codings; name another folder")));
    }
    Ok(())
}

/// Writes both files.
fn files(folder: &Path, documents: &[Value], passages: &[Value]) -> Result<(), Stop> {
    fs::create_dir_all(folder).map_err(|e| Stop::unwritten(&folder.display().to_string(), &e))?;
    for (name, rows) in FILES.iter().zip([documents, passages]) {
        let path = folder.join(name);
        let shown = path.display().to_string();
        fs::write(&path, lines(rows)).map_err(|e| Stop::unwritten(&shown, &e))?;
    }
    Ok(())
}
