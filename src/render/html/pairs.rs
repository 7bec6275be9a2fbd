//! The passages of two drafts, side by side: their words with marks, and what became of each finding.

use std::collections::BTreeMap;
use std::ops::Range;

use super::counted;
use super::filters::{of_finding, of_passage};
use super::notes::Note;
use super::text::pieces;
use super::words::{changed, cut};
use crate::compare::{Change, Comparison, Finding, Pair, PassageChange};
use crate::document::PassageKind;
use crate::lexicon::Lexicon;
use crate::render::summary::{place, place_of};
use crate::report::{Cue, PassageReport, Report};
use crate::span::Span;

/// Names of the drafts in ids, by their place.
pub(super) const SIDES: [&str; 2] = ["old", "new"];

/// Pairs that stand together: a stretch of unchanged passages, folded under some words, or one pair.
pub(super) struct Row<'r> {
    pub(super) fold: Option<String>,
    pub(super) blocks: Vec<Block<'r>>,
}

/// A pair of passages; unchanged ones are shown once.
pub(super) struct Block<'r> {
    /// Number on the page, from 1.
    pub(super) number: usize,
    pub(super) change: PassageChange,
    /// The old and the new version, where they are shown.
    pub(super) versions: [Option<Version<'r>>; 2],
    pub(super) findings: Vec<Found<'r>>,
    same_text: bool,
}

/// One version of a passage.
pub(super) struct Version<'r> {
    /// Name of the draft.
    pub(super) side: &'static str,
    /// Element of words that the other version lacks.
    pub(super) edit: &'static str,
    /// Where the passage stands in its draft.
    pub(super) place: String,
    /// What happened to the passage, told where it is news.
    pub(super) told: &'static str,
    /// Where a moved passage stood: number of the block behind which it did, and the first words of that.
    pub(super) behind: Option<(usize, &'r str)>,
    pub(super) tag: &'static str,
    pub(super) class: &'static str,
    pub(super) pieces: Vec<Marked<'r>>,
}

/// Words, some of them changed, and the number of the finding on them.
pub(super) struct Marked<'r> {
    pub(super) parts: Vec<(bool, &'r str)>,
    pub(super) finding: Option<usize>,
}

/// A finding before and after, with a note on each that is shown.
pub(super) struct Found<'r> {
    pub(super) number: usize,
    pub(super) change: Change,
    pub(super) told: &'static str,
    pub(super) notes: [Option<Note<'r>>; 2],
    /// Classes of the reading before and after; of the only one there is, where there is one.
    pub(super) classes: [String; 2],
    pub(super) reading: String,
    places: [String; 2],
}

/// What a comparison is shown from.
struct Source<'r> {
    reports: [&'r Report; 2],
    lexicon: &'r Lexicon,
}

impl<'r> Source<'r> {
    fn passages(&self, pair: &Pair) -> [Option<&'r PassageReport>; 2] {
        [(0, pair.old), (1, pair.new)].map(|(side, at)| self.reports[side].passages.get(at?))
    }

    /// Where a cue of a passage stands in its draft.
    fn place(&self, side: usize, passage: &PassageReport, cue: &Cue) -> String {
        place_of(self.reports[side].offset_basis, passage.index, cue.line)
    }
}

/// All passages in the order of the new draft.
pub(super) fn rows<'r>(comparison: &'r Comparison, reports: [&'r Report; 2], lexicon: &'r Lexicon) -> Vec<Row<'r>> {
    let places: BTreeMap<usize, usize> =
        comparison.passages.iter().enumerate().filter_map(|(at, pair)| Some((pair.old?, at + 1))).collect();
    let source = Source { reports, lexicon };
    let mut rows: Vec<Row<'r>> = Vec::new();
    let mut findings = 0;
    for (at, pair) in comparison.passages.iter().enumerate() {
        let mut block = Block::new(at + 1, pair, &source, &mut findings);
        if let (PassageChange::Moved, Some(old), [_, Some(new)]) = (pair.change, pair.old, &mut block.versions) {
            let before = old.checked_sub(1).and_then(|i| Some((*places.get(&i)?, reports[0].passages.get(i)?)));
            new.behind = before.map(|(number, passage)| (number, first_words(&passage.text)));
        }
        let folds = pair.change == PassageChange::Same && pair.findings.is_empty();
        match rows.last_mut().filter(|row| folds && row.fold.is_some()) {
            Some(row) => row.blocks.push(block),
            None => rows.push(Row { fold: folds.then(String::new), blocks: vec![block] }),
        }
    }
    rows.iter_mut().for_each(Row::count);
    rows
}

/// Some words by which a passage is known again.
fn first_words(text: &str) -> &str {
    let (words, letters) = (text.char_indices().filter(|(_, c)| *c == ' ').nth(5), text.char_indices().nth(60));
    let end = [words, letters].into_iter().flatten().map(|(at, _)| at).min();
    &text[..end.unwrap_or(text.len())]
}

/// What is told of a passage beside one of its versions: once, beside the new one where there is one.
fn told(change: PassageChange, side: usize) -> &'static str {
    if side == 1 || change == PassageChange::Removed { of_passage(change).0 } else { "" }
}

impl Row<'_> {
    fn count(&mut self) {
        let same = if self.blocks.iter().all(|block| block.same_text) { "unchanged" } else { "with the same words" };
        self.fold = self.fold.take().map(|_| format!("{} {same}", counted(self.blocks.len(), "passage")));
    }
}

impl<'r> Block<'r> {
    fn new(number: usize, pair: &'r Pair, source: &Source<'r>, findings: &mut usize) -> Self {
        let passages = source.passages(pair);
        let [old, new] = passages.map(|p| p.map(|p| p.text.as_str()));
        let same_text = old == new;
        let kept = pair.findings.iter().all(|f| f.change == Change::Kept);
        let once = pair.change == PassageChange::Same && kept && (same_text || pair.findings.is_empty());
        let found = pair.findings.iter().zip(*findings + 1..).map(|(f, n)| Found::new(n, f, once, &passages, source));
        let found: Vec<Found<'r>> = found.collect();
        *findings += found.len();
        let other = match (once, old, new) {
            (false, Some(old), Some(new)) => changed(old, new),
            _ => Default::default(),
        };
        let version = |side: usize| {
            let passage = passages[side].filter(|_| side == 1 || !once)?;
            let told =
                if same_text || pair.change != PassageChange::Same { told(pair.change, side) } else { "same words" };
            let place = place(source.reports[side], passage);
            Some(Version { place, told, ..Version::new(passage, side, &found, &other[side]) })
        };
        Self { number, change: pair.change, versions: [version(0), version(1)], findings: found, same_text }
    }

    /// The note on a piece of one of the versions.
    pub(super) fn note(&self, version: &Version<'_>, piece: &Marked<'_>) -> Option<&Note<'r>> {
        let found = self.findings.iter().find(|f| Some(f.number) == piece.finding)?;
        found.shown().find(|(side, ..)| *side == version.side).map(|(.., note)| note)
    }
}

impl<'r> Version<'r> {
    fn new(passage: &'r PassageReport, side: usize, findings: &[Found<'_>], changed: &[Range<usize>]) -> Self {
        let (tag, class) = element(passage);
        let places = findings.iter().filter_map(|f| Some((f.number, f.notes[side].as_ref()?.cue.place)));
        let mut places: Vec<(usize, Span)> = places.collect();
        places.sort_by_key(|(_, place)| place.start);
        let mut at = 0;
        let marked = pieces(&passage.text, places.into_iter()).into_iter().map(|piece| {
            let parts = cut(piece.words, at, changed);
            at += piece.words.len();
            Marked { parts, finding: piece.note }
        });
        Self {
            side: SIDES[side],
            edit: ["del", "ins"][side],
            place: String::new(),
            told: "",
            behind: None,
            tag,
            class,
            pieces: marked.collect(),
        }
    }
}

/// How a passage is shown: an element and its class.
fn element(passage: &PassageReport) -> (&'static str, &'static str) {
    match passage.kind {
        PassageKind::Heading => (["h3", "h4", "h5", "h6"][usize::from(passage.depth.clamp(1, 4)) - 1], "heading"),
        PassageKind::Paragraph => ("p", "paragraph"),
        PassageKind::ListItem => ("div", "item"),
        PassageKind::Quote => ("blockquote", "quote"),
        PassageKind::TableCell => ("p", "cell"),
        PassageKind::Caption => ("p", "caption"),
    }
}

impl<'r> Found<'r> {
    /// A finding with its notes; of a passage that is shown once, only with the new one.
    fn new(
        number: usize,
        finding: &'r Finding,
        once: bool,
        passages: &[Option<&PassageReport>; 2],
        source: &Source<'r>,
    ) -> Self {
        let change = finding.change;
        let cues = [finding.old.as_ref(), finding.new.as_ref()];
        let place = |side: usize| passages[side].zip(cues[side]).map(|(p, cue)| source.place(side, p, cue));
        let note = |cue| {
            let note = Note::new(number, cue, String::new(), source.lexicon);
            Note { classes: format!("{} {}", note.classes, change.name()), ..note }
        };
        let mut notes = [cues[0].filter(|_| !once), cues[1]].map(|cue| cue.map(note));
        // Other wordings help the draft that is being written, not the one before.
        notes[0].iter_mut().for_each(|old| old.offers.clear());
        let [old, new] = &notes;
        let classes = [old.as_ref().or(new.as_ref()), new.as_ref().or(old.as_ref())];
        let mut readings: Vec<String> = notes.iter().flatten().map(reading).collect();
        readings.dedup();
        Self {
            number,
            change,
            told: of_finding(change).0,
            classes: classes.map(|note| note.map(|n| n.classes.clone()).unwrap_or_default()),
            reading: readings.join(" → "),
            notes,
            places: [place(0), place(1)].map(Option::unwrap_or_default),
        }
    }

    /// The note on how it reads now, or did.
    pub(super) fn note(&self) -> Option<&Note<'r>> {
        self.notes.iter().rev().flatten().next()
    }

    /// Whether both drafts have it.
    pub(super) fn is_pair(&self) -> bool {
        self.notes.iter().all(Option::is_some)
    }

    /// The notes that are shown, each with the name of its draft, and its place there.
    pub(super) fn shown(&self) -> impl Iterator<Item = (&'static str, &str, &Note<'r>)> {
        let sides = SIDES.into_iter().zip(&self.places).zip(&self.notes);
        sides.filter_map(|((side, place), note)| Some((side, place.as_str(), note.as_ref()?)))
    }
}

fn reading(note: &Note<'_>) -> String {
    format!("{} · {}", note.cue.stance.name(), note.voice)
}
