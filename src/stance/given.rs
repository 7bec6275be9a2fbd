//! What the words around a race cue take for granted, so that a denial or a verdict beside it speaks of something else
//! (presupposition; Karttunen 1973, doi 10.2307/4177763).

use std::ops::Range;

use super::{Context, Cue};
use crate::lexicon::Pole;
use crate::lexicon::vocab::ClassId;
use crate::matcher::Hit;
use crate::tokens::Gap;

/// How far a word that takes the race for granted stands before it, and the race from the cue.
const GIVEN: usize = 3;

/// How far the word of losing stands before what is lost: "costing | us the AI race".
const LOST: usize = 4;

/// Whether a race is lost, or feared to be, by the cue or by the words before it.
pub(super) fn is_setback(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    let lost = || before(context, cue, LOST).any(|i| is(context, cue, i, context.lexicon.classes.loss_word));
    cue.entry.setback || (cue.entry.pole == Pole::Race && lost())
}

/// Whether the fear, the idea or the talk of it is what the sentence speaks of: "the fear of falling behind".
pub(super) fn is_spoken_of(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    let mut words = before(context, cue, 2 * LOST).chain(cue.core.clone());
    words.any(|i| is(context, cue, i, context.lexicon.classes.talk_noun))
}

/// Whether a rival is the one who wins or leads here: "must not let China win" is a negation inside the frame.
pub(super) fn rival_acts(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    before(context, cue, GIVEN).any(|i| is(context, cue, i, context.lexicon.classes.rival))
}

/// Whether the words around a race take it for granted: "allies may help us in the race to AI" supposes no race.
pub(super) fn is_given(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    if cue.entry.pole != Pole::Race {
        return false;
    }
    let classes = &context.lexicon.classes;
    let sentence = context.parsed[cue.passage].sentence_tokens(cue.core.start);
    let near = sentence.start.max(cue.core.start.saturating_sub(GIVEN))..sentence.end.min(cue.core.end + GIVEN);
    // "The labs race" is no race.
    let ahead = |noun: usize| (sentence.start.max(noun.saturating_sub(GIVEN))..noun).rev();
    let given = |noun| {
        let phrase = ahead(noun).take_while(|i| !is(context, cue, *i, classes.people_word));
        phrase.into_iter().any(|i| is(context, cue, i, classes.definite))
    };
    near.into_iter().any(|noun| is(context, cue, noun, classes.race_noun) && given(noun))
}

/// Whether a denial speaks of something that happens inside a race: "there is no going back | in the AI race". "Not in the
/// AI race" and "do not believe in the AI race" deny it.
pub(super) fn is_setting(context: &Context<'_>, cue: &Cue<'_>, denial: &Hit) -> bool {
    let classes = &context.lexicon.classes;
    let inside = |at: usize| {
        let definite = (at + 1..=cue.core.start).take(2).any(|i| is(context, cue, i, classes.definite));
        definite && is(context, cue, at, classes.inside)
    };
    let apart = |at: usize| denial.core.end < at && !is(context, cue, at - 1, classes.taken_in);
    cue.entry.pole == Pole::Race && before(context, cue, GIVEN).any(|at| inside(at) && apart(at))
}

/// The words right before a cue, in its sentence and without a stronger mark between.
fn before<'c>(context: &'c Context<'_>, cue: &'c Cue<'_>, most: usize) -> impl Iterator<Item = usize> + 'c {
    let parsed = &context.parsed[cue.passage];
    let start = parsed.sentence_tokens(cue.core.start).start;
    let words: Range<usize> = start.max(cue.core.start.saturating_sub(most))..cue.core.start;
    words.rev().take_while(|i| !parsed.tokens.gap(*i + 1).has(Gap::CLAUSE))
}

fn is(context: &Context<'_>, cue: &Cue<'_>, at: usize, class: ClassId) -> bool {
    context.parsed[cue.passage].tokens.is(at, class, context.lexicon)
}
