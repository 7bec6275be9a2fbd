//! Everything that is shown for a coded set: figures, alpha, confusion matrices, sources.

use std::collections::BTreeMap;

use serde::Serialize;

use super::agreement::{Confusion, Scale, alpha};
use super::bootstrap::Rounds;
use super::figures::{Figure, HEADLINES, figures};
use super::gold::{FrameCode, FrameVoice};
use super::set::CodedSet;
use super::units::{Reading, Unit, Units};
use crate::lexicon::Pole;
use crate::report::Report;
use crate::score::FrameStance;

/// Fewest coded passages with which a source is shown on its own.
pub const SOURCE_PASSAGES: usize = 20;

/// Fewest cases behind a figure of a source: coded frames for an F1, units for the others.
const SOURCE_CASES: usize = 5;

/// The result of a coded set.
#[derive(Clone, Debug, Serialize)]
pub struct Evaluation {
    /// Coded documents in the set.
    pub documents: usize,
    /// Coded passages in the set.
    pub passages: usize,
    /// Passages without coding, which were left out.
    pub uncoded: usize,
    /// All figures.
    pub figures: Vec<Figure>,
    /// Krippendorff's alpha of coder and program.
    pub alpha: Vec<Figure>,
    /// Which stances and voices are taken for which, in passages.
    pub confusion: Vec<Confusion>,
    /// Headline figures of sources with at least [`SOURCE_PASSAGES`] coded passages.
    pub sources: Vec<SourceFigures>,
}

/// Headline figures of one source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceFigures {
    /// The source.
    pub source: String,
    /// Coded passages.
    pub passages: usize,
    /// The figures, without intervals.
    pub figures: Vec<Figure>,
}

impl Evaluation {
    /// Compares reports, one for each document of the set and in their order, with what was coded.
    pub fn new(set: &CodedSet, reports: &[Report], rounds: Rounds) -> Self {
        let readings: Vec<Reading> = reports.iter().map(Reading::from).collect();
        let units = Units::new(set, &readings);
        let mut figures = figures(&units, rounds);
        figures.push(bad_spans(set, reports));
        Self {
            documents: units.documents.len(),
            passages: units.passages.len(),
            uncoded: set.uncoded(),
            figures,
            alpha: alphas(&units.passages),
            confusion: confusions(&units.passages),
            sources: sources(&units.passages),
        }
    }
}

/// Cues whose place in the text holds other words: offsets have gone wrong.
fn bad_spans(set: &CodedSet, reports: &[Report]) -> Figure {
    let both = set.documents().iter().zip(reports);
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let bad = |(document, report): (&super::gold::GoldDocument, &Report)| {
        report.cues().filter(|cue| document.text.get(place(cue.start)..place(cue.end)) != Some(&cue.text)).count()
    };
    Figure::count("cue spans that do not slice to their own text", both.map(bad).sum(), reports.len())
}

fn both(unit: &Unit<'_>, pole: Pole) -> [FrameCode; 2] {
    [unit.gold.frame(pole), unit.got.frame(pole)]
}

fn alphas(units: &[Unit<'_>]) -> Vec<Figure> {
    let of = |name: String, values, scale, number: &dyn Fn(&FrameCode) -> usize, pole| {
        let coded: Vec<Vec<usize>> = units.iter().map(|u| both(u, pole).iter().map(number).collect()).collect();
        Figure::plain(name, alpha(&coded, values, scale), units.len())
    };
    let frame = |pole: Pole| {
        [
            of(format!("{pole} level (ordinal)"), 4, Scale::Ordinal, &|c| c.level.into(), pole),
            of(
                format!("{pole} stance (nominal)"),
                FrameStance::ALL.len(),
                Scale::Nominal,
                &|c| c.stance as usize,
                pole,
            ),
            of(format!("{pole} voice (nominal)"), FrameVoice::ALL.len(), Scale::Nominal, &|c| c.voice as usize, pole),
        ]
    };
    Pole::ALL.into_iter().flat_map(frame).collect()
}

fn confusions(units: &[Unit<'_>]) -> Vec<Confusion> {
    let (stances, voices) = (FrameStance::ALL.map(FrameStance::name), FrameVoice::ALL.map(FrameVoice::name));
    let frame = |pole: Pole| {
        let pairs = |number: fn(&FrameCode) -> usize| {
            units.iter().map(move |u| both(u, pole)).map(move |[gold, got]| (number(&gold), number(&got)))
        };
        [
            Confusion::new(&format!("{pole} stance"), &stances, pairs(|c| c.stance as usize)),
            Confusion::new(&format!("{pole} voice"), &voices, pairs(|c| c.voice as usize)),
        ]
    };
    Pole::ALL.into_iter().flat_map(frame).collect()
}

fn sources(units: &[Unit<'_>]) -> Vec<SourceFigures> {
    let mut by_source: BTreeMap<&str, Vec<Unit<'_>>> = BTreeMap::new();
    for unit in units {
        by_source.entry(unit.source).or_default().push(unit.clone());
    }
    let mut out: Vec<SourceFigures> = by_source
        .into_iter()
        .filter(|(_, units)| units.len() >= SOURCE_PASSAGES)
        .map(|(source, units)| SourceFigures {
            source: source.to_owned(),
            passages: units.len(),
            figures: HEADLINES
                .iter()
                .filter_map(|m| m.figure(m.name(), &units, Rounds::NONE))
                .filter(|f| f.positives.unwrap_or(f.n) >= SOURCE_CASES)
                .collect(),
        })
        .collect();
    out.sort_by(|a, b| b.passages.cmp(&a.passages).then(a.source.cmp(&b.source)));
    out
}
