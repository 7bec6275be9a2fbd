//! Word (.docx) and OpenDocument text (.odt): the text that a reader sees, taken out of a container.
//!
//! Text that was deleted under tracked changes, hidden text and comments never leave this module; they are counted.
//! Nothing here calls itself: the markup is read as a stream, and what is open stands in lists.

mod archive;
mod blocks;
mod docx;
mod docx_body;
mod mutes;
mod odt;
mod odt_body;
mod odt_styles;
mod paragraph;
mod styles;
mod title;
mod xml;

use crate::document::Document;

use super::{Format, Unreadable};
use archive::Archive;

/// How containers of all kinds that are told apart here begin.
const ZIP: &[u8] = b"PK";
/// How files of Word 97 to 2003 begin, and newer ones behind a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads a container.
pub(super) fn read(bytes: &[u8], format: Format) -> Result<Document, Unreadable> {
    let other = if format == Format::Odt { Unreadable::NotOdt } else { Unreadable::NotDocx };
    if bytes.starts_with(OLE) {
        return Err(ole(bytes).unwrap_or(other));
    }
    if !bytes.starts_with(ZIP) {
        return Err(other);
    }
    let mut archive = Archive::open(bytes)?;
    if format == Format::Odt { odt::read(&mut archive) } else { docx::read(&mut archive) }
}

/// What an old container holds, by the names of its streams, which are written in UTF-16.
fn ole(bytes: &[u8]) -> Option<Unreadable> {
    let streams = [("EncryptedPackage", Unreadable::Encrypted), ("WordDocument", Unreadable::OldWord)];
    streams
        .into_iter()
        .find(|(name, _)| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|w| w == name)
        })
        .map(|(_, reason)| reason)
}

/// The format of a container, by what it holds; none for anything else.
pub(super) fn format_of(bytes: &[u8]) -> Option<Format> {
    if !bytes.starts_with(ZIP) {
        return None;
    }
    let mut archive = Archive::open(bytes).ok()?;
    let kind = archive.find(odt::MIMETYPE).ok()?.and_then(|mut part| part.line().ok());
    match kind {
        Some(kind) if kind.starts_with(odt::TEXT_TYPE) => Some(Format::Odt),
        _ => archive.has(docx::CONTENT_TYPES).then_some(Format::Docx),
    }
}
