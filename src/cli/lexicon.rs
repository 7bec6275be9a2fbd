//! `detente lexicon`: lists, tests, counts and checks lexicons.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use detente::lexicon::{Axis, Lexicon, Pole};
use detente::scanner::{Options, Scanner};
use detente::selftest;

use super::args::shared::RunArgs;
use super::args::{LexiconArgs, LexiconCommand, StatsArgs};
use super::output::{Output, print};
use super::project::Projects;
use super::summary::{Summary, say};
use super::{Exit, Stop, load_lexicon, run as runs, walk};

/// Runs the command.
pub(crate) fn run(args: &LexiconArgs) -> Result<Exit, Stop> {
    match &args.command {
        LexiconCommand::List(only) => load_lexicon(&only.lexicon).and_then(|lexicon| list(&lexicon)),
        LexiconCommand::Test(only) => test(&Scanner::new(load_lexicon(&only.lexicon)?)),
        LexiconCommand::Check { file } => check(file),
        LexiconCommand::Stats(args) if args.input.paths.is_empty() && args.input.file_list.is_none() => {
            load_lexicon(&args.input.lexicon).and_then(|lexicon| make_up(&lexicon))
        }
        LexiconCommand::Stats(args) => stats(args),
    }
}

fn list(lexicon: &Lexicon) -> Result<Exit, Stop> {
    let mut out = format!("{:<34} {:<10} {:<14} {:<8} {:>6}\n", "id", "axis", "pole", "kind", "weight");
    for e in lexicon.entries() {
        let _ = writeln!(out, "{:<34} {:<10} {:<14} {:<8} {:>6}", e.id, e.axis, e.pole, e.kind, e.weight);
    }
    print(&out).map(|()| Exit::Done)
}

fn test(scanner: &Scanner) -> Result<Exit, Stop> {
    let failures = selftest::run(scanner);
    let examples: usize = scanner.lexicon().entries().iter().map(|e| e.matches.len() + e.no_matches.len()).sum();
    for f in &failures {
        let should = if f.wanted { "should be found in" } else { "should not be found in" };
        print(&format!(
            "{} {should}: {}\n    found: {}\n",
            f.entry,
            f.text,
            if f.found.is_empty() { "nothing".into() } else { f.found.join("; ") }
        ))?;
    }
    print(&format!("{} passed, {} failed\n", examples - failures.len(), failures.len()))?;
    Ok(if failures.is_empty() { Exit::Done } else { Exit::Refused })
}

fn check(file: &Path) -> Result<Exit, Stop> {
    let lexicon = load_lexicon(&[file.to_owned()])?;
    let name = file.display();
    let own = |f: &selftest::Failure| f.file == name.to_string();
    let entries = lexicon.entries().len();
    let failures: Vec<_> = selftest::run(&Scanner::new(lexicon)).into_iter().filter(own).collect();
    for f in &failures {
        say(&format!(
            "{name}: entry `{}`: {} {}",
            f.entry,
            if f.wanted { "is not found in its example" } else { "is found in its counter-example" },
            f.text
        ));
    }
    if !failures.is_empty() {
        return Ok(Exit::Refused);
    }
    print(&format!("{name}: no fault; with it the lexicon has {entries} entries\n")).map(|()| Exit::Done)
}

/// How many entries and patterns each pole of each axis has.
fn make_up(lexicon: &Lexicon) -> Result<Exit, Stop> {
    let mut out = format!(
        "version {}, sha256 {}\n{:<10} {:<14} {:>7} {:>8}\n",
        lexicon.version(),
        lexicon.sha256(),
        "axis",
        "pole",
        "entries",
        "patterns"
    );
    for (axis, pole) in Axis::ALL.into_iter().flat_map(|a| Pole::ALL.map(|p| (a, p))) {
        let entries: Vec<_> = lexicon.entries().iter().filter(|e| (e.axis, e.pole) == (axis, pole)).collect();
        let patterns: usize = entries.iter().map(|e| e.patterns.len()).sum();
        let _ = writeln!(out, "{axis:<10} {pole:<14} {:>7} {patterns:>8}", entries.len());
    }
    print(&out).map(|()| Exit::Done)
}

/// How often each entry fires on some texts, and how much rests on entries that one document alone has.
fn stats(args: &StatsArgs) -> Result<Exit, Stop> {
    let scanner = Scanner::new(load_lexicon(&args.input.lexicon)?);
    let mut hits: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut summary = Summary::new(&args.run);
    let work = |document: &_, origin| scanner.scan(document, origin, Options::default());
    let found = walk::find(&args.input, &mut Projects::none())?;
    args.run.output.iter().try_for_each(|target| found.spare(target))?;
    runs::each(found, &args.input, &mut summary, work, |report, summary| {
        summary.read(&report);
        let mut here = BTreeSet::new();
        for cue in report.cues() {
            let (all, documents) = hits.entry(cue.entry.clone()).or_default();
            *all += 1;
            *documents += usize::from(here.insert(cue.entry.clone()));
        }
        Ok(())
    })?;
    print_stats(&scanner, &hits, &args.run)?;
    Ok(summary.close())
}

fn print_stats(scanner: &Scanner, hits: &BTreeMap<String, (usize, usize)>, run: &RunArgs) -> Result<(), Stop> {
    let mut output = Output::open(run)?;
    let total: usize = hits.values().map(|h| h.0).sum();
    let single: usize = hits.values().filter(|h| h.1 == 1).map(|h| h.0).sum();
    let mut rows: Vec<_> = hits.iter().collect();
    rows.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let silent: Vec<&str> =
        scanner.lexicon().entries().iter().map(|e| e.id.as_str()).filter(|id| !hits.contains_key(*id)).collect();
    output.write(|out| {
        writeln!(out, "{:>7} {:>9}  entry", "hits", "documents")?;
        rows.iter().try_for_each(|(id, (all, documents))| writeln!(out, "{all:>7} {documents:>9}  {id}"))?;
        #[expect(clippy::cast_precision_loss, reason = "a share of hits")]
        let share = single as f64 / total.max(1) as f64;
        writeln!(out, "\n{single} of {total} hits ({share:.3}) rest on entries that fire in one document only: about that share of hits in new texts is yet unseen (Good 1953)")?;
        writeln!(out, "\n{} entries never fire:", silent.len())?;
        silent.iter().try_for_each(|id| writeln!(out, "  {id}"))
    })?;
    output.close()
}
