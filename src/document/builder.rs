//! Builds a document passage by passage.

use super::{Decoded, Document, Passage, PassageKind};
use crate::directive::{Directive, directives};
use crate::fold::fold_into;
use crate::source_map::SourceMap;
use crate::span::Span;

/// Longest passage, in bytes of clean text; longer ones are cut at the ends of sentences.
const WINDOW: usize = 6 << 10;

/// Builds a [`Document`] passage by passage, in reading order.
#[derive(Debug)]
pub struct DocumentBuilder {
    document: Document,
    open: Option<(PassageKind, u8, usize)>,
}

impl DocumentBuilder {
    /// A builder that will take stretches of `decoded`.
    pub fn new(decoded: Decoded) -> Self {
        let clean = String::with_capacity(decoded.text.len());
        let directives = directives(&decoded.text);
        Self { document: Document { clean, decoded, directives, ..Document::default() }, open: None }
    }

    /// Whether a stretch of the decoded text holds a directive and nothing else.
    pub fn is_directive(&self, range: Span) -> bool {
        let text = range.slice(self.source());
        let start = range.end - text.trim_start().len();
        let inner = Span::new(start, start + text.trim().len());
        !inner.is_empty() && within(&self.document.directives, inner).any(|d| d.at.contains(inner))
    }

    /// The text that stretches are taken from.
    pub fn source(&self) -> &str {
        &self.document.decoded.text
    }

    /// Names the document.
    pub fn title(&mut self, title: &str) {
        self.document.title = Some(title.to_owned());
    }

    /// Notes what was guessed or left out, in words for the user.
    pub fn notice(&mut self, notice: String) {
        self.document.decoded.notices.push(notice);
    }

    /// Ends the open passage and starts another.
    pub fn begin(&mut self, kind: PassageKind, depth: u8) {
        self.end();
        self.open = Some((kind, depth, self.document.clean.len()));
    }

    /// Takes directives in a stretch of the decoded text for what they are in code: words.
    pub fn quote_directives(&mut self, range: Span) {
        self.retain_directives(|directive| !range.contains(directive.at));
    }

    /// Forgets directives that the format does not take for such.
    pub fn retain_directives(&mut self, keep: impl Fn(&Directive) -> bool) {
        self.document.directives.retain(keep);
    }

    /// Whether a passage is open, and has text.
    pub fn has_text(&self) -> bool {
        self.open.is_some_and(|(_, _, start)| !self.document.clean[start..].trim().is_empty())
    }

    /// Whether a passage is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Adds a stretch of the decoded text to the open passage, directives left out.
    pub fn text(&mut self, range: Span) {
        let Document { decoded, clean, clean_map, directives, .. } = &mut self.document;
        let mut from = range.start;
        for directive in within(directives, range) {
            let until = directive.at.start.max(from);
            fold_into(&decoded.text[from..until], from, clean, clean_map);
            from = directive.at.end.min(range.end);
        }
        fold_into(&decoded.text[from..range.end], from, clean, clean_map);
    }

    /// Adds `text`, folded, which stands as a whole for a stretch of the decoded text.
    pub fn replaced(&mut self, text: &str, range: Span) {
        let from = self.document.clean.len();
        if text.is_ascii() {
            self.document.clean.push_str(text);
        } else {
            fold_into(text, 0, &mut self.document.clean, &mut SourceMap::default());
        }
        let len = self.document.clean.len() - from;
        self.document.clean_map.replace(len, range.start, range.len());
    }

    /// Adds a line break that ends no sentence: a space, or nothing behind a hyphen that divides a word.
    pub fn soft_break(&mut self, range: Span) {
        let mut last = self.document.clean.chars().rev();
        let hyphen = last.next() == Some('-') && last.next().is_some_and(char::is_alphabetic);
        let next = self.source()[range.end..].chars().next();
        if !(hyphen && next.is_some_and(char::is_lowercase)) {
            self.replaced(" ", range);
        }
    }

    /// Ends the open passage; one without text leaves no trace.
    pub fn end(&mut self) {
        let Some((kind, depth, start)) = self.open.take() else { return };
        let text = &self.document.clean[start..];
        let from = start + text.len() - text.trim_start().len();
        let to = start + text.trim_end().len();
        if from < to {
            for span in windows(&self.document.clean, Span::new(from, to)) {
                self.document.passages.push(Passage {
                    kind,
                    span,
                    lead_in: None,
                    heading: None,
                    next_heading: None,
                    depth,
                });
            }
        }
        self.document.clean.push('\n');
        let at = self.document.decoded.text.len();
        self.document.clean_map.replace(1, at, 0);
    }

    /// The finished document.
    pub fn finish(mut self) -> Document {
        self.end();
        relate(&mut self.document.passages);
        self.document
    }
}

/// The directives that overlap a stretch of the decoded text; all are in order of the text.
fn within(directives: &[Directive], range: Span) -> impl Iterator<Item = &Directive> {
    let first = directives.partition_point(|d| d.at.end <= range.start);
    directives[first..].iter().take_while(move |d| d.at.start < range.end).filter(|d| d.reach.is_some())
}

/// Cuts a long passage behind the last full stop, or else the last space, of each window.
fn windows(clean: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut rest = span;
    while rest.len() > WINDOW {
        let mut limit = rest.start + WINDOW;
        while !clean.is_char_boundary(limit) {
            limit -= 1;
        }
        let head = &clean[rest.start..limit];
        let cut = head.rfind(". ").map(|at| at + 2).or_else(|| head.rfind(' ').map(|at| at + 1)).unwrap_or(head.len());
        out.push(Span::new(rest.start, rest.start + cut));
        rest.start += cut;
    }
    out.push(rest);
    out
}

/// Tells each passage the headings around it, and each list item its lead-in.
fn relate(passages: &mut [Passage]) {
    let mut next = None;
    for (at, passage) in passages.iter_mut().enumerate().rev() {
        passage.next_heading = next;
        if passage.kind == PassageKind::Heading {
            next = Some(at);
        }
    }
    let mut heading = None;
    let mut before_list = None;
    for at in 0..passages.len() {
        let (head, rest) = passages.split_at_mut(at);
        let passage = &mut rest[0];
        passage.heading = heading;
        match passage.kind {
            PassageKind::Heading => {
                heading = Some(at);
                before_list = Some(at);
            }
            PassageKind::ListItem => {
                passage.lead_in =
                    before_list.filter(|i| matches!(head[*i].kind, PassageKind::Paragraph | PassageKind::Heading));
            }
            _ => before_list = Some(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_passages_are_cut_between_sentences() {
        let text = "We test it first. ".repeat(1000);
        let spans = windows(&text, Span::new(0, text.len()));
        assert!(spans.len() > 1);
        assert!(spans.windows(2).all(|w| w[0].end == w[1].start && w[0].slice(&text).ends_with(". ")));
        assert!(spans.iter().all(|s| s.len() <= WINDOW));
    }
}
