//! The shape of a clause, as far as closed word classes and punctuation tell it: who stands in front of a verb, where
//! a complement begins, where it ends.

use std::ops::Range;

use crate::lexicon::vocab::{ClassId, WordId};
use crate::lexicon::{Lexicon, Role, VoiceKind};
use crate::matcher::Hit;
use crate::parsed::Parsed;
use crate::span::Span;
use crate::tokens::Gap;

/// Longest way from a verb to the conjunction that opens its content: "said in an interview on Monday that".
const DETOUR: usize = 16;

/// Longest description of a speaker, in words.
pub(super) const LONGEST: usize = 12;

/// More words than any voice cue has.
const LONGEST_CUE: usize = 12;

/// A passage, its lexicon and its quotations, with the questions that voice asks of them.
#[derive(Clone, Debug)]
pub(super) struct Syntax<'c> {
    pub(super) parsed: &'c Parsed<'c>,
    pub(super) lexicon: &'c Lexicon,
    /// The words between quotation marks.
    quoted: Vec<Range<usize>>,
    /// The title of the document.
    title: &'c str,
}

impl<'c> Syntax<'c> {
    pub(super) fn new(parsed: &'c Parsed<'c>, quoted: &[Span], title: &'c str, lexicon: &'c Lexicon) -> Self {
        let quoted = quoted.iter().map(|q| parsed.within(*q)).filter(|q| !q.is_empty()).collect();
        Self { parsed, lexicon, quoted, title }
    }

    pub(super) fn is(&self, at: usize, class: ClassId) -> bool {
        self.parsed.tokens.is(at, class, self.lexicon)
    }

    /// Whether the lexicon has the word.
    pub(super) fn is_known(&self, at: usize) -> bool {
        self.parsed.tokens.list.get(at).is_some_and(|t| t.word != WordId::UNKNOWN)
    }

    /// What stands before a word, or behind the last one.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.parsed.tokens.gap(at)
    }

    /// The first of some words that a comma stands before.
    pub(super) fn comma(&self, mut words: Range<usize>) -> Option<usize> {
        words.find(|i| self.gap(*i).has(Gap::COMMA))
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.parsed.tokens.list.get(at).is_some_and(|t| t.capital)
    }

    pub(super) fn text(&self, at: usize) -> &'c str {
        self.parsed.words(&(at..at + 1))
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        is_figure(self.text(at))
    }

    /// Whether the title of the document holds a word.
    pub(super) fn in_title(&self, at: usize) -> bool {
        let word = self.text(at);
        self.title.split(|c: char| !c.is_alphanumeric()).any(|other| other.eq_ignore_ascii_case(word))
    }

    /// Whether a word belongs to a voice cue.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        let hits = &self.parsed.voice_cues;
        let from = hits.partition_point(|hit| hit.core.start + LONGEST_CUE < at);
        hits[from..].iter().take_while(|hit| hit.core.start <= at).any(|hit| hit.core.contains(&at))
    }

    pub(super) fn is_quoted(&self, words: &Range<usize>) -> bool {
        self.quoted.iter().any(|q| q.start <= words.start && words.end <= q.end)
    }

    /// Whether a quotation opens right before a word.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.quoted.iter().any(|q| q.start == at)
    }

    /// Whether a quotation ends right before a word.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.quoted.iter().any(|q| q.end == at)
    }

    /// Whether a word is the verb of a main clause for certain: a form of *be*, *have*, *do*, or a modal.
    pub(super) fn has_finite(&self, words: &Range<usize>) -> bool {
        words.clone().any(|i| self.is(i, self.lexicon.classes.finite))
    }

    /// The first word behind adverbs and words of time: "said again this week | that ...".
    pub(super) fn past_adverbials(&self, from: usize, end: usize) -> usize {
        let skips = |i: usize| {
            let time = |i| self.is(i, self.lexicon.classes.time);
            let dated = self.is(i, self.lexicon.classes.determiner) || self.is(i, self.lexicon.classes.that);
            time(i) || is_adverb(self.text(i)) || (dated && i + 1 < end && time(i + 1))
        };
        (from..end).find(|i| !(skips(*i) && self.gap(*i).joins())).unwrap_or(end)
    }

    /// The conjunction that opens a content behind a detour.
    pub(super) fn that_ahead(&self, from: usize, end: usize) -> Option<usize> {
        (from..end.min(from + DETOUR))
            .take_while(|i| self.gap(*i).joins())
            .find(|i| self.is(*i, self.lexicon.classes.that) && !self.is(*i + 1, self.lexicon.classes.time))
    }

    /// Whether a form that could be a noun or a participle is one: an article, a possessive or a preposition before it.
    pub(super) fn is_noun(&self, word: usize, floor: usize) -> bool {
        let classes = &self.lexicon.classes;
        let Some(before) = word.checked_sub(1).filter(|b| *b >= floor && self.gap(word).joins()) else {
            let subject = self.before_aside(word, floor).is_some_and(|before| self.can_be_subject(before, word));
            // "Sees the race as ...": somebody whom a summary leaves out.
            let object = self.is(word + 1, classes.determiner) || self.capital(word + 1);
            let acts = subject || (object && word == floor);
            return self.is(word, classes.noun_too) && !self.closes(word) && !acts;
        };
        let gerund = self.text(word).ends_with("ing");
        self.is(before, classes.determiner)
            || self.text(before).ends_with(['\'', '’'])
            || is_possessive(self.text(before))
            || (!gerund && self.is(before, classes.preposition))
            || (self.is(word, classes.noun_too)
                && !self.is(word + 1, classes.that)
                && !self.can_be_subject(before, word))
    }

    /// The word before an aside that ends right before a word: "the plan|, published in July, calls for ...".
    fn before_aside(&self, word: usize, floor: usize) -> Option<usize> {
        let opens = |i: &usize| self.gap(*i).has(Gap::COMMA);
        let aside = (floor.max(word.saturating_sub(LONGEST)) + 1..word).rev().find(opens);
        self.gap(word).has(Gap::COMMA).then_some(aside).flatten().map(|comma| comma - 1)
    }

    /// Whether somebody stands right before a word that could be a noun.
    pub(super) fn is_acted(&self, word: usize, floor: usize) -> bool {
        let whose = |before| self.is(before, self.lexicon.classes.determiner) || is_possessive(self.text(before));
        word > floor && self.gap(word).joins() && !whose(word - 1) && self.can_be_subject(word - 1, word)
    }

    /// Whether a word can be what stands before a verb: a name, a pronoun, people, a helping verb, an adverb.
    pub(super) fn can_be_subject(&self, before: usize, word: usize) -> bool {
        let classes = &self.lexicon.classes;
        let closed = [
            classes.pronoun,
            classes.finite,
            classes.people_word,
            classes.evidence,
            classes.relative,
            classes.first_person,
        ];
        let helped = self.before_helpers(word, 0);
        if helped + 1 < word || (helped < word && helped > 0) {
            let before = helped.checked_sub(1);
            return (helped..word).any(|i| self.is(i, classes.finite))
                || before.is_some_and(|before| self.can_be_subject(before, helped));
        }
        let headed = self.capital(before) && !self.capital(word);
        headed || closed.iter().any(|c| self.is(before, *c))
    }

    /// Whether the subject stands behind the verb: "..., said the minister, who ...".
    pub(super) fn is_turned(&self, cue: &Range<usize>, sentence: &Range<usize>) -> bool {
        let classes = &self.lexicon.classes;
        let ends = |i: &usize| !self.gap(*i).joins() || self.is(*i, classes.relative);
        let behind = cue.end..(cue.end + 1..sentence.end).find(ends).unwrap_or(sentence.end);
        // "The race, says the bank, will last ten years."
        let goes_on = self.is(cue.end, classes.determiner)
            && self.gap(behind.end).has(Gap::COMMA)
            && self.has_finite(&(behind.end..sentence.end));
        let named = goes_on || self.capital(cue.end) || self.has_finite(&(sentence.start..cue.start));
        let phrase = behind.len() < LONGEST
            && !self.is(cue.end, classes.pronoun)
            && !self.has_finite(&behind)
            && !behind.clone().any(|i| self.opens(i));
        let comma = self.gap(cue.start).has(Gap::COMMA) && named && phrase;
        cue.start > sentence.start && (self.closes(cue.start) || comma)
    }

    /// Where the words that belong to the subject of a verb begin.
    pub(super) fn clause_start(&self, verb: usize, floor: usize) -> usize {
        let mut start = verb;
        while start > floor && verb - start <= LONGEST {
            let classes = &self.lexicon.classes;
            if let Some(bracket) = self.bracket_before(start, floor) {
                start = bracket.saturating_sub(1).max(floor);
                continue;
            }
            if start < verb && !self.gap(start).joins() || self.closes(start) {
                break;
            }
            // "Samsung and LG said" has one subject.
            let pair = start >= floor + 2 && self.capital(start) && self.capital(start - 2) && self.gap(start).joins();
            let stops = self.is(start - 1, classes.subordinator) || (self.is(start - 1, classes.coordinator) && !pair);
            if stops {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Where a short bracket begins that ends right before a word: "Graham (R-S.C.) said".
    pub(super) fn bracket_before(&self, at: usize, floor: usize) -> Option<usize> {
        let opens = |i: &usize| self.gap(*i).has(Gap::OPEN);
        let bracket = || (floor.max(at.saturating_sub(LONGEST))..at).rev().find(opens);
        self.gap(at).has(Gap::CLOSE).then(bracket).flatten()
    }

    /// Where the helping verbs and adverbs before a verb begin.
    pub(super) fn before_helpers(&self, verb: usize, floor: usize) -> usize {
        let classes = &self.lexicon.classes;
        let helps = |i: usize| {
            self.is(i, classes.finite)
                || self.is(i, classes.duty)
                || self.is(i, classes.time)
                || self.is(i, classes.degree)
                || self.is(i, classes.negation)
                || is_adverb(self.text(i))
                || (self.is(i, classes.preposition) && i + 1 < verb && self.is(i + 1, classes.time))
        };
        (floor..verb).rev().take_while(|i| helps(*i) && self.gap(*i + 1).joins()).last().unwrap_or(verb)
    }

    /// Where the clause that begins at `from` ends: at a strong mark, or at a comma with a new beginning behind it.
    pub(super) fn end(&self, from: usize, end: usize) -> usize {
        let classes = &self.lexicon.classes;
        let begins = |i: usize| {
            [classes.coordinator, classes.subordinator, classes.pronoun, classes.finite].iter().any(|c| self.is(i, *c))
                || self.text(i).ends_with("ing")
        };
        let breaks = |i: &usize| {
            let gap = self.gap(*i);
            gap.has(Gap::CLAUSE) || (gap.has(Gap::COMMA) && begins(*i))
        };
        (from + 1..end).find(breaks).unwrap_or(end)
    }
}

/// The voice cues of a passage.
pub(super) fn cues<'p>(parsed: &'p Parsed<'_>, lexicon: &'p Lexicon) -> impl Iterator<Item = (&'p Hit, VoiceKind)> {
    parsed.voice_cues.iter().filter_map(move |hit| match hit.role {
        Role::Voice(at) => Some((hit, lexicon.voice_cues[at].kind)),
        _ => None,
    })
}

/// Whether a word is written in digits.
pub(super) fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Told by its ending alone.
fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly")
}

pub(super) fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}
