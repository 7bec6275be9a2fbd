//! Which word a pattern is looked for at, and what must stand around that word.

use super::around::{WINDOW, bit};
use crate::lexicon::elem::{Choices, Elem};
use crate::lexicon::vocab::WordId;
use crate::lexicon::{Lexicon, Role, Rule};

/// A pattern split at the step under which it is filed.
#[derive(Clone, Debug)]
pub(super) struct Filed {
    pub(super) role: Role,
    pub(super) ahead: Vec<Elem>,
    /// The steps before, last one first.
    pub(super) behind: Vec<Elem>,
}

/// What must stand around the word under which a pattern is filed; a bit that is not set rules the pattern out without
/// looking at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mask {
    /// Bits of the words that can stand right behind, and right before.
    pub(super) behind: u128,
    pub(super) before: u128,
    /// Bits of the words of which one must stand within [`WINDOW`] words ahead, and back.
    pub(super) ahead: u128,
    pub(super) back: u128,
}

impl Mask {
    /// Whether what stands around a word can be right; all bits set ask for nothing.
    pub(super) fn allows(&self, there: Self) -> bool {
        let fits = |wanted: u128, there: u128| wanted == u128::MAX || wanted & there != 0;
        fits(self.behind, there.behind)
            && fits(self.before, there.before)
            && fits(self.ahead, there.ahead)
            && fits(self.back, there.back)
    }
}

/// Patterns on their way into a matcher.
#[derive(Default)]
pub(super) struct Filing {
    pub(super) filed: Vec<Filed>,
    pub(super) masks: Vec<Mask>,
    /// Under which words which patterns are filed.
    pub(super) places: Vec<(WordId, u32)>,
}

impl Filing {
    pub(super) fn new(rules: &[&Rule], lexicon: &Lexicon) -> Self {
        let mut filing = Self::default();
        for rule in rules {
            filing.file(rule.role, &rule.pattern, lexicon);
        }
        filing
    }

    /// Both, those of the other behind.
    pub(super) fn join(mut self, other: Self) -> Self {
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

/// The bits of the words with which some steps must begin; all bits where that is open.
fn bits(steps: &[Elem], forward: bool, lexicon: &Lexicon) -> u128 {
    let first = steps.iter().find(|step| !matches!(step, Elem::Open | Elem::Close));
    let told = first.filter(|step| forward || !begins_with_class(step));
    told.map_or(u128::MAX, |step| step_bits(step, lexicon))
}

/// The same for one step; all bits where that is open.
fn step_bits(step: &Elem, lexicon: &Lexicon) -> u128 {
    let mut bits = 0;
    let known = first_words(step, lexicon, &mut |word| bits |= bit(word));
    if known { bits } else { u128::MAX }
}

/// Whether a step can begin with a phrase of a class, which is known by its first word: no help going back.
fn begins_with_class(step: &Elem) -> bool {
    match step {
        Elem::Class(_) => true,
        Elem::Any(choices) => choices.iter().filter_map(|choice| choice.first()).any(begins_with_class),
        _ => false,
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
    rarest.map_or(u128::MAX, |(_, step)| step_bits(step, lexicon))
}

/// How often texts hold a word with which a step can begin, a word counted for each choice that begins with it; nothing
/// for steps that can be skipped or hold no word.
fn cost(step: &Elem, lexicon: &Lexicon) -> Option<usize> {
    let mut sum = 0;
    let known = first_words(step, lexicon, &mut |word| sum += lexicon.cost[word.index()]);
    known.then_some(sum)
}

pub(super) fn narrow(count: usize) -> u32 {
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

fn reversed(elems: &[Elem]) -> Vec<Elem> {
    let turn = |elem: &Elem| match elem {
        Elem::Any(choices) => Elem::Any(Choices::new(choices.iter().map(|c| reversed(c)).collect())),
        Elem::Maybe(inner) => Elem::Maybe(reversed(inner)),
        Elem::Not(inner) => Elem::Not(inner.clone()),
        other => other.clone(),
    };
    elems.iter().rev().map(turn).collect()
}
