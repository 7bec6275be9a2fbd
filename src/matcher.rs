//! Patterns → one index by rarest word; words of a passage → hits.
//!
//! Each pattern is filed under the words of its rarest step. A text word that no pattern is filed under costs one
//! table look-up; around the others the pattern is tried forwards and backwards from that step. This keeps the
//! cost of a lexicon independent of its size for text that holds none of its words.

use std::ops::Range;

use rayon::prelude::*;

use crate::around::{Around, WINDOW, bit};
use crate::lexicon::choices::Choices;
use crate::lexicon::pattern::{Elem, Pattern};
use crate::lexicon::vocab::{ClassId, WordId};
use crate::lexicon::{Lexicon, Role, Rule};
use crate::tokens::{Gap, Token};

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
    /// Whether the two share a word that counts.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.core.start < other.core.end && other.core.start < self.core.end
    }
}

/// A pattern split at the step under which it is filed.
#[derive(Clone, Debug)]
struct Filed {
    role: Role,
    ahead: Vec<Elem>,
    /// The steps before, last one first.
    behind: Vec<Elem>,
}

/// What must stand around the word under which a pattern is filed; a bit that is not set rules the pattern out without
/// looking at it.
#[derive(Clone, Copy, Debug)]
struct Mask {
    /// Bits of the words that can stand right behind, and right before.
    behind: u128,
    before: u128,
    /// Bits of the words of which one must stand within [`WINDOW`] words ahead, and back.
    ahead: u128,
    back: u128,
}

impl Mask {
    /// Whether what stands around a word can be right; all bits set ask for nothing.
    fn allows(&self, there: Self) -> bool {
        let fits = |wanted: u128, there: u128| wanted == u128::MAX || wanted & there != 0;
        fits(self.behind, there.behind)
            && fits(self.before, there.before)
            && fits(self.ahead, there.ahead)
            && fits(self.back, there.back)
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

/// Patterns on their way into a matcher.
#[derive(Default)]
struct Filing {
    filed: Vec<Filed>,
    masks: Vec<Mask>,
    /// Under which words which patterns are filed.
    places: Vec<(WordId, u32)>,
}

impl Filing {
    fn new(rules: &[&Rule], lexicon: &Lexicon) -> Self {
        let mut filing = Self::default();
        rules.iter().for_each(|rule| filing.file(rule.role, &rule.pattern, lexicon));
        filing
    }

    /// Both, those of the other behind.
    fn join(mut self, other: Self) -> Self {
        let before = narrow(self.filed.len());
        self.filed.extend(other.filed);
        self.masks.extend(other.masks);
        self.places.extend(other.places.into_iter().map(|(word, number)| (word, before + number)));
        self
    }

    /// Files a pattern under its rarest step; where that is a choice of phrases, each phrase as a pattern of its own.
    fn file(&mut self, role: Role, pattern: &[Elem], lexicon: &Lexicon) {
        let cost = |(at, elem): (usize, &Elem)| Some((cost(elem, lexicon)?, at));
        let Some((_, at)) = pattern.iter().enumerate().filter_map(cost).min_by_key(|(cost, _)| *cost) else { return };
        if let Elem::Any(choices) = &pattern[at] {
            let whole = |choice: &Vec<Elem>| [&pattern[..at], choice, &pattern[at + 1..]].concat();
            return choices.iter().for_each(|choice| self.file(role, &whole(choice), lexicon));
        }
        let (ahead, behind) = (pattern[at..].to_vec(), reversed(&pattern[..at]));
        let single = matches!(ahead.first(), Some(Elem::Set(_)));
        self.masks.push(Mask {
            behind: if single { bits(&ahead[1..], true, lexicon) } else { u128::MAX },
            before: bits(&behind, false, lexicon),
            ahead: company(&ahead[1..], longest(&ahead[0], lexicon) - 1, lexicon),
            back: company(&behind, 0, lexicon),
        });
        let number = narrow(self.filed.len());
        self.places.extend(words(&pattern[at], lexicon).into_iter().map(|word| (word, number)));
        self.filed.push(Filed { role, ahead, behind });
    }
}

impl Matcher {
    /// An index over the rules whose role is `wanted`.
    pub(crate) fn new(lexicon: &Lexicon, wanted: impl Fn(Role) -> bool) -> Self {
        let rules: Vec<&Rule> = lexicon.rules.iter().filter(|rule| wanted(rule.role)).collect();
        let parts: Vec<Filing> = rules.par_chunks(CHUNK).map(|rules| Filing::new(rules, lexicon)).collect();
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
        let around = Around::new(tokens.iter().map(|t| t.word));
        for (at, token) in tokens.iter().enumerate() {
            let slots = self.slots(token.word);
            if slots.is_empty() {
                continue;
            }
            let there = Mask {
                behind: tokens.get(at + 1).map_or(0, |t| bit(t.word)),
                before: at.checked_sub(1).map_or(0, |at| bit(tokens[at].word)),
                ahead: around.ahead(at),
                back: around.back(at),
            };
            for (_, number) in slots.iter().filter(|(mask, _)| mask.allows(there)) {
                let filed = &self.filed[*number as usize];
                hits.extend(Attempt { tokens, lexicon }.both_ways(filed, at));
            }
        }
        hits.sort_by_key(|hit: &Hit| (hit.core.start, hit.core.end, hit.role, hit.whole.start, hit.whole.end));
        hits.dedup();
        hits
    }
}

/// The bits of the words with which some steps must begin; all bits where that is open.
fn bits(steps: &[Elem], forward: bool, lexicon: &Lexicon) -> u128 {
    let first = steps.iter().find(|step| !matches!(step, Elem::Open | Elem::Close));
    first.map_or(u128::MAX, |step| step_bits(step, forward, lexicon))
}

/// The same for one step; a phrase of a class is known by its first word, which is no help going back.
fn step_bits(step: &Elem, forward: bool, lexicon: &Lexicon) -> u128 {
    let set = |words: &[WordId]| words.iter().fold(0, |bits, word| bits | bit(*word));
    match step {
        Elem::Set(words) => set(words),
        Elem::Any(choices) => choices.iter().fold(0, |all, choice| all | bits(choice, forward, lexicon)),
        Elem::Class(classes) if forward => classes.iter().fold(0, |all, c| all | set(lexicon.vocab.first_words(*c))),
        _ => u128::MAX,
    }
}

/// The bits of the words of which one must stand near the anchor: those of the rarest step that the window reaches.
///
/// `from` is the most words that can lie between the anchor and the first of the steps.
fn company(steps: &[Elem], mut from: usize, lexicon: &Lexicon) -> u128 {
    let within = steps.iter().take_while(|step| {
        from += longest(step, lexicon);
        from <= WINDOW
    });
    let rarest = within.filter_map(|step| Some((cost(step, lexicon)?, step))).min_by_key(|(cost, _)| *cost);
    rarest.map_or(u128::MAX, |(_, step)| {
        let mut bits = 0;
        first_words(step, lexicon, &mut |word| bits |= bit(word));
        bits
    })
}

/// How often texts hold a word with which a step can begin; nothing for steps that can be skipped or hold no word.
fn cost(step: &Elem, lexicon: &Lexicon) -> Option<usize> {
    let sum = |words: &[WordId]| words.iter().map(|w| lexicon.cost[w.index()]).sum();
    match step {
        Elem::Set(set) => Some(sum(set)),
        Elem::Class(classes) if classes.len() == 1 => Some(sum(lexicon.vocab.first_words(classes[0]))),
        _ => Some(words(step, lexicon)).filter(|words| !words.is_empty()).map(|words| sum(&words)),
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The words with which a step can begin, each once; none for steps that can be skipped or hold no word.
fn words(step: &Elem, lexicon: &Lexicon) -> Vec<WordId> {
    let mut words = Vec::new();
    if !first_words(step, lexicon, &mut |word| words.push(word)) {
        return Vec::new();
    }
    // The words of a class are in order, and a stable sort makes use of that.
    words.sort();
    words.dedup();
    words
}

/// Shows every word with which a step can begin; false for steps that can be skipped or hold no word.
fn first_words(step: &Elem, lexicon: &Lexicon, see: &mut dyn FnMut(WordId)) -> bool {
    match step {
        Elem::Set(set) => set.iter().for_each(|word| see(*word)),
        Elem::Class(classes) => {
            classes.iter().flat_map(|c| lexicon.vocab.first_words(*c)).for_each(|word| see(*word));
        }
        Elem::Any(choices) => {
            return choices.iter().all(|choice| choice.first().is_some_and(|step| first_words(step, lexicon, see)));
        }
        _ => return false,
    }
    true
}

/// The most words that a step can take.
fn longest(step: &Elem, lexicon: &Lexicon) -> usize {
    let sum = |steps: &[Elem]| steps.iter().map(|step| longest(step, lexicon)).sum();
    match step {
        Elem::Set(_) => 1,
        Elem::Class(classes) => classes.iter().map(|c| lexicon.vocab.longest_phrase(*c)).max().unwrap_or(1),
        Elem::Any(choices) => choices.iter().map(|choice| sum(choice)).max().unwrap_or(0),
        Elem::Maybe(inner) => sum(inner),
        Elem::Gap { most, .. } => usize::from(*most),
        Elem::Not(_) | Elem::Open | Elem::Close | Elem::Start => 0,
    }
}

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

fn reversed(elems: &[Elem]) -> Vec<Elem> {
    let turn = |elem: &Elem| match elem {
        Elem::Any(choices) => Elem::Any(Choices::new(choices.iter().map(|c| reversed(c)).collect())),
        Elem::Maybe(inner) => Elem::Maybe(reversed(inner)),
        Elem::Not(inner) => Elem::Not(inner.clone()),
        other => other.clone(),
    };
    elems.iter().rev().map(turn).collect()
}

/// Where the core begins and ends, as far as is known.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    open: Option<usize>,
    close: Option<usize>,
}

/// Between which words the attempt stands: `next` is the word to read going forwards, `next - 1` going back.
#[derive(Clone, Copy, Debug)]
struct Place {
    next: usize,
    /// Whether the step before was a gap that lets commas pass.
    commas: bool,
    /// No word was read yet, so that nothing stands between.
    fresh: bool,
}

impl Place {
    fn before(next: usize) -> Self {
        Self { next, commas: false, fresh: true }
    }
}

/// What remains to be matched behind the current sequence.
#[derive(Clone, Copy)]
struct Rest<'a> {
    elems: &'a [Elem],
    then: Option<&'a Rest<'a>>,
}

/// One try of a pattern on the words of a passage.
#[derive(Clone, Copy)]
struct Attempt<'a> {
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
}

impl<'a> Attempt<'a> {
    fn both_ways(self, filed: &Filed, at: usize) -> Option<Hit> {
        // The word is known to fit a set: the pattern is filed under it.
        let (steps, place) = match filed.ahead.split_first() {
            Some((Elem::Set(_), rest)) => (rest, Place { next: at + 1, commas: false, fresh: false }),
            _ => (filed.ahead.as_slice(), Place::before(at)),
        };
        let (end, marks) = self.run(steps, None, place, Marks::default(), true)?;
        let back = Place { next: at, commas: false, fresh: false };
        let (start, marks) = self.run(&filed.behind, None, back, marks, false)?;
        let core = marks.open.unwrap_or(start)..marks.close.unwrap_or(end);
        (core.start < core.end).then_some(Hit { role: filed.role, core, whole: start..end })
    }

    fn run(
        self,
        elems: &[Elem],
        rest: Option<&Rest<'_>>,
        at: Place,
        marks: Marks,
        forward: bool,
    ) -> Option<(usize, Marks)> {
        let Some((elem, tail)) = elems.split_first() else {
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
                choices.at(next).find_map(|choice| self.run(choice, Some(&then), at, marks, forward))
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
            Elem::Start => self.is_start(at.next).then(|| go(at))?,
        }
    }

    /// The word to be read from here.
    fn next(self, at: Place, forward: bool) -> Option<&'a Token> {
        self.tokens.get(if forward { at.next } else { at.next.checked_sub(1)? })
    }

    fn is_start(self, next: usize) -> bool {
        next == 0 || self.tokens.get(next).is_some_and(|t| t.gap.has(Gap::STOP))
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
        let index = if forward { at.next } else { at.next.checked_sub(1)? };
        let word = self.tokens.get(index)?.word;
        let vocab = &self.lexicon.vocab;
        let beside = if forward { Some(index + 1) } else { index.checked_sub(1) };
        let next = beside.and_then(|at| self.tokens.get(at)).map_or(WordId::UNKNOWN, |t| t.word);
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
