//! Words that hint at a frame: none of them makes one alone, several in a sentence do.
//!
//! A hint speaks of one thing: a pole, or the refusal of its frame. Its weight is a change of the log odds of that
//! thing; words that speak against it have weights below 0. The rows stand in `lexicons/hints/`.

use rustc_hash::FxHashMap;

use super::elem::WordSet;
use super::vocab::WordId;
use super::{Axis, Pole};

/// What a hint speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A sentence carries a race frame.
    Race,
    /// A sentence carries an infrastructure frame.
    Infrastructure,
    /// A writer refuses the race frame that stands nearby.
    RaceRefusal,
}

/// The names used in lexicons.
pub(super) const SIGNS: [(&str, Sign); 3] =
    [("race", Sign::Race), ("infrastructure", Sign::Infrastructure), ("race-refusal", Sign::RaceRefusal)];

impl Sign {
    /// That a sentence carries a frame of this pole.
    pub(crate) const fn frame(pole: Pole) -> Self {
        match pole {
            Pole::Race => Self::Race,
            Pole::Infrastructure => Self::Infrastructure,
        }
    }
}

/// The words of one row of a hint file.
#[derive(Clone, Debug)]
pub(super) struct HintRow {
    pub(super) of: Sign,
    /// The axis of a word that speaks for a frame.
    pub(super) axis: Option<Axis>,
    pub(super) weight: f64,
    /// Each word with its forms.
    pub(super) words: Vec<WordSet>,
}

/// What one word says of one thing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hint {
    pub(crate) axis: Option<Axis>,
    pub(crate) weight: f64,
    /// Tells forms of one word from other words.
    pub(crate) family: u32,
}

/// The hints of a lexicon, by word and sign.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    /// For each word, its place in `of`, counted from 1.
    places: Vec<u32>,
    of: Vec<[Option<Hint>; SIGNS.len()]>,
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
                set.iter().for_each(|word| hints.put(*word, row.of, hint));
            }
        }
        hints
    }

    fn put(&mut self, word: WordId, sign: Sign, hint: Hint) {
        let place = &mut self.places[word.index()];
        if *place == 0 {
            self.of.push([None; SIGNS.len()]);
            *place = narrow(self.of.len());
        }
        self.of[*place as usize - 1][sign as usize] = Some(hint);
    }

    /// What a word says of something.
    pub(crate) fn of(&self, word: WordId, sign: Sign) -> Option<Hint> {
        let place = *self.places.get(word.index())?;
        self.of.get((place as usize).wrapping_sub(1))?[sign as usize]
    }

    /// The same without the hints of one thing.
    pub(super) fn without(&self, sign: Sign) -> Self {
        let mut rest = self.clone();
        rest.of.iter_mut().for_each(|hints| hints[sign as usize] = None);
        rest
    }

    /// Whether there is a hint of something.
    pub(super) fn has(&self, sign: Sign) -> bool {
        self.of.iter().any(|hints| hints[sign as usize].is_some())
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
