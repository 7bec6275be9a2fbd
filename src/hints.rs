//! Words that make a frame together: the hints of a sentence, added up.
//!
//! A sentence begins with the log odds `start` of its pole (`decision.toml`), less in a long passage and where frames
//! are rare; each word adds its weight once, each cue that counts adds to it, and from 0 on the frame is as likely there
//! as not. This is logistic regression over words with weights that a lexicon can show (compare Monroe, Colaresi and
//! Quinn 2008, doi 10.1093/pan/mpn018, on weighing words).

use std::ops::Range;

use crate::lexicon::hints::{Hint, Sign};
use crate::lexicon::{Lexicon, Pole, Role};
use crate::matcher::Hit;
use crate::tokens::{Gap, Token};

/// A sentence, as far as stops show it, whose hints may make a frame.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    pub(crate) words: Range<usize>,
    pub(crate) pole: Pole,
    /// Log odds by its words and the length of its passage.
    pub(crate) odds: f64,
}

/// A sentence, as far as stops show it, in which a wider wording may count: by its hints and the wordings found in it.
#[derive(Clone, Debug)]
pub(crate) struct Likely {
    pub(crate) words: Range<usize>,
    /// For each pole, the log odds by its words and the length of its passage.
    pub(crate) odds: [f64; Pole::ALL.len()],
}

/// Adds up the hints of each sentence, words that an exclusion covers aside: the sentences whose hints may make a frame,
/// and those in which a wider wording may count.
pub(crate) fn survey(tokens: &[Token], found: &[Hit], lexicon: &Lexicon) -> (Vec<Pool>, Vec<Likely>) {
    let (mut pools, mut likely) = (Vec::new(), Vec::new());
    let crowd = length(tokens.len()).ln();
    for words in stretches(tokens) {
        let cues = weight(&words, found, lexicon);
        let (mut odds, mut wide) = ([0.0; Pole::ALL.len()], false);
        for pole in Pole::ALL {
            let given = lexicon.decision().hints.of(pole);
            let hints = hints(tokens, &words, Sign::frame(pole), found, lexicon);
            let several = hints.iter().filter(|(_, hint)| hint.weight > 0.0).count() > 1;
            let sum = given.start - given.crowd * crowd + sum(&hints);
            odds[pole as usize] = sum;
            wide |= sum + given.cue * cues + given.wider >= 0.0;
            if several && sum + given.most() >= 0.0 {
                pools.push(Pool { words: words.clone(), pole, odds: sum });
            }
        }
        likely.extend(wide.then_some(Likely { words, odds }));
    }
    (pools, likely)
}

/// The weights of the entries found in some words, added up.
fn weight(words: &Range<usize>, found: &[Hit], lexicon: &Lexicon) -> f64 {
    let entries = found.iter().filter(|hit| words.contains(&hit.core.start)).filter_map(|hit| hit.role.entry());
    entries.map(|at| lexicon.entries()[at].weight).sum()
}

/// The hints of some words, each word once, with their places.
pub(crate) fn hints(
    tokens: &[Token],
    words: &Range<usize>,
    sign: Sign,
    found: &[Hit],
    lexicon: &Lexicon,
) -> Vec<(usize, Hint)> {
    let shielded = |at: usize| found.iter().any(|h| matches!(h.role, Role::Exclusion(_)) && h.core.contains(&at));
    let mut out: Vec<(usize, Hint)> = Vec::new();
    // Words with a capital inside a sentence are names, or parts of names.
    let named = |at: usize| tokens[at].capital && at > words.start && !tokens[at].gap.has(Gap::STOP);
    for at in words.clone().filter(|at| !named(*at)) {
        let Some(hint) = lexicon.hints.of(tokens[at].word, sign) else { continue };
        if !out.iter().any(|(_, other)| other.family == hint.family) && !shielded(at) {
            out.push((at, hint));
        }
    }
    out
}

/// The weights of some hints, added up.
pub(crate) fn sum(hints: &[(usize, Hint)]) -> f64 {
    hints.iter().map(|(_, hint)| hint.weight).sum()
}

/// The heaviest first; between equals the earlier one.
pub(crate) fn sort(hints: &mut [(usize, Hint)]) {
    hints.sort_by(|(i, a), (j, b)| b.weight.total_cmp(&a.weight).then(i.cmp(j)));
}

/// How far the words of a mark may stand apart.
const APART: usize = 6;

/// What a cue of sorted hints may mark: the two heaviest, if they stand close together, else one of them.
pub(crate) fn marks(hints: &[(usize, Hint)]) -> Vec<Range<usize>> {
    let two = match hints {
        [(a, _), (b, _), ..] if a.abs_diff(*b) <= APART => Some(*a.min(b)..a.max(b) + 1),
        _ => None,
    };
    two.into_iter().chain(hints.iter().map(|(at, _)| *at..at + 1)).collect()
}

/// How rare the frames of a document are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rarity {
    /// Words in passages where AI is in view.
    pub(crate) words: usize,
    /// Cues of each pole that need no hints.
    pub(crate) cues: [usize; Pole::ALL.len()],
}

impl Rarity {
    /// The logarithm of the number of stretches as long as a passage for each cue of the pole, and one more; 0 for one or less.
    pub(crate) fn of(&self, pole: Pole, tokens: &[Token]) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a number of cues")]
        let cues = (1 + self.cues[pole as usize]) as f64;
        (length(self.words) / (length(tokens.len()) * cues)).max(1.0).ln()
    }
}

/// Words of a sentence of usual length.
const USUAL: usize = 25;

/// The number of sentences of usual length that some words would fill; 1 for less.
#[expect(clippy::cast_precision_loss, reason = "a number of words")]
fn length(words: usize) -> f64 {
    (words as f64 / USUAL as f64).max(1.0)
}

/// The words between stops.
fn stretches(tokens: &[Token]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let next = (from + 1..tokens.len()).find(|at| tokens[*at].gap.has(Gap::STOP)).unwrap_or(tokens.len());
        let stretch = from..next;
        from = next;
        (!stretch.is_empty()).then_some(stretch)
    })
}
