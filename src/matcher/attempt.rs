//! One try of a pattern: its steps against the words of a passage, forwards or backwards.

use crate::lexicon::Lexicon;
use crate::lexicon::elem::{Edge, Elem, Pattern};
use crate::lexicon::vocab::{ClassId, WordId};
use crate::tokens::{Gap, Token};

/// Whether a pattern is found anywhere among the words.
pub(crate) fn occurs(pattern: &Pattern, tokens: &[Token], lexicon: &Lexicon) -> bool {
    let attempt = Attempt { tokens, lexicon };
    let begins = |at: usize| match pattern.first() {
        Some(Elem::Set(words)) => words.binary_search(&tokens[at].word).is_ok(),
        _ => true,
    };
    let found = |at| attempt.run(pattern, None, Place::before(at), Marks::default(), true).is_some();
    (0..tokens.len()).any(|at| begins(at) && found(at))
}

/// Where the core begins and ends, as far as is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    pub(super) open: Option<usize>,
    pub(super) close: Option<usize>,
}

/// Between which words the attempt stands: `next` is the word to read going forwards, `next - 1` going back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    next: usize,
    /// Whether the step before was a gap that lets commas pass.
    commas: bool,
    /// No word was read yet, so that nothing stands between.
    fresh: bool,
}

impl Place {
    /// Before the first word is read, at `next`.
    pub(super) fn before(next: usize) -> Self {
        Self { next, commas: false, fresh: true }
    }

    /// With a word read.
    pub(super) fn beside(next: usize) -> Self {
        Self { next, commas: false, fresh: false }
    }
}

/// What remains to be matched behind the current sequence.
#[derive(Clone, Copy)]
pub(super) struct Rest<'a> {
    elems: &'a [Elem],
    then: Option<&'a Rest<'a>>,
}

/// One try of a pattern on the words of a passage.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Attempt<'a> {
    pub(super) fn run(
        self,
        elems: &[Elem],
        rest: Option<&Rest<'_>>,
        at: Place,
        marks: Marks,
        forward: bool,
    ) -> Option<(usize, Marks)> {
        let Some((elem, tail)) = (if forward { elems.split_first() } else { elems.split_last() }) else {
            return match rest {
                Some(rest) => self.run(rest.elems, rest.then, at, marks, forward),
                None => Some((at.next, marks)),
            };
        };
        let go = |at: Place| self.run(tail, rest, at, marks, forward);
        match elem {
            Elem::Set(set) => go(self.word(at, forward, |w| set.binary_search(&w).is_ok())?),
            Elem::Class(classes) => self.class(classes, at, forward, &go),
            Elem::Any(choices) => {
                let then = Rest { elems: tail, then: rest };
                let next = self.next(at, forward).map(|token| token.word);
                choices.at(next, forward).find_map(|choice| self.run(choice, Some(&then), at, marks, forward))
            }
            Elem::Maybe(inner) => {
                let then = Rest { elems: tail, then: rest };
                self.run(inner, Some(&then), at, marks, forward).or_else(|| go(at))
            }
            Elem::Gap { most, commas } => self.gap(*most, *commas, at, forward, &go),
            // Always the word that follows, whichever way the pattern is read.
            Elem::Not(inner) => match self.run(inner, None, at, Marks::default(), true) {
                Some(_) => None,
                None => go(at),
            },
            Elem::Open => self.run(tail, rest, at, Marks { open: Some(at.next), ..marks }, forward),
            Elem::Close => self.run(tail, rest, at, Marks { close: Some(at.next), ..marks }, forward),
            Elem::Edge(edge) => {
                (self.is_edge(at.next) || (*edge == Edge::Clause && self.goes_on(at.next))).then(|| go(at))?
            }
        }
    }

    /// The word to be read from here.
    fn next(self, at: Place, forward: bool) -> Option<&'a Token> {
        self.tokens.get(if forward { at.next } else { at.next.checked_sub(1)? })
    }

    fn is_edge(self, next: usize) -> bool {
        next == 0 || next == self.tokens.len() || self.tokens.get(next).is_some_and(|t| t.gap.has(Gap::STOP))
    }

    /// Whether a clause begins that goes on from the one before.
    fn goes_on(self, next: usize) -> bool {
        let classes = &self.lexicon.classes;
        let is = |at: usize, class| self.lexicon.vocab.is_in(self.tokens[at].word, class);
        let comma = |at: usize| self.tokens[at].gap.has(Gap::COMMA);
        let parted = |at: usize| [Gap::SEMICOLON, Gap::DASH].iter().any(|mark| self.tokens[at].gap.has(*mark));
        let joins = |at: usize| [classes.coordinator, classes.contrast].iter().any(|class| is(at, *class));
        let joined = |at: usize| (comma(at) || parted(at)) && joins(at);
        parted(next) || (comma(next) && is(next, classes.relative)) || next.checked_sub(1).is_some_and(joined)
    }

    /// Moves over one word, if it can be reached and `fits`.
    fn word(self, at: Place, forward: bool, fits: impl Fn(WordId) -> bool) -> Option<Place> {
        let index = if forward { at.next } else { at.next.checked_sub(1)? };
        let token = self.tokens.get(index)?;
        let between = if forward { token.gap } else { self.tokens.get(at.next).map_or_else(Gap::default, |t| t.gap) };
        let open = at.fresh || between.joins() || (at.commas && !between.has(Gap::CLAUSE));
        let next = if forward { index + 1 } else { index };
        (open && fits(token.word)).then_some(Place { next, commas: false, fresh: false })
    }

    fn class<T>(self, classes: &[ClassId], at: Place, forward: bool, go: &impl Fn(Place) -> Option<T>) -> Option<T> {
        let word = self.next(at, forward)?.word;
        let vocab = &self.lexicon.vocab;
        let beyond = Place::beside(if forward { at.next + 1 } else { at.next - 1 });
        let next = self.next(beyond, forward).map_or(WordId::UNKNOWN, |t| t.word);
        for phrase in vocab.phrases_at(word, next, forward).filter(|p| classes.contains(&p.class)) {
            let count = phrase.words.len();
            let wanted = |i: usize| phrase.words[if forward { i } else { count - 1 - i }];
            let end = (0..count).try_fold(at, |at, i| self.word(at, forward, |w| w == wanted(i)));
            if let Some(found) = end.and_then(go) {
                return Some(found);
            }
        }
        let one = self.word(at, forward, |w| classes.iter().any(|c| vocab.is_in(w, *c)))?;
        go(one)
    }

    fn gap<T>(self, most: u8, commas: bool, at: Place, forward: bool, go: &impl Fn(Place) -> Option<T>) -> Option<T> {
        let mut at = Place { commas, ..at };
        for _ in 0..=most {
            if let Some(found) = go(at) {
                return Some(found);
            }
            at = Place { commas, ..self.word(at, forward, |_| true)? };
        }
        None
    }
}
