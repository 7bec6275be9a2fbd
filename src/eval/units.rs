//! What was found, joined to what was coded: one unit for a coded passage or document.
//!
//! A coded passage and the passages of a report need not be cut alike. Those that share at least a fifth of the shorter
//! one are joined: the strongest level decides, two stances at that level are mixed, evidence is added up, and tilts
//! are averaged by words.

use std::collections::{BTreeMap, BTreeSet};

use super::gold::{Coding, FrameCode, FrameVoice, GoldDocument, GoldPassage};
use super::set::CodedSet;
use crate::lexicon::{Axis, Pole};
use crate::report::{AxisScore, Frame, PassageReport, Report, rounded};
use crate::score::{Evidence, FrameStance, Strength};
use crate::stance::{Stance, Voice};

/// What some method found about one frame in a passage or document.
#[derive(Clone, Copy, Debug, Default)]
pub struct SeenFrame {
    /// How strongly it is present, 0 to 3.
    pub level: u8,
    /// What is done with it.
    pub stance: FrameStance,
    /// Sums of weights by voice and stance.
    pub evidence: Evidence,
    /// How many cues, and how heavy.
    pub strength: Strength,
}

/// What some method found in a passage, or in a whole document.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// First byte.
    pub start: u64,
    /// Byte behind the last one.
    pub end: u64,
    /// Number of words.
    pub words: u64,
    /// The frames, in the order of [`Pole::ALL`].
    pub frames: [SeenFrame; 2],
    /// From −1 to 1.
    pub tilt: f64,
    /// Ends of axes with evidence.
    pub axes: BTreeSet<(Axis, Pole)>,
}

impl Seen {
    /// What a report says of a passage.
    pub fn passage(passage: &PassageReport) -> Self {
        let strength = |pole| {
            let weights = passage.cues.iter().filter(|cue| cue.pole == pole).map(|cue| cue.weight);
            Strength { cues: weights.clone().count(), heaviest: weights.fold(0.0, f64::max) }
        };
        Self {
            start: passage.start,
            end: passage.end,
            words: passage.words,
            frames: Pole::ALL.map(|pole| seen(passage.frame(pole), strength(pole))),
            tilt: rounded(passage.tilt),
            axes: ends(&passage.axes),
        }
    }

    /// What a report says of its document as a whole.
    pub fn document(report: &Report) -> Self {
        Self {
            start: 0,
            end: u64::MAX,
            words: report.words,
            frames: Pole::ALL.map(|pole| seen(report.frame(pole), Strength::default())),
            tilt: rounded(report.tilt),
            axes: ends(&report.axes),
        }
    }

    /// Whether it shares at least a fifth of the shorter one with a coded passage.
    fn overlaps(&self, gold: &GoldPassage) -> bool {
        let (start, end) = (gold.start as u64, gold.end as u64);
        let shared = self.end.min(end).saturating_sub(self.start.max(start));
        shared > 0 && shared * 5 >= (self.end - self.start).min(end - start)
    }
}

fn seen(frame: &Frame, strength: Strength) -> SeenFrame {
    SeenFrame { level: frame.level, stance: frame.stance, evidence: frame.evidence, strength }
}

fn ends(axes: &BTreeMap<Axis, AxisScore>) -> BTreeSet<(Axis, Pole)> {
    let both = axes
        .iter()
        .flat_map(|(axis, s)| [((*axis, Pole::Race), s.race), ((*axis, Pole::Infrastructure), s.infrastructure)]);
    both.filter(|(_, sum)| rounded(*sum) > 0.0).map(|(end, _)| end).collect()
}

/// What a method found in one document: the document as a whole and its passages.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The document as a whole.
    pub whole: Seen,
    /// Its passages; those without evidence may be left out.
    pub passages: Vec<Seen>,
}

impl Reading {
    /// The passages that belong to a coded one.
    pub(super) fn under(&self, gold: &GoldPassage) -> Vec<&Seen> {
        self.passages.iter().filter(|passage| passage.overlaps(gold)).collect()
    }
}

impl From<&Report> for Reading {
    fn from(report: &Report) -> Self {
        Self { whole: Seen::document(report), passages: report.passages.iter().map(Seen::passage).collect() }
    }
}

/// What was found under a coded passage or document, joined.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Got {
    /// The frames, in the order of [`Pole::ALL`].
    pub frames: [FrameCode; 2],
    /// Mean tilt, by words.
    pub tilt: f64,
    /// Ends of axes with evidence.
    pub axes: BTreeSet<(Axis, Pole)>,
}

impl Got {
    /// Joins what was found in several passages.
    pub fn join(parts: &[&Seen]) -> Self {
        Self {
            frames: Pole::ALL.map(|pole| join(parts, pole)),
            tilt: mean_tilt(parts),
            axes: parts.iter().flat_map(|part| part.axes.iter().copied()).collect(),
        }
    }

    /// The code of one frame.
    pub fn frame(&self, pole: Pole) -> FrameCode {
        self.frames[pole as usize]
    }
}

fn join(parts: &[&Seen], pole: Pole) -> FrameCode {
    let frames = || parts.iter().map(|part| &part.frames[pole as usize]);
    let level = frames().map(|f| f.level).max().unwrap_or(0);
    if level == 0 {
        return FrameCode::default();
    }
    let stances: BTreeSet<FrameStance> = frames().filter(|f| f.level == level).map(|f| f.stance).collect();
    let stance = if stances.len() == 1 { stances.first().copied().unwrap_or_default() } else { FrameStance::Mixed };
    let mut evidence = Evidence::default();
    frames().for_each(|f| evidence.merge(&f.evidence));
    FrameCode { level, voice: voice(&evidence), stance }
}

/// Whose words the evidence stands in; a mention is the writer's.
fn voice(evidence: &Evidence) -> FrameVoice {
    let sum = |voice| Stance::ALL.iter().map(|stance| evidence.get(voice, *stance)).sum::<f64>();
    let (own, theirs) = (sum(Voice::Author) + sum(Voice::Mention), sum(Voice::Attributed));
    match (own > 0.0, theirs > 0.0) {
        (true, true) => FrameVoice::Both,
        (true, false) => FrameVoice::Author,
        (false, true) => FrameVoice::Attributed,
        (false, false) => FrameVoice::None,
    }
}

/// The mean tilt of the parts that show anything, by words.
fn mean_tilt(parts: &[&Seen]) -> f64 {
    let shows = |part: &Seen| part.tilt != 0.0 || part.frames.iter().any(|f| f.level > 0);
    #[expect(clippy::cast_precision_loss, reason = "word counts stay far below 2^52")]
    let weight = |part: &Seen| part.words.max(1) as f64;
    let (sum, weights) = parts
        .iter()
        .filter(|part| shows(part))
        .fold((0.0, 0.0), |(sum, weights), part| (sum + part.tilt * weight(part), weights + weight(part)));
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// A coded passage or document, and what was found there.
#[derive(Clone, Debug)]
pub struct Unit<'s> {
    /// Id of the document: units of one document are drawn together in a bootstrap.
    pub document: &'s str,
    /// Source of the document.
    pub source: &'s str,
    /// What was coded.
    pub gold: &'s Coding,
    /// What was found.
    pub got: Got,
}

/// All units of a set.
#[derive(Clone, Debug, Default)]
pub struct Units<'s> {
    /// Coded passages, in the order of the set.
    pub passages: Vec<Unit<'s>>,
    /// Documents that were coded as a whole.
    pub documents: Vec<Unit<'s>>,
    /// Documents about something else, and whether a race frame was found in them.
    pub negatives: Vec<(&'s str, bool)>,
}

impl<'s> Units<'s> {
    /// Joins readings, one for each document of the set and in their order, to what was coded.
    pub fn new(set: &'s CodedSet, readings: &[Reading]) -> Self {
        let unit = |at: usize, gold: &'s Coding, parts: &[&Seen]| {
            let GoldDocument { id, source, .. } = &set.documents()[at];
            Unit { document: id, source, gold, got: Got::join(parts) }
        };
        let passage = |(at, gold): &'s (usize, GoldPassage)| {
            gold.coding.as_ref().map(|coding| unit(*at, coding, &readings[*at].under(gold)))
        };
        let whole = |(at, gold): (usize, &'s GoldDocument)| {
            gold.coding.as_ref().map(|coding| unit(at, coding, &[&readings[at].whole]))
        };
        Self {
            passages: set.passages().iter().filter_map(passage).collect(),
            documents: set.documents().iter().enumerate().filter_map(whole).collect(),
            negatives: negatives(set, readings),
        }
    }

    /// Units of several sets as one.
    pub fn merged(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::default(), |mut sum, units| {
            sum.passages.extend(units.passages);
            sum.documents.extend(units.documents);
            sum.negatives.extend(units.negatives);
            sum
        })
    }
}

/// Hard negatives, those left out in which a coder found a passage about AI.
fn negatives<'s>(set: &'s CodedSet, readings: &[Reading]) -> Vec<(&'s str, bool)> {
    let coded = set.passages().iter().filter(|(_, p)| p.coding.as_ref().is_some_and(|c| c.topic));
    let about: BTreeSet<usize> = coded.map(|(at, _)| *at).collect();
    let chosen = set.documents().iter().enumerate().filter(|(at, d)| d.hard_negative && !about.contains(at));
    chosen.map(|(at, d)| (d.id.as_str(), readings[at].whole.frames[Pole::Race as usize].level > 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(level: u8, stance: FrameStance, voice: Voice, tilt: f64, words: u64) -> Seen {
        let mut evidence = Evidence::default();
        evidence.add(voice, Stance::Asserted, f64::from(level));
        let frame = SeenFrame { level, stance, evidence, ..SeenFrame::default() };
        Seen { frames: [frame, SeenFrame::default()], tilt, words, ..Seen::default() }
    }

    #[test]
    fn the_strongest_level_decides_and_two_stances_there_are_mixed() {
        use FrameStance::{Asserted, Mixed, None, Rejected, Reported};
        let at = |level, stance| part(level, stance, Voice::Author, 0.0, 10);
        let table = [
            (vec![], 0, None),
            (vec![at(0, None)], 0, None),
            (vec![at(2, Rejected)], 2, Rejected),
            (vec![at(1, Asserted), at(2, Reported)], 2, Reported),
            (vec![at(2, Asserted), at(2, Reported), at(1, Rejected)], 2, Mixed),
        ];
        for (parts, level, stance) in table {
            let race = Got::join(&parts.iter().collect::<Vec<_>>()).frame(Pole::Race);
            assert_eq!((race.level, race.stance), (level, stance), "{parts:?}");
        }
    }

    #[test]
    fn voices_are_joined_and_tilts_averaged_by_words() {
        let own = part(2, FrameStance::Asserted, Voice::Author, -1.0, 30);
        let theirs = part(1, FrameStance::Reported, Voice::Attributed, 0.0, 10);
        let silent = part(0, FrameStance::None, Voice::Author, 0.0, 500);
        let got = Got::join(&[&own, &theirs, &silent]);
        assert_eq!(got.frame(Pole::Race).voice, FrameVoice::Both);
        assert!((got.tilt + 0.75).abs() < 1e-12, "{}", got.tilt);
    }

    #[test]
    fn a_fifth_of_the_shorter_one_must_be_shared() {
        let gold = |start, end| GoldPassage {
            pid: String::new(),
            doc_id: String::new(),
            start,
            end,
            sealed: false,
            coding: None,
        };
        let seen = Seen { start: 100, end: 200, ..Seen::default() };
        for (start, end, joined) in
            [(0, 100, false), (0, 119, false), (0, 120, true), (180, 400, true), (150, 160, true)]
        {
            assert_eq!(seen.overlaps(&gold(start, end)), joined, "{start} {end}");
        }
    }
}
