//! Names and titles: words that stand only in the name of a book, a law or a programme are no cue.
//!
//! A title shows by its capitals: a run of capitalised words inside a sentence that is otherwise in lower case.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::parsed::Parsed;
use crate::tokens::Gap;

/// Least number of capitalised words, beyond names that are always written so, that make a title.
const LEAST: usize = 3;

/// Whether the words at `core` are part of a name or title.
pub(crate) fn is_name(parsed: &Parsed<'_>, core: &Range<usize>, lexicon: &Lexicon) -> bool {
    let sentence = parsed.sentence_tokens(core.start);
    let run = run(parsed, core, &sentence, lexicon);
    let capitals = run.clone().filter(|i| parsed.tokens.list[*i].capital).count();
    let fits = |i: usize| parsed.tokens.list[i].capital || parsed.tokens.is(i, lexicon.classes.title_word, lexicon);
    let all_capital = core.clone().all(fits);
    let lower = sentence.clone().filter(|i| !parsed.tokens.list[*i].capital && !run.contains(i)).count();
    let titled = run.clone().skip(1).any(|i| parsed.tokens.list[i].gap.has(Gap::COLON));
    let inside = (run.start > sentence.start || titled) && is_set_off(parsed, &run, core);
    all_capital && capitals >= LEAST && lower >= LEAST && inside
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

/// A title is set off by marks, or goes on beyond the cue; a run that begins a sentence is no title.
fn is_set_off(parsed: &Parsed<'_>, run: &Range<usize>, core: &Range<usize>) -> bool {
    let list = &parsed.tokens.list;
    let gap = list[run.start].gap;
    let marked = [Gap::COMMA, Gap::QUOTE, Gap::OPEN, Gap::COLON].iter().any(|mark| gap.has(*mark));
    let beyond = run.clone().filter(|i| !core.contains(i) && list[*i].capital).count();
    marked || beyond >= 2
}
