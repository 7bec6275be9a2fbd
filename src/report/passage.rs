//! What a report says of a passage: its frames, its axes, its cues.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::{rounded, short};
use crate::document::PassageKind;
use crate::lexicon::{Axis, Kind, Pole};
use crate::score::{Evidence, FrameStance, Tilt};
use crate::span::Span;
use crate::stance::{Actor, Stance, Voice};

/// One frame in a passage or document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Frame {
    /// How strongly it is present: 0 none, 1 trace, 2 clear, 3 dominant.
    pub level: u8,
    /// What is done with it.
    pub stance: FrameStance,
    /// Sums of cue weights by voice and stance.
    #[serde(serialize_with = "cells")]
    pub evidence: Evidence,
    /// All evidence per 1,000 words.
    #[serde(serialize_with = "short")]
    pub per_1000_words: f64,
}

fn cells<S: Serializer>(evidence: &Evidence, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(Voice::ALL.into_iter().filter_map(|voice| {
        let cells: Map<String, Value> = Stance::ALL
            .into_iter()
            .map(|stance| (stance.name().to_owned(), evidence.get(voice, stance)))
            .filter(|(_, sum)| *sum > 0.0)
            .map(|(name, sum)| (name, rounded(sum).into()))
            .collect();
        (!cells.is_empty()).then_some((voice.name(), cells))
    }))
}

/// Raw evidence on one axis, over all voices and stances, and its tilt.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct AxisScore {
    /// Sum of weights on the race pole.
    #[serde(serialize_with = "short")]
    pub race: f64,
    /// Sum of weights on the infrastructure pole.
    #[serde(serialize_with = "short")]
    pub infrastructure: f64,
    /// Tilt of the axis from its counting evidence.
    #[serde(serialize_with = "short")]
    pub tilt: f64,
}

/// A cue, read.
#[derive(Clone, Debug, Serialize)]
pub struct Cue {
    /// Id of the lexicon entry.
    pub entry: String,
    /// Axis of the entry.
    pub axis: Axis,
    /// Pole of the entry.
    pub pole: Pole,
    /// Claim or practice.
    pub kind: Kind,
    /// First byte in the source.
    pub start: u64,
    /// Byte behind the last one.
    pub end: u64,
    /// Line, from 1.
    pub line: u64,
    /// Column in Unicode scalar values, from 1.
    pub column: u64,
    /// The words as they stand in the source.
    pub text: String,
    /// Weight of the entry.
    #[serde(serialize_with = "short")]
    pub weight: f64,
    /// What is done with the frame here.
    pub stance: Stance,
    /// Whose words these are.
    pub voice: Voice,
    /// Who speaks, where the text says so.
    pub speaker: Option<String>,
    /// Who is said to race or build.
    pub actors: Vec<Actor>,
    /// Why it was read so.
    pub because: Vec<String>,
    /// Whether it is known from a baseline: it counts as any other and is not shown again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// The sentence around it, without line breaks, and where the cue stands in it.
    #[serde(skip)]
    pub sentence: Sentence,
    /// Where it stands in [`PassageReport::text`], in bytes.
    #[serde(skip)]
    pub place: Span,
}

/// A sentence in one line, with the stretch of a cue in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The words before the cue.
    pub before: String,
    /// The words of the cue.
    pub cue: String,
    /// The words behind it.
    pub after: String,
    /// First byte of the sentence in the source: cues of one sentence share it.
    pub start: u64,
}

/// One passage with its cues.
#[derive(Clone, Debug, Serialize)]
pub struct PassageReport {
    /// Number among all passages of the document, from 0.
    pub index: usize,
    /// What it is on the page.
    pub kind: PassageKind,
    /// First byte in the source.
    pub start: u64,
    /// Byte behind the last one.
    pub end: u64,
    /// Line on which it begins, from 1.
    pub line: u64,
    /// Number of words.
    pub words: u64,
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
    /// Axes with evidence.
    pub axes: BTreeMap<Axis, AxisScore>,
    /// The cues, in order of the text.
    pub cues: Vec<Cue>,
    /// Its words in clean text (markup left out, spaces folded); empty unless the scan was asked for texts.
    #[serde(skip)]
    pub text: String,
    /// Depth of a heading, 1 for the outermost; 0 for all else.
    #[serde(skip)]
    pub depth: u8,
}

impl PassageReport {
    /// The frame of a pole.
    pub fn frame(&self, pole: Pole) -> &Frame {
        match pole {
            Pole::Race => &self.race,
            Pole::Infrastructure => &self.infrastructure,
        }
    }
}

/// What a writer wants to see of a report; scores do not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Whether race cues are shown.
    pub race: bool,
    /// Whether infrastructure cues are shown.
    pub infrastructure: bool,
    /// The level that a frame must reach in its passage, 1 to 3.
    pub level: u8,
}

impl View {
    /// Whether a cue is shown whose frame has this level in its passage.
    pub(super) fn finds(self, cue: &Cue, level: u8) -> bool {
        !cue.known && self.shows(cue.pole) && level >= self.level
    }

    /// Whether cues of a pole are shown.
    pub fn shows(&self, pole: Pole) -> bool {
        match pole {
            Pole::Race => self.race,
            Pole::Infrastructure => self.infrastructure,
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self { race: true, infrastructure: true, level: 1 }
    }
}

/// A cue that counts for no score, since a writer has decided on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suppressed {
    /// Id of the lexicon entry.
    pub entry: String,
    /// Pole of the entry.
    pub pole: Pole,
    /// First byte in the source.
    pub start: u64,
    /// Byte behind the last one.
    pub end: u64,
    /// Line, from 1.
    pub line: u64,
    /// Column in Unicode scalar values, from 1.
    pub column: u64,
    /// The words as they stand in the source.
    pub text: String,
    /// The decision: a comment with its line, an allowed phrase, or an entry that is switched off.
    pub by: String,
    /// Why, where the comment says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Frame {
    pub(crate) fn new(evidence: Evidence, level: u8, stance: FrameStance, per_1000_words: f64) -> Self {
        Self { level, stance, evidence, per_1000_words }
    }
}

impl AxisScore {
    pub(crate) fn new(race: f64, infrastructure: f64, tilt: Tilt) -> Self {
        Self { race, infrastructure, tilt: tilt.mean }
    }
}
