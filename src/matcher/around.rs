//! Which words stand near each other in a passage, as bits: what a matcher asks before it tries a pattern.

use crate::lexicon::vocab::WordId;
use crate::lexicon::{COMMON_COST, Lexicon};
use crate::tokens::Token;

/// How many words before or behind a word are known by their bits.
pub(super) const WINDOW: usize = 8;

/// For each word of a passage, the words in a window from it on. A bit that is not set rules words out, one that is set
/// proves nothing.
#[derive(Clone, Debug)]
pub(super) struct Around(Vec<Bits>);

impl Around {
    /// The words of a passage.
    pub(super) fn new(tokens: &[Token], lexicon: &Lexicon) -> Self {
        let mut windows: Vec<Bits> = tokens.iter().map(|token| Bits::one(token.word, lexicon)).collect();
        for step in [1, 2, 4] {
            for at in step..windows.len() {
                windows[at - step] = windows[at - step].or(windows[at]);
            }
        }
        Self(windows)
    }

    /// The bits of the words behind the one at `at`.
    pub(super) fn ahead(&self, at: usize) -> Bits {
        self.0.get(at + 1).copied().unwrap_or_default()
    }

    /// Those of the words before it; near the beginning a few more, which does no harm.
    pub(super) fn back(&self, at: usize) -> Bits {
        if at == 0 { Bits::default() } else { self.0[at.saturating_sub(WINDOW)] }
    }
}

/// How many bits show the words that stand everywhere: few, since patterns seldom hang on them.
const COMMON: usize = 16;

/// A set of words, as far as 128 bits show it: each word picks one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(u128);

impl Bits {
    /// Every word.
    pub(super) const ALL: Self = Self(u128::MAX);

    /// Some words.
    pub(super) fn of(words: &[WordId], lexicon: &Lexicon) -> Self {
        words.iter().fold(Self::default(), |bits, word| bits.or(Self::one(*word, lexicon)))
    }

    /// One word; none for a word that no pattern holds.
    pub(super) fn one(word: WordId, lexicon: &Lexicon) -> Self {
        if word == WordId::UNKNOWN {
            return Self::default();
        }
        let at = word.index();
        let common = lexicon.cost[at] >= COMMON_COST;
        Self(1 << if common { at % COMMON } else { COMMON + at % (128 - COMMON) })
    }

    /// The words of both.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether both may hold the same word.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
