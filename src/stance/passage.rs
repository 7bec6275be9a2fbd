//! What the passage as a whole says: a wording that condemns itself, or a race set against safety and risk.

use super::given::is_setback;
use super::{Context, Cue, Stance, Verdict, effect};
use crate::lexicon::{Pole, Reach, TriggerKind};

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
    let supposed = |hit: &crate::matcher::Hit| {
        parsed.tokens.is(parsed.sentence_tokens(hit.core.start).start, context.lexicon.classes.if_word, context.lexicon)
    };
    let far = |t: &crate::lexicon::Trigger| t.reach == Reach::Passage;
    let mut distant = context.triggers(cue.passage).filter(|(t, hit)| far(t) && !within(hit, cue) && !supposed(hit));
    let (trigger, hit) = distant.find(|(t, _)| effect(t, Pole::Race) == Some(Stance::Criticised))?;
    criticised(format!("criticised by {} in the passage ({})", context.quoted(cue.passage, hit), trigger.id))
}

fn within(hit: &crate::matcher::Hit, cue: &Cue<'_>) -> bool {
    cue.core.start <= hit.core.start && hit.core.end <= cue.core.end
}
