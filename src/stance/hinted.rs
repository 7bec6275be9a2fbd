//! Words around a race frame that speak for or against a refusal of it, added up. Infrastructure frames are refused too
//! seldom.

use super::given::is_setback;
use super::negated::denied;
use super::{Context, Cue, Stance, Verdict};
use crate::hints::{hints, sum};
use crate::lexicon::hints::{Hint, Sign};
use crate::lexicon::{Pole, TriggerKind};
use crate::voice::SpanKind;

/// How many words before and behind a cue are looked at.
const AROUND: [usize; 2] = [25, 40];

/// Criticised, where the log odds of a refusal reach 0 by words alone.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    // As with verdicts elsewhere in the passage: a setback, or a call for the frame, is not refused by what stands around.
    // What stands around somebody's reported words is mostly his as well.
    let reported = context.voice(cue.passage, &cue.core).is_some_and(|v| v.kind == SpanKind::Indirect);
    let spoken_for = is_setback(context, cue) || context.beside(cue, TriggerKind::Urge).is_some();
    if cue.entry.pole != Pole::Race || reported || spoken_for {
        return None;
    }
    let (odds, found) = odds(context, cue);
    let heavy = found.iter().any(|(_, hint)| hint.weight >= context.lexicon.decision().refusal.heavy);
    (heavy && odds >= 0.0).then(|| Verdict {
        stance: Stance::Criticised,
        voice: None,
        because: format!(
            "criticised by words that hint at it together: {}",
            context.parsed[cue.passage].heaviest(found)
        ),
    })
}

/// The log odds of a refusal by the words around a cue, and these words.
fn odds(context: &Context<'_>, cue: &Cue<'_>) -> (f64, Vec<(usize, Hint)>) {
    let list = &context.parsed[cue.passage].tokens.list;
    let [before, behind] = AROUND;
    let words = cue.core.start.saturating_sub(before)..list.len().min(cue.core.end + behind);
    let mut found = hints(list, &words, Sign::RaceRefusal, &[], context.lexicon);
    found.retain(|(at, _)| !context.parsed[cue.passage].look_alikes.iter().any(|words| words.contains(at)));
    let denied: Vec<usize> = denied(context, cue.passage).map(|(_, verdict)| verdict).collect();
    found.retain(|(at, _)| !denied.contains(at));
    (context.lexicon.decision().refusal.start + sum(&found), found)
}
