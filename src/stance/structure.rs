//! What the structure of the text does to a frame: lead-ins and headings before, headings and sentences after.

use std::ops::Range;

use super::anaphora::{is_taken_up, judges};
use super::triggers::{self, is_conceded};
use super::{Context, Cue, Stance, Verdict, Voice, effect};
use crate::document::PassageKind;
use crate::lexicon::{Axis, Entry, Pole, Reach, Trigger, TriggerKind};
use crate::matcher::Hit;
use crate::tokens::Gap;
use crate::voice::SpanKind;

/// Words of a label, at most: "Interviewer:", "Mr. Holt:".
const LABEL: usize = 3;

/// The stance that lead-in, heading, next sentence or next heading give a frame.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    let pole = cue.entry.pole;
    let above = governing(context, cue.passage);
    let ascribed = above.iter().find(|(trigger, _)| trigger.kind == TriggerKind::Ascribe && pole == Pole::Race);
    let refused = above.iter().find_map(|(trigger, text)| Some((effect(trigger, pole)?, text.clone())));
    let behind = || refused_behind(context, cue).or_else(|| denied_by_the_writer(context, cue));
    let refused = refused.or_else(behind).or_else(|| next_heading(context, cue));
    match (refused, ascribed) {
        (Some((stance, text)), ascribed) => {
            let because = format!("{} by {text}", stance.name());
            Some(Verdict { stance, voice: ascribed.map(|_| Voice::Attributed), because })
        }
        (None, Some((_, text))) => {
            let because = format!("handed to others by {text}");
            Some(Verdict { stance: Stance::Asserted, voice: Some(Voice::Attributed), because })
        }
        (None, None) => None,
    }
}

/// The triggers over a passage: in its lead-in, its heading, and the heading of the lead-in.
fn governing<'c>(context: &Context<'c>, passage: usize) -> Vec<(&'c Trigger, String)> {
    let here = &context.document.passages()[passage];
    let mut out = Vec::new();
    for above in [here.lead_in, here.heading].into_iter().flatten() {
        for (trigger, hit) in context.triggers(above).filter(|(t, _)| t.reach == Reach::Below) {
            out.push((trigger, format!("{} above ({})", context.quoted(above, hit), trigger.id)));
        }
    }
    out
}

/// The words by which the writer makes somebody else's frame his own, in its sentence or behind it.
pub(super) fn agreed(context: &Context<'_>, cue: &Cue<'_>) -> Option<String> {
    triggers::endorsed(context, cue).or_else(|| endorsed_behind(context, cue))
}

/// Those behind it: "We could not agree more."
fn endorsed_behind(context: &Context<'_>, cue: &Cue<'_>) -> Option<String> {
    looking_back(context, cue).find_map(|(passage, words)| {
        let mut triggers = those_back(context, cue, passage, words);
        let (_, hit) = triggers.find(|(t, _)| t.kind == TriggerKind::Endorse)?;
        Some(format!("endorsed by {} behind it", context.quoted(passage, hit)))
    })
}

/// A refusal by others holds unless the writer refuses it behind it, and is the writer's if he agrees: "Critics call the race
/// a myth. They are mistaken", "They are right".
pub(super) fn settle(context: &Context<'_>, cue: &Cue<'_>, verdict: Verdict) -> Verdict {
    if verdict.voice != Some(Voice::Attributed) || verdict.stance != Stance::Negated {
        return verdict;
    }
    let settled = |stance, because| Verdict { stance, voice: Some(Voice::Author), because };
    if let Some(text) = agreed(context, cue) {
        return settled(Stance::Criticised, format!("{}, {text}", verdict.because));
    }
    let refused = refused_behind(context, cue);
    refused.map_or(verdict, |(_, text)| settled(Stance::Asserted, format!("asserted against others by {text}")))
}

/// What looks back at the cue from the rest of its sentence or from the one right behind: "..., but that is a mistake."
fn refused_behind(context: &Context<'_>, cue: &Cue<'_>) -> Option<(Stance, String)> {
    looking_back(context, cue).find_map(|(passage, words)| back(context, cue, passage, words))
}

/// Whether the writer himself denies the race right behind somebody else's words: "They say we must win the race. There is
/// no race."
fn denied_by_the_writer(context: &Context<'_>, cue: &Cue<'_>) -> Option<(Stance, String)> {
    let theirs = context.voice(cue.passage, &cue.core).is_some_and(|v| v.kind != SpanKind::Mention);
    if !theirs || cue.entry.pole != Pole::Race {
        return None;
    }
    looking_back(context, cue).find_map(|(passage, words)| {
        // "There is no AI race", not "there is no race for second place".
        let ai = context.parsed[passage].topic.iter().any(|term| words.contains(&term.core.start));
        let own = |hit: &&Hit| ai && words.contains(&hit.core.start) && context.is_own(passage, hit);
        let mut hits = context.parsed[passage].hits.iter().filter(own);
        hits.find_map(|hit| {
            let names = |e: &&Entry| e.pole == Pole::Race && e.axis == Axis::Metaphor && !e.setback;
            let entry = context.entry(hit).filter(names)?;
            let verdict = triggers::refused_by_the_writer(context, passage, hit, entry)?;
            Some((Stance::Criticised, format!("what the writer says behind it, {}", verdict.because)))
        })
    })
}

/// Where words can look back at a cue: behind it in its sentence, and in the sentence behind, up to a clause that is joined to
/// what that sentence says itself.
fn looking_back(context: &Context<'_>, cue: &Cue<'_>) -> impl Iterator<Item = (usize, Range<usize>)> {
    let rest = cue.core.end..context.parsed[cue.passage].sentence_tokens(cue.core.start).end;
    let first_clause = |(passage, words): (usize, Range<usize>)| {
        let tokens = &context.parsed[passage].tokens;
        let classes = &context.lexicon.classes;
        let joined = |at: &usize| {
            let opens = [classes.coordinator, classes.contrast].iter().any(|c| tokens.is(*at, *c, context.lexicon));
            opens && tokens.gap(*at).has(Gap::COMMA)
        };
        let end = words.clone().find(joined).unwrap_or(words.end);
        (passage, words.start..end)
    };
    let next = behind(context, cue);
    // "The metaphor has consequences. It rewards haste. Policymakers should drop it."
    let taken_up = next.as_ref().filter(|(passage, words)| is_taken_up(context, *passage, words));
    let second = taken_up.and_then(|(passage, words)| sentence_behind(context, *passage, words.start, false));
    let sentences = next.clone().into_iter().chain(second);
    std::iter::once((cue.passage, rest)).chain(sentences.map(first_clause))
}

/// Whether the quotation that holds a cue holds these words too: what a speaker says of his own words is not the writer's.
fn quoted_with(context: &Context<'_>, cue: &Cue<'_>, passage: usize, hit: &Hit) -> bool {
    let quotation = context.voice(cue.passage, &cue.core).filter(|v| v.kind == SpanKind::Direct);
    quotation.is_some_and(|v| v.span.contains(context.parsed[passage].place(&hit.core)))
}

/// The words of the sentence behind the cue's, in its passage or in the paragraph behind, if nobody else has the floor there.
pub(super) fn behind(context: &Context<'_>, cue: &Cue<'_>) -> Option<(usize, Range<usize>)> {
    sentence_behind(context, cue.passage, cue.core.start, false)
}

/// The same for some word; `anybody` may have the floor.
fn sentence_behind(context: &Context<'_>, passage: usize, word: usize, anybody: bool) -> Option<(usize, Range<usize>)> {
    let parsed = &context.parsed[passage];
    if let Some(next) = parsed.sentences.get(parsed.sentence_of(word) + 1) {
        return Some((passage, next.tokens.clone()));
    }
    let behind = passage + 1;
    let paragraph = context.document.passages().get(behind).is_some_and(|p| p.kind == PassageKind::Paragraph);
    let turns = &context.voices.turns;
    let goes_on = paragraph && (anybody || turns[passage] == turns[behind]);
    let first = context.parsed.get(behind)?.sentences.first().filter(|_| goes_on)?;
    Some((behind, first.tokens.clone()))
}

/// The answer to a question, whoever gives it, without the label of who does: "A: | No."
fn reply(context: &Context<'_>, cue: &Cue<'_>) -> Option<(usize, Range<usize>)> {
    let (passage, words) = sentence_behind(context, cue.passage, cue.core.start, true)?;
    let start = past_label(context, passage, &words);
    Some((passage, start..words.end))
}

/// The first word behind a label of who speaks.
pub(super) fn past_label(context: &Context<'_>, passage: usize, words: &Range<usize>) -> usize {
    let colon = |i: &usize| context.parsed[passage].tokens.gap(*i).has(Gap::COLON);
    (words.start + 1..words.end).take(LABEL).find(colon).unwrap_or(words.start)
}

/// Whether the next sentence is, or begins with, a bare "No".
pub(super) fn is_denied_in_a_word(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    reply(context, cue).is_some_and(|(passage, words)| {
        let tokens = &context.parsed[passage].tokens;
        let alone = words.len() == 1 || tokens.gap(words.start + 1).has(Gap::COMMA);
        alone && tokens.is(words.start, context.lexicon.classes.negation, context.lexicon)
    })
}

/// How the next sentence answers, if the one of the cue is a question: "The answer is no", "Without question".
pub(super) fn answer(context: &Context<'_>, cue: &Cue<'_>) -> Option<TriggerKind> {
    let (passage, words) = reply(context, cue)?;
    let answers = |t: &Trigger, hit: &Hit| {
        t.reach == Reach::Answer && words.contains(&hit.core.start) && context.is_own(passage, hit)
    };
    context.triggers(passage).find(|(t, hit)| answers(t, hit)).map(|(t, _)| t.kind)
}

/// Whether the next sentence settles what the cue's asks: "A mirage.", "It already is.", "They are."
pub(super) fn is_answered(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    refused_behind(context, cue).is_some() || endorsed_behind(context, cue).is_some()
}

/// A heading right behind the section that looks back: "Why this is wrong".
fn next_heading(context: &Context<'_>, cue: &Cue<'_>) -> Option<(Stance, String)> {
    let at = context.document.passages()[cue.passage].next_heading?;
    back(context, cue, at, 0..context.parsed[at].tokens.list.len())
}

/// The refusal among the triggers that look back from some words, unless it is only granted.
fn back(context: &Context<'_>, cue: &Cue<'_>, passage: usize, words: Range<usize>) -> Option<(Stance, String)> {
    let sentence = |hit: &Hit| context.parsed[passage].sentence_tokens(hit.core.start);
    let conceded = |hit: &Hit| is_conceded(context, passage, &sentence(hit), hit.core.end);
    those_back(context, cue, passage, words).filter(|(_, hit)| !conceded(hit)).find_map(|(t, hit)| {
        // Denying somebody else's words refuses them.
        let theirs = context.voice(cue.passage, &cue.core).is_some() && context.is_own(passage, hit);
        let stance = effect(t, cue.entry.pole).filter(|stance| *stance >= Stance::Negated)?;
        let stance = if theirs && stance == Stance::Negated { Stance::Criticised } else { stance };
        Some((stance, format!("{} behind it ({})", context.quoted(passage, hit), t.id)))
    })
}

/// The triggers that look back from some words, but those that the speaker of the cue's words says himself.
fn those_back<'c>(
    context: &'c Context<'_>,
    cue: &'c Cue<'_>,
    passage: usize,
    words: Range<usize>,
) -> impl Iterator<Item = (&'c Trigger, &'c Hit)> {
    context.triggers(passage).filter(move |(t, hit)| {
        words.contains(&hit.core.start)
            && (t.reach == Reach::Back || judges(context, cue, passage, &words, t, hit))
            && !quoted_with(context, cue, passage, hit)
    })
}
