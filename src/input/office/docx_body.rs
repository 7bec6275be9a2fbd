//! The text of a Word document, as it stands when all tracked changes are accepted.

use std::collections::BTreeSet;

use crate::document::{Document, PassageKind};

use super::blocks::{Fate, Left, MAX_BLOCKS, Writer};
use super::mutes::Mutes;
use super::paragraph::{Paragraph, Run, is_indented};
use super::styles::{Look, Place, Styles, shape};
use super::xml::{Ns, Sink, Tag};

/// Where the reader stands, and what it has read.
#[derive(Debug, Default)]
pub(super) struct Body {
    styles: Styles,
    /// What the style of paragraphs says that name none.
    standard: Look,
    writer: Writer,
    mutes: Mutes,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    /// Depths of the open rows and cells.
    rows: Vec<usize>,
    cells: Vec<usize>,
    /// Whether the open places that offer alternatives have given one.
    chosen: Vec<bool>,
    /// Whether the open fields are in their code, as against their result, and how many are.
    fields: Vec<bool>,
    codes: usize,
    in_paragraph_properties: usize,
    in_row_properties: usize,
    /// Inside properties as they were before a tracked change.
    in_former: usize,
    in_text: usize,
    in_deleted_text: usize,
    /// Notes that the text refers to: their kind and number.
    marked: BTreeSet<(String, String)>,
}

impl Body {
    pub(super) fn new(styles: Styles) -> Self {
        Self { standard: styles.paragraph(None), styles, ..Self::default() }
    }

    pub(super) fn finish(self, title: Option<String>) -> Document {
        self.writer.finish(title)
    }

    /// An element that is there for its place.
    fn structure(&mut self, tag: &Tag<'_>) {
        let depth = self.mutes.depth();
        match tag.name {
            "p" => {
                self.paragraphs.push(Paragraph::default());
                self.writer.open();
            }
            "r" => self.runs.push(Run::default()),
            "tr" => self.rows.push(depth),
            "tc" => self.cells.push(depth),
            "t" => self.in_text += 1,
            "delText" => self.in_deleted_text += 1,
            "pPr" => self.in_paragraph_properties += 1,
            "trPr" => self.in_row_properties += 1,
            "del" | "moveFrom" => self.deletion(depth),
            "cellDel" => self.mute(self.cells.last().copied(), Left::Deletion),
            "hidden" if self.in_row_properties > 0 => self.mute(self.rows.last().copied(), Left::Hidden),
            "rt" => self.mutes.mute(depth, None),
            "tbl" => self.writer.settle(PassageKind::Paragraph),
            name if name.ends_with("Change") => self.in_former += 1,
            _ => {}
        }
    }

    fn mute(&mut self, depth: Option<usize>, why: Left) {
        if let (Some(depth), 0) = (depth, self.in_former) {
            self.mutes.mute(depth, Some(why));
        }
    }

    /// What was deleted: the end of a paragraph, a row, or what the element holds.
    fn deletion(&mut self, depth: usize) {
        if self.in_paragraph_properties > 0 {
            if let (Some(paragraph), 0) = (self.paragraphs.last_mut(), self.in_former) {
                paragraph.joins = true;
            }
        } else if self.in_row_properties > 0 {
            self.mute(self.rows.last().copied(), Left::Deletion);
        } else {
            self.mutes.mute(depth, Some(Left::Deletion));
        }
    }

    /// A property of the open paragraph or run.
    fn property(&mut self, tag: &Tag<'_>) {
        let of_paragraph = self.in_paragraph_properties > 0;
        let run = self.runs.last_mut().filter(|_| !of_paragraph);
        match (tag.name, self.paragraphs.last_mut().filter(|_| of_paragraph), run) {
            ("pStyle", Some(paragraph), _) => paragraph.look = Some(self.styles.paragraph(tag.attr("val").as_deref())),
            ("outlineLvl", Some(paragraph), _) => paragraph.outline = tag.attr("val").and_then(|v| v.parse().ok()),
            ("numId", Some(paragraph), _) => paragraph.listed = Some(tag.attr("val").is_some_and(|v| v != "0")),
            ("ind", Some(paragraph), _) => paragraph.indented = is_indented(tag),
            ("rStyle", _, Some(run)) => run.style = tag.attr("val"),
            ("vanish", _, Some(run)) => run.hidden = Some(tag.is_on()),
            _ => {}
        }
    }

    /// An element that stands for letters, or refers to something.
    fn mark(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "tab" | "ptab" => self.say("\t"),
            "br" | "cr" => self.say("\n"),
            "noBreakHyphen" => self.say("\u{2011}"),
            "softHyphen" => self.say("\u{ad}"),
            "fldChar" => self.field(tag.attr("fldCharType").as_deref()),
            "commentReference" => self.writer.leave(Left::Comment),
            "footnoteReference" | "endnoteReference" if !self.mutes.hear("") && !self.is_hidden() => {
                let kind = tag.name.trim_end_matches("Reference").to_owned();
                let room = self.marked.len() < MAX_BLOCKS;
                self.marked.extend(tag.attr("id").filter(|_| room).map(|id| (kind, id)));
            }
            _ => {}
        }
    }

    /// A field is its code, then its result.
    fn field(&mut self, part: Option<&str>) {
        match part {
            Some("begin") => {
                self.fields.push(true);
                self.codes += 1;
            }
            Some("separate") => {
                self.end_field();
                self.fields.push(false);
            }
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    fn end_field(&mut self) {
        if self.fields.pop() == Some(true) {
            self.codes -= 1;
        }
    }

    /// A note, in the part of the notes.
    fn note(&mut self, tag: &Tag<'_>) {
        self.writer.open_note();
        let key = (tag.name.to_owned(), tag.attr("id").unwrap_or_default());
        if tag.attr("type").is_some_and(|kind| kind != "normal") {
            self.mutes.mute(self.mutes.depth(), None);
        } else if !self.marked.contains(&key) {
            self.mutes.mute(self.mutes.depth(), Some(Left::Note));
        }
    }

    /// Of alternatives that say the same, the first is read.
    fn alternative(&mut self, name: &str) {
        match (name, self.chosen.last_mut()) {
            ("AlternateContent", _) => self.chosen.push(false),
            ("Choice" | "Fallback", Some(chosen)) if !*chosen => *chosen = true,
            ("Choice" | "Fallback", _) => self.mutes.mute(self.mutes.depth(), None),
            _ => {}
        }
    }

    fn is_hidden(&self) -> bool {
        let run = self.runs.last();
        let by_style = || {
            let letters = run.and_then(|run| run.style.as_deref()).is_some_and(|id| self.styles.hides(id));
            letters || self.look().hidden
        };
        run.and_then(|run| run.hidden).unwrap_or_else(by_style)
    }

    /// What the style of the open paragraph says.
    fn look(&self) -> Look {
        self.paragraphs.last().and_then(|paragraph| paragraph.look).unwrap_or(self.standard)
    }

    fn say(&mut self, text: &str) {
        if self.runs.is_empty() || self.mutes.hear(text) || self.codes > 0 {
            return;
        }
        self.writer.say(text, self.is_hidden());
    }

    fn end_paragraph(&mut self) {
        let mut look = self.look();
        let Some(paragraph) = self.paragraphs.pop() else { return };
        look.outline = paragraph.outline.or(look.outline);
        let place = Place { cell: !self.cells.is_empty(), item: paragraph.is_item(look.listed) };
        let written = self.writer.draft().is_some_and(|draft| !draft.trim().is_empty());
        let shape = shape(look, place);
        if shape.is_none() && written {
            self.writer.leave(Left::Contents);
        }
        let fate = match shape {
            None => Fate::Drop,
            Some(_) if paragraph.joins => Fate::Join,
            Some(_) => Fate::Stay,
        };
        self.writer.close(shape.unwrap_or_default(), fate);
        if self.codes > 0 {
            self.fields.retain(|code| !code);
            self.codes = 0;
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "r" => drop(self.runs.pop()),
            "tr" => drop(self.rows.pop()),
            "tc" => {
                self.writer.settle(PassageKind::TableCell);
                self.cells.pop();
            }
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "delText" => self.in_deleted_text = self.in_deleted_text.saturating_sub(1),
            "pPr" => self.in_paragraph_properties = self.in_paragraph_properties.saturating_sub(1),
            "trPr" => self.in_row_properties = self.in_row_properties.saturating_sub(1),
            "footnote" | "endnote" => {
                self.writer.settle(PassageKind::Paragraph);
                self.writer.close_note();
            }
            name if name.ends_with("Change") => self.in_former = self.in_former.saturating_sub(1),
            _ => {}
        }
    }
}

impl Sink for Body {
    fn open(&mut self, tag: &Tag<'_>) {
        self.mutes.down();
        match (tag.ns, tag.name) {
            (Ns::Compat, name) => self.alternative(name),
            (Ns::Word, "footnote" | "endnote") if self.in_paragraph_properties == 0 => self.note(tag),
            (Ns::Word, _) => {
                self.structure(tag);
                if self.in_former == 0 {
                    self.property(tag);
                }
                if self.in_paragraph_properties == 0 {
                    self.mark(tag);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, ns: Ns, name: &str) {
        match ns {
            Ns::Word => self.end(name),
            Ns::Compat if name == "AlternateContent" => drop(self.chosen.pop()),
            _ => {}
        }
        self.mutes.up().into_iter().for_each(|left| self.writer.leave(left));
    }

    fn text(&mut self, text: &str) {
        if self.in_deleted_text > 0 {
            self.mutes.hear(text);
        } else if self.in_text > 0 && text.contains(['\n', '\r']) {
            self.say(&text.replace(['\n', '\r'], " "));
        } else if self.in_text > 0 {
            self.say(text);
        }
    }

    fn full(&self) -> bool {
        self.writer.is_full()
    }
}
