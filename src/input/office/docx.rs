//! Word documents: which parts of the container hold what, and the styles.

use crate::document::Document;

use super::archive::Archive;
use super::docx_body::Body;
use super::styles::{Style, Styles};
use super::title::title;
use super::xml::{Ns, Sink, Tag, walk};
use crate::input::Unreadable;

/// Every such container has this part.
pub(super) const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Reads the whole container.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, Unreadable> {
    if !archive.has(CONTENT_TYPES) {
        return Err(Unreadable::NotDocx);
    }
    let outer = relations(archive, "")?;
    let main = outer.target("/officeDocument").ok_or(Unreadable::MissingPart)?;
    let inner = relations(archive, main)?;
    let mut body = Body::new(styles(archive, &inner)?);
    if !walk(archive.part(main)?, Some((Ns::Word, "document")), &mut body)? {
        return Err(Unreadable::NotDocx);
    }
    for kind in ["/footnotes", "/endnotes"] {
        if let Some(part) = inner.target(kind).map(|name| archive.find(name)).transpose()?.flatten() {
            walk(part, None, &mut body)?;
        }
    }
    let named = outer.target("/core-properties").map(|name| title(archive, name)).transpose()?.flatten();
    Ok(body.finish(named))
}

/// Most relations of a part that are looked at.
const MAX_RELATIONS: usize = 10_000;

/// Where a part leads to: the kind of each relation and the name of the other part.
#[derive(Default)]
struct Relations {
    folder: String,
    all: Vec<(String, String)>,
}

impl Relations {
    /// The first part whose kind ends so.
    fn target(&self, ending: &str) -> Option<&str> {
        self.all.iter().find(|(kind, _)| kind.ends_with(ending)).map(|(_, name)| name.as_str())
    }
}

impl Sink for Relations {
    fn open(&mut self, tag: &Tag<'_>) {
        let outside = tag.attr("TargetMode").is_some_and(|mode| mode == "External");
        if self.all.len() == MAX_RELATIONS {
            return;
        }
        if let (false, Some(kind), Some(target)) = (outside, tag.attr("Type"), tag.attr("Target")) {
            self.all.push((kind, path(&self.folder, &target)));
        }
    }

    fn close(&mut self, _: Ns, _: &str) {}

    fn text(&mut self, _: &str) {}
}

/// The relations of a part; those of the container for an empty name.
fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Relations, Unreadable> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let mut relations = Relations { folder: folder.to_owned(), all: Vec::new() };
    if let Some(part) = archive.find(&path(folder, &format!("_rels/{file}.rels")))? {
        walk(part, None, &mut relations)?;
    }
    Ok(relations)
}

/// The name of a part, as seen from a folder of the container.
fn path(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

fn styles(archive: &mut Archive<'_>, relations: &Relations) -> Result<Styles, Unreadable> {
    let mut sheet = Sheet::default();
    if let Some(part) = relations.target("/styles").map(|name| archive.find(name)).transpose()?.flatten() {
        walk(part, None, &mut sheet)?;
    }
    if sheet.styles.is_full() { Err(Unreadable::TooLarge) } else { Ok(sheet.styles) }
}

/// Reads the styles.
#[derive(Default)]
struct Sheet {
    styles: Styles,
    open: Option<(Family, String, Style)>,
}

enum Family {
    Paragraph,
    Text,
}

impl Sheet {
    fn begin(&mut self, tag: &Tag<'_>) {
        let family = match tag.attr("type").as_deref() {
            Some("paragraph") => Family::Paragraph,
            Some("character") => Family::Text,
            _ => return,
        };
        let Some(id) = tag.attr("styleId") else { return };
        let standard = tag.attr("default").is_some_and(|v| matches!(v.as_str(), "1" | "true" | "on"));
        if standard && matches!(family, Family::Paragraph) {
            self.styles.default = Some(id.clone());
        }
        self.open = Some((family, id, Style::default()));
    }
}

impl Sink for Sheet {
    fn open(&mut self, tag: &Tag<'_>) {
        if tag.ns == Ns::Word && tag.name == "style" {
            return self.begin(tag);
        }
        let Some((_, _, style)) = &mut self.open else { return };
        match tag.name {
            "name" => style.name = tag.attr("val").unwrap_or_default(),
            "basedOn" => style.parent = tag.attr("val"),
            "outlineLvl" => style.outline = tag.attr("val").and_then(|v| v.parse().ok()),
            "numId" => style.listed = Some(tag.attr("val").is_some_and(|v| v != "0")),
            "vanish" => style.hidden = Some(tag.is_on()),
            _ => {}
        }
    }

    fn close(&mut self, ns: Ns, name: &str) {
        if (ns, name) != (Ns::Word, "style") {
            return;
        }
        match self.open.take() {
            Some((Family::Paragraph, id, style)) => self.styles.add_paragraph(id, style),
            Some((Family::Text, id, style)) => self.styles.add_text(id, style),
            None => {}
        }
    }

    fn text(&mut self, _: &str) {}

    fn full(&self) -> bool {
        self.styles.is_full()
    }
}
