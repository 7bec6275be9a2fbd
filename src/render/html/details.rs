//! Data for the script of a corpus page: the rows of its table, and the framed passages of each document.
//!
//! Data stand in script elements that no browser runs; what could end or open an element is written as an escape.

use std::fmt::Write as _;

use serde::Serialize;

use super::quoted;
use crate::render::note::cut;
use crate::render::printable;
use crate::report::{Cue, PassageReport, Report, rounded};
use crate::score::{FrameStance, LABELS};

/// Most passages that are kept of one document.
const PASSAGES: usize = 30;

/// The framed passages of a document, and how many more it has.
#[derive(Serialize)]
struct Details<'r> {
    passages: Vec<Framed<'r>>,
    left_out: usize,
}

#[derive(Serialize)]
struct Framed<'r> {
    line: u64,
    sentences: Vec<Vec<Part<'r>>>,
}

/// Some words, or a cue: words, pole, stance, voice, axis, entry, speaker, reasons.
#[derive(Serialize)]
#[serde(untagged)]
enum Part<'r> {
    Words(String),
    Cue(Box<[std::borrow::Cow<'r, str>; 8]>),
}

/// JSON that may stand in a script element.
pub(super) fn island(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".into());
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => drop(write!(out, "\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// A row of the table: id, title, words, level and stance of both frames, tilt with interval, label, framed passages.
pub(super) fn row(report: &Report) -> String {
    let stance = |s: FrameStance| FrameStance::ALL.iter().position(|x| *x == s).unwrap_or_default();
    let label = LABELS.iter().position(|l| *l == report.label).unwrap_or(LABELS.len());
    let (race, infrastructure) = (&report.race, &report.infrastructure);
    island(&(
        printable(&report.id),
        report.title.as_deref().map(printable),
        report.words,
        (race.level, stance(race.stance), infrastructure.level, stance(infrastructure.stance)),
        [report.tilt, report.tilt_low, report.tilt_high].map(rounded),
        label,
        framed(report).count(),
    ))
}

/// The framed passages of a document, as one line of JSON.
pub(super) fn passages(report: &Report) -> String {
    let passages: Vec<Framed<'_>> = framed(report).take(PASSAGES).map(Framed::new).collect();
    let left_out = framed(report).count() - passages.len();
    island(&Details { passages, left_out })
}

/// The same where there is no room for passages.
pub(super) fn no_passages(report: &Report) -> String {
    island(&Details { passages: Vec::new(), left_out: framed(report).count() })
}

fn framed(report: &Report) -> impl Iterator<Item = &PassageReport> {
    report.passages.iter().filter(|p| p.race.level.max(p.infrastructure.level) > 0)
}

impl<'r> Framed<'r> {
    fn new(passage: &'r PassageReport) -> Self {
        let cues: Vec<&Cue> = passage.cues.iter().filter(|c| passage.frame(c.pole).level > 0).collect();
        let sentences = cues.chunk_by(|a, b| a.sentence.start == b.sentence.start).map(sentence).collect();
        Self { line: passage.line, sentences }
    }
}

/// A sentence cut at its cues, which are in order of the text.
fn sentence<'r>(cues: &[&'r Cue]) -> Vec<Part<'r>> {
    let (cut, after) = cut(cues);
    let mut parts = Vec::new();
    for (before, cue) in cut {
        parts.push(Part::Words(printable(before).into_owned()));
        parts.push(Part::Cue(Box::new(reading(cue))));
    }
    parts.push(Part::Words(printable(after).into_owned()));
    parts
}

fn reading(cue: &Cue) -> [std::borrow::Cow<'_, str>; 8] {
    [
        printable(&cue.sentence.cue),
        cue.pole.name().into(),
        cue.stance.name().into(),
        cue.voice.name().into(),
        cue.axis.name().into(),
        printable(&cue.entry),
        printable(cue.speaker.as_deref().unwrap_or_default()),
        quoted(&printable(&cue.because.join("; "))).into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_that_holds_it() {
        let table = [
            (
                "</script><script>alert(1)</script>",
                r#""\u003c/script\u003e\u003cscript\u003ealert(1)\u003c/script\u003e""#,
            ),
            ("<!-- & -->", r#""\u003c!-- \u0026 --\u003e""#),
            ("a\u{2028}b\u{2029}c\"", r#""a\u2028b\u2029c\"""#),
        ];
        for (text, expected) in table {
            let json = island(&text);
            assert_eq!(json, expected, "{text}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
