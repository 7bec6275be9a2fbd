//! Whose words are these? Voice as spans, found before and independently of cues.
//!
//! One file a kind of evidence: quotation marks, verbs of speech and belief, turns of a transcript, and names or
//! titles; below them `syntax` (the shape of a clause), `own` (is it the writer who speaks), `content` (which words
//! are handed over), `speaker` and `cast` (who speaks). The words that open a voice stand in `lexicons/voice.toml`.

mod cast;
mod content;
mod names;
mod own;
mod quotes;
mod speaker;
mod speech;
mod syntax;
mod turns;

use self::cast::Cast;
use self::speaker::Who;
use self::syntax::Syntax;
use crate::document::{Document, Passage, PassageKind};
use crate::lexicon::Lexicon;
use crate::parsed::Parsed;
use crate::span::Span;

pub(crate) use names::part_of;
pub(crate) use quotes::pair as quotations;

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

/// A voice, and who the text says is speaking.
type Voiced = (VoiceSpan, Option<Who>);

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
        let mut opened: Option<Opened> = None;
        let mut cast = Cast::default();
        for (at, passage) in parsed.iter().enumerate() {
            let here = &document.passages()[at];
            let syntax = Syntax::new(passage, &quoted[at], document.title().unwrap_or_default(), lexicon);
            let continued = opened.as_ref().filter(|o| o.reaches(at, here, &quoted[at]));
            let found = match (here.kind, continued) {
                (PassageKind::Quote, _) => vec![quotes::block(document, at, parsed)],
                (_, Some(opened)) => vec![opened.voice(here)],
                _ => in_passage(&syntax, &quoted[at]),
            };
            spans.push(cast.name(at, found));
            if continued.is_none() {
                opened = speech::announces(&syntax).map(|who| Opened { at, who });
            }
        }
        Self { spans, turns }
    }

    /// No voices, for a document in which nothing is to be read.
    pub(crate) fn empty(passages: usize) -> Self {
        Self { spans: vec![Vec::new(); passages], turns: vec![None; passages] }
    }

    /// The innermost voice around a stretch of clean text. A mention needs to hold its first words only; a voice
    /// whose cue is part of the stretch ("fear falling behind") its larger part.
    pub(crate) fn at(&self, index: usize, span: Span) -> Option<&VoiceSpan> {
        let holds = |v: &&VoiceSpan| {
            let begun = v.span.start <= span.start && span.start < v.span.end;
            let most = v.span.start < span.end && 2 * (span.end - v.span.start) > span.len();
            (begun && v.kind == SpanKind::Mention) || ((begun || most) && span.end <= v.span.end)
        };
        self.spans[index].iter().filter(holds).min_by_key(|v| v.span.len())
    }
}

/// A passage that ends in "Name added:", so that what is said stands in the next ones.
struct Opened {
    at: usize,
    who: Option<Who>,
}

impl Opened {
    /// Whether a passage is what was announced: the next paragraph, or an item of the list, without marks of its own.
    fn reaches(&self, at: usize, passage: &Passage, quoted: &[Span]) -> bool {
        let next = passage.kind == PassageKind::Paragraph && at == self.at + 1;
        (next && quoted.is_empty()) || (passage.kind == PassageKind::ListItem && passage.lead_in == Some(self.at))
    }

    fn voice(&self, passage: &Passage) -> Voiced {
        let because = "announced by the passage before it".into();
        (VoiceSpan { span: passage.span, kind: SpanKind::Direct, speaker: None, because }, self.who.clone())
    }
}

fn in_passage(syntax: &Syntax<'_>, quoted: &[Span]) -> Vec<Voiced> {
    if syntax.parsed.sentences.is_empty() {
        return Vec::new();
    }
    let mut spans = speech::find(syntax);
    let direct = quotes::voices(syntax, quoted, &spans);
    spans.extend(direct);
    spans.sort_by_key(|(v, _)| (v.span.start, v.span.end));
    spans
}
