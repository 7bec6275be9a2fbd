//! Two drafts of one text: which passages are which, and what became of each finding.
//!
//! Passages are aligned by their words: equal ones by the difference algorithm of Myers (1986), doi 10.1007/BF01840446,
//! edited ones between them, and moved ones anywhere, by the share of words that they have in common (Dice 1945, doi
//! 10.2307/1932409). Findings are matched inside a pair of passages, by entry.

mod align;

use std::collections::BTreeSet;

use serde::Serialize;

use self::align::Drafts;
use crate::lexicon::Pole;
use crate::report::{Cue, Frame, LexiconStamp, Report, View, short};

/// The name and version of the record.
pub const SCHEMA: &str = "detente.comparison/1";

/// What changed between two drafts.
///
/// # Examples
///
/// ```
/// use detente::compare::Comparison;
/// use detente::input::{Format, read_text};
/// use detente::lexicon::Lexicon;
/// use detente::report::Origin;
/// use detente::scanner::{Options, Scanner};
///
/// let scanner = Scanner::new(Lexicon::builtin());
/// let options = Options { all_passages: true, texts: true, ..Options::default() };
/// let scan = |text: &str| scanner.scan(&read_text(text.to_owned().into(), Format::Plain), Origin::default(), options);
/// let (old, new) = (scan("We must win the AI race."), scan("“We must win the AI race,” the minister said."));
/// let comparison = Comparison::new(&old, &new);
/// assert_eq!(comparison.passages[0].findings[0].change.name(), "voice");
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// Version of the program.
    pub detente: &'static str,
    /// The lexicon that was used.
    pub lexicon: LexiconStamp,
    /// The draft before.
    pub old: Side,
    /// The draft after.
    pub new: Side,
    /// Pairs of passages in the order of the new draft, removed ones where they stood.
    pub passages: Vec<Pair>,
}

/// One of the two drafts as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// The path, or `-`.
    pub source: String,
    /// Name of the document.
    pub id: String,
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
    /// One word for it.
    pub label: &'static str,
    /// What offsets and lines count in.
    pub offset_basis: &'static str,
    /// What the reader should know about the input.
    pub warnings: Vec<String>,
    /// What of it a writer wants to see.
    #[serde(skip)]
    pub view: View,
}

/// A passage of the old draft, its version in the new one, or both.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// Number of the passage in the old draft.
    pub old: Option<usize>,
    /// Number of the passage in the new draft.
    pub new: Option<usize>,
    /// What happened to the passage.
    pub change: PassageChange,
    /// What happened to its findings.
    pub findings: Vec<Finding>,
}

/// What happened to a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageChange {
    /// Its words are the same.
    Same,
    /// Some words are others.
    Edited,
    /// It stands elsewhere, edited or not.
    Moved,
    /// It is in the old draft only.
    Removed,
    /// It is in the new draft only.
    Added,
}

impl PassageChange {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Same, Self::Edited, Self::Moved, Self::Removed, Self::Added];

    /// The name used in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Edited => "edited",
            Self::Moved => "moved",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// A finding before and after.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// What happened to it.
    pub change: Change,
    /// The finding in the old draft.
    pub old: Option<Cue>,
    /// The finding in the new draft.
    pub new: Option<Cue>,
}

/// What happened to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is in the old draft only.
    Gone,
    /// It is in the new draft only.
    New,
    /// Other words stand for it, such as a quotation of somebody.
    Voice,
    /// The same voice does something else with it, such as reject it.
    Stance,
    /// It reads as before.
    Kept,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Gone, Self::New, Self::Voice, Self::Stance, Self::Kept];

    /// The name used in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::New => "new",
            Self::Voice => "voice",
            Self::Stance => "stance",
            Self::Kept => "kept",
        }
    }
}

impl Comparison {
    /// Compares two reports that list all passages with their texts.
    pub fn new(old: &Report, new: &Report) -> Self {
        let pairs = Drafts::new(old, new).align();
        let found = |report: &Report, passage: Option<usize>| -> Vec<Cue> {
            let Some(passage) = passage else { return Vec::new() };
            report.findings().filter(|(p, _)| p.index == passage).map(|(_, cue)| cue.clone()).collect()
        };
        let passages = pairs.into_iter().map(|(before, after, change)| Pair {
            old: before,
            new: after,
            change,
            findings: matched(found(old, before), found(new, after)),
        });
        Self {
            schema: SCHEMA,
            detente: new.detente,
            lexicon: new.lexicon.clone(),
            passages: passages.collect(),
            old: Side::of(old),
            new: Side::of(new),
        }
    }

    /// The report of the new draft with all findings taken as known but those that are new or are read otherwise than
    /// before, so that a gate looks at those only.
    #[must_use]
    pub fn only_changed(&self, report: &Report) -> Report {
        let changed = self.passages.iter().flat_map(|pair| &pair.findings).filter(|f| f.change != Change::Kept);
        let changed: BTreeSet<(u64, &str)> =
            changed.filter_map(|f| f.new.as_ref().map(|c| (c.start, c.entry.as_str()))).collect();
        let mut report = report.clone();
        for cue in report.passages.iter_mut().flat_map(|p| &mut p.cues) {
            cue.known |= !changed.contains(&(cue.start, cue.entry.as_str()));
        }
        report
    }

    /// All findings that went some way.
    pub fn findings(&self, change: Change) -> impl Iterator<Item = (&Pair, &Finding)> {
        let all = self.passages.iter().flat_map(|pair| pair.findings.iter().map(move |finding| (pair, finding)));
        all.filter(move |(_, finding)| finding.change == change)
    }
}

impl Side {
    /// The frame of a pole.
    pub fn frame(&self, pole: Pole) -> &Frame {
        match pole {
            Pole::Race => &self.race,
            Pole::Infrastructure => &self.infrastructure,
        }
    }

    fn of(report: &Report) -> Self {
        Self {
            source: report.source.clone(),
            id: report.id.clone(),
            words: report.words,
            race: report.race.clone(),
            infrastructure: report.infrastructure.clone(),
            tilt: report.tilt,
            tilt_low: report.tilt_low,
            tilt_high: report.tilt_high,
            label: report.label,
            offset_basis: report.offset_basis,
            warnings: report.warnings.clone(),
            view: report.view,
        }
    }
}

/// Matches the findings of two versions of a passage: those of one entry, in order of the text.
fn matched(old: Vec<Cue>, mut new: Vec<Cue>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for before in old {
        let same = |cue: &Cue| cue.entry == before.entry;
        let same_voice = |cue: &Cue| same(cue) && cue.voice == before.voice && cue.stance == before.stance;
        let at = new.iter().position(same_voice).or_else(|| new.iter().position(same));
        let after = at.map(|at| new.remove(at));
        let change = match &after {
            None => Change::Gone,
            Some(after) if after.voice != before.voice => Change::Voice,
            Some(after) if after.stance != before.stance => Change::Stance,
            Some(_) => Change::Kept,
        };
        findings.push(Finding { change, old: Some(before), new: after });
    }
    findings.extend(new.into_iter().map(|after| Finding { change: Change::New, old: None, new: Some(after) }));
    findings
}
