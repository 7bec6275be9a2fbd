//! Two drafts of one text: which passages are which, and what became of each finding.
//!
//! Passages are aligned by their words: equal ones by the difference algorithm of Myers (1986), doi 10.1007/BF01840446,
//! edited ones between them, and moved ones anywhere, by the share of words that they have in common (Dice 1945, doi
//! 10.2307/1932409). Findings are matched inside a pair of passages, by entry.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::Pole;
use crate::report::{Cue, Frame, LexiconStamp, Report, short};

/// The name and version of the record.
pub const SCHEMA: &str = "detente.comparison/1";

/// Least share of common words that makes two passages versions of each other.
const EDITED: f64 = 0.4;

/// Most pairs of passages between two equal ones that are looked at; beyond, passages count as removed and added.
const MOST: usize = 250_000;

/// Least share of common words that makes two passages one that was moved.
const MOVED: f64 = 0.8;

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

    /// The report of the new draft with all findings but the new ones taken as known, so that a gate looks at those only.
    #[must_use]
    pub fn only_new(&self, report: &Report) -> Report {
        let new: BTreeSet<(u64, &str)> = self
            .findings(Change::New)
            .filter_map(|(_, f)| f.new.as_ref().map(|c| (c.start, c.entry.as_str())))
            .collect();
        let mut report = report.clone();
        for cue in report.passages.iter_mut().flat_map(|p| &mut p.cues) {
            cue.known |= !new.contains(&(cue.start, cue.entry.as_str()));
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
        }
    }
}

/// The words of a passage as numbers, in order of the text and sorted.
struct Words {
    text: Vec<usize>,
    sorted: Vec<usize>,
}

impl Words {
    fn new(text: Vec<usize>) -> Self {
        let mut sorted = text.clone();
        sorted.sort_unstable();
        Self { text, sorted }
    }

    /// The share of words that two passages have in common, 0 to 1: twice the common ones by all.
    fn likeness(&self, other: &Self) -> f64 {
        let (mut i, mut j, mut common) = (0, 0, 0_u32);
        while let (Some(a), Some(b)) = (self.sorted.get(i), other.sorted.get(j)) {
            common += u32::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        let all = u32::try_from(self.sorted.len() + other.sorted.len()).unwrap_or(u32::MAX);
        2.0 * f64::from(common) / f64::from(all.max(1))
    }
}

/// The passages of both drafts.
struct Drafts {
    old: Vec<Words>,
    new: Vec<Words>,
}

type Aligned = (Option<usize>, Option<usize>, PassageChange);

impl Drafts {
    fn new(old: &Report, new: &Report) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut number = |word: &str| {
            let next = numbers.len();
            *numbers.entry(word.to_lowercase()).or_insert(next)
        };
        let mut words = |report: &Report| {
            let passages = report.passages.iter();
            passages.map(|p| Words::new(p.text.unicode_words().map(&mut number).collect())).collect()
        };
        Self { old: words(old), new: words(new) }
    }

    fn align(&self) -> Vec<Aligned> {
        let texts = |all: &[Words]| all.iter().map(|words| words.text.clone()).collect::<Vec<_>>();
        let mut pairs = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &texts(&self.old), &texts(&self.new)) {
            let (before, after) = (op.old_range(), op.new_range());
            match op {
                DiffOp::Equal { .. } => {
                    pairs.extend(before.zip(after).map(|(a, b)| (Some(a), Some(b), PassageChange::Same)));
                }
                _ => pairs.extend(self.edited(&before, &after)),
            }
        }
        self.join_moved(pairs)
    }

    /// Pairs the passages between two equal ones, in order, so that the sum of likenesses is greatest.
    fn edited(&self, before: &Range<usize>, after: &Range<usize>) -> Vec<Aligned> {
        let (rows, columns) = (before.len(), after.len());
        let looked_at = rows * columns <= MOST;
        let likeness = |i: usize, j: usize| {
            let likeness = self.old[before.start + i].likeness(&self.new[after.start + j]);
            if likeness >= EDITED { likeness } else { 0.0 }
        };
        // What the rest from a place on can yield, the sum of likenesses, filled from the end.
        let mut yields = vec![vec![0.0_f64; columns + 1]; rows + 1];
        for i in (0..rows).rev().filter(|_| looked_at) {
            for j in (0..columns).rev() {
                let paired = likeness(i, j) + yields[i + 1][j + 1];
                yields[i][j] = paired.max(yields[i + 1][j]).max(yields[i][j + 1]);
            }
        }
        let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
        while i < rows || j < columns {
            let (a, b) = (before.start + i, after.start + j);
            let both = i < rows && j < columns && looked_at;
            if both && likeness(i, j) > 0.0 && yields[i][j] <= likeness(i, j) + yields[i + 1][j + 1] {
                pairs.push((Some(a), Some(b), PassageChange::Edited));
                (i, j) = (i + 1, j + 1);
            } else if i < rows && (j == columns || yields[i + 1][j] >= yields[i][j + 1]) {
                pairs.push((Some(a), None, PassageChange::Removed));
                i += 1;
            } else {
                pairs.push((None, Some(b), PassageChange::Added));
                j += 1;
            }
        }
        pairs
    }

    /// Joins passages that were removed here and added there, and are much alike.
    fn join_moved(&self, mut pairs: Vec<Aligned>) -> Vec<Aligned> {
        let mut removed: Vec<usize> = pairs.iter().filter(|p| p.1.is_none()).filter_map(|p| p.0).collect();
        if removed.len() * (pairs.len() - removed.len()) > MOST {
            return pairs;
        }
        for pair in pairs.iter_mut().filter(|pair| pair.0.is_none()) {
            let Some(new) = pair.1 else { continue };
            let likeness = |old: &usize| self.old[*old].likeness(&self.new[new]);
            let best =
                removed.iter().enumerate().map(|(at, old)| (likeness(old), at)).max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, at)) = best.filter(|(likeness, _)| *likeness >= MOVED) {
                *pair = (Some(removed.remove(at)), Some(new), PassageChange::Moved);
            }
        }
        pairs.retain(|pair| pair.1.is_some() || pair.0.is_some_and(|old| removed.contains(&old)));
        pairs
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

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str) -> Words {
        Words::new(text.chars().map(|c| c as usize).collect())
    }

    #[test]
    fn passages_find_their_versions() {
        let table: [(&[&str], &[&str], &str); 6] = [
            (&["abc", "def"], &["abc", "def"], "0=0 1=1"),
            (&["abcde", "fghij"], &["abcdx", "fghij"], "0~0 1=1"),
            (&["abcde"], &["abcde", "vwxyz"], "0=0 -+1"),
            (&["abcde", "vwxyz"], &["abcde"], "0=0 1--"),
            (&["abcdefgh", "ijklm", "nopqr"], &["ijklm", "nopqr", "abcdefgx"], "1=0 2=1 0>2"),
            (&["abcde", "fghij"], &["fghix", "abcdx"], "1~0 0>1"),
        ];
        for (old, new, expected) in table {
            let all = |texts: &[&str]| texts.iter().map(|text| passage(text)).collect();
            let pairs = Drafts { old: all(old), new: all(new) }.align();
            let number = |n: Option<usize>| n.map_or("-".to_owned(), |n| n.to_string());
            let sign = |change| match change {
                PassageChange::Same => '=',
                PassageChange::Edited => '~',
                PassageChange::Moved => '>',
                PassageChange::Removed => '-',
                PassageChange::Added => '+',
            };
            let shown: Vec<_> =
                pairs.iter().map(|(a, b, c)| format!("{}{}{}", number(*a), sign(*c), number(*b))).collect();
            assert_eq!(shown.join(" "), expected, "{old:?} {new:?}");
        }
    }
}
