//! The figures of a coded set: what each measures, over which units, and its name.

use serde::{Serialize, Serializer};

use super::bootstrap::{Rounds, interval};
use super::metrics::{F1, f1, macro_f1, mean, share, spearman};
use super::units::{Unit, Units};
use crate::lexicon::{Axis, Pole};
use crate::report::rounded;
use crate::score::FrameStance;

/// One figure with what belongs to it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figure {
    /// What is measured.
    pub name: String,
    /// The value; nothing where it cannot be given.
    #[serde(serialize_with = "short")]
    pub value: Option<f64>,
    /// How many units it rests on.
    pub n: usize,
    /// 95 % bootstrap interval by document.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "short_pair")]
    pub interval: Option<[f64; 2]>,
    /// Precision, for an F1.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "short")]
    pub precision: Option<f64>,
    /// Recall, for an F1.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "short")]
    pub recall: Option<f64>,
    /// Coded cases, for an F1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub positives: Option<usize>,
    /// Whether the value is a count of units, not a share or a correlation.
    #[serde(skip)]
    pub is_count: bool,
    /// The values that were averaged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<(String, f64)>,
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
pub(super) fn short<S: Serializer>(x: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    x.map(rounded).serialize(serializer)
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
pub(super) fn short_pair<S: Serializer>(x: &Option<[f64; 2]>, serializer: S) -> Result<S::Ok, S::Error> {
    x.map(|pair| pair.map(rounded)).serialize(serializer)
}

#[expect(clippy::ptr_arg, reason = "the signature that serde asks for")]
pub(super) fn short_list<S: Serializer>(list: &Vec<Option<f64>>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(list.iter().map(|x| x.map(rounded)))
}

impl Figure {
    /// A number that is counted, of `n`.
    pub(super) fn count(name: &str, value: usize, n: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
        let value = Some(value as f64);
        Self { name: name.into(), value, n, is_count: true, ..Self::default() }
    }

    /// A value that may be no number.
    pub(super) fn plain(name: String, value: f64, n: usize) -> Self {
        Self { name, value: Some(value).filter(|v| !v.is_nan()), n, ..Self::default() }
    }
}

/// Stances over which macro-F1 is taken.
const STANCES: [FrameStance; 4] =
    [FrameStance::Asserted, FrameStance::Rejected, FrameStance::Reported, FrameStance::Hypothetical];

/// Fewest coded cases with which the end of an axis counts in the mean.
const AXIS_CASES: usize = 5;

/// What can be measured on units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// F1 of a clear frame (coded 2 or more, found 1 or more), passages coded 1 left out.
    Clear(Pole),
    /// F1 of a frame at all.
    Present(Pole),
    /// F1 of a stance; mixed counts as every stance.
    Stance(Pole, FrameStance),
    /// Macro-F1 of stances where a clear frame is coded and any is found.
    StanceBothSee(Pole),
    /// Macro-F1 of stances where a clear frame is coded, found or not.
    StanceOfClear(Pole),
    /// Share of right voices where a clear frame is coded and any is found.
    Voice(Pole),
    /// Spearman's correlation of coded and found tilt.
    Tilt,
}

/// The measures of passages, in the order in which they are shown.
pub const PASSAGE_MEASURES: [Measure; 13] = [
    Measure::Clear(Pole::Race),
    Measure::Present(Pole::Race),
    Measure::Stance(Pole::Race, FrameStance::Asserted),
    Measure::Stance(Pole::Race, FrameStance::Rejected),
    Measure::Stance(Pole::Race, FrameStance::Reported),
    Measure::StanceBothSee(Pole::Race),
    Measure::Voice(Pole::Race),
    Measure::Clear(Pole::Infrastructure),
    Measure::Present(Pole::Infrastructure),
    Measure::Stance(Pole::Infrastructure, FrameStance::Asserted),
    Measure::StanceBothSee(Pole::Infrastructure),
    Measure::Voice(Pole::Infrastructure),
    Measure::Tilt,
];

/// The measures of documents coded as a whole.
pub const DOCUMENT_MEASURES: [Measure; 4] = [
    Measure::Tilt,
    Measure::StanceOfClear(Pole::Race),
    Measure::Present(Pole::Race),
    Measure::Present(Pole::Infrastructure),
];

/// The measures by which methods, parts and sources are compared.
pub const HEADLINES: [Measure; 4] = [
    Measure::Clear(Pole::Race),
    Measure::StanceBothSee(Pole::Race),
    Measure::Clear(Pole::Infrastructure),
    Measure::Tilt,
];

impl Measure {
    /// What it is called in tables, measured on passages.
    pub fn name(self) -> String {
        if self == Self::Tilt { format!("passage {}", self.stem()) } else { self.stem() }
    }

    /// What it is called in tables, measured on whole documents.
    pub fn document_name(self) -> String {
        format!("document {}", self.stem())
    }

    fn stem(self) -> String {
        match self {
            Self::Clear(pole) => format!("{pole} clear: F1"),
            Self::Present(pole) => format!("{pole} present: F1"),
            Self::Stance(pole, stance) => format!("{pole} {}: F1", stance.name()),
            Self::StanceBothSee(pole) => format!("{pole} stance where both see a clear frame: macro-F1"),
            Self::StanceOfClear(pole) => format!("{pole} stance, gold {pole} clear: macro-F1"),
            Self::Voice(pole) => format!("{pole} voice where both see a clear frame: accuracy"),
            Self::Tilt => "tilt: Spearman".into(),
        }
    }

    /// Whether it looks at a unit.
    fn keeps(self, unit: &Unit<'_>) -> bool {
        match self {
            Self::Clear(pole) => unit.gold.frame(pole).level != 1,
            Self::StanceBothSee(pole) | Self::Voice(pole) => {
                unit.gold.frame(pole).level > 1 && unit.got.frame(pole).level > 0
            }
            Self::StanceOfClear(pole) => unit.gold.frame(pole).level > 1,
            Self::Present(_) | Self::Stance(..) | Self::Tilt => true,
        }
    }

    /// For a yes-or-no question, what is right and what was found.
    fn answer(self, unit: &Unit<'_>) -> Option<(bool, bool)> {
        let both = |pole| (unit.gold.frame(pole), unit.got.frame(pole));
        match self {
            Self::Clear(pole) => Some((both(pole).0.level > 1, both(pole).1.level > 0)),
            Self::Present(pole) => Some((both(pole).0.level > 0, both(pole).1.level > 0)),
            Self::Stance(pole, stance) => {
                let is = |s| s == stance || s == FrameStance::Mixed;
                Some((is(both(pole).0.stance), is(both(pole).1.stance)))
            }
            _ => None,
        }
    }

    /// The units that it looks at.
    pub fn sample<'u, 's>(self, units: &'u [Unit<'s>]) -> Vec<&'u Unit<'s>> {
        units.iter().filter(|unit| self.keeps(unit)).collect()
    }

    /// Its value on a sample; not a number where the sample is too small.
    pub fn value(self, sample: &[&Unit<'_>]) -> f64 {
        match self {
            Self::StanceBothSee(pole) | Self::StanceOfClear(pole) => {
                let stances = |u: &&Unit<'_>| (u.gold.frame(pole).stance, u.got.frame(pole).stance);
                macro_f1(&STANCES, &sample.iter().map(stances).collect::<Vec<_>>())
            }
            Self::Voice(pole) => {
                let right = |u: &&&Unit<'_>| u.gold.frame(pole).voice == u.got.frame(pole).voice;
                share(sample.iter().filter(right).count(), sample.len())
            }
            Self::Tilt => spearman(&sample.iter().map(|u| (u.gold.tilt, u.got.tilt)).collect::<Vec<_>>()),
            _ => self.f1(sample).value,
        }
    }

    /// Whether something was coded that it asks for, whatever was found.
    pub(super) fn has_cases(self, units: &[Unit<'_>]) -> bool {
        units.iter().any(|unit| match self {
            Self::StanceBothSee(pole) | Self::StanceOfClear(pole) | Self::Voice(pole) => {
                unit.gold.frame(pole).level > 1
            }
            Self::Tilt => true,
            _ => self.answer(unit).is_some_and(|(gold, _)| gold),
        })
    }

    fn f1(self, sample: &[&Unit<'_>]) -> F1 {
        f1(sample.iter().filter_map(|unit| self.answer(unit)))
    }

    /// Its figure under a name, [`Measure::name`] or [`Measure::document_name`]. Nothing where no unit is left.
    pub fn figure(self, name: String, units: &[Unit<'_>], rounds: Rounds) -> Option<Figure> {
        let sample = self.sample(units);
        if sample.is_empty() {
            return None;
        }
        let mut figure = Figure::plain(name, self.value(&sample), sample.len());
        if self.answer(sample[0]).is_some() {
            let F1 { precision, recall, positives, .. } = self.f1(&sample);
            (figure.precision, figure.recall, figure.positives) = (Some(precision), Some(recall), Some(positives));
        }
        figure.interval = interval(&sample, |unit| unit.document, |drawn| self.value(drawn), rounds);
        Some(figure)
    }
}

/// All figures of a set, in the order in which they are shown.
pub fn figures(units: &Units<'_>, rounds: Rounds) -> Vec<Figure> {
    use rayon::prelude::*;
    let passage = |m: &Measure| m.figure(m.name(), &units.passages, rounds);
    let document = |m: &Measure| m.figure(m.document_name(), &units.documents, rounds);
    let mut out: Vec<Figure> = PASSAGE_MEASURES.par_iter().filter_map(passage).collect();
    let at = out.len().saturating_sub(1);
    out.splice(at..at, axes(&units.passages));
    out.extend(DOCUMENT_MEASURES.par_iter().filter_map(document).collect::<Vec<_>>());
    if !units.documents.is_empty() {
        out.extend(swapped(&units.documents));
    }
    let flagged = units.negatives.iter().filter(|(_, flagged)| *flagged).count();
    out.push(Figure::count("hard-negative documents flagged as race framing", flagged, units.negatives.len()));
    out
}

/// Mean F1 over the ends of axes with enough coded cases; each is rounded to two decimals, as it is shown, so that the
/// mean can be checked by hand.
fn axes(units: &[Unit<'_>]) -> Option<Figure> {
    let ends = Axis::ALL.into_iter().flat_map(|axis| Pole::ALL.map(|pole| (axis, pole)));
    let found =
        ends.map(|end| (end, f1(units.iter().map(|u| (u.gold.axes.contains(&end), u.got.axes.contains(&end))))));
    let parts: Vec<(String, f64)> = found
        .filter(|(_, f)| f.positives >= AXIS_CASES)
        .map(|((axis, pole), f)| (format!("{axis}:{pole}"), (f.value * 100.0).round_ties_even() / 100.0))
        .collect();
    let value = mean(&parts.iter().map(|p| p.1).collect::<Vec<_>>());
    let name = format!("axes: macro-F1 over poles with {AXIS_CASES}+ cases");
    (!parts.is_empty()).then(|| Figure { parts: parts.clone(), ..Figure::plain(name, value, parts.len()) })
}

/// Documents that refuse the race frame and are said to assert it, and the other way round.
fn swapped(documents: &[Unit<'_>]) -> [Figure; 2] {
    let count = |name: &str, gold: FrameStance, got: FrameStance| {
        let of: Vec<_> = documents.iter().filter(|u| u.gold.race.level > 1 && u.gold.race.stance == gold).collect();
        let wrong = of.iter().filter(|u| u.got.frame(Pole::Race).stance == got).count();
        Figure::count(name, wrong, of.len())
    };
    [
        count("critics' documents called asserting: count", FrameStance::Rejected, FrameStance::Asserted),
        count("asserting documents called critics': count", FrameStance::Asserted, FrameStance::Rejected),
    ]
}
