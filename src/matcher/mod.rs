//! Patterns → one index by rarest word; words of a passage → hits.
//!
//! Each pattern is filed under the words of its rarest step. A text word that no pattern is filed under costs one
//! table look-up; around the others the pattern is tried forwards and backwards from that step. This keeps the
//! cost of a lexicon independent of its size for text that holds none of its words.

mod around;
mod attempt;
mod filing;

use std::ops::Range;

use rayon::prelude::*;

use self::around::{Around, Bits};
use self::attempt::{Attempt, Marks, Place};
use self::filing::{Filed, Filing, Known, Mask, narrow};
use crate::lexicon::elem::Elem;
use crate::lexicon::vocab::WordId;
use crate::lexicon::{Lexicon, Role, Rule};
use crate::tokens::Token;

pub(crate) use self::attempt::occurs;

/// How many rules are filed by one thread at a time.
const CHUNK: usize = 256;

/// A pattern found in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) role: Role,
    /// The words that count, as a range of tokens.
    pub(crate) core: Range<usize>,
    /// All words that the pattern needed.
    pub(crate) whole: Range<usize>,
}

impl Hit {
    /// The same, that many words further on.
    pub(crate) fn moved(self, by: usize) -> Self {
        let on = |words: Range<usize>| words.start + by..words.end + by;
        Self { role: self.role, core: on(self.core), whole: on(self.whole) }
    }

    /// Whether all words that count in the other count here too.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.core.start <= other.core.start && other.core.end <= self.core.end
    }

    /// Whether the two share a word that counts.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.core.start < other.core.end && other.core.start < self.core.end
    }
}

/// An index over the patterns of some roles.
#[derive(Clone, Debug)]
pub(crate) struct Matcher {
    filed: Vec<Filed>,
    /// What is filed under each word, word by word: what must stand around it, and the number of the pattern.
    slots: Vec<(Mask, u32)>,
    /// For each word, where its slots begin.
    starts: Vec<u32>,
}

impl Matcher {
    /// An index over the rules whose role is `wanted`.
    pub(crate) fn new(lexicon: &Lexicon, wanted: impl Fn(Role) -> bool) -> Self {
        let rules: Vec<&Rule> = lexicon.rules.iter().filter(|rule| wanted(rule.role)).collect();
        let known = Known::new(lexicon);
        let parts: Vec<Filing> = rules.par_chunks(CHUNK).map(|rules| Filing::new(rules, &known)).collect();
        let Filing { filed, masks, mut places } = parts.into_iter().fold(Filing::default(), Filing::join);
        places.sort_unstable();
        let start = |word| narrow(places.partition_point(|(w, _)| w.index() < word));
        let starts = (0..=lexicon.vocab.len()).map(start).collect();
        let slots = places.iter().map(|(_, number)| (masks[*number as usize], *number)).collect();
        Self { filed, slots, starts }
    }

    fn slots(&self, word: WordId) -> &[(Mask, u32)] {
        let at = word.index();
        &self.slots[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Every place where a pattern is found, in order of the text.
    pub(crate) fn find(&self, tokens: &[Token], lexicon: &Lexicon) -> Vec<Hit> {
        let mut hits = Vec::new();
        let around = Around::new(tokens, lexicon);
        for (at, token) in tokens.iter().enumerate() {
            let slots = self.slots(token.word);
            if slots.is_empty() {
                continue;
            }
            let there = Mask {
                behind: tokens.get(at + 1).map_or(Bits::default(), |t| Bits::one(t.word, lexicon)),
                before: at.checked_sub(1).map_or(Bits::default(), |at| Bits::one(tokens[at].word, lexicon)),
                ahead: around.ahead(at),
                back: around.back(at),
            };
            for (_, number) in slots.iter().filter(|(mask, _)| mask.allows(&there)) {
                let filed = &self.filed[*number as usize];
                hits.extend(both_ways(Attempt { tokens, lexicon }, filed, at));
            }
        }
        hits.sort_by_key(|hit: &Hit| (hit.core.start, hit.core.end, hit.role, hit.whole.start, hit.whole.end));
        hits.dedup();
        hits
    }
}

/// Tries a pattern from the word that it is filed under.
fn both_ways(attempt: Attempt<'_>, filed: &Filed, at: usize) -> Option<Hit> {
    // The word is known to fit a set: the pattern is filed under it.
    let (steps, place) = match filed.ahead().split_first() {
        Some((Elem::Set(_), rest)) => (rest, Place::beside(at + 1)),
        _ => (filed.ahead(), Place::before(at)),
    };
    let (end, marks) = attempt.run(steps, None, place, Marks::default(), true)?;
    let back = Place::beside(at);
    let (start, marks) = attempt.run(filed.behind(), None, back, marks, false)?;
    let core = marks.open.unwrap_or(start)..marks.close.unwrap_or(end);
    (core.start < core.end).then_some(Hit { role: filed.role, core, whole: start..end })
}
