//! Reported speech, belief and wish: a verb with its content behind or before it, "according to", source nouns.
//!
//! The content of a verb runs to the end of its sentence (in political news, attributed content mostly does); the
//! writer's own "we believe" opens no other voice.

use std::ops::Range;

use super::{SpanKind, VoiceSpan, clause};
use crate::lexicon::{Lexicon, Role, VoiceKind};
use crate::matcher::Hit;
use crate::parsed::Parsed;
use crate::span::Span;
use crate::tokens::Gap;

/// A speech verb with at most this many words behind it looks back: "…, the minister said on Monday."
const TAIL: usize = 7;

/// The reported stretches of a passage.
pub(super) fn find(parsed: &Parsed<'_>, quoted: &[Span], lexicon: &Lexicon) -> Vec<VoiceSpan> {
    let mut out = Vec::new();
    for (hit, kind) in cues(parsed, lexicon) {
        let at = parsed.tokens.span(&hit.core).shifted(parsed.start);
        if quoted.iter().any(|q| q.contains(at)) {
            continue;
        }
        if let Some((content, span_kind)) = content(parsed, hit, kind, lexicon) {
            let speaker = speaker(parsed, hit, kind, lexicon);
            let because = format!("{} `{}`", told(kind), parsed.words(&hit.core));
            out.push(VoiceSpan {
                span: parsed.tokens.span(&content).shifted(parsed.start),
                kind: span_kind,
                speaker,
                because,
            });
        }
    }
    out
}

fn told(kind: VoiceKind) -> &'static str {
    match kind {
        VoiceKind::Say => "reported by",
        VoiceKind::Believe => "held by somebody, by",
        VoiceKind::According => "handed over by",
        VoiceKind::Noun => "named as somebody's by",
        VoiceKind::Passive => "a common view, by",
        VoiceKind::Mention | VoiceKind::Pseudo => "the term itself, by",
    }
}

/// The voice cues of a passage.
fn cues<'p>(parsed: &'p Parsed<'_>, lexicon: &'p Lexicon) -> impl Iterator<Item = (&'p Hit, VoiceKind)> {
    let kind = |hit: &Hit| match hit.role {
        Role::Voice(at) => Some(lexicon.voice_cues[at].kind),
        _ => None,
    };
    parsed.voice_cues.iter().filter_map(move |hit| Some((hit, kind(hit)?)))
}

/// Which words a cue hands over, and how.
fn content(parsed: &Parsed<'_>, hit: &Hit, kind: VoiceKind, lexicon: &Lexicon) -> Option<(Range<usize>, SpanKind)> {
    let sentence = parsed.sentence_tokens(hit.core.start);
    let forward = hit.core.end..sentence.end;
    let range = match kind {
        VoiceKind::Say | VoiceKind::Believe if is_own(parsed, hit, &sentence, lexicon) => return None,
        VoiceKind::Say if looks_back(parsed, hit, &sentence, lexicon) => {
            sentence.start..before_subject(parsed, hit, &sentence)
        }
        VoiceKind::According => according(parsed, hit, &sentence),
        VoiceKind::Mention => return mention(parsed, &forward),
        _ => forward,
    };
    (!range.is_empty()).then_some((range, SpanKind::Indirect))
}

/// "So-called X", "the term X": the next few words.
fn mention(parsed: &Parsed<'_>, forward: &Range<usize>) -> Option<(Range<usize>, SpanKind)> {
    let end =
        forward.clone().find(|i| *i > forward.start && !parsed.tokens.list[*i].gap.joins()).unwrap_or(forward.end);
    let range = forward.start..end.min(forward.start + 5);
    (!range.is_empty()).then_some((range, SpanKind::Mention))
}

/// Whether nobody else speaks: "we believe", "to maintain".
fn is_own(parsed: &Parsed<'_>, hit: &Hit, sentence: &Range<usize>, lexicon: &Lexicon) -> bool {
    let reach = hit.core.start.saturating_sub(4).max(sentence.start)..hit.core.start;
    let own = reach
        .rev()
        .take_while(|i| parsed.tokens.list[*i + 1].gap.joins())
        .find(|i| parsed.tokens.is(*i, lexicon.classes.first_person, lexicon));
    let infinitive =
        hit.core.start > sentence.start && parsed.tokens.is(hit.core.start - 1, lexicon.classes.infinitive, lexicon);
    own.is_some() || infinitive || hit.core.start == sentence.start
}

/// Whether the content of a speech verb stands before it.
fn looks_back(parsed: &Parsed<'_>, hit: &Hit, sentence: &Range<usize>, lexicon: &Lexicon) -> bool {
    let list = &parsed.tokens.list;
    let tail = sentence.end - hit.core.end;
    let that = parsed.tokens.is(hit.core.end, lexicon.classes.that, lexicon);
    let cut =
        ((sentence.start + 1)..=hit.core.start).any(|i| list[i].gap.has(Gap::COMMA) || list[i].gap.has(Gap::QUOTE));
    let opens_quote = list.get(hit.core.end).is_some_and(|t| t.gap.has(Gap::QUOTE) && t.gap.has(Gap::COMMA));
    cut && !that && !opens_quote && tail <= TAIL
}

/// Where the speaker's part of "content, the minister said" begins: behind the last comma or quotation mark.
fn before_subject(parsed: &Parsed<'_>, hit: &Hit, sentence: &Range<usize>) -> usize {
    let marks = |i: &usize| parsed.tokens.list[*i].gap.has(Gap::COMMA) || parsed.tokens.list[*i].gap.has(Gap::QUOTE);
    ((sentence.start + 1)..=hit.core.start).rev().find(marks).unwrap_or(hit.core.start)
}

/// "According to X, …" hands over the rest; "…, according to X" what stands before.
fn according(parsed: &Parsed<'_>, hit: &Hit, sentence: &Range<usize>) -> Range<usize> {
    if hit.core.start > sentence.start + 2 {
        return sentence.start..hit.core.start;
    }
    let comma = (hit.core.end..sentence.end).find(|i| parsed.tokens.list[*i].gap.has(Gap::COMMA));
    comma.unwrap_or(hit.core.end)..sentence.end
}

fn speaker(parsed: &Parsed<'_>, hit: &Hit, kind: VoiceKind, lexicon: &Lexicon) -> Option<String> {
    match kind {
        VoiceKind::Say | VoiceKind::Believe => clause::subject(parsed, &hit.core, lexicon),
        VoiceKind::According => {
            let sentence = parsed.sentence_tokens(hit.core.start);
            let end =
                (hit.core.end + 1..sentence.end).find(|i| !parsed.tokens.list[*i].gap.joins()).unwrap_or(sentence.end);
            (hit.core.end < end).then(|| parsed.words(&(hit.core.end..end.min(hit.core.end + 8))).to_owned())
        }
        _ => None,
    }
}
