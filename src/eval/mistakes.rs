//! What was read otherwise than coded, with the cues that led there.

use serde::Serialize;

use super::challenge::{answers, is_right};
use super::gold::{FrameCode, GoldPassage, Item};
use super::set::CodedSet;
use super::units::{Reading, Unit, Units};
use crate::lexicon::Pole;
use crate::report::{Cue, Report};
use crate::score::FrameStance;

/// A passage or text that was read otherwise than coded.
#[derive(Clone, Debug, Serialize)]
pub struct Mistake {
    /// Its name.
    pub id: String,
    /// The text.
    pub text: String,
    /// What was coded: one line for each frame.
    pub gold: [String; 2],
    /// What was found.
    pub got: [String; 2],
    /// The cues in it.
    pub cues: Vec<Cue>,
}

/// The passages furthest from their coding, the worst first; sealed ones are left out.
///
/// A frame missed or found where there is none costs 1 and its coded level, a wrong stance 1.
pub fn of_set(set: &CodedSet, reports: &[Report], most: usize) -> Vec<Mistake> {
    let readings: Vec<Reading> = reports.iter().map(Reading::from).collect();
    let units = Units::new(set, &readings);
    let mut wrong: Vec<(u8, &Unit<'_>, &(usize, GoldPassage))> = units
        .passages
        .iter()
        .zip(set.passages())
        .map(|(unit, place)| (cost(unit), unit, place))
        .filter(|(cost, _, (_, gold))| *cost > 0 && !gold.sealed)
        .collect();
    wrong.sort_by_key(|(cost, _, _)| std::cmp::Reverse(*cost));
    let mistake = |(_, unit, (at, gold)): (u8, &Unit<'_>, &(usize, GoldPassage))| Mistake {
        id: gold.pid.clone(),
        text: set.documents()[*at].text[gold.start..gold.end].to_owned(),
        gold: Pole::ALL.map(|pole| told(pole, unit.gold.frame(pole))),
        got: Pole::ALL.map(|pole| told(pole, unit.got.frame(pole))),
        cues: cues_in(&reports[*at], gold),
    };
    wrong.into_iter().take(most).map(mistake).collect()
}

fn cost(unit: &Unit<'_>) -> u8 {
    let frame = |pole| {
        let (gold, got) = (unit.gold.frame(pole), unit.got.frame(pole));
        let seen = if (gold.level > 0) == (got.level > 0) { 0 } else { 1 + gold.level };
        seen + u8::from(gold.stance != got.stance)
    };
    Pole::ALL.into_iter().map(frame).sum()
}

fn told(pole: Pole, code: FrameCode) -> String {
    match code.level {
        0 => format!("{pole} none"),
        level => format!("{pole} level {level}, {}, {}", code.stance.name(), code.voice.name()),
    }
}

fn cues_in(report: &Report, gold: &GoldPassage) -> Vec<Cue> {
    let (start, end) = (gold.start as u64, gold.end as u64);
    report.cues().filter(|cue| cue.start < end && start < cue.end).cloned().collect()
}

/// The challenge texts that were read wrongly, in their order; sealed ones are left out.
pub fn of_items(items: &[Item], reports: &[Report], most: usize) -> Vec<Mistake> {
    let all = items.iter().zip(reports).zip(answers(reports));
    let wrong = all.filter(|((item, _), answer)| !item.sealed && !is_right(item, *answer));
    let accepted = |pole: Pole, stances: &[FrameStance]| {
        format!("{pole} {}", stances.iter().map(|s| s.name()).collect::<Vec<_>>().join(" or "))
    };
    wrong
        .take(most)
        .map(|((item, report), _)| Mistake {
            id: item.id.clone(),
            text: item.text.clone(),
            gold: [accepted(Pole::Race, &item.race), accepted(Pole::Infrastructure, &item.infrastructure)],
            got: Pole::ALL.map(|pole| accepted(pole, &[report.frame(pole).stance])),
            cues: report.cues().cloned().collect(),
        })
        .collect()
}
