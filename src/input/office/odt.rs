//! OpenDocument text: which parts of the container hold what, and the styles.

use crate::document::Document;

use super::archive::Archive;
use super::odt_body::Body;
use super::odt_styles::Sheet;
use super::title::title;
use super::xml::{Ns, Sink, Tag, walk};
use crate::input::Unreadable;

/// Says in one line what the container holds.
pub(super) const MIMETYPE: &str = "mimetype";
/// What it says of a text; templates have an ending.
pub(super) const TEXT_TYPE: &str = "application/vnd.oasis.opendocument.text";

const CONTENT: &str = "content.xml";

/// Reads the whole container.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, Unreadable> {
    let named = archive.find(MIMETYPE)?.map(|mut part| part.line()).transpose()?;
    if named.as_ref().is_some_and(|kind| !kind.starts_with(TEXT_TYPE)) {
        return Err(Unreadable::NotOdt);
    }
    if is_encrypted(archive)? {
        return Err(Unreadable::Encrypted);
    }
    if !archive.has(CONTENT) {
        return Err(if named.is_some() { Unreadable::MissingPart } else { Unreadable::NotOdt });
    }
    let mut sheet = Sheet::default();
    if let Some(part) = archive.find("styles.xml")? {
        walk(part, None, &mut sheet)?;
    }
    let mut body = Body::new(sheet);
    let is_content = walk(archive.part(CONTENT)?, Some((Ns::Office, "document-content")), &mut body)?;
    if body.has_too_many_styles() {
        return Err(Unreadable::TooLarge);
    }
    if !is_content || !body.is_text() {
        return Err(Unreadable::NotOdt);
    }
    let title = title(archive, "meta.xml")?;
    Ok(body.finish(title))
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, Unreadable> {
    let mut manifest = Manifest::default();
    if let Some(part) = archive.find("META-INF/manifest.xml")? {
        walk(part, None, &mut manifest)?;
    }
    Ok(manifest.encrypted || archive.has("encrypted-package"))
}

/// Looks for parts that need a password.
#[derive(Default)]
struct Manifest {
    encrypted: bool,
}

impl Sink for Manifest {
    fn open(&mut self, tag: &Tag<'_>) {
        self.encrypted |= (tag.ns, tag.name) == (Ns::Manifest, "encryption-data");
    }

    fn close(&mut self, _: Ns, _: &str) {}

    fn text(&mut self, _: &str) {}

    fn full(&self) -> bool {
        self.encrypted
    }
}
