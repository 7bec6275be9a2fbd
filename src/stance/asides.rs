//! Asides, which end no clause: "(...)", "- ... -", ", which ... ,", ", not ... ,".

use std::ops::Range;

use super::Context;
use crate::tokens::{Gap, Tokens};

/// The asides in some words of a passage.
pub(super) struct Asides(Vec<Range<usize>>);

impl Asides {
    /// Looks for them.
    pub(super) fn new(context: &Context<'_>, passage: usize, words: &Range<usize>) -> Self {
        let tokens = &context.parsed[passage].tokens;
        let classes = &context.lexicon.classes;
        let inserts = |at| [classes.relative, classes.negation].iter().any(|c| tokens.is(at, *c, context.lexicon));
        let (mut out, mut at) = (Vec::new(), words.start);
        while at < words.end {
            let marks = tokens.gap(at);
            let closing = [(Gap::OPEN, Gap::CLOSE), (Gap::DASH, Gap::DASH), (Gap::COMMA, Gap::COMMA)]
                .into_iter()
                .find(|(open, _)| marks.has(*open) && (*open != Gap::COMMA || inserts(at)));
            let end = closing.and_then(|(_, close)| (at + 1..=words.end).find(|i| tokens.gap(*i).has(close)));
            out.extend(end.map(|end| at..end));
            at = end.unwrap_or(at) + 1;
        }
        Self(out)
    }

    /// Whether a word stands in one.
    pub(super) fn hold(&self, at: usize) -> bool {
        self.0.iter().any(|aside| aside.contains(&at))
    }

    /// Whether some words stand in one.
    pub(super) fn cover(&self, words: &Range<usize>) -> bool {
        self.0.iter().any(|aside| aside.start <= words.start && words.end <= aside.end)
    }

    /// Whether a mark that ends a clause stands before a word, and closes no aside.
    pub(super) fn leave_clause_mark(&self, at: usize, tokens: &Tokens) -> bool {
        tokens.gap(at).has(Gap::CLAUSE) && !self.0.iter().any(|aside| aside.end == at)
    }
}
