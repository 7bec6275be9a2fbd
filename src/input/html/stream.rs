//! Markup → tags and stretches of text, each with its place in the source.

use std::borrow::Cow;
use std::cell::RefCell;

use lol_html::html_content::Element;
use lol_html::{DocumentContentHandlers, ElementContentHandlers, HtmlRewriter, MemorySettings, Selector, Settings};

use super::elements::{Role, role};
use super::signals::Attribute;
use crate::span::Span;

/// Attributes looked at in one tag.
const MAX_ATTRIBUTES: usize = 1024;
/// Bytes that the parser may use besides the text itself.
const MAX_MEMORY: usize = 1 << 30;

/// What takes the pieces of a page, in the order of the source.
pub(super) trait Sink<'s> {
    /// A start tag that begins at `at`.
    fn start(&mut self, name: &'s str, attributes: &[Attribute<'s>], at: Span);
    /// An end tag.
    fn end(&mut self, name: &'s str, at: Span);
    /// Text, with its character references.
    fn text(&mut self, at: Span);
}

/// Hands all pieces of `source` to `sink`; gives false where the parser ran out of memory.
pub(super) fn read<'s>(source: &'s str, sink: &mut impl Sink<'s>) -> bool {
    let Ok(selector) = "*".parse::<Selector>() else { return false };
    let is_xml = source.trim_start().starts_with("<?xml");
    let state = RefCell::new(State { source, is_xml, seen: 0, sink });
    let element = ElementContentHandlers::default().element(|element: &mut Element<'_, '_>| {
        state.borrow_mut().element(element);
        Ok(())
    });
    let document = DocumentContentHandlers::default()
        .text(|chunk: &mut lol_html::html_content::TextChunk<'_>| {
            state.borrow_mut().text(chunk.source_location().bytes());
            Ok(())
        })
        .comments(|comment: &mut lol_html::html_content::Comment<'_>| {
            state.borrow_mut().pass(comment.source_location().bytes());
            Ok(())
        })
        .doctype(|doctype: &mut lol_html::html_content::Doctype<'_>| {
            state.borrow_mut().pass(doctype.source_location().bytes());
            Ok(())
        });
    let settings = Settings::new()
        .with_strict(false)
        .with_memory_settings(MemorySettings::new().with_max_allowed_memory_usage(MAX_MEMORY + source.len()))
        .append_element_content_handler((Cow::Borrowed(&selector), element))
        .append_document_content_handler(document);
    let mut parser = HtmlRewriter::new(settings, |_: &[u8]| {});
    let text = if is_xml { Cow::Owned(without_empty_tags(source)) } else { Cow::Borrowed(source.as_bytes()) };
    let done = parser.write(&text).and_then(|()| parser.end());
    state.borrow_mut().reach(source.len());
    done.is_ok()
}

/// The source of an XML page for a parser of HTML: where `<title/>` stands, HTML would take all that follows for the title.
/// Such elements get another name of the same length; all names and offsets are read off the source itself.
fn without_empty_tags(source: &str) -> Vec<u8> {
    let mut bytes = source.as_bytes().to_vec();
    let mut start = 0;
    for tag in source.split_inclusive('>') {
        if let Some(at) = tag.rfind('<').filter(|_| tag.ends_with("/>")) {
            let name = &tag[at + 1..];
            if matches!(role(&name[..name_len(name)]), Role::Silent | Role::Title | Role::Preformatted) {
                bytes[start + at + 1] = b'x';
            }
        }
        start += tag.len();
    }
    bytes
}

struct State<'s, 'k, S> {
    source: &'s str,
    /// Whether a tag can be start and end in one.
    is_xml: bool,
    /// Up to where everything was handed on.
    seen: usize,
    sink: &'k mut S,
}

impl<'s, S: Sink<'s>> State<'s, '_, S> {
    /// The parser tells of an end tag only where it closes an element by the parser's own count. But it tells of all
    /// else: what it passes over in silence are end tags.
    fn reach(&mut self, to: usize) {
        while let Some(at) = self.source.get(self.seen..to).and_then(|gap| gap.find("</")) {
            let at = self.seen + at;
            let rest = &self.source[at + 2..to];
            let len = if rest.starts_with(|c: char| c.is_ascii_alphabetic()) { name_len(rest) } else { 0 };
            let end = rest.find('>').map_or(to, |mark| at + 3 + mark);
            if len > 0 {
                self.sink.end(&rest[..len], Span::new(at, end));
            }
            self.seen = end.max(at + 2);
        }
        self.seen = self.seen.max(to);
    }

    fn pass(&mut self, at: std::ops::Range<usize>) {
        self.reach(at.start);
        self.seen = self.seen.max(at.end);
    }

    fn text(&mut self, at: std::ops::Range<usize>) {
        self.pass(at.clone());
        if !at.is_empty() {
            self.sink.text(Span::from(at));
        }
    }

    fn element(&mut self, element: &Element<'_, '_>) {
        let at = element.source_location().bytes();
        self.pass(at.clone());
        let rest = &self.source[at.start + 1..at.end];
        let attributes: Vec<Attribute<'s>> = element
            .attributes()
            .iter()
            .take(MAX_ATTRIBUTES)
            .filter_map(|attribute| {
                let name = attribute.name_source_location()?.bytes();
                let value = attribute.value_source_location().map_or(at.end..at.end, |value| value.bytes());
                Some((self.source.get(name)?, self.source.get(value)?))
            })
            .collect();
        let (name, at) = (&rest[..name_len(rest)], Span::from(at));
        self.sink.start(name, &attributes, at);
        if self.is_xml && rest.ends_with("/>") && role(name).has_content() {
            self.sink.end(name, Span::new(at.end, at.end));
        }
    }
}

fn name_len(rest: &str) -> usize {
    rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len())
}
