//! Which passage of one draft is which of the other.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::PassageChange;
use crate::report::Report;

/// Least share of common words that makes two passages versions of each other.
const EDITED: f64 = 0.4;

/// Most pairs of passages between two equal ones that are looked at; beyond, passages count as removed and added.
const MOST: usize = 250_000;

/// Least share of common words that makes two passages one that was moved.
const MOVED: f64 = 0.8;

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
pub(super) struct Drafts {
    old: Vec<Words>,
    new: Vec<Words>,
}

pub(super) type Aligned = (Option<usize>, Option<usize>, PassageChange);

impl Drafts {
    pub(super) fn new(old: &Report, new: &Report) -> Self {
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

    pub(super) fn align(&self) -> Vec<Aligned> {
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
        if rows * columns > MOST {
            let removed = before.clone().map(|a| (Some(a), None, PassageChange::Removed));
            return removed.chain(after.clone().map(|b| (None, Some(b), PassageChange::Added))).collect();
        }
        let likeness = |i: usize, j: usize| {
            let likeness = self.old[before.start + i].likeness(&self.new[after.start + j]);
            if likeness >= EDITED { likeness } else { 0.0 }
        };
        // What the rest from a place on can yield, the sum of likenesses, filled from the end.
        let mut yields = vec![vec![0.0_f64; columns + 1]; rows + 1];
        for i in (0..rows).rev() {
            for j in (0..columns).rev() {
                let paired = likeness(i, j) + yields[i + 1][j + 1];
                yields[i][j] = paired.max(yields[i + 1][j]).max(yields[i][j + 1]);
            }
        }
        let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
        while i < rows || j < columns {
            let (a, b) = (before.start + i, after.start + j);
            let both = i < rows && j < columns;
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
