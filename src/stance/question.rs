//! A frame inside a question is a possibility, unless the question expects yes, or the next sentence answers it.

use super::given::is_setback;
use super::{Context, Cue, Stance, Verdict, structure};
use crate::lexicon::{Pole, TriggerKind};
use crate::tokens::Gap;

/// Hypothetical where the sentence ends in a question mark.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    let parsed = &context.parsed[cue.passage];
    let sentence = parsed.sentence_tokens(cue.core.start);
    if !parsed.tokens.gap(sentence.end).has(Gap::QUESTION) {
        return None;
    }
    let answer = structure::answer(context, cue);
    if answer == Some(TriggerKind::Deny) || structure::is_denied_in_a_word(context, cue) {
        let because = "asked as a question and denied".into();
        return Some(Verdict { stance: Stance::Negated, voice: None, because });
    }
    let rhetorical = context.beside(cue, TriggerKind::Endorse).is_some();
    let asked = parsed.tokens.is(sentence.start, context.lexicon.classes.be, context.lexicon);
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

/// "How do we win this race?" takes the race for granted.
fn is_granted(context: &Context<'_>, cue: &Cue<'_>, start: usize) -> bool {
    let question_word = context.lexicon.classes.question_word;
    let asks = |at| context.parsed[cue.passage].tokens.is(at, question_word, context.lexicon);
    cue.entry.pole == Pole::Race && (start..cue.core.start).any(asks)
}
