//! Cues that were found and read, in coordinates of the source.

use crate::document::Document;
use crate::lexicon::Entry;
use crate::lines::Lines;
use crate::matcher::Hit;
use crate::parsed::Parsed;
use crate::report::{Cue, Sentence, Suppressed};
use crate::span::Span;
use crate::stance::{Context, Reading};
use crate::suppress::{Suppression, Suppressor};

/// A cue found and read, in clean-text coordinates.
pub(super) struct Found<'s> {
    pub(super) entry: &'s Entry,
    pub(super) hit: &'s Hit,
    pub(super) reading: Reading,
    /// What it counts for.
    pub(super) weight: f64,
}

/// A found cue in source coordinates.
pub(super) fn cue(context: &Context<'_>, lines: &Lines<'_>, index: usize, found: &Found<'_>) -> Cue {
    let (document, parsed) = (context.document, &context.parsed[index]);
    let clean = parsed.place(&found.hit.core);
    let (decoded, span) = (document.decoded_span(clean), document.source_span(clean));
    let (line, column) = lines.position(decoded.start);
    let Found { entry, reading, weight, .. } = found;
    Cue {
        entry: entry.id.clone(),
        axis: entry.axis,
        pole: entry.pole,
        kind: entry.kind,
        start: span.start as u64,
        end: span.end as u64,
        line,
        column,
        text: decoded.slice(document.source()).to_owned(),
        weight: *weight,
        stance: reading.stance,
        voice: reading.voice,
        speaker: reading.speaker.clone(),
        actors: reading.actors.clone(),
        because: reading.because.clone(),
        known: false,
        sentence: sentence(document, parsed, clean, found.hit),
        place: parsed.tokens.span(&found.hit.core),
    }
}

/// A cue on which a writer has decided.
pub(super) fn suppressed_cue(
    context: &Context<'_>,
    lines: &Lines<'_>,
    index: usize,
    found: &Found<'_>,
    suppressor: &mut Suppressor<'_>,
) -> Option<Suppressed> {
    let parsed = &context.parsed[index];
    let clean = parsed.place(&found.hit.core);
    let Suppression { by, reason } = suppressor.decision(found.entry, clean, around(parsed, found.hit), lines)?;
    let Cue { entry, pole, start, end, line, column, text, .. } = cue(context, lines, index, found);
    Some(Suppressed { entry, pole, start, end, line, column, text, by, reason })
}

/// The sentence around a hit, in clean text.
fn around(parsed: &Parsed<'_>, hit: &Hit) -> Span {
    let sentence = parsed.sentences.get(parsed.sentence_of(hit.core.start));
    sentence.map_or(Span::new(0, parsed.text.len()), |s| s.span).shifted(parsed.start)
}

fn sentence(document: &Document, parsed: &Parsed<'_>, clean: Span, hit: &Hit) -> Sentence {
    let around = around(parsed, hit);
    let text = document.clean();
    Sentence {
        before: text[around.start.min(clean.start)..clean.start].to_owned(),
        cue: clean.slice(text).to_owned(),
        after: text[clean.end..around.end.max(clean.end)].to_owned(),
        start: document.source_span(around).start as u64,
    }
}
