//! Words around the frame that make a refusal of it together, where no trigger speaks.

use super::{Context, Cue, Stance, Verdict};
use crate::hints::hints;
use crate::lexicon::Pole;
use crate::lexicon::hints::Sign;

/// How many words before and behind a cue are looked at.
const AROUND: [usize; 2] = [60, 90];

/// Criticised, where the log odds of a refusal reach 0.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    if cue.entry.pole != Pole::Race {
        return None;
    }
    let parsed = &context.parsed[cue.passage];
    let [before, behind] = AROUND;
    let list = &parsed.tokens.list;
    let words = cue.core.start.saturating_sub(before)..list.len().min(cue.core.end + behind);
    let found = hints(list, &words, Sign::Refusal, &[], context.lexicon);
    let sum: f64 = found.iter().map(|(_, hint)| hint.weight).sum();
    let refused = context.lexicon.decision().hints.refusal + sum >= 0.0;
    refused.then(|| Verdict {
        stance: Stance::Criticised,
        ascribed: false,
        because: format!("criticised by words that hint at it together: {}", parsed.heaviest(found)),
    })
}
