//! What is found on a page: blocks, and the parts of the page that they stand in.

use super::signals::Place;
use crate::document::PassageKind;
use crate::span::Span;

/// A passage of so many characters, with marks between them and outside links, is prose.
const PROSE: usize = 60;

/// What a block is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Source text, with its character references.
    Text(Span),
    /// A line break.
    Break(Span),
    /// A quotation mark that browsers add here.
    Mark(&'static str, usize),
}

impl Piece {
    /// The source text of a piece of words.
    pub(super) fn words(&self) -> Option<Span> {
        match self {
            Self::Text(span) => Some(*span),
            _ => None,
        }
    }
}

/// A passage to be.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: PassageKind,
    pub(super) depth: u8,
    pub(super) pieces: Vec<Piece>,
    pub(super) size: Size,
    /// Index of the region it stands in.
    pub(super) region: usize,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    /// Characters that are no blanks.
    pub(super) chars: usize,
    /// How many of them belong to links.
    pub(super) linked: usize,
    /// Links.
    pub(super) links: usize,
    /// Marks between and behind the parts of a sentence, outside links.
    pub(super) stops: usize,
}

/// A part of the page: an element that can hold blocks.
#[derive(Debug)]
pub(super) struct Region {
    /// The region around it; the page is its own.
    pub(super) parent: usize,
    pub(super) place: Place,
    pub(super) shape: Shape,
}

/// What a region is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A part of running text, such as a list.
    Part,
    /// An item of a list.
    Item,
    /// A box in its own right: `div`.
    Box,
    /// A cell of a table, which may serve to lay out the page.
    Cell,
}

/// All that was found on a page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) regions: Vec<Region>,
    /// The text of the `title` element.
    pub(super) title: Option<Span>,
    /// The title that the page gives to others.
    pub(super) shared_title: Option<String>,
    /// Stretches of hidden text.
    pub(super) hidden: usize,
    /// Whether all of it was read.
    pub(super) whole: bool,
}

impl Block {
    /// Adds source text; the parser may hand on one stretch in several pieces.
    pub(super) fn add(&mut self, at: Span) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) if last.end == at.start => last.end = at.end,
            _ => self.pieces.push(Piece::Text(at)),
        }
    }
}

impl Size {
    /// Whether it is running text: long enough, with marks in it, and not mostly links.
    pub(super) fn is_prose(self) -> bool {
        self.chars - self.linked >= PROSE && self.stops > 0 && self.linked * 2 < self.chars
    }
}

impl Page {
    /// Cells that hold several paragraphs lay out the page: their text is no text of a table.
    pub(super) fn without_layout_tables(mut self) -> Self {
        let mut cells = vec![0; self.regions.len()];
        for (at, region) in self.regions.iter().enumerate().skip(1) {
            cells[at] = if region.shape == Shape::Cell { at } else { cells[region.parent] };
        }
        let mut prose = vec![0; self.regions.len()];
        for block in self.blocks.iter().filter(|block| block.size.is_prose()) {
            prose[cells[block.region]] += 1;
        }
        for block in self.blocks.iter_mut().filter(|block| block.kind == PassageKind::TableCell) {
            if prose[cells[block.region]] > 1 {
                block.kind = PassageKind::Paragraph;
            }
        }
        self
    }
}
