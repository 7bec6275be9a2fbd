//! Whose words are these? Voice as spans, found before and independently of cues.
//!
//! One file a kind of evidence: quotation marks, verbs of speech and belief, turns of a transcript, and names or
//! titles. The words that open a voice stand in `lexicons/voice.toml`.

mod clause;
mod names;
mod quotes;
mod speech;
mod turns;

use crate::document::{Document, PassageKind};
use crate::lexicon::Lexicon;
use crate::parsed::Parsed;
use crate::span::Span;

pub(crate) use names::is_name;

/// How words came to be somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SpanKind {
    /// Quoted word for word.
    Direct,
    /// Told in other words: reported, believed, wished.
    Indirect,
    /// A few quoted words inside a report.
    Mixed,
    /// The term itself, or words held at a distance by quotation marks.
    Mention,
}

/// A stretch of text in another voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VoiceSpan {
    /// Offsets into the clean text.
    pub(crate) span: Span,
    pub(crate) kind: SpanKind,
    pub(crate) speaker: Option<String>,
    /// What shows it, in words for the reader.
    pub(crate) because: String,
}

/// All voice spans of a document, passage by passage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Voices {
    pub(crate) spans: Vec<Vec<VoiceSpan>>,
    /// Who speaks a passage as his own: the label of a turn.
    pub(crate) turns: Vec<Option<String>>,
}

impl Voices {
    /// Finds the voices of every opened passage; quotation marks are paired over all of them.
    pub(crate) fn new(document: &Document, parsed: &[Parsed<'_>], lexicon: &Lexicon) -> Self {
        let quoted = quotes::pair(document);
        let turns = turns::find(document);
        let mut spans: Vec<Vec<VoiceSpan>> = Vec::with_capacity(parsed.len());
        for (at, passage) in parsed.iter().enumerate() {
            let found = match document.passages()[at].kind {
                PassageKind::Quote => vec![quotes::block(document, at, parsed)],
                _ => in_passage(passage, &quoted[at], lexicon),
            };
            spans.push(found);
        }
        Self { spans, turns }
    }

    /// No voices, for a document in which nothing is to be read.
    pub(crate) fn empty(passages: usize) -> Self {
        Self { spans: vec![Vec::new(); passages], turns: vec![None; passages] }
    }

    /// The innermost voice around a stretch of clean text.
    pub(crate) fn at(&self, index: usize, span: Span) -> Option<&VoiceSpan> {
        let around = self.spans[index].iter().filter(|v| v.span.start <= span.start && span.end <= v.span.end);
        around.min_by_key(|v| v.span.len())
    }
}

fn in_passage(parsed: &Parsed<'_>, quoted: &[Span], lexicon: &Lexicon) -> Vec<VoiceSpan> {
    if parsed.sentences.is_empty() {
        return Vec::new();
    }
    let mut spans = speech::find(parsed, quoted, lexicon);
    let direct = quotes::voices(parsed, quoted, &spans, lexicon);
    spans.extend(direct);
    spans.sort_by_key(|v| (v.span.start, v.span.end));
    spans
}
