//! Cut points fitted to coded sets, held to the hand-set ones, and judged on sources that were left out.
//!
//! Coordinate descent (Wright 2015, doi 10.1007/s10107-015-0892-3) over a small grid of round values around each
//! hand-set number. The objective is the mean of [`objective_measures`] less a penalty for distance,
//! `0.05 · Σ ln²(value / hand-set)`, so that a number moves only where the gain is worth it. All values stay above 0, and
//! orders such as trace ≤ clear ≤ dominant hold by construction. Readings are kept: a candidate costs no new scan.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::cuts::{CUTS, Cut, is_sound};
use super::figures::Measure;
use super::gold::{Coding, GoldPassage};
use super::metrics::mean;
use super::set::CodedSet;
use super::units::{Got, Reading, Seen, Unit, Units};
use crate::lexicon::{Decision, Pole};
use crate::report::{Report, rounded};
use crate::score::{FrameStance, document_level, frame_stance, level};

/// Weight of the penalty for distance from the hand-set values.
const PENALTY: f64 = 0.05;

/// The hand-set value times these, rounded to [`STEP`], is the grid.
const GRID: [f64; 6] = [0.6, 0.75, 0.9, 1.1, 1.25, 1.5];

/// Values of the grid are multiples of this.
const STEP: f64 = 0.05;

/// How often all numbers are gone through at most.
const SWEEPS: usize = 4;

/// By how much a fit must beat the hand-set rules out of fold to be proposed.
pub const MARGIN: f64 = 0.001;

/// The measures whose mean is the objective: those of passages, and those of documents.
pub fn objective_measures() -> (Vec<Measure>, Vec<Measure>) {
    let stances = [FrameStance::Asserted, FrameStance::Rejected, FrameStance::Reported];
    let mut passages: Vec<Measure> =
        Pole::ALL.iter().flat_map(|p| [Measure::Clear(*p), Measure::Present(*p), Measure::StanceBothSee(*p)]).collect();
    passages.extend(stances.map(|stance| Measure::Stance(Pole::Race, stance)));
    passages.push(Measure::Stance(Pole::Infrastructure, FrameStance::Asserted));
    let documents = Pole::ALL.map(Measure::Present).into_iter().chain([Measure::StanceOfClear(Pole::Race)]);
    (passages, documents.collect())
}

/// What a fit came to.
#[derive(Clone, Debug, Serialize)]
pub struct Fit {
    /// How many sources were left out, one at a time.
    pub sources: usize,
    /// The objective with the hand-set numbers.
    pub hand_set: f64,
    /// The objective of readings whose numbers were fitted without their source.
    pub out_of_fold: f64,
    /// Each measure of the objective: name, hand-set, out of fold. Nothing where it cannot be given.
    pub figures: Vec<(String, Option<f64>, Option<f64>)>,
    /// The numbers that the fit on all sources moves: name, hand-set, fitted.
    pub moved: Vec<(String, f64, f64)>,
    /// The fitted tables as TOML, where they beat the hand-set numbers out of fold by [`MARGIN`].
    pub proposal: Option<String>,
}

/// A coded passage or document with all readings under it.
struct Kept<'s> {
    document: &'s str,
    source: &'s str,
    gold: &'s Coding,
    parts: Vec<Seen>,
    whole: bool,
}

/// Fits cut points to sets and reports of their documents, in the same order.
pub fn fit(sets: &[(&CodedSet, &[Report])], hand_set: &Decision) -> Fit {
    let kept: Vec<Kept<'_>> = sets.iter().flat_map(|(set, reports)| keep(set, reports)).collect();
    let names: BTreeSet<&str> = kept.iter().map(|unit| unit.source).collect();
    let left_out = |source: &&str| {
        let (inside, outside): (Vec<&Kept<'_>>, Vec<&Kept<'_>>) = kept.iter().partition(|unit| unit.source == *source);
        units(&inside, &descend(&outside, hand_set))
    };
    let folds: Vec<Units<'_>> = names.par_iter().map(left_out).collect();
    let (held, all) = (Units::merged(folds), kept.iter().collect::<Vec<_>>());
    let (fitted, before) = (descend(&all, hand_set), units(&all, hand_set));
    let (rules, out_of_fold) = (objective(&before), objective(&held));
    let proposal = (out_of_fold >= rules + MARGIN).then(|| super::cuts::toml(&fitted));
    Fit {
        sources: names.len(),
        hand_set: rounded(rules),
        out_of_fold: rounded(out_of_fold),
        figures: beside(&before, &held),
        moved: moved(hand_set, &fitted),
        proposal,
    }
}

fn keep<'s>(set: &'s CodedSet, reports: &[Report]) -> Vec<Kept<'s>> {
    let readings: Vec<Reading> = reports.iter().map(Reading::from).collect();
    let unit = |at: usize, gold: &'s Coding, parts: Vec<Seen>, whole| {
        let document = &set.documents()[at];
        Kept { document: &document.id, source: &document.source, gold, parts, whole }
    };
    let passage = |(at, gold): &'s (usize, GoldPassage)| {
        let parts = readings[*at].under(gold).into_iter().cloned().collect();
        gold.coding.as_ref().map(|coding| unit(*at, coding, parts, false))
    };
    let whole = |(at, coding): (usize, &'s Option<Coding>)| {
        coding.as_ref().map(|coding| unit(at, coding, vec![readings[at].whole.clone()], true))
    };
    let wholes = set.documents().iter().map(|d| &d.coding).enumerate().filter_map(whole);
    set.passages().iter().filter_map(passage).chain(wholes).collect()
}

/// Level and stance of some evidence by other numbers.
fn regraded(part: &Seen, whole: bool, decision: &Decision) -> Seen {
    let mut part = Seen { frames: part.frames, words: part.words, ..Seen::default() };
    for pole in Pole::ALL {
        let frame = &mut part.frames[pole as usize];
        frame.level = if whole {
            document_level(&frame.evidence, part.words, decision)
        } else {
            level(&frame.evidence, frame.strength, pole, decision)
        };
        frame.stance = frame_stance(&frame.evidence, frame.level, decision);
    }
    part
}

fn units<'s>(kept: &[&Kept<'s>], decision: &Decision) -> Units<'s> {
    let mut out = Units::default();
    for Kept { document, source, gold, parts, whole } in kept {
        let parts: Vec<Seen> = parts.iter().map(|part| regraded(part, *whole, decision)).collect();
        let got = Got::join(&parts.iter().collect::<Vec<_>>());
        let list = if *whole { &mut out.documents } else { &mut out.passages };
        list.push(Unit { document, source, gold, got });
    }
    out
}

/// All measures of the objective; nothing where no case was coded. Whether a measure counts must not depend on what is
/// found, else a candidate could gain by finding nothing.
fn values<'u>(units: &'u Units<'_>) -> impl Iterator<Item = (Measure, bool, Option<f64>)> + 'u {
    let (passages, documents) = objective_measures();
    let value = |measure: Measure, of: &[Unit<'_>]| measure.has_cases(of).then(|| measure.value(&measure.sample(of)));
    let passages = passages.into_iter().map(move |m| (m, false, value(m, &units.passages)));
    passages.chain(documents.into_iter().map(move |m| (m, true, value(m, &units.documents))))
}

fn objective(units: &Units<'_>) -> f64 {
    mean(&values(units).filter_map(|(_, _, value)| value).collect::<Vec<_>>())
}

fn penalised(kept: &[&Kept<'_>], decision: &Decision, hand_set: &Decision) -> f64 {
    let far: f64 = CUTS.iter().map(|cut| (cut.get(decision) / cut.get(hand_set)).ln().powi(2)).sum();
    objective(&units(kept, decision)) - PENALTY * far
}

/// Goes through the numbers one at a time, as long as that helps.
fn descend(kept: &[&Kept<'_>], hand_set: &Decision) -> Decision {
    let (mut best, mut value) = (*hand_set, penalised(kept, hand_set, hand_set));
    for _ in 0..SWEEPS {
        let before = value;
        for cut in &CUTS {
            for candidate in candidates(cut, &best, hand_set) {
                let reached = penalised(kept, &candidate, hand_set);
                if reached > value + 1e-9 {
                    (best, value) = (candidate, reached);
                }
            }
        }
        if value <= before {
            break;
        }
    }
    best
}

/// The decision with one number moved over its grid, unsound ones left out.
fn candidates(cut: &Cut, from: &Decision, hand_set: &Decision) -> Vec<Decision> {
    let prior = cut.get(hand_set);
    let grid = GRID.iter().map(|factor| (prior * factor / STEP).round() * STEP).map(|v| (v * 100.0).round() / 100.0);
    let moved = grid.chain([prior]).map(|value| cut.with(from, value));
    moved.filter(is_sound).collect()
}

fn beside(before: &Units<'_>, held: &Units<'_>) -> Vec<(String, Option<f64>, Option<f64>)> {
    let name = |m: Measure, whole| if whole { m.document_name() } else { m.name() };
    values(before)
        .zip(values(held))
        .map(|((m, whole, a), (_, _, b))| (name(m, whole), a.map(rounded), b.map(rounded)))
        .collect()
}

fn moved(from: &Decision, to: &Decision) -> Vec<(String, f64, f64)> {
    let all = CUTS.iter().map(|cut| (cut.name(), cut.get(from), cut.get(to)));
    all.filter(|(_, a, b)| (a - b).abs() > 1e-9).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::gold::{Row, read_rows};
    use crate::lexicon::Lexicon;
    use crate::scanner::Scanner;

    const TEXTS: [(&str, u8, &str); 4] = [
        ("We must win the AI race against China, or lose it all.", 3, "asserted"),
        ("There is no AI arms race, and talk of one misleads.", 2, "rejected"),
        ("If the AI arms race goes on, then who will stop it?", 2, "hypothetical"),
        ("The committee on machine learning met on Monday.", 0, "none"),
    ];

    /// One document a source, coded as a passage and as a whole.
    fn set() -> CodedSet {
        let (mut documents, mut passages) = (Vec::new(), Vec::new());
        for (at, (text, level, stance)) in TEXTS.iter().enumerate() {
            let voice = if *level > 0 { "author" } else { "none" };
            let coding = format!(
                r#""coding": {{"topic": true, "race": {level}, "race_voice": "{voice}", "race_stance": "{stance}", "infra": 0, "infra_voice": "none", "infra_stance": "none", "axes": [], "tilt": 0}}"#
            );
            let rows = format!(
                "{{\"id\": \"{at}\", \"text\": \"{text}\", \"source\": \"{at}\", {coding}}}\n{{\"pid\": \"{at}\", \"doc_id\": \"{at}\", \"start\": 0, \"end\": {}, {coding}}}",
                text.len()
            );
            for (_, row) in read_rows(&rows).unwrap() {
                match row {
                    Row::Document(document) => documents.push(*document),
                    Row::Passage(passage) => passages.push(*passage),
                    Row::Item(_) => {}
                }
            }
        }
        CodedSet::new(documents, passages).unwrap()
    }

    #[test]
    fn kept_readings_give_what_a_scan_gives() {
        let (set, lexicon) = (set(), Lexicon::builtin());
        let reports = set.scan(&Scanner::new(lexicon.clone()));
        let kept = keep(&set, &reports);
        let again = units(&kept.iter().collect::<Vec<_>>(), lexicon.decision());
        let readings: Vec<Reading> = reports.iter().map(Reading::from).collect();
        let scanned = Units::new(&set, &readings);
        let frames = |units: &[Unit<'_>]| units.iter().map(|u| u.got.frames).collect::<Vec<_>>();
        assert_eq!(frames(&again.passages), frames(&scanned.passages));
        assert_eq!(frames(&again.documents), frames(&scanned.documents));
    }

    #[test]
    fn numbers_that_are_too_high_are_brought_down_and_right_ones_stay() {
        let (set, lexicon) = (set(), Lexicon::builtin());
        let reports = set.scan(&Scanner::new(lexicon.clone()));
        let mut blind = *lexicon.decision();
        blind.level.race.lone = 1.1;
        let better = fit(&[(&set, &reports)], &blind);
        assert!(better.out_of_fold > better.hand_set && better.proposal.is_some(), "{better:?}");
        assert!(better.moved.iter().any(|(name, before, after)| name == "decision.level.race.lone" && after < before));
        let same = fit(&[(&set, &reports)], lexicon.decision());
        assert!(same.sources == 4 && same.moved.is_empty() && same.proposal.is_none(), "{same:?}");
    }
}
