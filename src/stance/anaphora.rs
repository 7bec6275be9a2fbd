//! Words behind a frame whose subject takes it up again ("This picture ..."), so that what is said of them judges the frame.

use std::ops::Range;

use super::negated::denied;
use super::question::is_question;
use super::triggers::within;
use super::{Context, Cue};
use crate::lexicon::{Reach, Side, Trigger, TriggerKind};
use crate::matcher::Hit;

/// How many words stand between such a subject and its predicate: "this picture | of the world | is wrong".
const APART: usize = 3;

/// Whether a trigger is the predicate of a subject among some words that takes up what stands before it.
pub(super) fn judges(
    context: &Context<'_>,
    cue: &Cue<'_>,
    passage: usize,
    words: &Range<usize>,
    trigger: &Trigger,
    hit: &Hit,
) -> bool {
    let predicate = trigger.side == Side::Before
        && !matches!(trigger.reach, Reach::Back | Reach::Answer | Reach::Below | Reach::Passage);
    // "It" is what the sentence before is about, which is a claim only in somebody's words or in a question.
    let claimed = || context.voice(cue.passage, &cue.core).is_some() || is_question(context, cue);
    let takes_up = |t: &Trigger| t.kind == TriggerKind::Refer || (t.kind == TriggerKind::Pronoun && claimed());
    let refers = |t: &Trigger, subject: &Hit| words.contains(&subject.core.start) && takes_up(t);
    let joined = |subject: &Hit| {
        let gap = subject.core.end..hit.core.start;
        subject.core.end <= hit.core.start && gap.len() <= APART && within(context, passage, trigger, &gap)
    };
    predicate
        && context.triggers(passage).any(|(t, subject)| refers(t, subject) && joined(subject))
        && !denied(context, passage)
            .any(|(denial, verdict)| hit.core.contains(&verdict) && !hit.core.contains(&denial.core.start))
}

/// Whether a sentence begins with a subject that takes up what, or whom, the one before it speaks of.
pub(super) fn is_taken_up(context: &Context<'_>, passage: usize, words: &Range<usize>) -> bool {
    let kinds = [TriggerKind::Refer, TriggerKind::Pronoun];
    let refers = |t: &Trigger, hit: &Hit| kinds.contains(&t.kind) && hit.core.start == words.start;
    let personal = context.lexicon.classes.personal;
    context.parsed[passage].tokens.is(words.start, personal, context.lexicon)
        || context.triggers(passage).any(|(t, hit)| refers(t, hit))
}
