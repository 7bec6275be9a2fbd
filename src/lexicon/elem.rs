//! The steps of a compiled pattern.

use std::iter::Peekable;
use std::ops::Deref;
use std::sync::Arc;

use super::vocab::{ClassId, WordId};

/// One step of a pattern. A pattern is copied for each place where it is filed, so that what can be long is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Elem {
    Set(WordSet),
    Class(Arc<[ClassId]>),
    Any(Choices),
    Maybe(Arc<[Elem]>),
    Gap { most: u8, commas: bool },
    Not(Arc<[Elem]>),
    Open,
    Close,
    Edge(Edge),
}

/// What begins here, or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Sentence,
    /// Also a clause that goes on from what was said: "..., but | it is not", "...; | it is not".
    Clause,
}

/// Words of which one must stand here, in order. One alone lies in place, so that no memory is looked up for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WordSet {
    One(WordId),
    Many(Arc<[WordId]>),
}

impl From<Vec<WordId>> for WordSet {
    fn from(words: Vec<WordId>) -> Self {
        match *words {
            [one] => Self::One(one),
            _ => Self::Many(words.into()),
        }
    }
}

impl Deref for WordSet {
    type Target = [WordId];

    fn deref(&self) -> &[WordId] {
        match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Many(words) => words,
        }
    }
}

/// A compiled pattern.
pub(crate) type Pattern = Box<[Elem]>;

/// The choices `(catch up | win~ | {lead_verb})`: sequences of which one must match; the first that does is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choices(Arc<Sequences>);

#[derive(Debug, PartialEq, Eq)]
struct Sequences {
    all: Box<[Vec<Elem>]>,
    /// By the step that is read first going forwards, and going back.
    ahead: Edges,
    back: Edges,
}

/// Choices by the step at one end of each.
#[derive(Debug, PartialEq, Eq)]
struct Edges {
    /// Which choices have a word there, sorted.
    by_word: Box<[(WordId, u32)]>,
    /// Choices that have no words there, so that they must be tried.
    open: Box<[u32]>,
}

impl Edges {
    fn new<'e>(edges: impl Iterator<Item = Option<&'e Elem>>) -> Self {
        let (mut by_word, mut open) = (Vec::new(), Vec::new());
        for (edge, number) in edges.zip(0..) {
            match edge {
                Some(Elem::Set(words)) => by_word.extend(words.iter().map(|word| (*word, number))),
                _ => open.push(number),
            }
        }
        by_word.sort_unstable();
        Self { by_word: by_word.into(), open: open.into() }
    }

    /// The choices that can match where `next` is the word to be read, in their order.
    fn at(&self, next: Option<WordId>) -> impl Iterator<Item = u32> {
        let from = next.map_or(self.by_word.len(), |next| self.by_word.partition_point(|(word, _)| *word < next));
        let known = self.by_word[from..].iter().take_while(move |(word, _)| Some(*word) == next).map(|(_, n)| *n);
        merged(known.peekable(), self.open.iter().copied().peekable())
    }
}

impl Choices {
    pub(crate) fn new(all: Vec<Vec<Elem>>) -> Self {
        let ahead = Edges::new(all.iter().map(|choice| choice.first()));
        let back = Edges::new(all.iter().map(|choice| choice.last()));
        Self(Arc::new(Sequences { all: all.into(), ahead, back }))
    }

    /// The choices that can match where `next` is the word to be read, forwards or going back, in their order.
    pub(crate) fn at(&self, next: Option<WordId>, forward: bool) -> impl Iterator<Item = &Vec<Elem>> {
        let Sequences { all, ahead, back } = &*self.0;
        let edges = if forward { ahead } else { back };
        edges.at(next).map(|number| &all[number as usize])
    }
}

impl Deref for Choices {
    type Target = [Vec<Elem>];

    fn deref(&self) -> &Self::Target {
        &self.0.all
    }
}

/// Two sorted lists as one.
fn merged(
    mut a: Peekable<impl Iterator<Item = u32>>,
    mut b: Peekable<impl Iterator<Item = u32>>,
) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some(x), Some(y)) if x > y => b.next(),
        (Some(_), _) => a.next(),
        (None, _) => b.next(),
    })
}

/// What a pattern is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Entry(usize),
    /// A wider wording of an entry, which counts only where its frame is likely.
    Wider(usize),
    Topic(usize),
    Exclusion(usize),
    Trigger(usize),
    Voice(usize),
}

impl Role {
    /// The entry that a pattern belongs to.
    pub(crate) fn entry(self) -> Option<usize> {
        match self {
            Self::Entry(at) | Self::Wider(at) => Some(at),
            _ => None,
        }
    }
}

/// A pattern and what it is for.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) role: Role,
    pub(crate) pattern: Pattern,
}
