//! Verdicts that are denied themselves, so that neither the verdict nor the denial speaks against the frame: "the race is
//! not a myth".

use super::{Context, Cue};
use crate::lexicon::TriggerKind;
use crate::matcher::Hit;
use crate::tokens::Gap;

/// How many words stand between a denial and its verdict: "not | such a very | big mistake".
const BETWEEN: usize = 3;

/// Whether a trigger is a denied verdict, or the denial of one; `denied` are those of the passage.
pub(super) fn is_spent(context: &Context<'_>, cue: &Cue<'_>, denied: &[(&Hit, usize)], trigger: &Hit) -> bool {
    denied.iter().any(|(denial, verdict)| {
        let judges = trigger.core.contains(verdict) && !trigger.core.contains(&denial.core.start);
        (*denial == trigger || judges) && !describes(context, cue, *verdict)
    })
}

/// The denials of a passage that deny a verdict, and the word of it.
pub(super) fn denied<'c>(context: &Context<'c>, passage: usize) -> impl Iterator<Item = (&'c Hit, usize)> {
    let denials = context.triggers(passage).filter(|(t, _)| t.kind == TriggerKind::Deny).map(|(_, hit)| hit);
    denials.filter_map(move |hit| Some((hit, verdict(context, passage, hit)?)))
}

/// The word of a verdict right behind a denial: "not a | mistake".
fn verdict(context: &Context<'_>, passage: usize, denial: &Hit) -> Option<usize> {
    let tokens = &context.parsed[passage].tokens;
    let classes = &context.lexicon.classes;
    let is = |at, class| tokens.is(at, class, context.lexicon);
    let light = |at: usize| [classes.article, classes.degree, classes.be].iter().any(|class| is(at, *class));
    let near = (denial.core.end..tokens.list.len()).take(BETWEEN + 1);
    let first = near.take_while(|at| tokens.gap(*at).joins()).find(|at| !light(*at));
    first.filter(|at| [classes.verdict, classes.untrue].iter().any(|class| is(*at, *class)))
}

/// Whether a verdict stands before the frame that it describes, so that the frame is denied: "not a | dangerous | AI race".
fn describes(context: &Context<'_>, cue: &Cue<'_>, verdict: usize) -> bool {
    let tokens = &context.parsed[cue.passage].tokens;
    let next = verdict + 1;
    let joined =
        || tokens.is(next, context.lexicon.classes.coordinator, context.lexicon) || tokens.gap(next).has(Gap::COMMA);
    cue.core.contains(&verdict) || next == cue.core.start || (next < cue.core.start && joined())
}
