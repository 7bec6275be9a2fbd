//! What the passage as a whole says: a wording that condemns itself, or a race set against safety and risk.

use super::given::is_setback;
use super::triggers::in_other_voice;
use super::{Context, Cue, Stance, Verdict, effect};
use crate::lexicon::{Pole, Reach, TriggerKind};
use crate::matcher::Hit;

/// Criticised where the wording itself judges, or where a verdict that reaches over the passage is near.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    let criticised = |because: String| Some(Verdict { stance: Stance::Criticised, voice: None, because });
    if cue.entry.verdict {
        return criticised("the wording itself judges".into());
    }
    // A sentence that calls for the frame ("we must win") is not refused by what the passage says elsewhere.
    if cue.entry.pole != Pole::Race || is_setback(context, cue) || context.beside(cue, TriggerKind::Urge).is_some() {
        return None;
    }
    // "If we slow down, they win" calls for nothing.
    let parsed = &context.parsed[cue.passage];
    let supposed = |hit: &Hit| {
        parsed.tokens.is(parsed.sentence_tokens(hit.core.start).start, context.lexicon.classes.if_word, context.lexicon)
    };
    let far = context
        .triggers(cue.passage)
        .filter(|(t, hit)| t.reach == Reach::Passage && !in_frame(context, cue.passage, hit))
        .filter(|(_, hit)| !in_other_voice(context, cue.passage, hit, &cue.core));
    let mut distant = far.filter(|(_, hit)| !supposed(hit));
    let (trigger, hit) = distant.find(|(t, _)| effect(t, Pole::Race) == Some(Stance::Criticised))?;
    criticised(format!("criticised by {} in the passage ({})", context.quoted(cue.passage, hit), trigger.id))
}

/// Whether a verdict is part of a race frame that does not itself judge: "a | pause | would help our rivals".
fn in_frame(context: &Context<'_>, passage: usize, verdict: &Hit) -> bool {
    let frames = |hit: &Hit| context.entry(hit).is_some_and(|entry| entry.pole == Pole::Race && !entry.verdict);
    context.parsed[passage].hits.iter().any(|hit| frames(hit) && hit.covers(verdict))
}
