//! Markdown: headings, lists, quotes, tables and captions as a reader sees them; code and markup left out.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use crate::document::{DocumentBuilder, PassageKind};
use crate::span::Span;

/// Where in the tree of blocks the reader stands.
#[derive(Default)]
struct Place {
    quotes: usize,
    items: usize,
    hidden: usize,
    meta: bool,
    image: bool,
}

/// Reads the builder's whole text.
pub(super) fn read(builder: &mut DocumentBuilder) {
    let source = builder.source().to_owned();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut place = Place::default();
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        let span = Span::from(range);
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                builder.quote_directives(span);
                start(builder, &mut place, &Tag::HtmlBlock);
            }
            Event::Start(tag) => start(builder, &mut place, &tag),
            Event::End(tag) => end(builder, &mut place, tag),
            Event::Text(text) if place.meta => read_meta(builder, &text),
            Event::Code(text) if place.hidden == 0 => {
                builder.quote_directives(span);
                add(builder, &place, &text, span, &source);
            }
            Event::Text(text) if place.hidden == 0 => add(builder, &place, &text, span, &source),
            Event::Html(_) => behind_comment(builder, &place, span, &source),
            Event::SoftBreak | Event::HardBreak if builder.is_open() => builder.soft_break(break_span(&source, span)),
            Event::Rule => builder.end(),
            _ => {}
        }
    }
}

/// The words behind a comment on its line: they are no part of a paragraph by the rules, and every reader sees them.
fn behind_comment(builder: &mut DocumentBuilder, place: &Place, line: Span, source: &str) {
    let text = line.slice(source);
    let words = text.rfind("-->").map_or("", |at| &text[at + 3..]).trim();
    if !words.is_empty() && !words.starts_with('<') {
        builder.begin(kind(place), 0);
        let start = line.start + text.trim_end().len() - words.len();
        builder.text(Span::new(start, start + words.len()));
        builder.end();
    }
}

/// A line break and the markup at the start of the next line.
fn break_span(source: &str, span: Span) -> Span {
    let rest = &source[span.end..];
    let skipped = rest.len() - rest.trim_start_matches(['>', ' ', '\t']).len();
    Span::new(span.start, span.end + skipped)
}

fn add(builder: &mut DocumentBuilder, place: &Place, text: &str, span: Span, source: &str) {
    if !builder.is_open() {
        builder.begin(kind(place), 0);
    }
    match pieces(text, span, source) {
        Some(pieces) => add_pieces(builder, &pieces, source),
        None => builder.replaced(text, span),
    }
}

/// Where `text` stands in the source, in one piece if it can be: inside inline code, a line break is read as a space
/// and a table's `\|` as a bar.
fn pieces(text: &str, span: Span, source: &str) -> Option<Vec<Span>> {
    let mut from = span.start;
    let mut next = |piece: &str| {
        let start = from + source[from..span.end].find(piece)?;
        from = start + piece.len();
        Some(Span::new(start, from))
    };
    next(text).map(|whole| vec![whole]).or_else(|| text.split([' ', '|']).map(next).collect())
}

fn add_pieces(builder: &mut DocumentBuilder, pieces: &[Span], source: &str) {
    let mut behind = pieces.first().map_or(0, |first| first.start);
    for piece in pieces {
        let gap = Span::new(behind, piece.start);
        if !gap.is_empty() {
            builder.replaced(if gap.slice(source).contains('|') { "|" } else { " " }, gap);
        }
        builder.text(*piece);
        behind = piece.end;
    }
}

fn kind(place: &Place) -> PassageKind {
    match place {
        Place { image: true, .. } => PassageKind::Caption,
        Place { quotes: 1.., .. } => PassageKind::Quote,
        Place { items: 1.., .. } => PassageKind::ListItem,
        _ => PassageKind::Paragraph,
    }
}

fn start(builder: &mut DocumentBuilder, place: &mut Place, tag: &Tag<'_>) {
    match tag {
        Tag::Heading { level, .. } => builder.begin(PassageKind::Heading, *level as u8),
        Tag::TableCell => builder.begin(PassageKind::TableCell, 0),
        Tag::BlockQuote(_) => {
            builder.end();
            place.quotes += 1;
        }
        Tag::Item => {
            place.items += 1;
            builder.begin(kind(place), 0);
        }
        Tag::Paragraph if !builder.is_open() || builder.has_text() => builder.begin(kind(place), 0),
        Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::Table(_) => builder.end(),
        Tag::HtmlBlock => {
            builder.end();
            place.hidden += 1;
        }
        Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => place.meta = true,
        Tag::Image { .. } => place.image = true,
        _ => {}
    }
}

fn end(builder: &mut DocumentBuilder, place: &mut Place, tag: TagEnd) {
    match tag {
        TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Paragraph => builder.end(),
        TagEnd::BlockQuote(_) => {
            builder.end();
            place.quotes -= 1;
        }
        TagEnd::Item => {
            builder.end();
            place.items -= 1;
        }
        TagEnd::CodeBlock | TagEnd::HtmlBlock => place.hidden -= 1,
        TagEnd::MetadataBlock(_) => place.meta = false,
        TagEnd::Image => place.image = false,
        _ => {}
    }
}

/// The title of a front matter block.
fn read_meta(builder: &mut DocumentBuilder, text: &str) {
    let title = text.lines().find_map(|line| line.strip_prefix("title:"));
    if let Some(title) = title {
        builder.title(title.trim().trim_matches(['"', '\'']));
    }
}

#[cfg(test)]
mod tests {
    use crate::document::PassageKind::{Heading, ListItem, Paragraph, Quote, TableCell};
    use crate::input::{Format, read_text};

    #[test]
    fn blocks_are_read_as_a_reader_would() {
        let table: [(&str, &[_]); 9] = [
            ("<!-- a note --> Words\nmore.", &[(Paragraph, "Words"), (Paragraph, "more.")]),
            ("Read `[detente-disable]` so.\n\n    [detente-disable]", &[(Paragraph, "Read [detente-disable] so.")]),
            ("---\ntitle: Yes\n---\n\nBody text.", &[(Paragraph, "Body text.")]),
            ("- Rivalry > Partnership\n- Two", &[(ListItem, "Rivalry > Partnership"), (ListItem, "Two")]),
            ("- one\n\n  more\n  - deep", &[(ListItem, "one"), (ListItem, "more"), (ListItem, "deep")]),
            ("> a *quoted*\n> line", &[(Quote, "a quoted line")]),
            ("See [the paper](http://x.y) &amp; more.\n\n```\ncode race\n```", &[(Paragraph, "See the paper & more.")]),
            (
                "| a | b |\n|---|---|\n| c\\|d | e |",
                &[(TableCell, "a"), (TableCell, "b"), (TableCell, "c|d"), (TableCell, "e")],
            ),
            ("# H\n\nText", &[(Heading, "H"), (Paragraph, "Text")]),
        ];
        for (text, expected) in table {
            let document = read_text(text.to_owned().into(), Format::Markdown);
            let found: Vec<_> = document.passages().iter().map(|p| (p.kind, p.span.slice(document.clean()))).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn phrases_across_markup_map_to_their_source() {
        let document = read_text("an arms *race* here".to_owned().into(), Format::Markdown);
        let at = document.clean().find("arms race").unwrap();
        let span = document.source_span((at..at + 9).into());
        assert_eq!(span.slice(document.source()), "arms *race");
    }

    #[test]
    fn words_of_inline_code_map_each_to_its_own_source() {
        let table = [
            ("`an arms\nrace here`", "arms race", "arms\nrace"),
            ("> `an arms\n> race here`", "race", "race"),
            ("| a |\n|---|\n| `arms\\|race` |", "arms|race", "arms\\|race"),
        ];
        for (text, phrase, expected) in table {
            let document = read_text(text.to_owned().into(), Format::Markdown);
            let at = document.clean().find(phrase).expect(text);
            let span = document.source_span((at..at + phrase.len()).into());
            assert_eq!(span.slice(document.source()), expected, "{text}");
        }
    }
}
