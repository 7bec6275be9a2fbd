//! What a page says → the pieces of its blocks: text, marks, line breaks, the title.

use super::{Inside, Sight, Walk};
use crate::input::html::elements::Role;
use crate::input::html::page::Piece;
use crate::input::html::signals::{Attribute, value};
use crate::span::Span;

impl<'s> Walk<'s> {
    pub(super) fn meta(&mut self, attributes: &[Attribute<'s>]) {
        if value(attributes, "property") == Some("og:title") && self.page.shared_title.is_none() {
            let title = value(attributes, "content").map(|text| htmlize::unescape_attribute(text).into_owned());
            self.page.shared_title = title;
        }
    }

    /// Text that is not shown: that of the first `title` that belongs to no picture is kept.
    pub(super) fn title(&mut self, at: Span) {
        let around = self.inside.iter().rev().nth(1).map_or(Sight::Seen, |inside| inside.sight);
        let is_title = self.open.last().is_some_and(|(_, role)| *role == Role::Title) && around < Sight::Silent;
        let blank = at.slice(self.source).trim().is_empty();
        match &mut self.page.title {
            _ if !is_title => {}
            Some(title) if title.end == at.start => title.end = at.end,
            None if !blank => self.page.title = Some(at),
            _ => {}
        }
    }

    pub(super) fn mark(&mut self, mark: &'static str, at: usize) {
        if self.inside().sight == Sight::Seen {
            self.block().pieces.push(Piece::Mark(mark, at));
        }
    }

    /// A line break; the second in a row ends the block.
    pub(super) fn line_break(&mut self, at: Span) {
        let broken = self.broken;
        if broken {
            self.end_block();
        } else if let Some(block) = &mut self.block {
            block.pieces.push(Piece::Break(at));
            self.broken = true;
        }
    }

    pub(super) fn visible(&mut self, at: Span) {
        let Inside { linked, region, .. } = self.inside();
        let text = at.slice(self.source);
        let chars = characters(text);
        if chars == 0 && self.block.is_none() {
            return;
        }
        let new_link = linked && chars > 0 && std::mem::take(&mut self.new_link);
        self.broken &= chars == 0;
        let block = self.block();
        block.add(at);
        // A passage that begins in an inline element of some name stands where its other words do.
        block.region = if chars > 0 { block.region.min(region) } else { block.region };
        block.size.chars += chars;
        block.size.links += usize::from(new_link);
        if linked {
            block.size.linked += chars;
        } else {
            block.size.stops += text.bytes().filter(|b| b".!?,:".contains(b)).count();
        }
    }

    /// Preformatted text: blank lines part it.
    pub(super) fn preformatted(&mut self, at: Span) {
        let mut from = at.start;
        let mut blank = false;
        for line in at.slice(self.source).split_inclusive('\n') {
            let span = Span::new(from, from + line.len());
            from = span.end;
            if line.trim().is_empty() && blank {
                self.end_block();
            }
            blank = line.ends_with('\n');
            self.visible(span);
        }
    }
}

/// Characters that are no blanks.
pub(super) fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
