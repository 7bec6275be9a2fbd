//! The text that is taken out: blocks parted by blank lines, in reading order, and a count of what was left out.

use crate::document::{Decoded, Document, DocumentBuilder, PassageKind};
use crate::span::Span;

/// Most text, in bytes; what follows is not read. Sixteen million letters are some twenty novels; to score them takes
/// about 170 MiB.
pub(super) const MAX_TEXT: usize = 16 << 20;
/// Most blocks; what follows is not read.
pub(super) const MAX_BLOCKS: usize = 250_000;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) kind: PassageKind,
    pub(super) depth: u8,
    /// Whether the block names the document.
    pub(super) title: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self::plain(PassageKind::Paragraph)
    }
}

impl Shape {
    pub(super) const fn plain(kind: PassageKind) -> Self {
        Self { kind, depth: 0, title: false }
    }

    pub(super) const fn heading(depth: u8, title: bool) -> Self {
        Self { kind: PassageKind::Heading, depth, title }
    }
}

/// What becomes of a block when it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stands.
    Stay,
    /// The next block goes on with its text: the break between them was deleted.
    Join,
    /// It is not shown.
    Drop,
}

/// Why text is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    Deletion,
    Comment,
    Hidden,
    Contents,
    Note,
}

/// What is left out, one and many.
const LEFT: [(Left, &str, &str); 5] = [
    (Left::Deletion, "tracked deletion", "tracked deletions"),
    (Left::Comment, "comment", "comments"),
    (Left::Hidden, "stretch of hidden text", "stretches of hidden text"),
    (Left::Contents, "part of a table of contents", "parts of tables of contents"),
    (Left::Note, "note without a mark in the text", "notes without a mark in the text"),
];

/// Collects blocks. Blocks may open inside others (text boxes, notes) and come out behind them.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    blocks: Vec<(Shape, Span)>,
    open: Vec<String>,
    behind: Vec<(Shape, String)>,
    notes: Vec<(Shape, String)>,
    note_depth: usize,
    /// Whether the last words were hidden.
    hiding: bool,
    carried: String,
    size: usize,
    left: [usize; LEFT.len()],
    truncated: bool,
}

impl Writer {
    /// Begins a block.
    pub(super) fn open(&mut self) {
        self.open.push(std::mem::take(&mut self.carried));
    }

    /// The text of the innermost open block so far.
    pub(super) fn draft(&self) -> Option<&str> {
        self.open.last().map(String::as_str)
    }

    /// Adds words to the open block, or counts them as hidden: a stretch of hidden words counts once.
    pub(super) fn say(&mut self, text: &str, hidden: bool) {
        let blank = text.trim().is_empty();
        if hidden && !blank && !self.hiding {
            self.leave(Left::Hidden);
        }
        self.hiding = hidden && (self.hiding || !blank);
        if !hidden {
            self.push(text);
        }
    }

    /// Adds text to the innermost open block; nothing where none is open.
    fn push(&mut self, text: &str) {
        let Some(draft) = self.open.last_mut() else { return };
        let room = MAX_TEXT.saturating_sub(self.size);
        self.truncated |= text.len() > room;
        let text = if text.len() > room { &text[..boundary(text, room)] } else { text };
        draft.push_str(text);
        self.size += text.len();
    }

    /// Ends the innermost open block.
    pub(super) fn close(&mut self, shape: Shape, fate: Fate) {
        self.hiding = false;
        let Some(text) = self.open.pop() else { return };
        match fate {
            Fate::Join => self.carried = text,
            Fate::Drop => {}
            Fate::Stay if text.trim().is_empty() => {}
            Fate::Stay if self.blocks.len() + self.behind.len() + self.notes.len() >= MAX_BLOCKS => {
                self.truncated = true;
            }
            Fate::Stay if self.note_depth > 0 => self.notes.push((shape, text)),
            Fate::Stay if !self.open.is_empty() => self.behind.push((shape, text)),
            Fate::Stay => {
                self.add(shape, &text);
                for (shape, text) in std::mem::take(&mut self.behind) {
                    self.add(shape, &text);
                }
            }
        }
    }

    /// Ends a place that no text is carried out of, such as a cell.
    pub(super) fn settle(&mut self, kind: PassageKind) {
        if !self.carried.is_empty() {
            self.open();
            self.close(Shape::plain(kind), Fate::Stay);
        }
    }

    /// What opens from here on is a note, and comes at the end of the text.
    pub(super) fn open_note(&mut self) {
        self.note_depth += 1;
    }

    /// The note ends.
    pub(super) fn close_note(&mut self) {
        self.note_depth = self.note_depth.saturating_sub(1);
    }

    /// Counts something that is left out.
    pub(super) fn leave(&mut self, what: Left) {
        self.left[what as usize] += 1;
    }

    /// Whether no more text is taken.
    pub(super) fn is_full(&self) -> bool {
        self.truncated
    }

    fn add(&mut self, shape: Shape, text: &str) {
        let text = text.trim_matches([' ', '\t', '\n']);
        if text.is_empty() {
            return;
        }
        if self.blocks.len() == MAX_BLOCKS {
            self.truncated = true;
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push((shape, Span::new(start, self.text.len())));
    }

    /// The document; `title` names it where no block does.
    pub(super) fn finish(mut self, title: Option<String>) -> Document {
        let loose = std::mem::take(&mut self.carried);
        self.add(Shape::plain(PassageKind::Paragraph), &loose);
        for (shape, text) in std::mem::take(&mut self.behind).into_iter().chain(std::mem::take(&mut self.notes)) {
            self.add(shape, &text);
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let notices = self.notices();
        let named = self.blocks.iter().find(|(shape, _)| shape.title).map(|(_, span)| one_line(span.slice(&self.text)));
        let mut builder = DocumentBuilder::new(Decoded { notices, ..Decoded::from(self.text) });
        if let Some(title) = named.or(title.map(|t| one_line(&t))).filter(|t| !t.is_empty()) {
            builder.title(&title);
        }
        self.blocks.iter().for_each(|(shape, span)| write(&mut builder, *shape, *span));
        builder.finish()
    }

    fn notices(&self) -> Vec<String> {
        let told = |(what, one, many): &(Left, &str, &str)| match self.left[*what as usize] {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {many}")),
        };
        let left: Vec<String> = LEFT.iter().filter_map(told).collect();
        let left = (!left.is_empty()).then(|| format!("left out: {}", left.join(", ")));
        let cut = self.truncated.then(|| {
            format!(
                "text-truncated: read up to {} MiB of text and {MAX_BLOCKS} paragraphs; the rest is not scored",
                MAX_TEXT >> 20
            )
        });
        left.into_iter().chain(cut).collect()
    }
}

/// The last place up to `at` at which a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a block: a line break inside it is a soft one, an empty line parts passages.
fn write(builder: &mut DocumentBuilder, shape: Shape, span: Span) {
    let breaks: Vec<usize> = span
        .slice(builder.source())
        .bytes()
        .enumerate()
        .filter(|(_, b)| *b == b'\n')
        .map(|(i, _)| span.start + i)
        .collect();
    let mut start = span.start;
    builder.begin(shape.kind, shape.depth);
    for end in breaks.into_iter().chain([span.end]) {
        let line = Span::new(start, end);
        if line.slice(builder.source()).trim().is_empty() {
            builder.begin(shape.kind, shape.depth);
        } else {
            if builder.has_text() {
                builder.soft_break(Span::new(start - 1, start));
            }
            builder.text(line);
        }
        start = end + 1;
    }
    builder.end();
}
