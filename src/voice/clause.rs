//! Who speaks: names and descriptions around a verb, a quotation or a label.

use std::ops::Range;

use crate::lexicon::{Lexicon, Role, VoiceKind};
use crate::parsed::Parsed;
use crate::tokens::Gap;

/// Longest description of a speaker, in words.
const LONGEST: usize = 8;

/// A label `Name: "…"` right before a quotation.
pub(super) fn label_before(parsed: &Parsed<'_>, quote: usize) -> Option<String> {
    let first = parsed.tokens.list.get(quote)?;
    let begins = first.gap.has(Gap::COLON) && first.gap.has(Gap::QUOTE);
    let start =
        (quote.saturating_sub(12)..quote).rev().find(|i| *i == 0 || parsed.tokens.list[*i].gap.has(Gap::STOP))?;
    let label = (start..quote).rev().take_while(|i| !parsed.tokens.list[*i].gap.has(Gap::COLON)).last()?;
    (begins && parsed.tokens.list[label].capital).then(|| parsed.words(&(label..quote)).to_owned())
}

/// The speaker named by a speech verb that stands outside a quotation, in its first or last sentence.
pub(super) fn speaker_near(parsed: &Parsed<'_>, quote: &Range<usize>, lexicon: &Lexicon) -> Option<String> {
    let first = parsed.sentence_tokens(quote.start);
    let last = parsed.sentence_tokens(quote.end.saturating_sub(1));
    let area = first.start..last.end.max(quote.end);
    let verbs = parsed.voice_cues.iter().filter(|hit| match hit.role {
        Role::Voice(at) => matches!(lexicon.voice_cues[at].kind, VoiceKind::Say | VoiceKind::According),
        _ => false,
    });
    let outside = verbs
        .filter(|hit| area.contains(&hit.core.start) && !(quote.start <= hit.core.start && hit.core.end <= quote.end));
    let nearest = outside.min_by_key(|hit| {
        if hit.core.start >= quote.end { hit.core.start - quote.end } else { quote.start.saturating_sub(hit.core.end) }
    })?;
    subject(parsed, &nearest.core, lexicon)
}

/// The words that name who does the speaking: before the verb, or behind it in "…, said X".
pub(super) fn subject(parsed: &Parsed<'_>, verb: &Range<usize>, lexicon: &Lexicon) -> Option<String> {
    let sentence = parsed.sentence_tokens(verb.start);
    let range = before(parsed, sentence.start, verb.start, lexicon)
        .or_else(|| behind(parsed, verb.end, sentence.end, lexicon))?;
    Some(parsed.words(&range).to_owned())
}

/// The noun phrase that ends right before `verb`.
fn before(parsed: &Parsed<'_>, floor: usize, verb: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let tokens = &parsed.tokens.list;
    if tokens.get(verb).is_some_and(|t| t.gap.has(Gap::QUOTE)) {
        return None;
    }
    let mut start = verb;
    while start > floor && verb - start < LONGEST {
        let token = tokens[start - 1];
        let stops = parsed.tokens.is(start - 1, lexicon.classes.subordinator, lexicon)
            || parsed.tokens.is(start - 1, lexicon.classes.coordinator, lexicon);
        if stops || (start < verb && !tokens[start].gap.joins()) {
            break;
        }
        start -= 1;
        if token.gap.has(Gap::QUOTE) || token.gap.has(Gap::CLAUSE) {
            break;
        }
    }
    (start < verb).then_some(start..verb)
}

/// The noun phrase right behind a verb: "said the minister, who …".
fn behind(parsed: &Parsed<'_>, from: usize, ceiling: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let tokens = &parsed.tokens.list;
    let ends = |i: usize| !tokens[i].gap.joins() || parsed.tokens.is(i, lexicon.classes.subordinator, lexicon);
    let end = (from..ceiling.min(from + LONGEST)).find(|i| ends(*i)).unwrap_or(ceiling.min(from + LONGEST));
    (from < end).then_some(from..end)
}

/// The last capitalised name of a passage: who a block quotation behind it is from.
pub(super) fn last_name(parsed: &Parsed<'_>) -> Option<String> {
    let list = &parsed.tokens.list;
    let end = (0..list.len()).rev().find(|i| list[*i].capital)? + 1;
    let start =
        (0..end).rev().take_while(|i| list[*i].capital && (*i + 1 == end || list[*i + 1].gap.joins())).last()?;
    Some(parsed.words(&(start..end)).to_owned())
}
