//! What a reader of a page can hide and show again: axes, poles, voices and stances, each with its number of cues.

use std::collections::BTreeMap;

use crate::compare::{Change, PassageChange};
use crate::lexicon::{Axis, Pole};
use crate::report::Cue;
use crate::stance::{Stance, Voice};

/// One list of boxes.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub(super) title: &'static str,
    pub(super) choices: Vec<Choice>,
}

/// One box: a name, which is the class of what it hides, and how it is called on the page.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) count: usize,
    /// Classes of a few sample words, none for an axis.
    pub(super) sample: &'static str,
    /// How such a cue is marked, or what the name means.
    pub(super) hint: String,
}

/// The classes of a cue on a page, which are the names of all boxes that hide it.
pub(super) fn classes(cue: &Cue) -> [&'static str; 4] {
    [cue.pole.name(), cue.stance.name(), cue.voice.name(), cue.axis.name()]
}

/// The boxes of a page.
pub(super) fn filters(
    counts: &BTreeMap<&'static str, usize>,
    shows: impl Fn(Pole) -> bool,
    question: impl Fn(Axis) -> String,
) -> Vec<Filter> {
    let choice = |name: &'static str, sample, hint: String| {
        let count = counts.get(name).copied().unwrap_or_default();
        Choice { name, title: name, count, sample, hint }
    };
    let marked = |name: &'static str| {
        let (sample, hint) = mark(name);
        choice(name, sample, hint.to_owned())
    };
    let poles = Pole::ALL.into_iter().filter(|p| shows(*p)).map(|p| marked(p.name())).collect();
    vec![
        Filter { title: "Frame", choices: poles },
        Filter { title: "What the text does with it", choices: Stance::ALL.map(|s| marked(s.name())).into() },
        Filter { title: "Whose words", choices: Voice::ALL.map(|v| marked(v.name())).into() },
        Filter { title: "Axis", choices: Axis::ALL.map(|a| choice(a.name(), "", question(a))).into() },
    ]
}

/// The boxes of a comparison beyond those of any page: what happened to passages and to findings.
pub(super) fn of_changes(counts: &BTreeMap<&'static str, usize>) -> Vec<Filter> {
    let choice = |name: &'static str, (title, hint): (&'static str, &str)| {
        let count = counts.get(name).copied().unwrap_or_default();
        Choice { name, title, count, sample: "", hint: hint.to_owned() }
    };
    let passages = PassageChange::ALL.map(|change| choice(change.name(), of_passage(change)));
    let findings = Change::ALL.map(|change| choice(change.name(), of_finding(change)));
    vec![Filter { title: "Passages", choices: passages.into() }, Filter { title: "Findings", choices: findings.into() }]
}

/// What happened to a passage: its name on the page, and what that means.
pub(super) fn of_passage(change: PassageChange) -> (&'static str, &'static str) {
    match change {
        PassageChange::Same => ("unchanged", "A passage with the same words in both drafts."),
        PassageChange::Edited => ("edited", "A passage of which some words are others."),
        PassageChange::Moved => ("moved", "A passage that stands elsewhere, edited or not."),
        PassageChange::Removed => ("removed", "A passage of the old draft only."),
        PassageChange::Added => ("added", "A passage of the new draft only."),
    }
}

/// What happened to a finding: its name on the page, and what that means.
pub(super) fn of_finding(change: Change) -> (&'static str, &'static str) {
    match change {
        Change::Gone => ("gone", "A finding of the old draft only."),
        Change::New => ("new", "A finding of the new draft only."),
        Change::Voice => {
            ("other voice", "Somebody else stands for the words than before, as where they were put into a quotation.")
        }
        Change::Stance => {
            ("other stance", "The same voice does something else with the frame than before, such as reject it.")
        }
        Change::Kept => ("as before", "The finding is in both drafts, in the same voice and with the same stance."),
    }
}

/// Sample classes and the mark in words.
fn mark(name: &str) -> (&'static str, &'static str) {
    match name {
        "race" => ("race asserted author", "one line, letter R"),
        "infrastructure" => ("infrastructure asserted author", "two lines, letter I"),
        "asserted" => ("plain asserted author", "solid"),
        "hypothetical" => ("plain hypothetical author", "dotted, and ?"),
        "negated" => ("plain negated author", "dashed, and ≠"),
        "criticised" => ("plain criticised author", "dashed, and ×"),
        "author" => ("plain asserted author", "strong line"),
        "attributed" => ("plain asserted attributed", "thin line, and ”"),
        _ => ("plain asserted mention", "thin line, and ’"),
    }
}
