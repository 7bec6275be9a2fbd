//! Markup as a stream of tags and text, under limits. Entities that a file defines are never resolved: a file that
//! defines any is refused.

use std::io::ErrorKind;

use quick_xml::XmlVersion;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::archive::Part;
use crate::input::Unreadable;

/// Deepest nesting.
pub(super) const MAX_DEPTH: usize = 256;
/// Most attributes of a tag.
pub(super) const MAX_ATTRIBUTES: usize = 1024;
/// The shortest attribute, ` a=""`.
const SHORTEST_ATTRIBUTE: usize = 5;

/// The vocabularies that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    Word,
    Compat,
    Office,
    Text,
    Table,
    Style,
    Svg,
    Dc,
    Manifest,
    Other,
}

const NAMESPACES: &[(&str, Ns)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Ns::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Ns::Word),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", Ns::Compat),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Ns::Text),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", Ns::Office),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Ns::Table),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", Ns::Style),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", Ns::Svg),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", Ns::Manifest),
    ("http://purl.org/dc/elements/1.1/", Ns::Dc),
];

/// A tag that opens an element.
pub(super) struct Tag<'a> {
    pub(super) ns: Ns,
    pub(super) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn attr(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        let found = all.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// Whether a switch is on: `<w:vanish/>` is, `<w:vanish w:val="0"/>` is not.
    pub(super) fn is_on(&self) -> bool {
        !self.attr("val").is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off"))
    }
}

/// What listens to the stream.
pub(super) trait Sink {
    /// An element begins.
    fn open(&mut self, tag: &Tag<'_>);
    /// An element ends.
    fn close(&mut self, ns: Ns, name: &str);
    /// Text of the innermost open element.
    fn text(&mut self, text: &str);
    /// Whether nothing more is wanted.
    fn full(&self) -> bool {
        false
    }
}

/// Sends a part to a sink. The outermost element must be `root`, where one is named; else gives `false`.
pub(super) fn walk(part: Part<'_, '_>, root: Option<(Ns, &str)>, sink: &mut impl Sink) -> Result<bool, Unreadable> {
    let mut reader = NsReader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth, mut wanted) = (Vec::new(), 0, root);
    while !sink.full() {
        buffer.clear();
        reader.get_mut().next_piece();
        let (resolved, event) = reader.read_resolved_event_into(&mut buffer).map_err(|e| reason(&e))?;
        match event {
            Event::Start(start) => {
                let tag = Tag { ns: namespace(&resolved), name: start.local_name().into_inner(), start: &start };
                if wanted.take().is_some_and(|root| root != (tag.ns, tag.name)) {
                    return Ok(false);
                }
                depth += 1;
                check(&start, depth)?;
                reader.get_mut().count()?;
                sink.open(&tag);
            }
            Event::End(end) => {
                depth -= 1;
                sink.close(namespace(&resolved), end.local_name().into_inner());
            }
            Event::Text(text) => sink.text(&text),
            Event::CData(text) => sink.text(&text),
            Event::GeneralRef(name) => sink.text(character(&name).encode_utf8(&mut [0; 4])),
            Event::DocType(_) => return Err(Unreadable::DtdRefused),
            Event::Eof => return if depth == 0 && wanted.is_none() { Ok(true) } else { Err(Unreadable::Damaged) },
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    Ok(true)
}

fn check(start: &BytesStart<'_>, depth: usize) -> Result<(), Unreadable> {
    if depth > MAX_DEPTH {
        return Err(Unreadable::TooDeep);
    }
    let many = start.attributes_raw().len() > MAX_ATTRIBUTES * SHORTEST_ATTRIBUTE;
    if many && start.attributes().with_checks(false).take(MAX_ATTRIBUTES + 1).count() > MAX_ATTRIBUTES {
        return Err(Unreadable::TooManyAttributes);
    }
    Ok(())
}

fn namespace(resolved: &ResolveResult<'_>) -> Ns {
    let ResolveResult::Bound(bound) = resolved else { return Ns::Other };
    NAMESPACES.iter().find(|(uri, _)| *uri == bound.as_ref()).map_or(Ns::Other, |(_, ns)| *ns)
}

/// The character that a reference stands for: a number or one of the five names of XML.
fn character(name: &BytesRef<'_>) -> char {
    let named = || resolve_predefined_entity(name).and_then(|text| text.chars().next());
    name.resolve_char_ref().ok().flatten().or_else(named).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn reason(e: &Error) -> Unreadable {
    match e {
        Error::Io(e) if e.kind() == ErrorKind::FileTooLarge => Unreadable::TooLarge,
        _ => Unreadable::Damaged,
    }
}
