//! `detente scan --format html`: a corpus as a table to sort and search, with charts, and passages on request.

use std::collections::BTreeMap;
use std::io::{self, Write};

use askama::Template;

use super::details::{island, no_passages, passages, row};
use super::figures::{AxisRow, Scale, axis_rows, heaviest};
use super::series::{Bin, Curve, Groups, Outlets, histogram};
use super::{Shell, counted, grouped, portable, unfilled};
use crate::lexicon::{Axis, Pole};
use crate::render::summary::level_name;
use crate::render::{ReportFormat, Settings};
use crate::report::{AxisScore, Report};
use crate::score::{FrameStance, LABELS};

/// Rows that stand in the page as they are, for a reader without script.
const PLAIN_ROWS: usize = 200;

/// Most bytes of table rows, and of passages.
#[derive(Clone, Copy, Debug)]
struct Room {
    rows: usize,
    passages: usize,
}

/// A page stays below 50 MiB.
const ROOM: Room = Room { rows: 12 << 20, passages: 36 << 20 };

/// Writes one page for a whole corpus.
#[derive(Debug)]
pub struct CorpusPage {
    settings: Settings,
    room: Room,
    plain: Vec<PlainRow>,
    /// Rows of the table as JSON, a comma between them.
    rows: String,
    /// Passages of the same documents, a line of JSON each.
    passages: String,
    tally: Tally,
}

/// What is counted over all documents.
#[derive(Debug, Default)]
struct Tally {
    documents: usize,
    listed: usize,
    without_passages: usize,
    words: u64,
    framed: [usize; 2],
    labels: BTreeMap<&'static str, usize>,
    axes: BTreeMap<Axis, AxisScore>,
    /// Tilts of documents with a frame.
    tilts: Vec<f64>,
    groups: Groups,
}

/// A row for a reader without script.
#[derive(Debug)]
struct PlainRow {
    id: String,
    title: Option<String>,
    words: String,
    frames: [(Pole, u8, &'static str, &'static str); 2],
    /// None without a frame.
    scale: Option<Scale>,
    label: &'static str,
}

#[derive(Template)]
#[template(path = "corpus.html")]
struct Page<'p> {
    shell: Shell,
    title: String,
    documents: String,
    facts: Vec<String>,
    notes: Vec<String>,
    plain: &'p [PlainRow],
    axes: Vec<AxisRow>,
    bins: Vec<Bin>,
    framed: String,
    curve: Option<Curve>,
    outlets: Option<Outlets>,
    labels: Vec<(usize, &'static str, usize)>,
    rows: &'p str,
    names: String,
    passages: &'p str,
}

impl CorpusPage {
    /// An empty page.
    pub fn new(settings: &Settings) -> Self {
        Self {
            settings: settings.clone(),
            room: ROOM,
            plain: Vec::new(),
            rows: String::new(),
            passages: String::new(),
            tally: Tally::default(),
        }
    }

    /// Lists a document, while there is room for its row.
    fn list(&mut self, report: &Report) {
        let row = row(report);
        if self.rows.len() + row.len() > self.room.rows || self.tally.listed + 1 < self.tally.documents {
            return;
        }
        self.tally.listed += 1;
        self.rows.push_str(if self.rows.is_empty() { "" } else { ",\n" });
        self.rows.push_str(&row);
        let mut line = passages(report);
        if self.passages.len() + line.len() > self.room.passages {
            line = no_passages(report);
            self.tally.without_passages += 1;
        }
        self.passages.push_str(&line);
        self.passages.push('\n');
    }

    fn page(&self) -> Page<'_> {
        let lexicon = &self.settings.lexicon;
        let styles = [include_str!("shell.css"), include_str!("cue.css"), include_str!("corpus.css")];
        let tally = &self.tally;
        let stances = FrameStance::ALL.map(FrameStance::name);
        Page {
            shell: Shell::new(&styles, include_str!("corpus.js"), lexicon),
            title: format!("{}: framing of AI", counted(tally.documents, "document")),
            documents: counted(tally.documents, "document"),
            facts: tally.facts(),
            notes: tally.notes(),
            plain: &self.plain,
            axes: axis_rows(&tally.axes, [true, true], heaviest(&[&tally.axes], [true, true]), |axis| {
                lexicon.guide().axis(axis).question.clone()
            }),
            bins: histogram(&tally.tilts),
            framed: counted(tally.tilts.len(), "document"),
            curve: tally.groups.curve(),
            outlets: tally.groups.outlets(),
            labels: LABELS
                .iter()
                .enumerate()
                .map(|(i, l)| (i, *l, tally.labels.get(l).copied().unwrap_or(0)))
                .collect(),
            rows: &self.rows,
            names: island(&(stances, LABELS)),
            passages: &self.passages,
        }
    }
}

impl Tally {
    fn add(&mut self, report: &Report) {
        self.documents += 1;
        self.words += report.words;
        for (n, pole) in self.framed.iter_mut().zip(Pole::ALL) {
            *n += usize::from(report.frame(pole).level > 0);
        }
        *self.labels.entry(report.label).or_default() += 1;
        for (axis, score) in &report.axes {
            let sums = self.axes.entry(*axis).or_default();
            sums.race += score.race;
            sums.infrastructure += score.infrastructure;
        }
        if report.race.level.max(report.infrastructure.level) > 0 {
            self.tilts.push(report.tilt);
            self.groups.add(&report.meta, report.tilt);
        }
    }

    fn facts(&self) -> Vec<String> {
        let [race, infrastructure] = self.framed.map(|n| grouped(n as u64));
        vec![
            format!("{}.", counted(self.words, "word")),
            format!("{race} with a race frame and {infrastructure} with an infrastructure frame, whoever voices it."),
        ]
    }

    /// What the page leaves out.
    fn notes(&self) -> Vec<String> {
        let unlisted = self.documents - self.listed;
        let told = [
            (unlisted, "not listed below, to keep this page small; charts and counts hold all documents"),
            (self.without_passages, "listed without passages, to keep this page small"),
        ];
        told.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}.", counted(*n, "document"))).collect()
    }
}

impl PlainRow {
    fn new(report: &Report) -> Self {
        let frame = |pole: Pole| {
            let frame = report.frame(pole);
            let stance = if frame.level == 0 { "" } else { frame.stance.name() };
            (pole, frame.level, level_name(frame.level), stance)
        };
        let framed = report.race.level.max(report.infrastructure.level) > 0;
        Self {
            id: report.id.clone(),
            title: report.title.clone(),
            words: grouped(report.words),
            frames: Pole::ALL.map(frame),
            scale: framed.then(|| Scale::new(report.tilt, Some((report.tilt_low, report.tilt_high)))),
            label: report.label,
        }
    }
}

impl ReportFormat for CorpusPage {
    fn report(&mut self, report: &Report, _out: &mut dyn Write) -> io::Result<()> {
        let report = &*portable(report, &self.settings.folder);
        self.tally.add(report);
        if self.plain.len() < PLAIN_ROWS {
            self.plain.push(PlainRow::new(report));
        }
        self.list(report);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let page = self.page().render().map_err(unfilled)?;
        writeln!(out, "{page}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Format, read_text};
    use crate::lexicon::Lexicon;
    use crate::render::{CsvTable, Style};
    use crate::report::Origin;
    use crate::scanner::{Options, Scanner};

    #[test]
    fn what_does_not_fit_is_counted_and_told() {
        let lexicon = Lexicon::builtin();
        let document = read_text("There is an AI arms race.".to_owned().into(), Format::Plain);
        let report = Scanner::new(lexicon.clone()).scan(&document, Origin::default(), Options::default());
        let settings = Settings { style: Style::default(), table: CsvTable::Documents, folder: String::new(), lexicon };
        let (row, line) = (row(&report).len(), passages(&report).len());
        let table = [
            (Room { rows: 10 * row, passages: 10 * line }, 0, 0),
            (Room { rows: 2 * row + 2, passages: 10 * line }, 2, 0),
            (Room { rows: 10 * row, passages: line }, 0, 3),
            (Room { rows: 0, passages: 0 }, 4, 0),
        ];
        for (room, unlisted, without) in table {
            let mut page = CorpusPage { room, ..CorpusPage::new(&settings) };
            (0..4).for_each(|_| page.report(&report, &mut io::sink()).unwrap());
            let tally = &page.tally;
            assert_eq!((4 - tally.listed, tally.without_passages), (unlisted, without), "{room:?}");
            assert_eq!(tally.notes().len(), usize::from(unlisted > 0) + usize::from(without > 0), "{room:?}");
            assert_eq!((page.passages.lines().count(), tally.tilts.len()), (tally.listed, 4), "{room:?}");
        }
    }
}
