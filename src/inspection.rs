//! How a document was cut and read, for people who ask "why was X not found".

use serde::Serialize;

use crate::document::{Document, PassageKind};
use crate::lexicon::{Lexicon, Pole};
use crate::parsed::Parsed;
use crate::report::{Cue, Report, Suppressed};
use crate::span::Span;
use crate::topic::Topics;
use crate::voice::{SpanKind, Voices};

/// The name and version of the inspection record.
pub const SCHEMA: &str = "detente.inspection/1";

/// A stretch of the source.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Stretch {
    /// First byte in the source.
    pub start: u64,
    /// Byte behind the last one.
    pub end: u64,
}

impl Stretch {
    fn new(document: &Document, clean: Span) -> Self {
        let span = document.source_span(clean);
        Self { start: span.start as u64, end: span.end as u64 }
    }
}

/// A passage as it was cut.
#[derive(Clone, Debug, Serialize)]
pub struct PassageView {
    /// Its number, from 0.
    pub index: usize,
    /// What it is on the page.
    pub kind: PassageKind,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Stretch,
    /// Number of the passage that introduces its list.
    pub lead_in: Option<usize>,
    /// Number of its heading.
    pub heading: Option<usize>,
    /// Whether it is about AI, by its own words or by what stands around it.
    pub on_topic: bool,
    /// Its words, in clean text.
    #[serde(skip)]
    pub text: String,
}

/// A topic term.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// Where it stands.
    #[serde(flatten)]
    pub at: Stretch,
    /// `ai`, `near` or `other`.
    pub kind: &'static str,
    /// Its words.
    pub text: String,
}

/// A stretch in another voice.
#[derive(Clone, Debug, Serialize)]
pub struct VoiceView {
    /// Where it stands.
    #[serde(flatten)]
    pub at: Stretch,
    /// Direct, indirect, mixed or mention.
    pub kind: SpanKind,
    /// Who speaks, where the text says so.
    pub speaker: Option<String>,
    /// What shows it.
    pub because: String,
    /// Its words.
    pub text: String,
}

/// A candidate that was not counted.
#[derive(Clone, Debug, Serialize)]
pub struct Dropped {
    /// Where it stands.
    #[serde(flatten)]
    pub at: Stretch,
    /// Id of the lexicon entry.
    pub entry: String,
    /// Its words.
    pub text: String,
    /// Why it does not count.
    pub because: String,
    /// The pole of the cue that covers it, where that is the reason.
    #[serde(skip)]
    pub covered: Option<Pole>,
}

impl Dropped {
    pub(crate) fn new(document: &Document, clean: Span, entry: &str, because: String, covered: Option<Pole>) -> Self {
        let text = document.decoded_span(clean).slice(document.source()).to_owned();
        Self { at: Stretch::new(document, clean), entry: entry.to_owned(), text, because, covered }
    }

    /// A cue that a writer has decided on.
    fn decided(cue: &Suppressed) -> Self {
        let because = cue.reason.as_ref().map_or_else(|| cue.by.clone(), |reason| format!("{}: {reason}", cue.by));
        let at = Stretch { start: cue.start, end: cue.end };
        Self { at, entry: cue.entry.clone(), text: cue.text.clone(), because, covered: None }
    }
}

/// Everything that was seen in a document on the way to its report.
#[derive(Clone, Debug, Serialize)]
pub struct Inspection {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The path, or `-`.
    pub source: String,
    /// Name of the document.
    pub id: String,
    /// Whether it is about AI.
    pub on_topic: bool,
    /// Passages in reading order.
    pub passages: Vec<PassageView>,
    /// Sentences in reading order.
    pub sentences: Vec<Stretch>,
    /// Topic terms.
    pub topic: Vec<TopicView>,
    /// Other voices.
    pub voice: Vec<VoiceView>,
    /// Cues that count.
    pub cues: Vec<Cue>,
    /// Candidates that do not.
    pub dropped: Vec<Dropped>,
    /// The text that offsets count in.
    #[serde(skip)]
    pub text: String,
}

impl Inspection {
    pub(crate) fn new(
        document: &Document,
        parsed: &[Parsed<'_>],
        voices: &Voices,
        topics: &Topics,
        lexicon: &Lexicon,
        report: Report,
        mut dropped: Vec<Dropped>,
    ) -> Self {
        dropped.extend(report.suppressed.iter().map(Dropped::decided));
        let at = |clean| Stretch::new(document, clean);
        let text = |clean: Span| document.decoded_span(clean).slice(document.source()).to_owned();
        let passage = |(index, p): (usize, &crate::document::Passage)| PassageView {
            index,
            kind: p.kind,
            at: at(p.span),
            lead_in: p.lead_in,
            heading: p.heading,
            on_topic: topics.covers(index),
            text: p.span.slice(document.clean()).to_owned(),
        };
        let topic = |(span, kind)| TopicView { at: at(span), kind, text: text(span) };
        let voice = |v: &crate::voice::VoiceSpan| VoiceView {
            at: at(v.span),
            kind: v.kind,
            speaker: v.speaker.clone(),
            because: v.because.clone(),
            text: text(v.span),
        };
        Self {
            schema: SCHEMA,
            on_topic: report.on_topic,
            passages: document.passages().iter().enumerate().map(passage).collect(),
            sentences: parsed.iter().flat_map(|p| p.sentences.iter().map(|s| at(s.span.shifted(p.start)))).collect(),
            topic: parsed.iter().flat_map(|p| Topics::spans(p, lexicon)).map(topic).collect(),
            voice: voices.spans.iter().flatten().map(voice).collect(),
            cues: report.passages.into_iter().flat_map(|p| p.cues).collect(),
            source: report.source,
            id: report.id,
            dropped,
            text: document.source().to_owned(),
        }
    }
}
