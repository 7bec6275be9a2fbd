//! Names, references and addresses: words that stand only in the name of a book, a law or a programme, in a list of works
//! or in a web address are no cue.

use std::ops::Range;

use super::syntax::is_figure;
use crate::lexicon::Lexicon;
use crate::parsed::Parsed;
use crate::tokens::Gap;

/// Least number of capitalised words, beyond names that are always written so, that make a title.
const LEAST: usize = 3;

/// How many words on each side show whether a cue stands in a list of works.
const AROUND: usize = 30;

/// How many marks of such a list it takes.
const MARKS: usize = 3;

/// What the words at `core` are part of, if it takes their meaning away.
pub(crate) fn part_of(parsed: &Parsed<'_>, core: &Range<usize>, lexicon: &Lexicon) -> Option<&'static str> {
    if is_name(parsed, core, lexicon) {
        Some("stands in a name or title")
    } else if is_reference(parsed, core, lexicon) {
        Some("stands in a list of works")
    } else if is_address(parsed, core) {
        Some("stands in a web address")
    } else {
        None
    }
}

/// A title shows by its capitals: a run of capitalised words inside a sentence that is otherwise in lower case.
fn is_name(parsed: &Parsed<'_>, core: &Range<usize>, lexicon: &Lexicon) -> bool {
    let sentence = parsed.sentence_tokens(core.start);
    let list = &parsed.tokens.list;
    let small = |i: usize| parsed.tokens.is(i, lexicon.classes.title_word, lexicon);
    let mut run = run(parsed, core, &sentence, lexicon);
    if run.start == sentence.start && run.start < core.start && small(run.start) {
        run.start += 1;
    }
    let capitals = run.clone().filter(|i| list[*i].capital).count();
    let all_capital = core.clone().all(|i| list[i].capital || small(i));
    let plain = |i: usize| !list[i].capital && !small(i) && !parsed.tokens.is(i, lexicon.classes.article, lexicon);
    let lower = sentence.clone().any(|i| plain(i) && !run.contains(&i));
    // "Public AI: Roads for All" is a title; what stands before the colon may head a paragraph.
    let titled = (run.start + 1..=core.start).any(|i| list[i].gap.has(Gap::COLON));
    let inside = (run.start > sentence.start || titled) && is_set_off(parsed, &run, core, lexicon);
    all_capital && capitals >= LEAST && lower && inside
}

/// Capitalised words around `core`, with up to two small ones between them.
fn run(parsed: &Parsed<'_>, core: &Range<usize>, sentence: &Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let list = &parsed.tokens.list;
    let small = |i: usize| parsed.tokens.is(i, lexicon.classes.title_word, lexicon);
    let joined = |i: usize| list[i].gap.joins() || list[i].gap.has(Gap::COLON);
    let mut end = core.end;
    while let Some(next) = (end..sentence.end.min(end + 3)).find(|i| list[*i].capital) {
        if !(end..next).all(small) || !(end..=next).all(joined) {
            break;
        }
        end = next + 1;
    }
    let mut start = core.start;
    while let Some(before) = (sentence.start.max(start.saturating_sub(3))..start).rev().find(|i| list[*i].capital) {
        if !(before + 1..start).all(small) || !(before + 1..=start).all(joined) {
            break;
        }
        start = before;
    }
    start..end
}

/// A title is set off by marks, goes on beyond the cue, says what it is the name of, or has its initials behind it.
fn is_set_off(parsed: &Parsed<'_>, run: &Range<usize>, core: &Range<usize>, lexicon: &Lexicon) -> bool {
    let list = &parsed.tokens.list;
    let gap = |i: usize| parsed.tokens.gap(i);
    let marked = [Gap::COMMA, Gap::QUOTE, Gap::OPEN, Gap::COLON].iter().any(|mark| gap(run.start).has(*mark));
    let beyond = run.clone().filter(|i| !core.contains(i) && list[*i].capital).count();
    let head = |i: usize| parsed.tokens.is(i, lexicon.classes.name_head, lexicon) && gap(i).joins();
    let named = |i: usize| list.get(i).is_some_and(|t| t.capital) && !is_figure(parsed.words(&(i..i + 1)));
    let short = gap(run.end).has(Gap::OPEN) && gap(run.end + 1).has(Gap::CLOSE) && named(run.end);
    marked || beyond >= 2 || short || (core.end..=run.end).any(head)
}

/// A list of works shows by years, by words such as *accessed* and *et al*, and by its capitals, which prose that cites
/// in passing lacks.
fn is_reference(parsed: &Parsed<'_>, core: &Range<usize>, lexicon: &Lexicon) -> bool {
    let list = &parsed.tokens.list;
    let around = core.start.saturating_sub(AROUND)..list.len().min(core.end + AROUND);
    let word = |i: usize| parsed.words(&(i..i + 1));
    let count = |is: &dyn Fn(usize) -> bool| around.clone().filter(|i| is(*i)).count();
    let marks = count(&|i| parsed.tokens.is(i, lexicon.classes.citation, lexicon) || is_domain(word(i)));
    let capitals = count(&|i| list[i].capital && (is_year(word(i)) || !is_figure(word(i))));
    marks > 0 && marks + count(&|i| is_year(word(i))) >= MARKS && 5 * capitals >= 2 * around.len()
}

/// "example.org", in one word.
fn is_domain(word: &str) -> bool {
    let letters = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase());
    word.rsplit_once('.').is_some_and(|(name, end)| name.len() > 3 && letters(end) && !is_figure(name))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && (word.starts_with("19") || word.starts_with("20"))
}

/// Of what stands between two spaces, an address has a slash behind "://" or a dot between letters, or many hyphens.
fn is_address(parsed: &Parsed<'_>, core: &Range<usize>) -> bool {
    let span = parsed.tokens.span(core);
    let before = parsed.text[..span.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let behind = parsed.text[span.end..].find(char::is_whitespace).map_or(parsed.text.len(), |at| span.end + at);
    parsed.text[before..behind].split_whitespace().any(|piece| {
        let hyphens = piece.matches('-').count();
        let path = piece.split_once('/').is_some_and(|(host, _)| host.ends_with(':') || is_domain(host) || hyphens > 2);
        path || hyphens > 3
    })
}
