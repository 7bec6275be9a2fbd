//! SARIF 2.1.0, the exchange format of code scanners: a result for each finding, a rule for each entry that was found.
//!
//! Standard: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 2020. Suppressed cues are results
//! too, with their suppression. Paths are relative and percent-encoded, so that no name of a machine gets out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::note::{Place, is_own, message, relative};
use super::{ReportFormat, Settings};
use crate::baseline::fingerprint;
use crate::directive::PREFIX;
use crate::report::{Cue, Report, Suppressed};

/// The most results of a run that code hosts accept.
const MOST: usize = 25_000;

/// The schema that the file names.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Collects results and writes them in the end.
#[derive(Debug)]
pub struct Sarif {
    settings: Settings,
    results: Vec<Value>,
    left_out: usize,
    /// What the reader should know about the texts.
    notes: Vec<String>,
    /// The entries that were found, with their place among the rules.
    rules: BTreeMap<String, usize>,
}

impl Sarif {
    /// An empty run.
    pub fn new(settings: Settings) -> Self {
        Self { settings, results: Vec::new(), left_out: 0, notes: Vec::new(), rules: BTreeMap::new() }
    }

    /// Adds a result of an entry, as far as there is room.
    fn add(&mut self, entry: &str, mut result: Value) {
        if self.results.len() == MOST {
            self.left_out += 1;
            return;
        }
        let next = self.rules.len();
        result["ruleId"] = entry.into();
        result["ruleIndex"] = (*self.rules.entry(entry.to_owned()).or_insert(next)).into();
        self.results.push(result);
    }

    fn location(&self, report: &Report, place: &Place<'_>) -> Value {
        let uri = encoded(&relative(&report.source, &self.settings.folder));
        let mut physical = json!({ "artifactLocation": { "uri": uri } });
        if report.offset_basis == "source" {
            let (end_line, end_column) = place.end();
            physical["region"] = json!({
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": end_line,
                "endColumn": end_column,
                "byteOffset": place.start,
                "byteLength": place.bytes,
            });
        }
        json!({ "physicalLocation": physical })
    }

    fn finding(&self, report: &Report, cue: &Cue) -> Value {
        json!({
            "level": if is_own(cue) { "warning" } else { "note" },
            "message": { "text": message(cue, &self.settings.lexicon) },
            "locations": [self.location(report, &Place::of(cue))],
            "partialFingerprints": { "entryAndSentence/v1": fingerprint(cue) },
            "properties": {
                "document": relative(&report.id, &self.settings.folder),
                "axis": cue.axis,
                "pole": cue.pole,
                "voice": cue.voice,
                "speaker": cue.speaker,
                "stance": cue.stance,
                "weight": cue.weight,
            },
        })
    }

    fn suppressed(&self, report: &Report, cue: &Suppressed) -> Value {
        let bytes = cue.end - cue.start;
        let kind = if cue.by.starts_with(PREFIX) { "inSource" } else { "external" };
        let place = Place { line: cue.line, column: cue.column, start: cue.start, bytes, text: &cue.text };
        json!({
            "level": "note",
            "message": { "text": format!("Suppressed: {}.", cue.by) },
            "locations": [self.location(report, &place)],
            "suppressions": [{ "kind": kind, "justification": cue.reason.as_deref().unwrap_or(&cue.by) }],
        })
    }

    /// The rules in the order in which results first named them.
    fn rules(&self) -> Vec<Value> {
        let mut ids: Vec<(&String, &usize)> = self.rules.iter().collect();
        ids.sort_by_key(|(_, place)| **place);
        ids.into_iter().map(|(id, _)| self.rule(id)).collect()
    }

    fn rule(&self, id: &str) -> Value {
        let Some(entry) = self.settings.lexicon.entry(id) else { return json!({ "id": id }) };
        let offers = entry.alternatives.join(" / ");
        let help = if offers.is_empty() { String::new() } else { format!(" One could write: {offers}.") };
        json!({
            "id": id,
            "shortDescription": { "text": entry.why },
            "help": { "text": format!("{}{help}", entry.why) },
            "properties": { "tags": [entry.pole, entry.axis], "weight": entry.weight },
        })
    }

    fn run(&mut self) -> Value {
        if self.left_out > 0 {
            let text = format!("{} more results are left out: a run holds at most {MOST}.", self.left_out);
            self.notes.push(text);
        }
        let note = |text: &String| json!({ "level": "warning", "message": { "text": text } });
        let notes: Vec<Value> = self.notes.iter().map(note).collect();
        let (lexicon, rules) = (&self.settings.lexicon, self.rules());
        json!({
            "tool": { "driver": {
                "name": "detente",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
                "properties": { "lexicon": { "version": lexicon.version(), "sha256": lexicon.sha256() } },
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notes }],
            "results": std::mem::take(&mut self.results),
        })
    }
}

impl ReportFormat for Sarif {
    fn report(&mut self, report: &Report, _out: &mut dyn Write) -> io::Result<()> {
        for (_, cue) in report.findings() {
            self.add(&cue.entry, self.finding(report, cue));
        }
        for cue in report.suppressed.iter().filter(|cue| report.view.shows(cue.pole)) {
            self.add(&cue.entry, self.suppressed(report, cue));
        }
        let file = relative(&report.source, &self.settings.folder);
        self.notes.extend(report.warnings.iter().map(|warning| format!("{file}: {warning}")));
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [self.run()] });
        serde_json::to_writer_pretty(&mut *out, &log)?;
        out.write_all(b"\n")
    }
}

/// A path as a relative URI (RFC 3986): what is not unreserved is percent-encoded, slashes stay.
fn encoded(path: &str) -> String {
    path.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
