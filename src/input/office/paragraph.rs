//! Paragraphs and runs of letters of a Word document while they are open.

use super::styles::Look;
use super::xml::Tag;

/// What is known of an open paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) look: Option<Look>,
    pub(super) outline: Option<u8>,
    pub(super) listed: Option<bool>,
    pub(super) indented: bool,
    /// Its end was deleted.
    pub(super) joins: bool,
}

impl Paragraph {
    /// Whether it belongs to a list. An indented one whose number was taken away goes on with the item before.
    pub(super) fn is_item(&self, by_style: bool) -> bool {
        match self.listed {
            Some(listed) => listed || self.indented,
            None => by_style,
        }
    }
}

/// Whether the indent of a paragraph is more than nothing.
pub(super) fn is_indented(tag: &Tag<'_>) -> bool {
    let indent = tag.attr("start").or_else(|| tag.attr("left"));
    indent.and_then(|v| v.parse::<i64>().ok()).is_some_and(|v| v > 0)
}

/// What is known of an open run of letters.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) style: Option<String>,
    pub(super) hidden: Option<bool>,
}
