//! Plain text: blank lines part passages; lists, headings and hard-wrapped lines are told by their shape.

use crate::document::{DocumentBuilder, PassageKind};
use crate::span::Span;

/// A line without its break, and the break.
#[derive(Clone, Copy)]
struct Line<'t> {
    span: Span,
    text: &'t str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn ends_a_sentence(&self) -> bool {
        self.text.trim_end().ends_with(['.', '!', '?', ':', ';', '”', '"', '’', ')'])
    }
}

/// Reads the builder's whole text.
pub(super) fn read(builder: &mut DocumentBuilder) {
    let source = builder.source().to_owned();
    let mut lines = lines(&source);
    lines.retain(|line| !builder.is_directive(line.span));
    for block in lines.split(Line::is_blank).filter(|block| !block.is_empty()) {
        read_block(builder, block);
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut out = Vec::new();
    while start < text.len() {
        let end =
            text[start..].find(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']).map_or(text.len(), |at| start + at);
        out.push(Line { span: Span::new(start, end), text: &text[start..end] });
        let rest = &text[end..];
        start = end + if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
    }
    out
}

/// Lines without a blank one between them: wrapped text, or a passage a line.
fn read_block(builder: &mut DocumentBuilder, block: &[Line<'_>]) {
    let width = block.iter().map(|l| l.text.chars().count()).max().unwrap_or(0);
    let mut quoted = false;
    for (i, line) in block.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| &block[i]);
        let marker = marker(line.text);
        let continues = before.is_some_and(|b| wraps(b, line, width)) && (marker.quote == quoted) && marker.item == 0;
        let skip = marker.item
            + if marker.quote { line.text.len() - line.text.trim_start_matches(['>', ' ']).len() } else { 0 };
        let from = line.span.start + skip;
        if let (true, Some(b)) = (continues && builder.is_open(), before) {
            builder.soft_break(Span::new(b.span.end, from));
        } else {
            let alone = i + 1 == block.len() || !wraps(line, &block[i + 1], width);
            builder.begin(kind(line, &marker, alone, block.get(i + 1)), 1);
        }
        quoted = marker.quote;
        builder.text(Span::new(from, line.span.end));
    }
    builder.end();
}

/// Whether the break between two lines was made to fit a width: the next word would not have fitted.
fn wraps(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let text = next.text.trim_start_matches(['>', ' ', '\t']);
    if text.starts_with(char::is_lowercase) && !line.ends_a_sentence() {
        return true;
    }
    let word = text.split_whitespace().next().map_or(0, |w| w.chars().count());
    let len = line.text.trim_end().chars().count();
    (40..=132).contains(&width) && len > 30 && len + 1 + word > width
}

#[derive(Default)]
struct Marker {
    /// Bytes of a list marker, spaces included; 0 where there is none.
    item: usize,
    quote: bool,
}

fn marker(text: &str) -> Marker {
    let body = text.trim_start();
    let indent = text.len() - body.len();
    let bullet = ["- ", "* ", "+ ", "• ", "· ", "– ", "— ", "‣ ", "▪ ", "◦ "].iter().find(|b| body.starts_with(**b));
    let number = body.bytes().take_while(u8::is_ascii_digit).count();
    let counted = (1..=3).contains(&number) && (body[number..].starts_with(". ") || body[number..].starts_with(") "));
    let item = match (bullet, counted) {
        (Some(b), _) => indent + b.len(),
        (None, true) => indent + number + 2,
        _ => 0,
    };
    Marker { item, quote: body.starts_with("> ") }
}

fn kind(line: &Line<'_>, marker: &Marker, alone: bool, next: Option<&Line<'_>>) -> PassageKind {
    let numbered_heading = marker.item > 0 && line.text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let leads_list = next.is_some_and(|n| self::marker(n.text).item > 0);
    match () {
        () if marker.quote => PassageKind::Quote,
        () if numbered_heading && alone && is_heading(line, marker.item) && next.is_some() => PassageKind::Heading,
        () if marker.item > 0 => PassageKind::ListItem,
        () if alone && is_heading(line, 0) && !leads_list => PassageKind::Heading,
        () => PassageKind::Paragraph,
    }
}

/// A short line of its own without a full stop, begun with a capital.
fn is_heading(line: &Line<'_>, skip: usize) -> bool {
    let text = line.text[skip..].trim();
    if text.len() > 90 {
        return false;
    }
    let words = text.split_whitespace().count();
    let open = text.ends_with(['.', '!', ':', ';', ',', '”', '"', ')']);
    let starts = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (1..=12).contains(&words) && !open && starts
}

#[cfg(test)]
mod tests {
    use crate::document::PassageKind::{Heading, ListItem, Paragraph, Quote};
    use crate::input::{Format, read_text};

    #[test]
    fn shape_tells_what_a_line_is() {
        let table: [(&str, &[_]); 6] = [
            ("One line.\nAnother line.\n\nA third.", &[Paragraph, Paragraph, Paragraph]),
            (
                "A paragraph that was wrapped by an editor at a\nfixed width, as old mail was, so that it is one.",
                &[Paragraph],
            ),
            ("The Title\n\nText follows here.", &[Heading, Paragraph]),
            ("They say:\n- Speed first\n- Rivalry > Partnership", &[Paragraph, ListItem, ListItem]),
            ("> quoted words\n> go on here\nand end.", &[Quote, Paragraph]),
            ("1. Safety Pays\nTesting builds trust.", &[Heading, Paragraph]),
        ];
        for (text, expected) in table {
            let document = read_text(text.to_owned().into(), Format::Plain);
            let kinds: Vec<_> = document.passages().iter().map(|p| p.kind).collect();
            assert_eq!(kinds, expected, "{text}");
        }
    }

    #[test]
    fn list_items_know_their_lead_in() {
        let document = read_text("They say:\n- One\n- Two\nDone then.".to_owned().into(), Format::Plain);
        let leads: Vec<_> = document.passages().iter().map(|p| p.lead_in).collect();
        assert_eq!(leads, [None, Some(0), Some(0), None]);
    }
}
