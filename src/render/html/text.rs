//! A text as it reads, passage by passage, its cues marked and a note beside each.

use askama::Template;

use super::notes::Note;
use crate::document::PassageKind;
use crate::render::Settings;
use crate::render::summary::place_of;
use crate::report::{PassageReport, Report};
use crate::span::Span;

/// The words of a text with marks and notes; ids on the page begin with `prefix`.
#[derive(Template)]
#[template(path = "text.html")]
pub(super) struct Text<'r> {
    prefix: &'r str,
    groups: Vec<Group<'r>>,
}

/// Passages that stand together: the items of a list, the cells of a table, or a single block.
struct Group<'r> {
    kind: PassageKind,
    passages: Vec<Block<'r>>,
}

/// A passage, cut at its cues.
struct Block<'r> {
    index: usize,
    /// Element of a heading, below that of the title.
    heading: &'static str,
    pieces: Vec<Piece<'r>>,
    notes: Vec<Note<'r>>,
    /// Whether open notes fit beside it.
    roomy: bool,
}

/// Some words, and the number of the note on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'r> {
    pub(super) words: &'r str,
    pub(super) note: Option<usize>,
}

/// Bytes of text beside which one open note fits.
const ROOM: usize = 240;

impl<'r> Text<'r> {
    /// A text with its findings; its report must hold all passages and their words.
    pub(super) fn new(prefix: &'r str, report: &'r Report, settings: &'r Settings) -> Self {
        Self { prefix, groups: groups(report, settings) }
    }

    /// All notes, in order of the text.
    pub(super) fn notes(&self) -> impl Iterator<Item = &Note<'r>> {
        self.groups.iter().flat_map(|g| &g.passages).flat_map(|p| &p.notes)
    }
}

/// All passages, list items and cells put together, notes numbered through.
fn groups<'r>(report: &'r Report, settings: &'r Settings) -> Vec<Group<'r>> {
    let mut groups: Vec<Group<'r>> = Vec::new();
    let mut number = 0;
    for passage in &report.passages {
        let block = Block::new(report, passage, settings, &mut number);
        let joins = matches!(passage.kind, PassageKind::ListItem | PassageKind::TableCell);
        match groups.last_mut().filter(|g| joins && g.kind == passage.kind) {
            Some(group) => group.passages.push(block),
            None => groups.push(Group { kind: passage.kind, passages: vec![block] }),
        }
    }
    groups
}

impl<'r> Block<'r> {
    fn new(report: &'r Report, passage: &'r PassageReport, settings: &'r Settings, number: &mut usize) -> Self {
        let mut notes = Vec::new();
        for cue in passage.cues.iter().filter(|c| report.is_finding(passage, c)) {
            *number += 1;
            notes.push(Note::new(
                *number,
                cue,
                place_of(report.offset_basis, passage.index, cue.line),
                &settings.lexicon,
            ));
        }
        Self {
            index: passage.index,
            heading: ["h3", "h4", "h5", "h6"][usize::from(passage.depth.clamp(1, 4)) - 1],
            pieces: pieces(&passage.text, notes.iter().map(|n| (n.number, n.cue.place))),
            roomy: passage.text.len() >= ROOM * notes.len(),
            notes,
        }
    }
}

/// The words of a passage, cut where cues begin and end; of each note its number and the place of its cue.
pub(super) fn pieces(text: &str, notes: impl Iterator<Item = (usize, Span)>) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    for (note, place) in notes {
        let (Some(before), Some(words)) = (text.get(at..place.start), text.get(place.start..place.end)) else {
            continue;
        };
        out.push(Piece { words: before, note: None });
        out.push(Piece { words, note: Some(note) });
        at = place.end;
    }
    out.push(Piece { words: &text[at..], note: None });
    out.retain(|piece| !piece.words.is_empty());
    out
}

impl<'r> Block<'r> {
    /// The note on a piece.
    fn note(&self, piece: &Piece<'_>) -> Option<&Note<'r>> {
        self.notes.iter().find(|n| Some(n.number) == piece.note)
    }
}
