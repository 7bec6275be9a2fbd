//! What the views for people say in the same words.

use std::collections::BTreeMap;

use crate::compare::{Change, Comparison};
use crate::lexicon::{Axis, Pole};
use crate::report::{Cue, PassageReport, Report};
use crate::score::{FrameStance, NOT_ENGLISH};
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
    let frame = format!("{}{}", a_frame(pole), at_least(report.view.level));
    let n = carrying.len();
    if report.label == NOT_ENGLISH {
        return "The text was not scored.".into();
    }
    let of = match report.passages_total {
        0 => return "There is no passage to read.".into(),
        1 if n == 0 => return format!("The one passage carries no {pole} frame{}.", at_least(report.view.level)),
        1 => "The one passage carries".to_owned(),
        all if n == 0 => return format!("None of {all} passages carries {frame}."),
        all => format!("{} of {all} passages {}", capital(&spelled(n)), if n == 1 { "carries" } else { "carry" }),
    };
    let told = DONE.iter().filter_map(|(stances, joined, one, many)| {
        let n = carrying.iter().filter(|p| stances.contains(&p.frame(pole).stance)).count();
        let most = if stances.contains(&FrameStance::Asserted) { mostly(report, pole) } else { String::new() };
        (n > 0).then(|| (n, joined, format!("{}{most}", if n == 1 { one } else { many })))
    });
    match told.collect::<Vec<_>>().as_slice() {
        [(_, joined, how)] => format!("{of} {frame}{joined}{how}."),
        several => {
            let parts: Vec<String> = several.iter().map(|(n, _, how)| format!("{} {how}", spelled(*n))).collect();
            format!("{of} {frame}: {}.", parts.join("; "))
        }
    }
}

fn a_frame(pole: Pole) -> &'static str {
    match pole {
        Pole::Race => "a race frame",
        Pole::Infrastructure => "an infrastructure frame",
    }
}

/// What is asked of a frame, where that is more than a trace.
fn at_least(level: u8) -> &'static str {
    ["", "", " of level 2 or more", " of level 3"][usize::from(level.min(3))]
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
    let own = |cue: &Option<Cue>| cue.as_ref().is_some_and(|cue| cue.voice == Voice::Author);
    let voiced = |before: bool, after: bool| {
        comparison.findings(Change::Voice).filter(|(_, f)| (own(&f.old), own(&f.new)) == (before, after)).count()
    };
    let told = [
        (count(Change::Gone), "gone"),
        (count(Change::New), "new"),
        (voiced(true, false), "moved from your own voice to another's"),
        (voiced(false, true), "moved to your own voice"),
        (voiced(false, false), "in another voice"),
        (count(Change::Stance), "read otherwise"),
        (count(Change::Kept), "as before"),
    ];
    let told: Vec<String> = told.iter().filter(|(n, _)| *n > 0).map(|(n, how)| format!("{n} {how}")).collect();
    if told.is_empty() { "No findings in either draft.".into() } else { format!("Findings: {}.", told.join(", ")) }
}

/// What is not shown, and why.
pub(super) fn aside(report: &Report) -> Option<String> {
    let shown = |pole| report.view.shows(pole);
    let all = report.passages.iter().flat_map(|p| p.cues.iter().map(move |cue| (p, cue)));
    let faint = all.filter(|(p, cue)| shown(cue.pole) && !cue.known && p.frame(cue.pole).level < report.view.level);
    let told = [
        (faint.count(), if report.view.level > 1 { "below the level" } else { "too faint to make a frame" }),
        (report.suppressed.iter().filter(|cue| shown(cue.pole)).count(), "suppressed by a decision"),
        (report.cues().filter(|cue| cue.known && shown(cue.pole)).count(), "known from the baseline"),
    ];
    let told: Vec<String> = told.iter().filter(|(n, _)| *n > 0).map(|(n, how)| format!("{n} {how}")).collect();
    (!told.is_empty()).then(|| format!("Cues not shown: {}.", told.join(", ")))
}

/// The frame that the view leaves out, where the text carries it.
pub(super) fn unseen(report: &Report) -> Option<String> {
    let carried = |pole: &Pole| {
        let passages = report.passages.iter().filter(|p| p.frame(*pole).level >= report.view.level.max(1)).count();
        (!report.view.shows(*pole) && passages > 0).then_some((passages, *pole))
    };
    let (n, pole) = Pole::ALL.iter().find_map(carried)?;
    let carry = if n == 1 { "passage carries" } else { "passages carry" };
    Some(format!("{} {carry} {}, which `--poles both` shows.", capital(&spelled(n)), a_frame(pole)))
}

/// A level in a word.
pub(super) fn level_name(level: u8) -> &'static str {
    ["none", "trace", "clear", "dominant"][usize::from(level.min(3))]
}

/// Where a passage stands, as a reader would look for it.
pub(super) fn place(report: &Report, passage: &PassageReport) -> String {
    place_of(report.offset_basis, passage.index, passage.line)
}

/// Where something stands in a passage: by its line, or by the paragraph where lines are not the reader's own.
pub(super) fn place_of(offset_basis: &str, passage: usize, line: u64) -> String {
    match offset_basis {
        "extracted" => format!("paragraph {}", passage + 1),
        _ => format!("line {line}"),
    }
}

/// What the reader should know about the text.
pub(super) fn notes(report: &Report) -> Vec<String> {
    let topic = "not about AI as a whole: only passages that name AI are looked at";
    let topic = (!report.on_topic && report.words > 0).then(|| topic.to_owned());
    topic.into_iter().chain(report.warnings.iter().cloned()).collect()
}

/// A number as in running text.
fn spelled(n: usize) -> String {
    SPELLED.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}
