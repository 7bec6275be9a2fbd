//! What the views for people say in the same words.

use std::collections::BTreeMap;

use crate::lexicon::{Entry, Pole};
use crate::report::{Cue, Report};
use crate::score::FrameStance;
use crate::stance::Voice;

/// One plain sentence: how many passages carry the frame, and whose it is.
pub(super) fn summary(report: &Report, pole: Pole) -> String {
    let carrying: Vec<_> = report.passages.iter().map(|p| p.frame(pole)).filter(|f| f.level > 0).collect();
    let article = if pole == Pole::Race { "a" } else { "an" };
    let count = |stances: &[FrameStance]| carrying.iter().filter(|f| stances.contains(&f.stance)).count();
    if carrying.is_empty() {
        return format!("None of {} passages carries {article} {pole} frame.", report.passages_total);
    }
    let parts = [
        (count(&[FrameStance::Asserted, FrameStance::Mixed]), "in your own voice"),
        (count(&[FrameStance::Rejected]), "in order to reject it"),
        (count(&[FrameStance::Hypothetical]), "as a possibility"),
        (count(&[FrameStance::Reported]), "only in the words of others or as a mention"),
    ];
    let told: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, how)| format!("{n} {how}")).collect();
    let axes: BTreeMap<_, usize> =
        report.findings().map(|(_, c)| c).filter(|c| c.pole == pole).fold(BTreeMap::new(), |mut all, c| {
            *all.entry(c.axis).or_default() += 1;
            all
        });
    let most = axes
        .iter()
        .max_by_key(|(axis, n)| (**n, std::cmp::Reverse(**axis)))
        .map(|(axis, _)| format!(", mostly on {axis}"))
        .unwrap_or_default();
    let verb = if carrying.len() == 1 { "carries" } else { "carry" };
    format!(
        "{} of {} passages {verb} {article} {pole} frame{most}: {}.",
        carrying.len(),
        report.passages_total,
        told.join(", ")
    )
}

/// Wordings to offer for a cue: only for race framing in the writer's own voice.
pub(super) fn offers<'e>(entry: &'e Entry, cue: &Cue) -> &'e [String] {
    if cue.voice == Voice::Author && cue.pole == Pole::Race { &entry.alternatives } else { &[] }
}
