//! Words around a race frame that speak for or against a refusal of it, added up.

use super::{Context, Cue, Stance, Verdict, triggers};
use crate::hints::{hints, sum};
use crate::lexicon::hints::{Hint, Sign};
use crate::lexicon::{Pole, TriggerKind};

/// How many words before and behind a cue are looked at.
const AROUND: [usize; 2] = [60, 90];

/// Criticised, where the log odds of a refusal reach 0 by words alone.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    // As with verdicts elsewhere in the passage: a setback, or a call for the frame, is not refused by what stands around.
    if cue.entry.setback || context.beside(cue, TriggerKind::Urge).is_some() {
        return None;
    }
    let (odds, found) = odds(context, cue)?;
    (odds >= 0.0).then(|| Verdict {
        stance: Stance::Criticised,
        ascribed: false,
        because: format!(
            "criticised by words that hint at it together: {}",
            context.parsed[cue.passage].heaviest(found)
        ),
    })
}

/// Whether the words around a cue speak so much against a refusal that another rule, which sees one, must be wrong.
pub(super) fn vetoes(context: &Context<'_>, cue: &Cue<'_>, verdict: &Verdict) -> bool {
    let refused = match verdict.stance {
        // "There is no AI race" holds, whatever the sentences around it call for.
        Stance::Negated => !triggers::denied_close_by(context, cue),
        stance => stance == Stance::Criticised,
    };
    let outweighed = |odds: f64| odds + context.lexicon.decision().hints.trigger < 0.0;
    refused && odds(context, cue).is_some_and(|(odds, _)| outweighed(odds))
}

/// The log odds of a refusal by the words around a cue, and these words; none for an infrastructure frame.
fn odds(context: &Context<'_>, cue: &Cue<'_>) -> Option<(f64, Vec<(usize, Hint)>)> {
    let list = &context.parsed[cue.passage].tokens.list;
    let [before, behind] = AROUND;
    let words = cue.core.start.saturating_sub(before)..list.len().min(cue.core.end + behind);
    let look = || hints(list, &words, Sign::Refusal, &[], context.lexicon);
    let found = (cue.entry.pole == Pole::Race).then(look)?;
    Some((context.lexicon.decision().hints.refusal + sum(&found), found))
}
