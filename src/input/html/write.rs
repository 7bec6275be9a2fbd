//! Blocks → passages of a document: blanks run together, character references resolved.

use std::borrow::Cow;

use super::entities::reference;
use super::page::{Block, Piece};
use crate::document::DocumentBuilder;
use crate::span::Span;

/// A stretch of source text as it is read.
enum Unit {
    /// Text that stands for itself.
    Plain(Span),
    /// Blanks, however they are written.
    Blank(Span),
    /// A character reference.
    Reference(Cow<'static, str>, Span),
}

/// Cuts a stretch of the source into units.
fn units(source: &str, span: Span, mut each: impl FnMut(Unit)) {
    let mut at = span.start;
    while at < span.end {
        let rest = &source[at..span.end];
        let plain = rest.find(|c: char| c == '&' || c.is_whitespace()).unwrap_or(rest.len());
        if plain > 0 {
            each(Unit::Plain(Span::new(at, at + plain)));
            at += plain;
            continue;
        }
        let (len, unit) = special(rest);
        let span = Span::new(at, at + len);
        each(match unit {
            Some(text) if text.chars().all(char::is_whitespace) => Unit::Blank(span),
            Some(text) => Unit::Reference(text, span),
            None => Unit::Plain(span),
        });
        at += len;
    }
}

/// A reference or blanks at the start of `rest`; nothing where an ampersand stands for itself.
fn special(rest: &str) -> (usize, Option<Cow<'static, str>>) {
    let blanks = rest.len() - rest.trim_start().len();
    match blanks {
        0 => reference(rest).map_or((1, None), |(len, text)| (len, Some(text))),
        _ => (blanks, Some(Cow::Borrowed(" "))),
    }
}

/// Adds a block to the document.
pub(super) fn write(builder: &mut DocumentBuilder, source: &str, block: &Block) {
    builder.begin(block.kind, block.depth);
    let mut gap: Option<Span> = None;
    for piece in &block.pieces {
        match *piece {
            Piece::Text(span) => units(source, span, |unit| match unit {
                Unit::Blank(span) => widen(&mut gap, span),
                Unit::Plain(span) => {
                    blank(builder, &mut gap);
                    builder.text(span);
                }
                Unit::Reference(text, span) => {
                    blank(builder, &mut gap);
                    builder.replaced(&text, span);
                }
            }),
            Piece::Break(span) => widen(&mut gap, span),
            Piece::Mark(mark, at) => {
                blank(builder, &mut gap);
                builder.replaced(mark, Span::new(at, at));
            }
        }
    }
    builder.end();
}

fn widen(gap: &mut Option<Span>, by: Span) {
    *gap = Some(Span::new(gap.map_or(by.start, |gap| gap.start), by.end));
}

/// Blanks between words are one; before the first word there are none.
fn blank(builder: &mut DocumentBuilder, gap: &mut Option<Span>) {
    if let Some(span) = gap.take().filter(|_| builder.has_text()) {
        builder.replaced(" ", span);
    }
}

/// The words of a stretch of source text.
pub(super) fn words(source: &str, span: Span) -> String {
    tidy(&read(source, span))
}

fn read(source: &str, span: Span) -> String {
    let mut out = String::new();
    units(source, span, |unit| match unit {
        Unit::Blank(_) => out.push(' '),
        Unit::Plain(span) => out.push_str(span.slice(source)),
        Unit::Reference(text, _) => out.push_str(&text),
    });
    out
}

/// The same words with one blank between two.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a block.
pub(super) fn block_words(source: &str, block: &Block) -> String {
    let texts = block.pieces.iter().map(|piece| match piece {
        Piece::Text(span) => read(source, *span),
        Piece::Break(_) => " ".to_owned(),
        Piece::Mark(mark, _) => (*mark).to_owned(),
    });
    tidy(&texts.collect::<String>())
}
