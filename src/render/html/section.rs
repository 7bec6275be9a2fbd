//! One text on a page: its figures, then the text as it reads with its cues marked, a note for each.

use askama::Template;

use super::along::{Bar, bars};
use super::counted;
use super::figures::{AxisRow, Scale, axis_rows};
use super::notes::Note;
use crate::document::PassageKind;
use crate::lexicon::Pole;
use crate::render::Settings;
use crate::render::summary::summary;
use crate::report::{PassageReport, Report, rounded};

/// A text and everything that is shown of it; ids on the page begin with `prefix`.
#[derive(Template)]
#[template(path = "section.html")]
pub(super) struct Section<'r> {
    pub(super) prefix: &'r str,
    pub(super) report: &'r Report,
    pub(super) title: &'r str,
    words: String,
    summaries: Vec<(Pole, String)>,
    scale: Scale,
    frames: Vec<FrameRow>,
    axes: Vec<AxisRow>,
    /// Whether race and infrastructure are shown.
    shown: [bool; 2],
    bars: Vec<Bar>,
    pub(super) groups: Vec<Group<'r>>,
}

/// Level and stance of one frame.
struct FrameRow {
    pole: Pole,
    level: u8,
    level_name: &'static str,
    stance: &'static str,
    rate: String,
}

/// Passages that stand together: the items of a list, the cells of a table, or a single block.
pub(super) struct Group<'r> {
    kind: PassageKind,
    pub(super) passages: Vec<Block<'r>>,
}

/// A passage, cut at its cues.
pub(super) struct Block<'r> {
    index: usize,
    /// Element of a heading, below that of the title.
    heading: &'static str,
    pieces: Vec<Piece<'r>>,
    pub(super) notes: Vec<Note<'r>>,
    /// Whether open notes fit beside it.
    roomy: bool,
}

/// Some words, and the number of the note on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece<'r> {
    words: &'r str,
    note: Option<usize>,
}

/// Bytes of text beside which one open note fits.
const ROOM: usize = 240;

impl<'r> Section<'r> {
    /// A section with the poles that `settings` name.
    pub(super) fn new(prefix: &'r str, report: &'r Report, settings: &'r Settings) -> Self {
        let poles = || Pole::ALL.into_iter().filter(|p| settings.shows(*p));
        let question = |axis| settings.lexicon.guide().axis(axis).question.clone();
        let shown = [settings.race, settings.infrastructure];
        Self {
            prefix,
            report,
            title: title(report),
            words: counted(report.words, "word"),
            summaries: poles().map(|p| (p, summary(report, p))).collect(),
            scale: Scale::new(report.tilt, Some((report.tilt_low, report.tilt_high))),
            frames: poles().map(|p| FrameRow::new(report, p)).collect(),
            axes: axis_rows(&report.axes, shown, question),
            shown,
            bars: bars(report, |p| settings.shows(p)),
            groups: groups(report, settings),
        }
    }
}

/// The title, or the name where the text begins with its title.
fn title(report: &Report) -> &str {
    let begins = |title: &&str| report.passages.first().is_some_and(|p| p.text.trim() == title.trim());
    report.title.as_deref().filter(|t| !begins(t) && !t.trim().is_empty()).unwrap_or(&report.id)
}

impl FrameRow {
    fn new(report: &Report, pole: Pole) -> Self {
        let frame = report.frame(pole);
        let level_name = level_name(frame.level);
        let rate = format!("{:.1}", rounded(frame.per_1000_words));
        Self { pole, level: frame.level, level_name, stance: frame.stance.name(), rate }
    }
}

/// A level in a word.
pub(super) fn level_name(level: u8) -> &'static str {
    ["none", "trace", "clear", "dominant"][usize::from(level.min(3))]
}

/// All passages, list items and cells put together, notes numbered through.
fn groups<'r>(report: &'r Report, settings: &'r Settings) -> Vec<Group<'r>> {
    let mut groups: Vec<Group<'r>> = Vec::new();
    let mut number = 0;
    for passage in &report.passages {
        let block = Block::new(passage, settings, &mut number);
        let joins = matches!(passage.kind, PassageKind::ListItem | PassageKind::TableCell);
        match groups.last_mut().filter(|g| joins && g.kind == passage.kind) {
            Some(group) => group.passages.push(block),
            None => groups.push(Group { kind: passage.kind, passages: vec![block] }),
        }
    }
    groups
}

impl<'r> Block<'r> {
    fn new(passage: &'r PassageReport, settings: &'r Settings, number: &mut usize) -> Self {
        let seen = |pole| settings.shows(pole) && passage.frame(pole).level > 0;
        let mut notes = Vec::new();
        for cue in passage.cues.iter().filter(|c| seen(c.pole)) {
            *number += 1;
            notes.push(Note::new(*number, cue, &settings.lexicon));
        }
        Self {
            index: passage.index,
            heading: ["h3", "h4", "h5", "h6"][usize::from(passage.depth.clamp(1, 4)) - 1],
            pieces: pieces(&passage.text, &notes),
            roomy: passage.text.len() >= ROOM * notes.len(),
            notes,
        }
    }
}

/// The words of a passage, cut where cues begin and end.
fn pieces<'r>(text: &'r str, notes: &[Note<'r>]) -> Vec<Piece<'r>> {
    let mut out = Vec::new();
    let mut at = 0;
    for note in notes {
        let place = note.cue.place;
        let (Some(before), Some(words)) = (text.get(at..place.start), text.get(place.start..place.end)) else {
            continue;
        };
        out.push(Piece { words: before, note: None });
        out.push(Piece { words, note: Some(note.number) });
        at = place.end;
    }
    out.push(Piece { words: &text[at..], note: None });
    out.retain(|piece| !piece.words.is_empty());
    out
}

impl<'r> Block<'r> {
    /// The note with this number; it is one of this passage.
    fn note(&self, number: &usize) -> Option<&Note<'r>> {
        self.notes.iter().find(|n| n.number == *number)
    }
}
