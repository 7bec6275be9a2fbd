//! Quotation marks: pairing over sentences and paragraphs, and what stands between them.
//!
//! A quotation that is still open at the end of a paragraph goes on if the next paragraph opens with a mark again, or
//! if the first mark within a few paragraphs closes it; any other unbalanced mark reaches no further than its own
//! paragraph.

use std::ops::Range;

use super::speaker::{self, Who};
use super::syntax::Syntax;
use super::{SpanKind, VoiceSpan, Voiced};
use crate::document::{Document, PassageKind};
use crate::parsed::Parsed;
use crate::span::Span;

/// Up to this many quoted words may be a term or scare quotes rather than somebody's speech.
const SHORT: usize = 3;

/// Within how many paragraphs a quotation that runs over them must be closed.
const FAR: usize = 4;

/// The quotations of each passage, marks left out: offsets into the clean text.
pub(crate) fn pair(document: &Document) -> Vec<Vec<Span>> {
    let mut open = false;
    let passages = document.passages();
    let mut out = Vec::with_capacity(passages.len());
    for (at, passage) in passages.iter().enumerate() {
        let text = passage.span.slice(document.clean());
        let (mut spans, left_open) = pair_in(text, open);
        for span in &mut spans {
            *span = span.shifted(passage.span.start);
        }
        open = left_open && goes_on(document, at);
        out.push(spans);
    }
    out
}

/// Whether a quotation left open in a passage goes on in the next.
fn goes_on(document: &Document, at: usize) -> bool {
    let passages = document.passages();
    let next = passages[at + 1..].iter().take(FAR).take_while(|n| n.kind == passages[at].kind);
    let mut texts = next.map(|n| n.span.slice(document.clean()));
    let single = texts.clone().next().is_some_and(|text| text.starts_with('‘'));
    let first = texts.find_map(|text| marks(text).first().copied());
    single || first.is_some_and(|mark| !mark.opens || mark.at == 0)
}

/// A double quotation mark.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    after: usize,
    opens: bool,
    /// The same character opens and closes.
    straight: bool,
}

/// Pairs the marks of one passage; `open` tells that a quotation comes in from the one before.
fn pair_in(text: &str, open: bool) -> (Vec<Span>, bool) {
    let marks = marks(text);
    let (mut spans, left_open) = nested(&marks, open).map_or_else(|| flat(&marks, text.len(), open), |s| (s, false));
    if spans.is_empty() {
        spans = pair_single(text);
    }
    (spans, left_open)
}

fn marks(text: &str) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    for (at, mark) in text.match_indices(['"', '“', '”', '„', '«', '»', '\'']) {
        let doubled = mark == "'" && text[at..].starts_with("''");
        let inner = out.last().is_some_and(|last| last.after > at);
        if inner || (mark == "'" && !doubled) {
            continue;
        }
        let after = at + if doubled { 2 } else { mark.len() };
        let opens = match mark {
            "“" | "„" | "«" => true,
            "»" => false,
            _ => opens(text, at, after),
        };
        out.push(Mark { at, after, opens, straight: matches!(mark, "\"" | "'") });
    }
    out
}

/// The outermost quotations, if every mark has its partner.
fn nested(marks: &[Mark], open: bool) -> Option<Vec<Span>> {
    let mut starts: Vec<usize> = if open { vec![0] } else { Vec::new() };
    let mut spans = Vec::new();
    for mark in marks {
        if mark.opens {
            starts.push(mark.after);
            continue;
        }
        let start = starts.pop()?;
        if starts.is_empty() && start < mark.at {
            spans.push(Span::new(start, mark.at));
        }
    }
    starts.is_empty().then_some(spans)
}

/// Each closing mark with the last opening one of its family, and what is left open to the end.
fn flat(marks: &[Mark], len: usize, open: bool) -> (Vec<Span>, bool) {
    let mut spans = Vec::new();
    let mut start = open.then_some((0, marks.first().is_some_and(|m| m.straight)));
    for mark in marks {
        match start {
            Some((_, straight)) if straight != mark.straight => {}
            _ if mark.opens => start = Some((mark.after, mark.straight)),
            Some((from, _)) if mark.at > from => {
                spans.push(Span::new(from, mark.at));
                start = None;
            }
            _ => {}
        }
    }
    let rest = start.filter(|(from, _)| *from < len);
    spans.extend(rest.map(|(from, _)| Span::new(from, len)));
    (spans, start.is_some())
}

/// Whether a mark stands where one opens: behind a space or bracket, before a word.
fn opens(text: &str, at: usize, after: usize) -> bool {
    let before = text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | ':'));
    before && text[after..].chars().next().is_some_and(|c| !c.is_whitespace())
}

/// Single marks, in texts that use them for quotation: an opening one needs a closing one that is no apostrophe.
fn pair_single(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start: Option<usize> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '\'' | '‘' | '’')) {
        let after = at + c.len_utf8();
        let word_before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let word_after = text[after..].chars().next().is_some_and(char::is_alphanumeric);
        match start {
            None if c != '’' && !word_before && word_after => start = Some(after),
            Some(from) if c != '‘' && !word_after && at > from => {
                spans.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    spans
}

/// The voices that the quotations of a passage stand for.
pub(super) fn voices(syntax: &Syntax<'_>, quoted: &[Span], reported: &[Voiced]) -> Vec<Voiced> {
    let parsed = syntax.parsed;
    let voice = |span: &Span| {
        let inside = parsed.within(*span);
        let around = reported.iter().find(|(v, _)| v.span.overlaps(*span) && v.kind != SpanKind::Mention);
        let named = speaker::label_before(syntax, inside.start).or_else(|| around.and_then(|(_, who)| who.clone()));
        let still = || (span.start <= parsed.start + '“'.len_utf8()).then_some(Who::Still);
        let who = named
            .or_else(|| speaker::near(syntax, &inside))
            .or_else(|| speaker::beside(syntax, &inside))
            .or_else(still);
        let short = inside.len() <= SHORT || is_title(syntax, &inside) || (who.is_none() && is_label(syntax, &inside));
        let kind = match (short, around.is_some()) {
            (false, _) => SpanKind::Direct,
            (true, true) => SpanKind::Mixed,
            (true, false) => SpanKind::Mention,
        };
        let voice = VoiceSpan { span: *span, kind, speaker: None, because: because(kind).into() };
        let ours = kind == SpanKind::Direct && is_own(syntax, &inside);
        (!inside.is_empty() && !ours).then(|| (voice, who.filter(|_| kind != SpanKind::Mention)))
    };
    quoted.iter().filter_map(voice).collect()
}

/// Whether the writer quotes himself: "in our charter we say that we '...'", "'...', I told the board".
fn is_own(syntax: &Syntax<'_>, quote: &Range<usize>) -> bool {
    let floor = syntax.parsed.sentence_tokens(quote.start).start;
    let first = |i: usize| syntax.is(i, syntax.lexicon.classes.first_person);
    let subject = |verb: usize| syntax.before_helpers(verb, floor).checked_sub(1).filter(|i| *i >= floor);
    let joins = |i: &usize| syntax.is(*i, syntax.lexicon.classes.that) || first(*i);
    let verb = (floor..quote.start).rev().find(|i| !joins(i));
    let before = verb.is_some_and(|verb| syntax.is_cue(verb) && subject(verb).is_some_and(first));
    let same = syntax.parsed.sentence_tokens(quote.end.saturating_sub(1)).contains(&quote.end);
    before || (same && first(quote.end) && syntax.is_cue(quote.end + 1))
}

/// Whether quoted words are a name or a term: a few, each with a capital.
fn is_title(syntax: &Syntax<'_>, inside: &Range<usize>) -> bool {
    let small = syntax.lexicon.classes.title_word;
    let fits = |i: usize| syntax.capital(i) || (i > inside.start && syntax.is(i, small));
    inside.len() <= 2 * SHORT && inside.clone().all(fits)
}

/// Whether quoted words are what something is called: `a "race to the bottom"`.
fn is_label(syntax: &Syntax<'_>, inside: &Range<usize>) -> bool {
    let article = syntax.lexicon.classes.article;
    let before = inside.start.saturating_sub(2)..inside.start;
    inside.len() <= 2 * SHORT
        && !syntax.has_finite(inside)
        && before.into_iter().any(|at| syntax.is(at, article) && syntax.gap(at + 1).joins())
}

fn because(kind: SpanKind) -> &'static str {
    match kind {
        SpanKind::Mention => "a few words in quotation marks, with nobody named as their speaker",
        SpanKind::Mixed => "quoted words inside a report",
        SpanKind::Direct | SpanKind::Indirect => "stands in quotation marks",
    }
}

/// A block quotation as one voice; its speaker is named by the passage before it, or in its own last line.
pub(super) fn block(document: &Document, at: usize, parsed: &[Parsed<'_>]) -> Voiced {
    let passage = &document.passages()[at];
    let introduces = |i: &usize| !matches!(document.passages()[*i].kind, PassageKind::Quote | PassageKind::Heading);
    let before = at.checked_sub(1).filter(introduces);
    let own = passage.span.slice(document.clean()).rsplit_once(['—', '–']).map(|(_, name)| name.trim());
    let named = own.filter(|n| n.split_whitespace().count() <= 6 && !n.is_empty()).map(str::to_owned);
    let who = named.or_else(|| speaker::last_name(&parsed[before?])).map(Who::Named);
    let because = "stands in a block quotation".into();
    (VoiceSpan { span: passage.span, kind: SpanKind::Direct, speaker: None, because }, who)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_paired_as_a_reader_pairs_them() {
        let table: [(&str, &[&str]); 8] = [
            ("“We must win,” she said.", &["We must win,"]),
            ("He said \"go\" and \"stop\" twice.", &["go", "stop"]),
            ("Nobody's 'race' is the states' race.", &["race"]),
            ("It's the firms' own fault, isn't it", &[]),
            ("An open “quote that never ends", &["quote that never ends"]),
            ("A stray ” closes nothing.", &[]),
            ("“One “nested” here”", &["One “nested” here"]),
            ("« Oui », dit-il.", &[" Oui "]),
        ];
        for (text, expected) in table {
            let (spans, _) = pair_in(text, false);
            let found: Vec<&str> = spans.iter().map(|s| s.slice(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_mark_reaches_out_of_its_passage(text in "[a-c \"“”'‘’«»\n]{0,80}") {
            let (spans, _) = pair_in(&text, false);
            prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
            prop_assert!(spans.iter().all(|s| s.end <= text.len() && text.get(s.start..s.end).is_some()));
        }
    }
}
