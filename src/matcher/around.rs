//! Which words stand near each other in a passage, as bits: what a matcher asks before it tries a pattern.

use crate::lexicon::vocab::WordId;

/// How many words before or behind a word are known by their bits.
pub(super) const WINDOW: usize = 8;

/// For each word of a passage, the words in a window from it on. A word's number picks one of 128 bits: one that is not
/// set rules words out, one that is set proves nothing.
#[derive(Clone, Debug)]
pub(super) struct Around(Vec<u128>);

impl Around {
    /// The words of a passage.
    pub(super) fn new(words: impl Iterator<Item = WordId>) -> Self {
        let mut windows: Vec<u128> = words.map(bit).collect();
        for step in [1, 2, 4] {
            for at in step..windows.len() {
                windows[at - step] |= windows[at];
            }
        }
        Self(windows)
    }

    /// The bits of the words behind the one at `at`.
    pub(super) fn ahead(&self, at: usize) -> u128 {
        self.0.get(at + 1).copied().unwrap_or(0)
    }

    /// Those of the words before it; near the beginning a few more, which does no harm.
    pub(super) fn back(&self, at: usize) -> u128 {
        if at == 0 { 0 } else { self.0[at.saturating_sub(WINDOW)] }
    }
}

/// The bit of a word.
pub(super) fn bit(word: WordId) -> u128 {
    1 << (word.index() % 128)
}
