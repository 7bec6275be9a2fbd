//! What leaves the engine: plain data in the shape of the result record, schema `detente.result/1`.
//!
//! Numbers are rounded to four decimals, halves to even, when they are written; offsets are bytes of the source.

mod passage;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::lexicon::{Axis, Lexicon, Pole};

pub use passage::{AxisScore, Cue, Frame, PassageReport, Sentence, Suppressed, View};

/// The name and version of the result record.
pub const SCHEMA: &str = "detente.result/1";

/// Rounds to four decimals, halves to even; never gives −0.
///
/// ```
/// assert_eq!(detente::report::rounded(0.123_45), 0.1234);
/// ```
pub fn rounded(x: f64) -> f64 {
    let rounded = (x * 10_000.0).round_ties_even() / 10_000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
pub(crate) fn short<S: Serializer>(x: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*x))
}

/// Which lexicon a result was made with.
#[derive(Clone, Debug, Serialize)]
pub struct LexiconStamp {
    /// Its version.
    pub version: String,
    /// SHA-256 of its files.
    pub sha256: String,
}

impl From<&Lexicon> for LexiconStamp {
    fn from(lexicon: &Lexicon) -> Self {
        Self { version: lexicon.version().to_owned(), sha256: lexicon.sha256().to_owned() }
    }
}

/// Where a document comes from, as far as the reader of the result needs to know.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The path, or `-` for standard input.
    pub source: String,
    /// The document's name, unique in a run unless the user's ids are not.
    pub id: String,
    /// How it is written.
    pub format: &'static str,
    /// What offsets count in: `source`, `field` or `extracted`.
    pub offset_basis: &'static str,
    /// Number of the table row, from 1.
    pub row: Option<u64>,
    /// All columns of the row that are not text, id or title.
    pub meta: Map<String, Value>,
}

/// The result record of one document.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// Version of the program.
    pub detente: &'static str,
    /// The lexicon that was used.
    pub lexicon: LexiconStamp,
    /// The path, or `-`.
    pub source: String,
    /// Name of the document.
    pub id: String,
    /// How it is written.
    pub format: &'static str,
    /// What offsets count in.
    pub offset_basis: &'static str,
    /// Number of the table row, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Title, where the source names one.
    pub title: Option<String>,
    /// Number of words.
    pub words: u64,
    /// Whether it is about AI.
    pub on_topic: bool,
    /// The race frame.
    pub race: Frame,
    /// The infrastructure frame.
    pub infrastructure: Frame,
    /// Between −1, race, and 1, infrastructure.
    #[serde(serialize_with = "short")]
    pub tilt: f64,
    /// 2.5 % quantile of the tilt.
    #[serde(serialize_with = "short")]
    pub tilt_low: f64,
    /// 97.5 % quantile of the tilt.
    #[serde(serialize_with = "short")]
    pub tilt_high: f64,
    /// One word for it.
    pub label: &'static str,
    /// Axes with evidence.
    pub axes: BTreeMap<Axis, AxisScore>,
    /// Passages with evidence, or all of them if asked.
    pub passages: Vec<PassageReport>,
    /// How many passages the document has.
    pub passages_total: usize,
    /// Cues that count for nothing, since a writer has decided on them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressed: Vec<Suppressed>,
    /// What the reader should know about the input.
    pub warnings: Vec<String>,
    /// All other columns of a table row.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub meta: Map<String, Value>,
    /// What of it a writer wants to see.
    #[serde(skip)]
    pub view: View,
}

impl Report {
    /// All cues, in order of the text.
    pub fn cues(&self) -> impl Iterator<Item = &Cue> {
        self.passages.iter().flat_map(|p| &p.cues)
    }

    /// What a writer is shown: the cues of passages in which their frame reaches the level of the view, but for those
    /// of poles that the view leaves out, and those known from a baseline.
    pub fn findings(&self) -> impl Iterator<Item = (&PassageReport, &Cue)> {
        let cues = self.passages.iter().flat_map(|p| p.cues.iter().map(move |c| (p, c)));
        cues.filter(|(p, c)| self.is_finding(p, c))
    }

    /// Whether a cue of a passage is shown.
    pub fn is_finding(&self, passage: &PassageReport, cue: &Cue) -> bool {
        self.view.finds(cue, passage.frame(cue.pole).level)
    }

    /// The findings, to be marked as known.
    pub(crate) fn findings_mut(&mut self) -> impl Iterator<Item = &mut Cue> {
        let view = self.view;
        self.passages.iter_mut().flat_map(move |passage| {
            let levels = Pole::ALL.map(|pole| passage.frame(pole).level);
            passage.cues.iter_mut().filter(move |cue| view.finds(cue, levels[cue.pole as usize]))
        })
    }

    /// The frame of a pole.
    pub fn frame(&self, pole: Pole) -> &Frame {
        match pole {
            Pole::Race => &self.race,
            Pole::Infrastructure => &self.infrastructure,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_to_even() {
        for (x, expected) in [(0.000_05, 0.0), (0.000_25, 0.0002), (0.000_35, 0.0004), (-0.000_01, 0.0), (1.0, 1.0)] {
            assert!((rounded(x) - expected).abs() < 1e-12, "{x}");
            assert!(rounded(x).is_sign_positive() || rounded(x) != 0.0, "{x}");
        }
    }
}
