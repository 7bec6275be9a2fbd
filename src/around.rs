//! Which words stand near each other in a passage, as bits: what a matcher asks before it tries a pattern.

use crate::lexicon::vocab::{Bits, Vocab, WordId};

/// How many words before or behind a word are known by their bits.
pub(crate) const WINDOW: usize = 8;

/// Bits for the words of a whole passage.
const BITS: usize = 1024;

/// The words of a passage, twice: those in a window from each word on, and all of them. Bits are shared, so that a bit
/// that is not set rules words out, and one that is set proves nothing.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    windows: Vec<u128>,
    /// All of them, a word's number picking one of [`BITS`] bits.
    present: [u64; BITS / 64],
    /// The classes of which a member can begin in the passage.
    classes: Bits,
}

impl Around {
    /// The words of a passage.
    pub(crate) fn new(words: impl Iterator<Item = WordId>, vocab: &Vocab) -> Self {
        let (mut present, mut classes) = ([0; BITS / 64], Bits::default());
        let note = |word: WordId| {
            present[word.index() % BITS / 64] |= 1 << (word.index() % 64);
            classes.iter_mut().zip(vocab.begins(word)).for_each(|(bits, more)| *bits |= more);
            bit(word)
        };
        let mut windows: Vec<u128> = words.map(note).collect();
        for step in [1, 2, 4] {
            for at in step..windows.len() {
                windows[at - step] |= windows[at];
            }
        }
        Self { windows, present, classes }
    }

    /// The bits of the words behind the one at `at`.
    pub(crate) fn ahead(&self, at: usize) -> u128 {
        self.windows.get(at + 1).copied().unwrap_or(0)
    }

    /// Those of the words before it; near the beginning a few more, which does no harm.
    pub(crate) fn back(&self, at: usize) -> u128 {
        if at == 0 { 0 } else { self.windows[at.saturating_sub(WINDOW)] }
    }

    /// Whether one of the words can stand in the passage.
    pub(crate) fn any(&self, words: &[WordId]) -> bool {
        words.iter().any(|w| self.present[w.index() % BITS / 64] >> (w.index() % 64) & 1 == 1)
    }

    /// Whether a member of one of the classes can stand in the passage.
    pub(crate) fn any_of(&self, classes: &Bits) -> bool {
        self.classes.iter().zip(classes).any(|(there, wanted)| there & wanted != 0)
    }
}

/// The bit of a word in a window.
pub(crate) fn bit(word: WordId) -> u128 {
    1 << (word.index() % 128)
}
