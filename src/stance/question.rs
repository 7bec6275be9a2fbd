//! A frame inside a question is a possibility, unless the question expects yes.

use super::{Context, Cue, Stance, Verdict};
use crate::lexicon::TriggerKind;
use crate::tokens::Gap;

/// Hypothetical where the sentence ends in a question mark.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    let parsed = &context.parsed[cue.passage];
    let sentence = parsed.sentence_tokens(cue.core.start);
    let behind = parsed.tokens.list.get(sentence.end).map_or(parsed.tokens.tail, |t| t.gap);
    let rhetorical = context.beside(cue, TriggerKind::Endorse).is_some();
    let asked = behind.has(Gap::QUESTION) && !rhetorical && !cue.entry.setback;
    asked.then(|| Verdict { stance: Stance::Hypothetical, ascribed: false, because: "asked as a question".into() })
}
