//! Whose refusal a trigger is: the writer's, or that of the one whose words the frame stands in.

use super::asides::Asides;
use super::{Context, Cue};
use crate::lexicon::{Reach, Trigger, TriggerKind};
use crate::matcher::Hit;
use crate::tokens::Gap;
use crate::voice::{SpanKind, VoiceSpan};

/// How many words before a verb show whose it is.
const SUBJECT: usize = 4;

/// Whether the writer says this of somebody else's words: "nothing supports the notion that ...", "forget the talk of ...". A
/// named speaker may himself be the one who denies: "the minister does not believe that ...".
pub(super) fn is_outside(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit, trigger: &Trigger) -> bool {
    let place = context.parsed[cue.passage].place(&hit.core);
    // "Nobody sensible | believes" is the writer's.
    let whole = || their_verb(context, cue).is_none_or(|verb| verb.core.start > hit.core.start);
    let apart = |v: &VoiceSpan| {
        let unnamed = || v.speaker.is_none() && !is_their_verb(context, cue, hit);
        !v.span.overlaps(place) && ((trigger.reach == Reach::Sentence && whole()) || unnamed())
    };
    context.voice(cue.passage, &cue.core).is_some_and(apart)
}

/// Whether somebody else both names the frame and refuses it, so that the writer does not.
pub(super) fn is_theirs(context: &Context<'_>, cue: &Cue<'_>, trigger: &Trigger, hit: &Hit) -> bool {
    let shared = shared_voice(context, cue, hit).is_some_and(|kind| kind != SpanKind::Mention);
    let comment = trigger.reach == Reach::Sentence && trigger.kind == TriggerKind::Criticise;
    !comment && ((shared && !is_appended(context, cue, hit)) || is_their_verb(context, cue, hit))
}

/// Whether a verdict stands in a clause of its own behind somebody's words: "he says we race, and he is wrong", "..., which
/// is nonsense".
pub(super) fn is_appended(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> bool {
    let tokens = &context.parsed[cue.passage].tokens;
    let classes = &context.lexicon.classes;
    let openers = [classes.coordinator, classes.article, classes.relative];
    let opens = |i| openers.iter().any(|c| tokens.is(i, *c, context.lexicon));
    let asides = Asides::new(context, cue.passage, &(cue.core.end..hit.core.start));
    let breaks = |i| asides.leave_clause_mark(i, tokens) || (tokens.gap(i).has(Gap::COMMA) && opens(i));
    (cue.core.end..=hit.core.start).any(|i| !asides.hold(i) && breaks(i))
}

/// Whether the refusal is the very verb by which somebody speaks: "Beijing | rejects | the idea of a race", or stands before
/// the noun of what others say: "Beijing | rejects | the idea that we race".
pub(super) fn is_their_verb(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> bool {
    let Some(verb) = their_verb(context, cue) else { return false };
    let parsed = &context.parsed[cue.passage];
    let classes = &context.lexicon.classes;
    let is = |at, class| parsed.tokens.is(at, class, context.lexicon);
    // The words before the verb: somebody, unless they are the writer, his text, or no subject at all.
    let floor = parsed.sentence_tokens(cue.core.start).start;
    let subject = || {
        let words = floor.max(hit.core.start.saturating_sub(SUBJECT))..hit.core.start;
        let writer = |at: usize| {
            is(at, classes.first_person) || (is(at, classes.self_noun) && at > floor && is(at - 1, classes.pointer))
        };
        let empty = [classes.infinitive, classes.nobody, classes.coordinator, classes.article, classes.negation];
        let none = |at: usize| empty.iter().any(|class| is(at, *class));
        words.clone().last().is_some_and(|last| !none(last)) && !words.into_iter().any(writer)
    };
    let object = |noun: usize| hit.core.end + 1 == noun && is(hit.core.end, classes.article) && subject();
    let verb = &verb.core;
    // "Forget the idea that ..." is the writer's; "Rejecting the idea that ..., she said" is not.
    let fronted = || hit.core.start == floor && parsed.words(&(floor..floor + 1)).ends_with("ing");
    let noun = verb.start > floor && is(verb.start - 1, classes.article);
    let joined = (verb.start..=verb.end).contains(&hit.core.end) || hit.core.contains(&verb.start);
    (joined && (!noun || subject() || fronted())) || object(verb.start)
}

/// The verb or noun by which somebody else holds the words of a cue.
fn their_verb<'c>(context: &Context<'c>, cue: &Cue<'_>) -> Option<&'c Hit> {
    let parsed = &context.parsed[cue.passage];
    let voice = context.voice(cue.passage, &cue.core).filter(|v| v.kind == SpanKind::Indirect)?;
    let first = parsed.within(voice.span).start;
    parsed.voice_cues.iter().find(|c| c.core.end <= first && first - c.core.end <= 1)
}

/// How the words came to be somebody else's, if cue and trigger both are.
pub(super) fn shared_voice(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> Option<SpanKind> {
    let parsed = &context.parsed[cue.passage];
    let (here, there) = (parsed.place(&cue.core), parsed.place(&hit.core));
    let around = |words, place| context.voice(cue.passage, words).filter(|v: &&VoiceSpan| v.span.contains(place));
    around(&cue.core, there).or_else(|| around(&hit.core, here)).map(|v| v.kind)
}
