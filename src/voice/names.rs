//! Names and titles: words that stand only in the name of a book, a law or a programme are no cue.
//!
//! A title shows by its capitals: a run of capitalised words inside a sentence that is otherwise in lower case.

use std::ops::Range;

use crate::parsed::Parsed;
use crate::tokens::Gap;

/// Least number of capitalised words, beyond names that are always written so, that make a title.
const LEAST: usize = 3;

/// Small words may stand between the capitals of a title.
const SMALL: usize = 4;

/// Whether the words at `core` are part of a name or title.
pub(crate) fn is_name(parsed: &Parsed<'_>, core: &Range<usize>) -> bool {
    let sentence = parsed.sentence_tokens(core.start);
    let run = run(parsed, core, &sentence);
    let capitals = run.clone().filter(|i| parsed.tokens.list[*i].capital).count();
    let all_capital = core.clone().all(|i| parsed.tokens.list[i].capital || parsed.words(&(i..i + 1)).len() < SMALL);
    let lower = sentence.clone().filter(|i| !parsed.tokens.list[*i].capital && !run.contains(i)).count();
    let inside = run.start > sentence.start && is_set_off(parsed, &run, core);
    all_capital && capitals >= LEAST && lower >= LEAST && inside
}

/// Capitalised words around `core`, with up to two small ones between them.
fn run(parsed: &Parsed<'_>, core: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let list = &parsed.tokens.list;
    let small = |i: usize| !list[i].capital && (list[i].end - list[i].start) as usize <= SMALL;
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

/// A title is set off by marks, or goes on beyond the cue; a run that begins a sentence is no title.
fn is_set_off(parsed: &Parsed<'_>, run: &Range<usize>, core: &Range<usize>) -> bool {
    let list = &parsed.tokens.list;
    let gap = list[run.start].gap;
    let marked = [Gap::COMMA, Gap::QUOTE, Gap::OPEN, Gap::COLON].iter().any(|mark| gap.has(*mark));
    let beyond = run.clone().filter(|i| !core.contains(i) && list[*i].capital).count();
    marked || beyond >= 2
}
