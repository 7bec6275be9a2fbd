//! Words that hint at a frame: none of them makes one alone, several in a sentence do.
//!
//! A hint belongs to one pole. Its weight is a change of the log odds that a sentence about AI carries the frame; words
//! that speak against the frame have weights below 0. The rows stand in `lexicons/hints/`.

use rustc_hash::FxHashMap;

use super::elem::WordSet;
use super::vocab::WordId;
use super::{Axis, Pole};

/// The words of one row of a hint file.
#[derive(Clone, Debug)]
pub(super) struct HintRow {
    pub(super) pole: Pole,
    /// None for words that speak against the frame.
    pub(super) axis: Option<Axis>,
    pub(super) weight: f64,
    /// Each word with its forms.
    pub(super) words: Vec<WordSet>,
}

/// What one word says of one pole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hint {
    pub(crate) axis: Option<Axis>,
    pub(crate) weight: f64,
    /// Tells forms of one word from other words.
    pub(crate) family: u32,
}

/// The hints of a lexicon, by pole and word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    /// For each word, its place in `of`, counted from 1.
    places: Vec<u32>,
    of: Vec<[Option<Hint>; 2]>,
}

impl Hints {
    /// Files rows under their words; a word of a later row takes the place of that of an earlier one.
    pub(super) fn new(rows: &[HintRow], words: usize) -> Self {
        let mut hints = Self { places: vec![0; words], of: Vec::new() };
        let mut families: FxHashMap<&[WordId], u32> = FxHashMap::default();
        for row in rows {
            for set in &row.words {
                let next = narrow(families.len());
                let family = *families.entry(set).or_insert(next);
                let hint = Hint { axis: row.axis, weight: row.weight, family };
                set.iter().for_each(|word| hints.put(*word, row.pole, hint));
            }
        }
        hints
    }

    fn put(&mut self, word: WordId, pole: Pole, hint: Hint) {
        let place = &mut self.places[word.index()];
        if *place == 0 {
            self.of.push([None; 2]);
            *place = narrow(self.of.len());
        }
        self.of[*place as usize - 1][pole as usize] = Some(hint);
    }

    /// What a word says of each pole, in the order of [`Pole::ALL`].
    pub(crate) fn of(&self, word: WordId) -> Option<&[Option<Hint>; 2]> {
        let place = *self.places.get(word.index())?;
        self.of.get((place as usize).wrapping_sub(1))
    }

    /// The same without the hints of one pole.
    pub(super) fn without(&self, pole: Pole) -> Self {
        let mut rest = self.clone();
        rest.of.iter_mut().for_each(|hints| hints[pole as usize] = None);
        rest
    }

    /// Whether there is a hint of a pole.
    pub(super) fn has(&self, pole: Pole) -> bool {
        self.of.iter().any(|hints| hints[pole as usize].is_some())
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
