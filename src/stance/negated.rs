//! Refusals that are refused themselves, so that neither the verdict nor the denial speaks against the frame: "the race is
//! not a myth".

use super::whose::{is_appended, is_outside, is_theirs};
use super::{Context, Cue, Stance, Verdict, Voice, effect};
use crate::lexicon::{Trigger, TriggerKind};
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

/// The triggers that refuse the frame, of those that reach a cue.
fn refusals<'t, 'c>(cue: &Cue<'_>, reaching: &'t [(&'c Trigger, &'c Hit)]) -> Vec<&'t (&'c Trigger, &'c Hit)> {
    let refuses = |t: &Trigger| matches!(effect(t, cue.entry.pole), Some(Stance::Negated | Stance::Criticised));
    reaching.iter().filter(|(t, _)| refuses(t)).collect()
}

/// A refusal that is refused itself: "I do not believe that | the race is a myth", "it is foolish to | resist | the race".
pub(super) fn denied_refusal(context: &Context<'_>, cue: &Cue<'_>, reaching: &[(&Trigger, &Hit)]) -> Option<Verdict> {
    let refusals = refusals(cue, reaching);
    let within = |outer: &Hit, inner: &Hit| {
        let claim = opens_claim(context, cue, outer) && !is_appended(context, cue, inner);
        inner.core.start >= outer.core.end && (claim || governs(context, cue, outer, inner))
    };
    let inside = |outer: &Hit| refusals.iter().map(|(_, hit)| *hit).find(|hit| within(outer, hit));
    let (trigger, outer, inner) = refusals.iter().find_map(|(t, outer)| Some((*t, *outer, inside(outer)?)))?;
    // Of three, one inside the other, nothing is told.
    if refusals.iter().any(|(_, hit)| within(outer, hit) && inside(hit).is_some()) {
        return None;
    }
    let because =
        format!("refusal by {} denied by {}", context.quoted(cue.passage, inner), context.quoted(cue.passage, outer));
    let own = is_outside(context, cue, outer, trigger) || !is_theirs(context, cue, trigger, outer);
    Some(Verdict { stance: Stance::Asserted, voice: own.then_some(Voice::Author), because })
}

/// How many words stand between a verb and its claim: "reject | the very claim | that we race".
const NOUN: usize = 3;

/// Whether the claim that holds a cue stands right behind some words: "nobody believes | that we race".
pub(super) fn opens_claim(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> bool {
    let that = |at: usize| context.parsed[cue.passage].tokens.is(at, context.lexicon.classes.that, context.lexicon);
    let joins = |at: &usize| context.parsed[cue.passage].tokens.gap(*at).joins();
    let mut near = (hit.core.end..cue.core.start).take(NOUN).take_while(joins);
    hit.core.end <= cue.core.start && (that(hit.core.end - 1) || near.any(that))
}

/// Whether a refusal is the verb behind another, with the frame as its object: "must not | resist the | race", "foolish to |
/// resist the | race".
fn governs(context: &Context<'_>, cue: &Cue<'_>, outer: &Hit, inner: &Hit) -> bool {
    let classes = &context.lexicon.classes;
    let is = |at, class| context.parsed[cue.passage].tokens.is(at, class, context.lexicon);
    let verb = inner.core.start;
    let bare = [classes.infinitive, classes.first_person, classes.negation].iter().any(|class| is(verb - 1, *class));
    let joined = verb == outer.core.end || (verb == outer.core.end + 1 && is(verb - 1, classes.infinitive));
    let mut object = inner.core.end.saturating_sub(1)..cue.core.start;
    joined && bare && object.any(|at| is(at, classes.article))
}

/// The words by which the writer refuses what others deny: "those who call the race a myth | are wrong".
pub(super) fn contradiction<'c>(
    context: &Context<'_>,
    cue: &Cue<'_>,
    reaching: &[(&'c Trigger, &'c Hit)],
) -> Option<(&'c Trigger, &'c Hit)> {
    let refusals = refusals(cue, reaching);
    let theirs = refusals.iter().any(|(t, hit)| is_theirs(context, cue, t, hit));
    let comments = |t: &Trigger, hit: &Hit| t.kind == TriggerKind::Criticise || is_appended(context, cue, hit);
    let ours = || refusals.iter().find(|(t, hit)| comments(t, hit) && !is_theirs(context, cue, t, hit));
    theirs.then(ours).flatten().map(|refusal| **refusal)
}
