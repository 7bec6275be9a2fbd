//! Who speaks: names and descriptions around a verb, a quotation or a label.
//!
//! A subject is found without a grammar, from names, closed word classes and punctuation; where these leave doubt
//! nobody is named, since a wrong name harms more than none.

use std::ops::Range;

use super::syntax::{LONGEST, Syntax, cues, is_possessive};
use crate::lexicon::VoiceKind;
use crate::parsed::Parsed;
use crate::tokens::Gap;

/// A speaker as the text has him at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// By a name or a description.
    Named(String),
    /// By a pronoun; with the last name that stands before it in the passage, outside quotations.
    Pointed(Option<String>),
    /// Whoever spoke before: the passage begins with a quotation and names nobody.
    Still,
}

/// The speaker that a cue names.
pub(super) fn of(syntax: &Syntax<'_>, cue: &Range<usize>, kind: VoiceKind) -> Option<Who> {
    let sentence = syntax.parsed.sentence_tokens(cue.start);
    let found = match kind {
        VoiceKind::According => named_in(syntax, cue).or_else(|| named_behind(syntax, cue, sentence.end)),
        VoiceKind::Noun if !syntax.is_acted(cue.start, sentence.start) => owner(syntax, cue.start, sentence.start),
        VoiceKind::Passive | VoiceKind::Mention | VoiceKind::Pseudo => None,
        VoiceKind::Say | VoiceKind::Remark if syntax.is_turned(cue, &sentence) => behind(syntax, cue.end, sentence.end),
        _ => before(syntax, sentence.start, cue.start),
    };
    who(syntax, found?)
}

/// A label `Name: "…"` right before a quotation.
pub(super) fn label_before(syntax: &Syntax<'_>, quote: usize) -> Option<Who> {
    let parsed = syntax.parsed;
    let first = parsed.tokens.list.get(quote)?;
    let begins = first.gap.has(Gap::COLON) && first.gap.has(Gap::QUOTE);
    let start =
        (quote.saturating_sub(12)..quote).rev().find(|i| *i == 0 || parsed.tokens.list[*i].gap.has(Gap::STOP))?;
    let label = (start..quote).rev().take_while(|i| !parsed.tokens.list[*i].gap.has(Gap::COLON)).last()?;
    let name = parsed.tokens.list[label].capital && !(label..quote).any(|i| syntax.is_cue(i));
    (begins && name).then(|| Who::Named(parsed.words(&(label..quote)).to_owned()))
}

/// The speaker named by a speech verb that stands outside a quotation, in its first or last sentence.
pub(super) fn near(syntax: &Syntax<'_>, quote: &Range<usize>) -> Option<Who> {
    let parsed = syntax.parsed;
    let first = parsed.sentence_tokens(quote.start);
    let last = parsed.sentence_tokens(quote.end.saturating_sub(1));
    let area = first.start..last.end.max(quote.end);
    let says = |kind| matches!(kind, VoiceKind::Say | VoiceKind::Remark | VoiceKind::Tell | VoiceKind::According);
    let verbs = cues(parsed, syntax.lexicon).filter(|(_, kind)| says(*kind));
    let outside = verbs.filter(|(hit, _)| area.contains(&hit.core.start) && !syntax.is_quoted(&hit.core));
    let (nearest, kind) = outside.min_by_key(|(hit, _)| {
        if hit.core.start >= quote.end { hit.core.start - quote.end } else { quote.start.saturating_sub(hit.core.end) }
    })?;
    of(syntax, &nearest.core, kind)
}

/// The speaker right behind a quotation, whatever the verb: "...," the senator began.
pub(super) fn beside(syntax: &Syntax<'_>, quote: &Range<usize>) -> Option<Who> {
    let sentence = syntax.parsed.sentence_tokens(quote.end.saturating_sub(1));
    let tag = quote.end..(quote.end + 1..sentence.end).find(|i| !syntax.gap(*i).joins()).unwrap_or(sentence.end);
    let (first, last) = (tag.start, tag.end.checked_sub(1)?);
    let short = (2..=LONGEST).contains(&tag.len()) && syntax.gap(first).has(Gap::COMMA);
    let subject = syntax.capital(first) || syntax.is(first, syntax.lexicon.classes.determiner);
    let verb_last = !syntax.capital(last);
    match (subject, verb_last) {
        (true, true) => who(syntax, first..last),
        (false, false) => who(syntax, first + 1..tag.end),
        _ => None,
    }
    .filter(|_| short && !syntax.is_quoted(&tag))
}

/// The subject in front of a verb: right before it, before "who", or at the head of the sentence.
fn before(syntax: &Syntax<'_>, floor: usize, verb: usize) -> Option<Range<usize>> {
    let classes = &syntax.lexicon.classes;
    let at = subject_end(syntax, verb, floor);
    let helped = (at..verb).any(|i| syntax.is(i, classes.finite));
    let apart = at > floor && (!syntax.gap(at).joins() || syntax.is(at - 1, classes.preposition));
    if at == floor || (syntax.text(verb).ends_with("ing") && !helped && apart) {
        return head(syntax, floor, verb);
    }
    if syntax.is(at - 1, classes.relative) {
        return Some(syntax.clause_start(at - 1, floor)..at - 1);
    }
    let bracket = syntax.bracket_before(at, floor);
    let apart = syntax.is(at - 1, classes.coordinator) || (!syntax.gap(at).joins() && bracket.is_none());
    if apart { head(syntax, floor, verb) } else { Some(syntax.clause_start(at, floor)..bracket.unwrap_or(at)) }
}

/// Where the subject ends, behind which helping verbs, "continued to" and "keep" may stand.
fn subject_end(syntax: &Syntax<'_>, verb: usize, floor: usize) -> usize {
    let classes = &syntax.lexicon.classes;
    let at = syntax.before_helpers(verb, floor);
    let infinitive = at > floor && syntax.is(at - 1, classes.infinitive);
    let last = if infinitive { at - 1 } else { at };
    let phase = (floor..last).rev().take_while(|i| syntax.is(*i, classes.phase)).last();
    let joined = infinitive || syntax.text(verb).ends_with("ing");
    // "Went on saying", not "insists on saying".
    let begins = |phase: &usize| joined && !syntax.is(*phase, classes.preposition);
    phase.filter(begins).map_or(at, |phase| syntax.before_helpers(phase, floor))
}

/// The noun phrase at the head of a sentence: a name with what goes before it, or a description.
fn head(syntax: &Syntax<'_>, floor: usize, limit: usize) -> Option<Range<usize>> {
    let classes = &syntax.lexicon.classes;
    let mut start = floor;
    if syntax.is(start, classes.preposition) || syntax.is(start, classes.subordinator) || syntax.is_cue(start) {
        start = syntax.comma(start + 1..limit)?;
    }
    start = syntax.past_adverbials(start, limit);
    let verb = |i: usize| {
        let closed = [classes.finite, classes.relative, classes.infinitive].iter().any(|c| syntax.is(i, *c));
        let joined = syntax.is(i - 1, classes.preposition) || syntax.is(i - 1, classes.determiner);
        let inside = joined || syntax.capital(i) || syntax.capital(i + 1) || syntax.is(i, classes.people_word);
        let named = (start + 1..i).any(|i| syntax.capital(i) || syntax.is(i, classes.people_word));
        closed || syntax.is_cue(i) || (named && !inside && !syntax.is(i, classes.preposition))
    };
    let end = (start + 1..limit.min(start + LONGEST)).find(|i| !syntax.gap(*i).joins() || verb(*i))?;
    Some(start..end)
}

/// The noun phrase right behind a verb: "said the minister, who …".
fn behind(syntax: &Syntax<'_>, from: usize, ceiling: usize) -> Option<Range<usize>> {
    let classes = &syntax.lexicon.classes;
    let ends = |i: usize| {
        !syntax.gap(i).joins()
            || syntax.opens(i)
            || syntax.is_cue(i)
            || [classes.subordinator, classes.relative, classes.time, classes.aside].iter().any(|c| syntax.is(i, *c))
    };
    let ceiling = ceiling.min(from + LONGEST);
    let end = (from + 1..ceiling).find(|i| ends(*i)).unwrap_or(ceiling);
    (from < end).then_some(from..end)
}

/// Whose view it is by the words of the cue itself: "to hear | the senator | tell it", "in | her | view".
fn named_in(syntax: &Syntax<'_>, cue: &Range<usize>) -> Option<Range<usize>> {
    let classes = &syntax.lexicon.classes;
    let whose = |i: &usize| syntax.is(*i, classes.possessive);
    if let Some(at) = cue.clone().find(whose) {
        return Some(at..at + 1);
    }
    let inside = cue.start + 1..cue.end;
    let person = |i: &usize| syntax.capital(*i) || syntax.is(*i, classes.people_word) || is_possessive(syntax.text(*i));
    let last = inside.clone().rev().find(person)?;
    let first = inside.clone().find(|i| syntax.is(*i, classes.determiner)).filter(|first| *first < last);
    Some(first.unwrap_or(last)..last + 1)
}

/// The noun phrase behind a cue that leads to one: "according to | the ministry", not "we are told | that ..."
fn named_behind(syntax: &Syntax<'_>, cue: &Range<usize>, ceiling: usize) -> Option<Range<usize>> {
    let classes = &syntax.lexicon.classes;
    let clause = !syntax.gap(cue.end).joins() || syntax.is(cue.end, classes.that);
    let ours = syntax.is(cue.start, classes.first_person);
    (!clause && !ours).then(|| behind(syntax, cue.end, ceiling)).flatten()
}

/// Whose claim: "the minister's claim that", "her fear that".
fn owner(syntax: &Syntax<'_>, noun: usize, floor: usize) -> Option<Range<usize>> {
    let adjectives = (floor..noun).rev().take(3);
    let owner = adjectives
        .into_iter()
        .find(|i| is_possessive(syntax.text(*i)) || syntax.is(*i, syntax.lexicon.classes.possessive))?;
    Some(syntax.clause_start(owner + 1, floor)..owner + 1)
}

/// Reads the words of a subject: a pronoun, a name, a description, or nothing that could speak.
fn who(syntax: &Syntax<'_>, range: Range<usize>) -> Option<Who> {
    let classes = &syntax.lexicon.classes;
    let words = trimmed(syntax, range)?;
    let first = words.start;
    let pointer = words.len() == 1 && syntax.is(first, classes.article);
    if syntax.is(first, classes.first_person) || pointer || words.len() > LONGEST {
        return None;
    }
    if syntax.is(first, classes.pronoun) || syntax.is(first, classes.possessive) && words.len() == 1 {
        return Some(Who::Pointed(last_named(syntax, first)));
    }
    let letter = |i: usize| syntax.capital(i) && syntax.text(i).starts_with(char::is_alphabetic);
    let person = |i: usize| letter(i) || syntax.is(i, classes.people_word) || syntax.is(i, classes.evidence);
    let plain = words.len() <= 4 && !words.clone().any(|i| syntax.is(i, classes.preposition));
    let described = syntax.is(first, classes.determiner) && plain;
    let text = syntax.parsed.words(&words);
    let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    (words.into_iter().any(person) || described).then(|| Who::Named(bare.to_owned()))
}

/// A subject without the words before it that belong to the clause: "This is why the report".
fn trimmed(syntax: &Syntax<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let classes = &syntax.lexicon.classes;
    // A subject inside a cue is not cut by its words.
    let inside = range.clone().all(|i| syntax.is_cue(i));
    // Nor are "the report's authors" and "supporters of the bill".
    let people = |i: usize| syntax.is(i, classes.people_word);
    let described = |i: usize| {
        let of = i > range.start && people(i - 1) && syntax.is(i, classes.preposition);
        let noun = i > range.start && syntax.is(i - 1, classes.determiner);
        is_possessive(syntax.text(i)) || people(i) || of || noun
    };
    let finite = |i: usize| syntax.is(i, classes.finite) || (syntax.is_cue(i) && !inside && !described(i));
    let cut = range.clone().rev().find(|i| *i + 1 < range.end && (finite(*i) || syntax.is(*i, classes.infinitive)));
    if cut.is_some_and(|i| syntax.is(i, classes.infinitive)) {
        return None;
    }
    let mut start = cut.map_or(range.start, |i| i + 1);
    let connects = |i: usize| {
        let closed = [classes.coordinator, classes.that, classes.subordinator, classes.connective];
        closed.iter().any(|c| syntax.is(i, *c)) || syntax.is_number(i)
    };
    while start < range.end && (connects(start) || syntax.past_adverbials(start, range.end) > start) {
        start = syntax.past_adverbials(start, range.end).max(start + usize::from(connects(start)));
    }
    if syntax.is(start, classes.preposition) {
        start = (start..range.end).rev().take_while(|i| syntax.capital(*i)).last()?;
    }
    (start < range.end).then_some(start..range.end)
}

/// The last word before a place that looks like part of a name.
fn last_named(syntax: &Syntax<'_>, at: usize) -> Option<String> {
    let starts = |i: usize| syntax.parsed.sentence_tokens(i).start == i;
    let named =
        |i: &usize| syntax.capital(*i) && !syntax.is_quoted(&(*i..*i + 1)) && !(starts(*i) && syntax.is_known(*i));
    (0..at).rev().find(named).map(|i| syntax.text(i).to_owned())
}

/// The last capitalised name of a passage: who a block quotation behind it is from.
pub(super) fn last_name(parsed: &Parsed<'_>) -> Option<String> {
    let list = &parsed.tokens.list;
    let letter = |i: usize| list[i].capital && parsed.words(&(i..i + 1)).starts_with(char::is_alphabetic);
    let end = (0..list.len()).rev().find(|i| letter(*i))? + 1;
    let start = (0..end).rev().take_while(|i| letter(*i) && (*i + 1 == end || list[*i + 1].gap.joins())).last()?;
    Some(parsed.words(&(start..end)).to_owned())
}
