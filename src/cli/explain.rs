//! `detente explain`: an entry, an axis with its guide, or a term of the output.

use std::fmt::Write as _;

use detente::lexicon::{Axis, AxisGuide, Entry, Lexicon, did_you_mean};

use super::args::ExplainArgs;
use super::output::print;
use super::{Exit, Stop, load_lexicon};

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Result<Exit, Stop> {
    let lexicon = load_lexicon(&args.lexicon)?;
    let text = match &args.name {
        None => overview(&lexicon),
        Some(name) => explain(&lexicon, &name.to_lowercase())?,
    };
    print(&text).map(|()| Exit::Done)
}

fn explain(lexicon: &Lexicon, name: &str) -> Result<String, Stop> {
    if let Some(axis) = Axis::from_name(name) {
        return Ok(axis_text(axis, lexicon.guide().axis(axis)));
    }
    if let Some(entry) = lexicon.entry(name) {
        return Ok(entry_text(entry));
    }
    if let Some(text) = lexicon.guide().terms.get(name) {
        return Ok(wrapped(&format!("{name}: {text}"), ""));
    }
    if let Some(text) = lexicon.rule_text(name) {
        return Ok(wrapped(&format!("{name}: {text}"), ""));
    }
    let entries = lexicon.entries().iter().map(|e| e.id.as_str());
    let known =
        entries.chain(Axis::ALL.iter().map(|a| a.name())).chain(lexicon.guide().terms.keys().map(String::as_str));
    Err(Stop::refused(format!("nothing is called `{name}`{}", did_you_mean(name, known))))
}

fn wrapped(text: &str, indent: &str) -> String {
    let options = textwrap::Options::new(96).initial_indent(indent).subsequent_indent("    ");
    textwrap::fill(text, options) + "\n"
}

fn list(title: &str, items: &[String]) -> String {
    let lines = items.iter().map(|item| wrapped(&format!("- {item}"), "  "));
    std::iter::once(format!("\n{title}\n")).chain(lines).collect()
}

fn axis_text(axis: Axis, guide: &AxisGuide) -> String {
    let mut out = format!("{} (axis `{axis}`): {}\n\n", guide.name, guide.question);
    for (name, text) in [
        ("race", &guide.race),
        ("infrastructure", &guide.infrastructure),
        ("tenet", &guide.tenet),
        ("counter-claim", &guide.counter),
    ] {
        out += &wrapped(&format!("{name}: {text}"), "");
    }
    out += &list("Practices under the race frame", &guide.race_practices);
    out += &list("Practices under the infrastructure frame", &guide.infrastructure_practices);
    out += &list("Advice for companies", &guide.companies);
    out += &list("Advice for governments", &guide.governments);
    out += &list("Advice for researchers", &guide.researchers);
    let _ = writeln!(out, "\nNot counted");
    out + &wrapped(&guide.not_race, "  ") + &wrapped(&guide.not_infrastructure, "  ")
}

fn entry_text(entry: &Entry) -> String {
    let mut out =
        format!("{} ({}, {} pole; {}, weight {})\n\n", entry.id, entry.axis, entry.pole, entry.kind, entry.weight);
    out += &wrapped(&entry.why, "");
    if let Some(source) = &entry.source {
        out += &wrapped(&format!("Source: {source}"), "");
    }
    if !entry.alternatives.is_empty() {
        out += &list("One could write", &entry.alternatives);
    }
    out += &list("Found in", &entry.matches);
    out += &list("Not found in", &entry.no_matches);
    if entry.hints.is_some() {
        return out + "\nNo patterns: several words of `lexicons/hints/` in one sentence make this cue.\n";
    }
    out + &list("Patterns (syntax: lexicons/README.md)", &entry.patterns)
}

fn overview(lexicon: &Lexicon) -> String {
    let axes: Vec<&str> = Axis::ALL.iter().map(|a| a.name()).collect();
    let terms: Vec<&str> = lexicon.guide().terms.keys().map(String::as_str).collect();
    let line = |name: &str, items: &[&str]| wrapped(&format!("{name}: {}", items.join(", ")), "");
    line("axes", &axes)
        + &line("terms", &terms)
        + &format!("entries: {}, see `detente lexicon list`\n", lexicon.entries().len())
}
