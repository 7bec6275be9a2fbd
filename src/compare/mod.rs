//! Two drafts of one text: which passages are which, and what became of each finding.
//!
//! Passages are aligned by their words: equal ones by the difference algorithm of Myers (1986), doi 10.1007/BF01840446,
//! edited ones between them, and moved ones anywhere, by the share of words that they have in common (Dice 1945, doi
//! 10.2307/1932409). Findings are matched inside a pair of passages, by entry.

mod align;

use std::collections::{BTreeMap, BTreeSet};

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
        let (mut before, mut after) = (by_passage(old), by_passage(new));
        let take = |found: &mut BTreeMap<usize, Vec<Cue>>, passage: Option<usize>| {
            passage.and_then(|passage| found.remove(&passage)).unwrap_or_default()
        };
        let passages = pairs.into_iter().map(|(old, new, change)| Pair {
            old,
            new,
            change,
            findings: matched(take(&mut before, old), take(&mut after, new)),
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
        for cue in report.findings_mut() {
            cue.known = !changed.contains(&(cue.start, cue.entry.as_str()));
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

/// The findings of a report by passage.
fn by_passage(report: &Report) -> BTreeMap<usize, Vec<Cue>> {
    report.findings().fold(BTreeMap::new(), |mut all, (passage, cue)| {
        all.entry(passage.index).or_default().push(cue.clone());
        all
    })
}

/// Matches the findings of two versions of a passage by entry, in order of the text: those that read the same first.
fn matched(old: Vec<Cue>, new: Vec<Cue>) -> Vec<Finding> {
    let mut free: Vec<Option<Cue>> = new.into_iter().map(Some).collect();
    let mut take = |before: &Cue, alike: fn(&Cue, &Cue) -> bool| {
        let wanted =
            |cue: &Option<Cue>| cue.as_ref().is_some_and(|cue| cue.entry == before.entry && alike(cue, before));
        let at = free.iter().position(wanted)?;
        free[at].take()
    };
    let same = |a: &Cue, b: &Cue| (a.voice, a.stance) == (b.voice, b.stance);
    let kept: Vec<Option<Cue>> = old.iter().map(|before| take(before, same)).collect();
    let pairs = old.into_iter().zip(kept).map(|(before, kept)| {
        let after = kept.or_else(|| take(&before, |_, _| true));
        Finding { change: change(&before, after.as_ref()), old: Some(before), new: after }
    });
    let mut findings: Vec<Finding> = pairs.collect();
    findings.extend(free.into_iter().flatten().map(|new| Finding { change: Change::New, old: None, new: Some(new) }));
    findings
}

fn change(before: &Cue, after: Option<&Cue>) -> Change {
    match after {
        None => Change::Gone,
        Some(after) if after.voice != before.voice => Change::Voice,
        Some(after) if after.stance != before.stance => Change::Stance,
        Some(_) => Change::Kept,
    }
}
