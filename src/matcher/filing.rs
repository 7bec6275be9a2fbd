//! Which word a pattern is looked for at, and what must stand around that word.

use super::around::{Bits, WINDOW};
use crate::lexicon::elem::Elem;
use crate::lexicon::vocab::WordId;
use crate::lexicon::{Lexicon, Role, Rule};

/// A pattern with the step under which it is filed.
#[derive(Clone, Debug)]
pub(super) struct Filed {
    pub(super) role: Role,
    steps: Box<[Elem]>,
    at: usize,
}

impl Filed {
    /// The step under which it is filed, and those behind.
    pub(super) fn ahead(&self) -> &[Elem] {
        &self.steps[self.at..]
    }

    /// The steps before.
    pub(super) fn behind(&self) -> &[Elem] {
        &self.steps[..self.at]
    }
}

/// What must stand around the word under which a pattern is filed; a bit that is not set rules the pattern out without
/// looking at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mask {
    /// The words that can stand right behind, and right before.
    pub(super) behind: Bits,
    pub(super) before: Bits,
    /// The words of which one must stand within [`WINDOW`] words ahead, and back.
    pub(super) ahead: Bits,
    pub(super) back: Bits,
}

impl Mask {
    /// Whether what stands around a word can be right; all bits set ask for nothing.
    pub(super) fn allows(&self, there: &Self) -> bool {
        let fits = |wanted: Bits, there: Bits| wanted == Bits::ALL || wanted.meets(there);
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
    pub(super) fn new(rules: &[&Rule], known: &Known<'_>) -> Self {
        let mut filing = Self::default();
        for rule in rules {
            filing.file(rule.role, &rule.pattern, known);
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
    fn file(&mut self, role: Role, steps: &[Elem], known: &Known<'_>) {
        let Some(Rarest { at, .. }) = known.rarest(steps.iter()) else { return };
        let (before, step, behind) = (&steps[..at], &steps[at], &steps[at + 1..]);
        if let Elem::Any(choices) = step {
            let whole = |choice: &Vec<Elem>| [before, choice, behind].concat();
            return choices.iter().for_each(|choice| self.file(role, &whole(choice), known));
        }
        self.masks.push(known.mask(before, step, behind));
        let number = narrow(self.filed.len());
        self.places.extend(known.words(step).into_iter().map(|word| (word, number)));
        self.filed.push(Filed { role, steps: steps.into(), at });
    }
}

/// What is known of the words and classes of a lexicon before patterns are filed.
pub(super) struct Known<'l> {
    lexicon: &'l Lexicon,
    /// For each class, what it costs to look for patterns at the words with which it begins.
    costs: Vec<usize>,
    /// For each class, the bits of these words.
    bits: Vec<Bits>,
}

/// The step of a sequence that texts hold least often.
struct Rarest<'a> {
    cost: usize,
    at: usize,
    step: &'a Elem,
}

impl<'l> Known<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        let classes = || lexicon.vocab.class_ids().map(|class| lexicon.vocab.first_words(class));
        let costs = classes().map(|words| cost_of(words, lexicon)).collect();
        let bits = classes().map(|words| Bits::of(words, lexicon)).collect();
        Self { lexicon, costs, bits }
    }

    fn rarest<'a>(&self, steps: impl Iterator<Item = &'a Elem>) -> Option<Rarest<'a>> {
        let known = steps.enumerate().filter_map(|(at, step)| Some(Rarest { cost: self.cost(step)?, at, step }));
        known.min_by_key(|step| step.cost)
    }

    /// How often texts hold what a step needs: the words of a set, those with which a class begins, and of each choice
    /// its rarest step; nothing for steps that can be skipped or hold no word.
    fn cost(&self, step: &Elem) -> Option<usize> {
        match step {
            Elem::Set(words) => Some(cost_of(words, self.lexicon)),
            Elem::Class(classes) => Some(classes.iter().map(|class| self.costs[class.index()]).sum()),
            Elem::Any(choices) => choices.iter().map(|choice| Some(self.rarest(choice.iter())?.cost)).sum(),
            _ => None,
        }
    }

    /// What must stand around a step.
    fn mask(&self, before: &[Elem], step: &Elem, behind: &[Elem]) -> Mask {
        let single = matches!(step, Elem::Set(_));
        Mask {
            behind: if single { self.beside(behind.iter(), true) } else { Bits::ALL },
            before: self.beside(before.iter().rev(), false),
            ahead: self.company(behind.iter(), self.longest(step) - 1),
            back: self.company(before.iter().rev(), 0),
        }
    }

    /// The words that can stand right beside, where steps come in the order of reading.
    fn beside<'a>(&self, mut steps: impl Iterator<Item = &'a Elem>, forward: bool) -> Bits {
        let first = steps.find(|step| !matches!(step, Elem::Open | Elem::Close));
        first.and_then(|step| self.edge(step, forward)).unwrap_or(Bits::ALL)
    }

    /// The words of which one must stand near the anchor: those of the rarest step that the window reaches.
    ///
    /// `from` is the most words that can lie between the anchor and the first of the steps, which come in the order of
    /// reading.
    fn company<'a>(&self, steps: impl Iterator<Item = &'a Elem>, mut from: usize) -> Bits {
        let within = steps.take_while(|step| {
            from += self.longest(step);
            from <= WINDOW
        });
        self.rarest(within).and_then(|rarest| self.needed(rarest.step)).unwrap_or(Bits::ALL)
    }

    /// Words of which one must stand where a step is; nothing for steps that can be skipped or hold no word.
    fn needed(&self, step: &Elem) -> Option<Bits> {
        let Elem::Any(choices) = step else { return self.edge(step, true) };
        union(choices.iter().map(|choice| self.needed(self.rarest(choice.iter())?.step)))
    }

    /// The words with which a step can begin, or end going back; nothing for steps that can be skipped or hold no word,
    /// and going back for classes, whose phrases are known by their first words.
    fn edge(&self, step: &Elem, forward: bool) -> Option<Bits> {
        match step {
            Elem::Set(words) => Some(Bits::of(words, self.lexicon)),
            Elem::Class(classes) if forward => union(classes.iter().map(|class| Some(self.bits[class.index()]))),
            Elem::Any(choices) => {
                let edge =
                    |choice: &Vec<Elem>| self.edge(if forward { choice.first() } else { choice.last() }?, forward);
                union(choices.iter().map(edge))
            }
            _ => None,
        }
    }

    /// The words with which a set or a class can begin, each once.
    fn words(&self, step: &Elem) -> Vec<WordId> {
        let mut words = match step {
            Elem::Set(words) => words.to_vec(),
            Elem::Class(classes) => classes.iter().flat_map(|c| self.lexicon.vocab.first_words(*c)).copied().collect(),
            _ => Vec::new(),
        };
        // The words of a class are in order, and a stable sort makes use of that.
        words.sort();
        words.dedup();
        words
    }

    /// The most words that a step can take.
    fn longest(&self, step: &Elem) -> usize {
        let sum = |steps: &[Elem]| steps.iter().map(|step| self.longest(step)).sum();
        match step {
            Elem::Set(_) => 1,
            Elem::Class(classes) => classes.iter().map(|c| self.lexicon.vocab.longest_phrase(*c)).max().unwrap_or(1),
            Elem::Any(choices) => choices.iter().map(|choice| sum(choice)).max().unwrap_or(0),
            Elem::Maybe(inner) => sum(inner),
            Elem::Gap { most, .. } => usize::from(*most),
            Elem::Not(_) | Elem::Open | Elem::Close | Elem::Edge(_) => 0,
        }
    }
}

/// What it costs to look for patterns at some words.
fn cost_of(words: &[WordId], lexicon: &Lexicon) -> usize {
    words.iter().map(|word| usize::from(lexicon.cost[word.index()])).sum()
}

/// All words of some sets, if each of them is known.
fn union(mut sets: impl Iterator<Item = Option<Bits>>) -> Option<Bits> {
    sets.try_fold(Bits::default(), |all, set| Some(all.or(set?)))
}

pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
