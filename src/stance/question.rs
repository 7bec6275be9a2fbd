//! A frame inside a question is a possibility, unless the question expects yes, or the next sentence answers it.

use super::given::is_setback;
use super::{Context, Cue, Stance, Verdict, structure};
use crate::lexicon::{Pole, TriggerKind};
use crate::tokens::Gap;

/// Hypothetical where the sentence ends in a question mark.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    let parsed = &context.parsed[cue.passage];
    let sentence = parsed.sentence_tokens(cue.core.start);
    if !is_question(context, cue) {
        return None;
    }
    let answer = structure::answer(context, cue);
    if answer == Some(TriggerKind::Deny) || structure::is_denied_in_a_word(context, cue) {
        let because = "asked as a question and denied".into();
        return Some(Verdict { stance: Stance::Negated, voice: None, because });
    }
    let rhetorical = context.beside(cue, TriggerKind::Endorse).is_some();
    let opener = structure::past_label(context, cue.passage, &sentence);
    let asked = is_open(context, cue.passage, opener);
    let taken = (is_setback(context, cue) && !asked)
        || is_granted(context, cue, sentence.start)
        || answer.is_some()
        || structure::is_answered(context, cue);
    (!rhetorical && !taken).then(|| Verdict {
        stance: Stance::Hypothetical,
        voice: None,
        because: "asked as a question".into(),
    })
}

/// Whether the sentence of a cue ends in a question mark.
pub(super) fn is_question(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    let parsed = &context.parsed[cue.passage];
    parsed.tokens.gap(parsed.sentence_tokens(cue.core.start).end).has(Gap::QUESTION)
}

/// Whether a cue stands in a question that is answered with yes.
pub(super) fn is_affirmed(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    is_question(context, cue) && structure::answer(context, cue) == Some(TriggerKind::Endorse)
}

/// Whether a question is put to somebody, or asks what is so: "Are we losing?", "Do you feel that we lose?", not "Do we want to?"
fn is_open(context: &Context<'_>, passage: usize, opener: usize) -> bool {
    let classes = &context.lexicon.classes;
    let is = |at, class| context.parsed[passage].tokens.is(at, class, context.lexicon);
    let fact = is(opener, classes.be) || is(opener, classes.have);
    fact || (is(opener, classes.finite) && !is(opener, classes.modal) && is(opener + 1, classes.addressed))
}

/// "How do we win this race?" takes the race for granted.
fn is_granted(context: &Context<'_>, cue: &Cue<'_>, start: usize) -> bool {
    let question_word = context.lexicon.classes.question_word;
    let asks = |at| context.parsed[cue.passage].tokens.is(at, question_word, context.lexicon);
    cue.entry.pole == Pole::Race && (start..cue.core.start).any(asks)
}
