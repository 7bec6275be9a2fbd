//! The text of an OpenDocument text, as it stands when all tracked changes are accepted.

use crate::document::Document;

use super::blocks::{Fate, Left, Shape, Writer};
use super::mutes::Mutes;
use super::odt_styles::Sheet;
use super::styles::{Look, Place, shape};
use super::xml::{Ns, Sink, Tag};

/// Most spaces that one mark stands for.
const MAX_SPACES: usize = 64;

/// What is known of an open paragraph.
#[derive(Debug, Default)]
struct Paragraph {
    look: Look,
    /// Its level, where it is a heading.
    level: Option<u8>,
    hidden: bool,
}

/// Where the reader stands, and what it has read.
#[derive(Debug, Default)]
pub(super) struct Body {
    sheet: Sheet,
    writer: Writer,
    mutes: Mutes,
    paragraphs: Vec<Paragraph>,
    /// Whether the open stretches of letters are hidden by their style.
    spans: Vec<bool>,
    items: usize,
    cells: usize,
    is_text: bool,
}

impl Body {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self { sheet, ..Self::default() }
    }

    /// Whether the part held a text, as against a sheet or a drawing.
    pub(super) fn is_text(&self) -> bool {
        self.is_text
    }

    pub(super) fn has_too_many_styles(&self) -> bool {
        self.sheet.styles.is_full()
    }

    pub(super) fn finish(self, title: Option<String>) -> Document {
        self.writer.finish(title)
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        let level = || tag.attr("outline-level").and_then(|v| v.parse().ok()).unwrap_or(1);
        let level = (tag.name == "h").then(level);
        let look = self.sheet.styles.paragraph(tag.attr("style-name").as_deref());
        self.paragraphs.push(Paragraph { look, level, hidden: false });
        self.writer.open();
    }

    fn text_element(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "p" | "h" => self.begin(tag),
            "span" | "a" => {
                let hidden = tag.attr("style-name").is_some_and(|id| self.sheet.styles.hides(&id));
                self.spans.push(hidden);
            }
            "list-item" | "list-header" => self.items += 1,
            "note-body" => self.writer.open_note(),
            "s" => {
                let number = tag.attr("c").map_or(1, |c| c.parse().unwrap_or(MAX_SPACES));
                self.say(&" ".repeat(number.min(MAX_SPACES)));
            }
            "tab" => self.say("\t"),
            "line-break" => self.say("\n"),
            "hidden-paragraph" if is_hidden(tag) => {
                self.paragraphs.last_mut().into_iter().for_each(|paragraph| paragraph.hidden = true);
            }
            _ => self.left_out(tag),
        }
    }

    /// An element whose text is not read.
    fn left_out(&mut self, tag: &Tag<'_>) {
        let why = match (tag.ns, tag.name) {
            (Ns::Text, "section") if tag.attr("display").is_some_and(|v| v == "none") || is_hidden(tag) => {
                Some(Left::Hidden)
            }
            (Ns::Text, "hidden-text") if is_hidden(tag) => Some(Left::Hidden),
            (Ns::Table, "covered-table-cell") => Some(Left::Hidden),
            (Ns::Table, "table-row") if tag.attr("visibility").is_some_and(|v| v != "visible") => Some(Left::Hidden),
            (
                Ns::Text,
                "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index"
                | "alphabetical-index",
            ) => Some(Left::Contents),
            (Ns::Text, "tracked-changes" | "note-citation" | "ruby-text" | "script")
            | (Ns::Svg, "title" | "desc")
            | (Ns::Office, "annotation" | "binary-data" | "event-listeners" | "forms" | "scripts") => None,
            _ => return,
        };
        self.mutes.mute(self.mutes.depth(), why);
    }

    /// What is counted by its element, whether it has text or not.
    fn count(&mut self, tag: &Tag<'_>) {
        match (tag.ns, tag.name) {
            (Ns::Text, "deletion") => self.writer.leave(Left::Deletion),
            (Ns::Office, "annotation") => self.writer.leave(Left::Comment),
            _ => {}
        }
    }

    fn is_hidden(&self) -> bool {
        self.spans.contains(&true) || self.paragraphs.last().is_some_and(|paragraph| paragraph.look.hidden)
    }

    fn say(&mut self, text: &str) {
        if self.paragraphs.is_empty() || self.mutes.hear(text) {
            return;
        }
        self.writer.say(text, self.is_hidden());
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let outline = paragraph.level.map(|level| level.clamp(1, 9) - 1).or(paragraph.look.outline);
        let look = Look { outline, ..paragraph.look };
        let written = self.writer.draft().is_some_and(|draft| !draft.trim().is_empty());
        let shape: Option<Shape> = shape(look, Place { cell: self.cells > 0, item: self.items > 0 });
        if written && (shape.is_none() || paragraph.hidden) {
            self.writer.leave(if paragraph.hidden { Left::Hidden } else { Left::Contents });
        }
        let fate = if shape.is_none() || paragraph.hidden { Fate::Drop } else { Fate::Stay };
        self.writer.close(shape.unwrap_or_default(), fate);
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.attr("is-hidden").is_some_and(|v| v == "true")
}

impl Sink for Body {
    fn open(&mut self, tag: &Tag<'_>) {
        self.mutes.down();
        self.sheet.open(tag);
        self.count(tag);
        match (tag.ns, tag.name) {
            (Ns::Text, _) => self.text_element(tag),
            (Ns::Table, "table-cell") => self.cells += 1,
            (Ns::Office, "text") => self.is_text = true,
            _ => self.left_out(tag),
        }
    }

    fn close(&mut self, ns: Ns, name: &str) {
        self.sheet.close(ns, name);
        match (ns, name) {
            (Ns::Text, "p" | "h") => self.end_paragraph(),
            (Ns::Text, "span" | "a") => drop(self.spans.pop()),
            (Ns::Text, "list-item" | "list-header") => self.items = self.items.saturating_sub(1),
            (Ns::Text, "note-body") => self.writer.close_note(),
            (Ns::Table, "table-cell") => self.cells = self.cells.saturating_sub(1),
            _ => {}
        }
        self.mutes.up().into_iter().for_each(|left| self.writer.leave(left));
    }

    fn text(&mut self, text: &str) {
        let mut space = self.writer.draft().is_none_or(|draft| draft.is_empty() || draft.ends_with([' ', '\n']));
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(is_space && space) {
                folded.push(if is_space { ' ' } else { c });
            }
            space = is_space;
        }
        self.say(&folded);
    }

    fn full(&self) -> bool {
        self.writer.is_full() || self.has_too_many_styles()
    }
}
