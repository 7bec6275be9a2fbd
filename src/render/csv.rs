//! Comma-separated values: three tidy tables, of documents, passages and cues.
//!
//! The table of cues carries the sentence around each cue in three columns, ready for a concordance. Text that a
//! spreadsheet would run as a formula gets an apostrophe in front.

use std::io::{self, Write};

use super::ReportFormat;
use crate::lexicon::{Axis, Pole};
use crate::report::{AxisScore, Cue, Frame, PassageReport, Report, rounded};

/// Which table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvTable {
    /// A row a document.
    #[default]
    Documents,
    /// A row a passage.
    Passages,
    /// A row a cue.
    Cues,
}

impl CsvTable {
    /// All tables with their names.
    pub const ALL: [(&'static str, Self); 3] =
        [("documents", Self::Documents), ("passages", Self::Passages), ("cues", Self::Cues)];
}

/// Writes one of the tables.
#[derive(Debug)]
pub struct Csv {
    table: CsvTable,
}

impl Csv {
    /// A writer of `table`.
    pub fn new(table: CsvTable) -> Self {
        Self { table }
    }
}

impl ReportFormat for Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut header: Vec<String> = columns(self.table).map(str::to_owned).collect();
        if self.table != CsvTable::Cues {
            header.extend(Axis::ALL.iter().flat_map(|axis| Pole::ALL.map(|pole| format!("{axis}_{pole}"))));
        }
        if self.table == CsvTable::Documents {
            header.push("meta".into());
        }
        write_row(out, header)
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        match self.table {
            CsvTable::Documents => write_row(out, document(report)),
            CsvTable::Passages => report.passages.iter().try_for_each(|p| write_row(out, passage(report, p))),
            CsvTable::Cues => report
                .passages
                .iter()
                .try_for_each(|p| p.cues.iter().try_for_each(|c| write_row(out, cue(report, p, c)))),
        }
    }
}

const FRAMES: &str = "race_level race_stance race_evidence race_per_1000_words infrastructure_level infrastructure_stance \
                      infrastructure_evidence infrastructure_per_1000_words tilt tilt_low tilt_high";
const DOCUMENTS: [&str; 3] =
    ["source id row format title words on_topic", FRAMES, "label warnings detente lexicon_version lexicon_sha256"];
const PASSAGES: [&str; 3] = ["source id index kind start end line words", FRAMES, "lexicon_sha256"];
const CUES: [&str; 3] = [
    "source id passage entry axis pole kind weight stance voice speaker actors",
    "start end line column",
    "left cue right because lexicon_sha256",
];

fn columns(table: CsvTable) -> impl Iterator<Item = &'static str> {
    let groups = match table {
        CsvTable::Documents => DOCUMENTS,
        CsvTable::Passages => PASSAGES,
        CsvTable::Cues => CUES,
    };
    groups.into_iter().flat_map(str::split_whitespace)
}

fn write_row(out: &mut dyn Write, fields: Vec<String>) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(fields).map_err(io::Error::other)?;
    writer.flush()
}

/// Text as a spreadsheet may show it: never a formula, no control characters but tabs and line breaks.
fn safe(text: &str) -> String {
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    let shown = |c: char| if c.is_control() && !matches!(c, '\t' | '\n' | '\r') { '\u{fffd}' } else { c };
    formula.then_some('\'').into_iter().chain(text.chars().map(shown)).collect()
}

/// The word for a value in the result record.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn frame(frame: &Frame) -> [String; 4] {
    let number = |x: f64| rounded(x).to_string();
    [frame.level.to_string(), frame.stance.name().into(), number(frame.evidence.total()), number(frame.per_1000_words)]
}

fn axes(axes: &std::collections::BTreeMap<Axis, AxisScore>) -> impl Iterator<Item = String> {
    Axis::ALL.into_iter().flat_map(|axis| {
        let AxisScore { race, infrastructure, .. } = axes.get(&axis).copied().unwrap_or_default();
        [race, infrastructure].map(|x| rounded(x).to_string())
    })
}

fn document(r: &Report) -> Vec<String> {
    let mut row =
        vec![safe(&r.source), safe(&r.id), r.row.map_or_else(String::new, |n| n.to_string()), r.format.into()];
    row.extend([safe(r.title.as_deref().unwrap_or_default()), r.words.to_string(), r.on_topic.to_string()]);
    row.extend(frame(&r.race));
    row.extend(frame(&r.infrastructure));
    row.extend([r.tilt, r.tilt_low, r.tilt_high].map(|x| rounded(x).to_string()));
    row.extend([
        r.label.to_owned(),
        safe(&r.warnings.join("; ")),
        r.detente.to_owned(),
        r.lexicon.version.clone(),
        r.lexicon.sha256.clone(),
    ]);
    row.extend(axes(&r.axes));
    row.push(if r.meta.is_empty() { String::new() } else { serde_json::Value::Object(r.meta.clone()).to_string() });
    row
}

fn passage(r: &Report, p: &PassageReport) -> Vec<String> {
    let mut row = vec![safe(&r.source), safe(&r.id), p.index.to_string(), word(&p.kind)];
    row.extend([p.start, p.end, p.line, p.words].map(|n| n.to_string()));
    row.extend(frame(&p.race));
    row.extend(frame(&p.infrastructure));
    row.extend([p.tilt, p.tilt_low, p.tilt_high].map(|x| rounded(x).to_string()));
    row.push(r.lexicon.sha256.clone());
    row.extend(axes(&p.axes));
    row
}

fn cue(r: &Report, p: &PassageReport, c: &Cue) -> Vec<String> {
    let actors: Vec<String> = c.actors.iter().map(word).collect();
    let mut row = vec![
        safe(&r.source),
        safe(&r.id),
        p.index.to_string(),
        c.entry.clone(),
        c.axis.to_string(),
        c.pole.to_string(),
        c.kind.to_string(),
    ];
    row.extend([
        rounded(c.weight).to_string(),
        c.stance.name().into(),
        c.voice.name().into(),
        safe(c.speaker.as_deref().unwrap_or_default()),
    ]);
    row.push(actors.join(" "));
    row.extend([c.start, c.end, c.line, c.column].map(|n| n.to_string()));
    row.extend([
        safe(&c.sentence.before),
        safe(&c.sentence.cue),
        safe(&c.sentence.after),
        safe(&c.because.join("; ")),
        r.lexicon.sha256.clone(),
    ]);
    row
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_text_becomes_a_formula() {
        for (text, expected) in
            [("=1+1", "'=1+1"), (" @x", "' @x"), ("plain", "plain"), ("＝x", "'＝x"), ("a\u{1b}b", "a\u{fffd}b")]
        {
            assert_eq!(safe(text), expected);
        }
    }
}
