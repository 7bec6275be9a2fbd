//! The title that a file's properties name.

use super::archive::Archive;
use super::xml::{Ns, Sink, Tag, walk};
use crate::input::Unreadable;

/// The title in a part that holds properties, if it names one.
pub(super) fn title(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let mut found = Title::default();
    if let Some(part) = archive.find(name)? {
        walk(part, None, &mut found)?;
    }
    Ok(Some(found.text).filter(|text| !text.trim().is_empty()))
}

/// Longest title that is kept, in bytes.
const LONGEST: usize = 4 << 10;

#[derive(Default)]
struct Title {
    inside: bool,
    text: String,
}

impl Sink for Title {
    fn open(&mut self, tag: &Tag<'_>) {
        self.inside |= (tag.ns, tag.name) == (Ns::Dc, "title");
    }

    fn close(&mut self, ns: Ns, name: &str) {
        self.inside &= (ns, name) != (Ns::Dc, "title");
    }

    fn text(&mut self, text: &str) {
        if self.inside && self.text.len() + text.len() <= LONGEST {
            self.text.push_str(text);
        }
    }
}
