//! A passage made ready for reading: its words, its sentences, and what was found in it.
//!
//! Frame hits are looked for in every passage; sentences and shifters (triggers and voice cues) only where a frame
//! was found, or where somebody asks to see all of it.

use std::ops::Range;

use crate::document::Document;
use crate::lexicon::{Lexicon, Role};
use crate::matcher::{Hit, Matcher};
use crate::span::Span;
use crate::tokens::{Tokens, sentences};

/// A sentence of a passage.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Offsets into the passage.
    pub(crate) span: Span,
    /// Its words.
    pub(crate) tokens: Range<usize>,
}

/// A passage with everything that the reading rules look at.
#[derive(Clone, Debug)]
pub(crate) struct Parsed<'d> {
    /// The passage's words on the page.
    pub(crate) text: &'d str,
    /// Where it begins in the clean text.
    pub(crate) start: usize,
    pub(crate) tokens: Tokens,
    /// Entries, topic terms and exclusions.
    pub(crate) hits: Vec<Hit>,
    /// Sentences; empty until [`Parsed::open`].
    pub(crate) sentences: Vec<Sentence>,
    /// Triggers and voice cues; empty until [`Parsed::open`].
    pub(crate) shifters: Vec<Hit>,
}

impl<'d> Parsed<'d> {
    /// Words and frame hits of one passage.
    pub(crate) fn new(document: &'d Document, index: usize, frames: &Matcher, lexicon: &Lexicon) -> Self {
        let span = document.passages()[index].span;
        let text = span.slice(document.clean());
        let tokens = Tokens::new(text, lexicon);
        let hits = frames.find(&tokens.list, lexicon);
        Self { text, start: span.start, tokens, hits, sentences: Vec::new(), shifters: Vec::new() }
    }

    /// Whether an entry was found.
    pub(crate) fn has_candidates(&self) -> bool {
        self.hits.iter().any(|hit| matches!(hit.role, Role::Entry(_)))
    }

    /// Adds sentences and shifters.
    pub(crate) fn open(&mut self, shifters: &Matcher, lexicon: &Lexicon) {
        if self.sentences.is_empty() {
            let spans = sentences(self.text, lexicon);
            self.sentences =
                spans.into_iter().map(|span| Sentence { span, tokens: self.tokens.within(span) }).collect();
            self.shifters = shifters.find(&self.tokens.list, lexicon);
        }
    }

    /// Number of the sentence that holds a word.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// The words of the sentence that holds a word; all words of a passage that was not opened.
    pub(crate) fn sentence_tokens(&self, token: usize) -> Range<usize> {
        self.sentences.get(self.sentence_of(token)).map_or(0..self.tokens.list.len(), |s| s.tokens.clone())
    }

    /// The bytes of the passage that some words cover.
    pub(crate) fn words(&self, range: &Range<usize>) -> &'d str {
        self.tokens.span(range).slice(self.text)
    }
}
