//! What the views for people say in the same words.

use std::collections::BTreeMap;

use crate::compare::{Change, Comparison};
use crate::lexicon::{Axis, Pole};
use crate::report::{Cue, PassageReport, Report};
use crate::score::FrameStance;
use crate::stance::Voice;

/// Numbers that are written out.
const SPELLED: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What the writer does with a frame: how that is joined to a sentence, and told of one and of several passages.
const DONE: [(&[FrameStance], &str, &str, &str); 4] = [
    (&[FrameStance::Asserted, FrameStance::Mixed], ", ", "in your own voice", "in your own voice"),
    (&[FrameStance::Rejected], ", and ", "rejects it", "reject it"),
    (&[FrameStance::Hypothetical], ", and ", "speaks of it as a possibility", "speak of it as a possibility"),
    (&[FrameStance::Reported], ", and ", "only quotes or mentions it", "only quote or mention it"),
];

/// One plain sentence: how many passages carry the frame, whose it is, and on which axis most of it stands.
pub(super) fn summary(report: &Report, pole: Pole) -> String {
    let shown = |p: &&PassageReport| p.cues.iter().any(|cue| cue.pole == pole && report.is_finding(p, cue));
    let carrying: Vec<&PassageReport> = report.passages.iter().filter(shown).collect();
    let article = if pole == Pole::Race { "a" } else { "an" };
    let (all, n) = (report.passages_total, carrying.len());
    if n == 0 {
        return format!("None of {all} passages carries {article} {pole} frame.");
    }
    let told = DONE.iter().filter_map(|(stances, joined, one, many)| {
        let n = carrying.iter().filter(|p| stances.contains(&p.frame(pole).stance)).count();
        let most = if stances.contains(&FrameStance::Asserted) { mostly(report, pole) } else { String::new() };
        (n > 0).then(|| (n, joined, format!("{}{most}", if n == 1 { one } else { many })))
    });
    let rest = match told.collect::<Vec<_>>().as_slice() {
        [(_, joined, how)] => format!("{joined}{how}"),
        several => {
            let parts: Vec<String> = several.iter().map(|(n, _, how)| format!("{} {how}", spelled(*n))).collect();
            format!(": {}", parts.join("; "))
        }
    };
    let verb = if n == 1 { "carries" } else { "carry" };
    format!("{} of {all} passages {verb} {article} {pole} frame{rest}.", capital(&spelled(n)))
}

/// `, mostly on pace`: the axis of most cues in the writer's own voice.
fn mostly(report: &Report, pole: Pole) -> String {
    let own = report.findings().map(|(_, cue)| cue).filter(|cue| cue.pole == pole && cue.voice == Voice::Author);
    let axes: BTreeMap<Axis, usize> = own.fold(BTreeMap::new(), |mut all, cue| {
        *all.entry(cue.axis).or_default() += 1;
        all
    });
    let most = axes.iter().max_by_key(|(axis, n)| (**n, std::cmp::Reverse(**axis)));
    most.map(|(axis, _)| format!(", mostly on {axis}")).unwrap_or_default()
}

/// One plain sentence: what became of the findings of two drafts.
pub(super) fn changes(comparison: &Comparison) -> String {
    let count = |change| comparison.findings(change).count();
    let quoted = comparison.findings(Change::Voice).filter(|(_, finding)| {
        let voice = |cue: &Option<Cue>| cue.as_ref().map(|cue| cue.voice);
        voice(&finding.old) == Some(Voice::Author) && voice(&finding.new) != Some(Voice::Author)
    });
    let quoted = quoted.count();
    let told = [
        (count(Change::Gone), "gone"),
        (count(Change::New), "new"),
        (quoted, "moved from your own voice to another's"),
        (count(Change::Voice) - quoted, "in another voice otherwise"),
        (count(Change::Stance), "read otherwise"),
        (count(Change::Kept), "as before"),
    ];
    let told: Vec<String> = told.iter().filter(|(n, _)| *n > 0).map(|(n, how)| format!("{n} {how}")).collect();
    if told.is_empty() { "No findings in either draft.".into() } else { format!("Findings: {}.", told.join(", ")) }
}

/// What is not shown, and why.
pub(super) fn aside(report: &Report) -> Option<String> {
    let suppressed = report.suppressed.iter().filter(|cue| report.view.shows(cue.pole)).count();
    let known = report.cues().filter(|cue| cue.known && report.view.shows(cue.pole)).count();
    let told = [(suppressed, "suppressed by a decision"), (known, "known from the baseline")];
    let told: Vec<String> = told.iter().filter(|(n, _)| *n > 0).map(|(n, how)| format!("{n} {how}")).collect();
    (!told.is_empty()).then(|| format!("Not shown: {}.", told.join(", ")))
}

/// A number as in running text.
fn spelled(n: usize) -> String {
    SPELLED.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}
