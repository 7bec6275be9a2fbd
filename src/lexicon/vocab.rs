//! The words that a lexicon knows, and the classes that they belong to.
//!
//! Every word of every pattern gets a number, so that a text is looked up once, word by word, and everything
//! after that compares numbers. A class is a set of words and of short phrases (`{nation}`, `{ai}`).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

/// Number of a known word; 0 is every word that no pattern mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    pub(crate) const UNKNOWN: Self = Self(0);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Number of a word class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ClassId(pub(crate) u16);

impl ClassId {
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A set of classes, one bit each.
type Bits = [u64; MAX_CLASSES / 64];

/// The most classes that a lexicon can have.
pub(crate) const MAX_CLASSES: usize = 512;

/// No class at all.
const NONE: Bits = [0; MAX_CLASSES / 64];

/// A word sequence of a class, `artificial intelligence` in `{ai}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) class: ClassId,
    pub(crate) words: Box<[WordId]>,
}

/// The numbers of words. Most words are short: they are kept as one integer, so that no string is compared.
#[derive(Clone, Debug, Default)]
struct Ids {
    short: FxHashMap<u64, WordId>,
    middle: FxHashMap<u128, WordId>,
    long: FxHashMap<Box<str>, WordId>,
}

impl Ids {
    fn get(&self, word: &str) -> Option<WordId> {
        match word.len() {
            0..=8 => self.short.get(&u64::from_le_bytes(packed(word))).copied(),
            9..=16 => self.middle.get(&u128::from_le_bytes(packed(word))).copied(),
            _ => self.long.get(word).copied(),
        }
    }

    fn insert(&mut self, word: &str, id: WordId) {
        match word.len() {
            0..=8 => self.short.insert(u64::from_le_bytes(packed(word)), id),
            9..=16 => self.middle.insert(u128::from_le_bytes(packed(word)), id),
            _ => self.long.insert(word.into(), id),
        };
    }
}

/// The bytes of a word that is no longer than the space, with zeros behind.
fn packed<const N: usize>(word: &str) -> [u8; N] {
    let mut bytes = [0; N];
    bytes[..word.len()].copy_from_slice(word.as_bytes());
    bytes
}

/// All words and classes of a lexicon.
#[derive(Clone, Debug)]
pub(crate) struct Vocab {
    ids: Ids,
    /// For each word, the classes that it alone stands for.
    bits: Vec<Bits>,
    classes: BTreeMap<String, ClassId>,
    phrases: Vec<Phrase>,
    /// For each word, the phrases that begin with it, and their second words.
    by_first: Vec<Vec<(WordId, u32)>>,
    /// For each word, the phrases that end with it, and their last words but one.
    by_last: Vec<Vec<(WordId, u32)>>,
    members: Vec<Vec<WordId>>,
    /// For each class, the most words that a member has.
    longest_phrase: Vec<usize>,
    longest: usize,
}

impl Default for Vocab {
    fn default() -> Self {
        Self {
            ids: Ids::default(),
            bits: vec![NONE],
            classes: BTreeMap::new(),
            phrases: Vec::new(),
            by_first: vec![Vec::new()],
            by_last: vec![Vec::new()],
            members: Vec::new(),
            longest_phrase: Vec::new(),
            longest: 0,
        }
    }
}

impl Vocab {
    /// The number of `word`, given one if it is new. A word with a capital letter is known by that spelling only.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(u32::try_from(self.bits.len()).unwrap_or(u32::MAX));
        self.ids.insert(word, id);
        self.bits.push(NONE);
        self.by_first.push(Vec::new());
        self.by_last.push(Vec::new());
        self.longest = self.longest.max(word.len());
        id
    }

    /// The number of a word as it stands in a text, looked up by its exact spelling first, then in lower case.
    pub(crate) fn lookup(&self, word: &str) -> WordId {
        let known = |w: &str| self.ids.get(w);
        if word.len() > self.longest + 2 {
            return WordId::UNKNOWN;
        }
        if !word.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
            return known(word).unwrap_or_default();
        }
        known(word).or_else(|| in_lower_case(word, known)).unwrap_or_default()
    }

    /// The class called `name`, made if it is new.
    pub(crate) fn add_class(&mut self, name: &str) -> ClassId {
        let next = ClassId(u16::try_from(self.classes.len()).unwrap_or(u16::MAX));
        let id = *self.classes.entry(name.to_owned()).or_insert(next);
        if id == next {
            self.members.push(Vec::new());
            self.longest_phrase.push(1);
        }
        id
    }

    /// Puts a word, or a phrase of several words, into a class.
    pub(crate) fn add_member(&mut self, class: ClassId, words: &[WordId]) {
        let longest = &mut self.longest_phrase[class.index()];
        *longest = words.len().max(*longest);
        match words {
            [] => {}
            [word] => {
                self.bits[word.index()][usize::from(class.0 / 64)] |= 1 << (class.0 % 64);
                self.members[class.index()].push(*word);
            }
            [first, .., last] => {
                let at = u32::try_from(self.phrases.len()).unwrap_or(u32::MAX);
                self.phrases.push(Phrase { class, words: words.into() });
                self.by_first[first.index()].push((words[1], at));
                self.by_last[last.index()].push((words[words.len() - 2], at));
                self.members[class.index()].push(*first);
            }
        }
    }

    pub(crate) fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.get(name).copied()
    }

    /// Every class.
    pub(crate) fn class_ids(&self) -> impl Iterator<Item = ClassId> {
        (0..).take(self.members.len()).map(ClassId)
    }

    pub(crate) fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.keys().map(String::as_str)
    }

    /// Whether the word alone is a member of any class.
    pub(crate) fn is_in_some_class(&self, word: &str) -> bool {
        self.bits[self.lookup(word).index()] != NONE
    }

    /// Whether the word alone is a member of the class.
    pub(crate) fn is_in(&self, word: WordId, class: ClassId) -> bool {
        self.bits[word.index()][usize::from(class.0 / 64)] >> (class.0 % 64) & 1 == 1
    }

    /// Phrases, of any class, that begin (`forward`) or end with the word and have `next` beside it.
    pub(crate) fn phrases_at(&self, word: WordId, next: WordId, forward: bool) -> impl Iterator<Item = &Phrase> {
        let index = if forward { &self.by_first } else { &self.by_last };
        let fits = index[word.index()].iter().filter(move |(beside, _)| *beside == next);
        fits.map(|(_, at)| &self.phrases[*at as usize])
    }

    /// Every word with which a member of the class can begin.
    pub(crate) fn first_words(&self, class: ClassId) -> &[WordId] {
        &self.members[class.index()]
    }

    /// How many words the longest member of the class has.
    pub(crate) fn longest_phrase(&self, class: ClassId) -> usize {
        self.longest_phrase[class.index()]
    }

    /// Puts the first words of the classes in order, each once, when all members are known.
    pub(crate) fn sort_members(&mut self) {
        for words in &mut self.members {
            words.sort_unstable();
            words.dedup();
        }
    }

    /// How many numbers are given out, the unknown word included.
    pub(crate) fn len(&self) -> usize {
        self.bits.len()
    }
}

/// Looks a word up in lower case, without an allocation for the words of most texts.
fn in_lower_case<T>(word: &str, look_up: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0; 32];
    match buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            look_up(std::str::from_utf8(lower).ok()?)
        }
        None => look_up(&word.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_matter_only_where_the_lexicon_says_so() {
        let mut vocab = Vocab::default();
        let (exact, folded) = (vocab.intern("US"), vocab.intern("race"));
        for (text, expected) in
            [("US", exact), ("us", WordId::UNKNOWN), ("Us", WordId::UNKNOWN), ("Race", folded), ("RACE", folded)]
        {
            assert_eq!(vocab.lookup(text), expected, "{text}");
        }
    }
}
