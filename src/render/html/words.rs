//! Which words of an edited passage are others, in its two versions.
//!
//! Words and marks are compared in their order by the difference algorithm of Myers (1986), doi 10.1007/BF01840446. A word
//! that is left alone between two rewritten stretches counts as rewritten, so that changes read as phrases.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// Most words and marks of a version that is looked at; in longer ones nothing is told apart.
const MOST: usize = 4_000;

/// Stretches in bytes of the old and of the new version that the other one lacks.
pub(super) fn changed(old: &str, new: &str) -> [Vec<Range<usize>>; 2] {
    let (before, after) = (tokens(old), tokens(new));
    if before.len().max(after.len()) > MOST {
        return [Vec::new(), Vec::new()];
    }
    let words = |tokens: &[(usize, &str)]| tokens.iter().map(|(_, word)| (*word).to_owned()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &words(&before), &words(&after));
    let other: Vec<&DiffOp> = ops.iter().enumerate().filter(|(at, _)| differs(&ops, *at)).map(|(_, op)| op).collect();
    [
        stretches(&before, other.iter().map(|op| op.old_range())),
        stretches(&after, other.iter().map(|op| op.new_range())),
    ]
}

/// All words and marks, with the bytes where they begin.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    text.split_word_bound_indices().filter(|(_, token)| !token.trim().is_empty()).collect()
}

/// Whether a stretch is other words, or one word alone between such stretches.
fn differs(ops: &[DiffOp], at: usize) -> bool {
    let replaced = |op: Option<&DiffOp>| matches!(op, Some(DiffOp::Replace { .. }));
    match ops[at] {
        DiffOp::Equal { len, .. } => len == 1 && at > 0 && replaced(ops.get(at - 1)) && replaced(ops.get(at + 1)),
        _ => true,
    }
}

/// Ranges of words as ranges of bytes, neighbours joined.
fn stretches(tokens: &[(usize, &str)], ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges.filter(|range| !range.is_empty()) {
        match joined.last_mut().filter(|last| last.end == range.start) {
            Some(last) => last.end = range.end,
            None => joined.push(range),
        }
    }
    let bytes = |range: Range<usize>| {
        let (last, word) = tokens[range.end - 1];
        tokens[range.start].0..last + word.len()
    };
    joined.into_iter().map(bytes).collect()
}

/// A stretch of a text that begins at byte `start`, cut where changes begin and end: whether they are changed, and words.
pub(super) fn cut<'t>(words: &'t str, start: usize, changed: &[Range<usize>]) -> Vec<(bool, &'t str)> {
    let mut parts = Vec::new();
    let mut at = 0;
    for range in changed {
        let (from, to) = (range.start.saturating_sub(start).max(at), range.end.saturating_sub(start).min(words.len()));
        if let (true, Some(before), Some(other)) = (from < to, words.get(at..from), words.get(from..to)) {
            parts.extend([(false, before), (true, other)]);
            at = to;
        }
    }
    parts.push((false, &words[at..]));
    parts.retain(|(_, words)| !words.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text with its changes between brackets.
    fn marked(text: &str, changed: &[Range<usize>]) -> String {
        cut(text, 0, changed)
            .iter()
            .map(|(other, words)| if *other { format!("[{words}]") } else { (*words).into() })
            .collect()
    }

    #[test]
    fn changes_read_as_phrases() {
        let table = [
            ("We must win the race.", "We must win the race.", "We must win the race.", "We must win the race."),
            ("We must win.", "We should win.", "We [must] win.", "We [should] win."),
            ("We win.", "“We win,” she said.", "We win.", "[“]We win[,” she said]."),
            ("a fast and cheap car", "a slow and costly car", "a [fast and cheap] car", "a [slow and costly] car"),
            ("one two three", "one three", "one [two] three", "one three"),
            ("über allem", "Über allem", "[über] allem", "[Über] allem"),
            ("", "all new", "", "[all new]"),
        ];
        for (old, new, before, after) in table {
            let [a, b] = changed(old, new);
            assert_eq!((marked(old, &a), marked(new, &b)), (before.into(), after.into()), "{old} → {new}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_what_is_left_is_the_same(old in "[ab, é\u{301}“]{0,30}", new in "[ab, é\u{301}“]{0,30}") {
            let [a, b] = changed(&old, &new);
            let joined = |text: &str, changed: &[Range<usize>], all: bool| -> String {
                cut(text, 0, changed).iter().filter(|(other, _)| all || !other).map(|(_, words)| *words).collect()
            };
            prop_assert_eq!(joined(&old, &a, true), old.clone());
            prop_assert_eq!(joined(&new, &b, true), new.clone());
            let bare = |text: String| text.replace(' ', "");
            prop_assert_eq!(bare(joined(&old, &a, false)), bare(joined(&new, &b, false)));
            for start in (0..=old.len()).filter(|at| old.is_char_boundary(*at)) {
                let parts: String = cut(&old[start..], start, &a).iter().map(|(_, words)| *words).collect();
                prop_assert_eq!(parts, &old[start..]);
            }
        }
    }
}
