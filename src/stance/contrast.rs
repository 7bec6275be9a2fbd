//! What only seems so, set against the other pole: "it may look like a race, but it is a library", "it is called a race, yet it
//! is really a commons".

use super::structure::behind;
use super::triggers::within;
use super::{Context, Cue, Stance, Verdict, Voice};
use crate::lexicon::{Reach, Trigger, TriggerKind};
use crate::matcher::Hit;

/// Denied where words say that the frame is an appearance, and a turn behind it leads to a frame of the other pole.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    let sentence = context.parsed[cue.passage].sentence_tokens(cue.core.start);
    let mut seeming = context.triggers(cue.passage).filter(|(t, hit)| {
        t.kind == TriggerKind::Seem
            && t.reach != Reach::Back
            && sentence.contains(&hit.core.start)
            && hit.core.start < cue.core.end
            && within(context, cue.passage, t, &(hit.core.end.min(cue.core.start)..cue.core.start))
    });
    let turned = |_: &(&Trigger, &Hit)| is_turned(context, cue, sentence.end) || is_turned_behind(context, cue);
    let (trigger, hit) = seeming.next().filter(turned)?;
    let because = format!("denied by {} and what it is set against ({})", context.quoted(cue.passage, hit), trigger.id);
    Some(Verdict { stance: Stance::Negated, voice: Some(Voice::Author), because })
}

/// Whether the next sentence turns to what is so: "In practice it is a club".
fn is_turned_behind(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    behind(context, cue).is_some_and(|(passage, words)| {
        let turns = |t: &Trigger, hit: &Hit| t.kind == TriggerKind::Seem && words.contains(&hit.core.start);
        context.triggers(passage).any(|(t, hit)| t.reach == Reach::Back && turns(t, hit))
    })
}

/// Whether a turn stands behind a cue, and a frame of the other pole, not denied, behind the turn.
fn is_turned(context: &Context<'_>, cue: &Cue<'_>, end: usize) -> bool {
    let parsed = &context.parsed[cue.passage];
    let turn = |i: &usize| parsed.tokens.is(*i, context.lexicon.classes.contrast, context.lexicon);
    let Some(turn) = (cue.core.end..end).find(turn) else { return false };
    let behind = turn..end;
    let denied = |at: usize| {
        let mut denials = context.triggers(cue.passage).filter(|(t, _)| t.kind == TriggerKind::Deny);
        denials.any(|(_, hit)| (turn..at).contains(&hit.core.start))
    };
    let other = |hit: &&Hit| {
        behind.contains(&hit.core.start)
            && context.is_own(cue.passage, hit)
            && context.entry(hit).is_some_and(|entry| entry.pole != cue.entry.pole)
    };
    parsed.hits.iter().find(other).is_some_and(|hit| !denied(hit.core.start))
}
