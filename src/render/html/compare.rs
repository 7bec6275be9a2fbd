//! `detente compare --format html`: two drafts side by side, and what became of each finding.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use askama::Template;

use super::check::TERMS;
use super::figures::{AxisRow, Scale, axis_rows, heaviest};
use super::filters::{Filter, classes, filters, of_changes, of_finding, of_passage};
use super::head::{squares, title};
use super::pairs::{Row, SIDES, rows};
use super::{Shell, counted, portable, unfilled};
use crate::compare::{Change, Comparison, PassageChange, Side};
use crate::lexicon::{Axis, Guide, Pole};
use crate::render::Settings;
use crate::render::summary::{aside, changes, level_name, notes};
use crate::report::Report;

#[derive(Template)]
#[template(path = "compare.html")]
struct Page<'r> {
    shell: Shell,
    title: String,
    drafts: [Draft<'r>; 2],
    summary: String,
    passages: String,
    frames: Vec<FrameRow>,
    axes: Vec<[AxisRow; 2]>,
    /// Whether race and infrastructure are shown.
    shown: [bool; 2],
    filters: Vec<Filter>,
    rows: Vec<Row<'r>>,
    sides: [&'static str; 2],
    terms: Vec<(&'r str, &'r str)>,
    one_sided: bool,
}

/// One of the drafts as a whole.
struct Draft<'r> {
    side: &'static str,
    id: &'r str,
    title: &'r str,
    words: String,
    label: &'static str,
    scale: Scale,
    aside: Option<String>,
    notes: Vec<String>,
}

/// Squares of a level, and level and stance in words, of a frame before and after.
struct FrameRow {
    pole: Pole,
    sides: [([&'static str; 3], String); 2],
}

/// Writes a page that shows what changed between two drafts, passage by passage.
///
/// The reports are those that were compared; they must hold all passages and their words. Shown are the poles that
/// either report shows.
///
/// # Errors
///
/// Whatever `out` refuses.
///
/// # Examples
///
/// ```
/// use detente::compare::Comparison;
/// use detente::input::{Format, read_text};
/// use detente::lexicon::Lexicon;
/// use detente::render::{CsvTable, Settings, Style, compare_page};
/// use detente::report::Origin;
/// use detente::scanner::{Options, Scanner};
///
/// let lexicon = Lexicon::builtin();
/// let settings =
///     Settings { style: Style::default(), table: CsvTable::default(), folder: String::new(), lexicon: lexicon.clone() };
/// let scanner = Scanner::new(lexicon);
/// let options = Options { all_passages: true, texts: true, ..Options::default() };
/// let scan = |text: &str| scanner.scan(&read_text(text.to_owned().into(), Format::Plain), Origin::default(), options);
/// let (old, new) = (scan("We must win the AI race."), scan("“We must win the AI race,” the minister said."));
/// let mut page = Vec::new();
/// compare_page(&Comparison::new(&old, &new), &old, &new, &settings, &mut page)?;
/// assert!(page.starts_with(b"<!doctype html>"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn compare_page(
    comparison: &Comparison,
    old: &Report,
    new: &Report,
    settings: &Settings,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [old, new] = [old, new].map(|report| portable(report, &settings.folder));
    let page = Page::new(comparison, [&old, &new], settings).render().map_err(unfilled)?;
    writeln!(out, "{page}")
}

impl<'r> Page<'r> {
    fn new(comparison: &'r Comparison, reports: [&'r Report; 2], settings: &'r Settings) -> Self {
        let guide = settings.lexicon.guide();
        let question = |axis: Axis| guide.axis(axis).question.clone();
        let wanted = |pole: Pole| reports.iter().any(|report| report.view.shows(pole));
        let shown = Pole::ALL.map(wanted);
        let rows = rows(comparison, reports, &settings.lexicon);
        let counts = counts(comparison, &rows);
        let styles = [
            include_str!("shell.css"),
            include_str!("cue.css"),
            include_str!("draft.css"),
            include_str!("compare.css"),
        ];
        Self {
            shell: Shell::new(&styles, include_str!("draft.js"), &settings.lexicon),
            title: format!("{} → {}: what changed", reports[0].id, reports[1].id),
            drafts: drafts(comparison, reports),
            summary: changes(comparison),
            passages: passages(&counts),
            frames: Pole::ALL.into_iter().filter(|pole| wanted(*pole)).map(|p| FrameRow::new(comparison, p)).collect(),
            axes: axes(reports, shown, question),
            shown,
            filters: of_changes(&counts).into_iter().chain(filters(&counts, wanted, question)).collect(),
            rows,
            sides: SIDES,
            terms: terms(guide),
            one_sided: shown[0] != shown[1],
        }
    }
}

/// Terms of changes, then those of any page.
fn terms(guide: &Guide) -> Vec<(&str, &str)> {
    let changes = PassageChange::ALL.map(of_passage).into_iter().chain(Change::ALL.map(of_finding));
    let shared = TERMS.iter().filter_map(|t| guide.terms.get_key_value(*t));
    changes.chain(shared.map(|(term, text)| (term.as_str(), text.as_str()))).collect()
}

fn drafts<'r>(comparison: &'r Comparison, reports: [&'r Report; 2]) -> [Draft<'r>; 2] {
    let draft = |side: usize| {
        let (report, of) = (reports[side], [&comparison.old, &comparison.new][side]);
        Draft {
            side: SIDES[side],
            id: &report.id,
            title: title(report),
            words: counted(of.words, "word"),
            label: of.label,
            scale: Scale::new(of.tilt, Some((of.tilt_low, of.tilt_high))),
            aside: aside(report),
            notes: notes(report),
        }
    };
    [draft(0), draft(1)]
}

/// Class → how many passages or findings have it, before or after.
fn counts(comparison: &Comparison, rows: &[Row<'_>]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let passages = comparison.passages.iter().map(|pair| pair.change.name());
    let findings = rows.iter().flat_map(|row| &row.blocks).flat_map(|block| &block.findings);
    let of_findings = findings.flat_map(|found| {
        let readings = found.notes.iter().flatten().flat_map(|note| classes(note.cue));
        readings.chain([found.change.name()]).collect::<BTreeSet<_>>()
    });
    passages.chain(of_findings).for_each(|class| *counts.entry(class).or_default() += 1);
    counts
}

/// What happened to the passages, in one sentence.
fn passages(counts: &BTreeMap<&'static str, usize>) -> String {
    let told = |change: &PassageChange| {
        let n = counts.get(change.name()).filter(|n| **n > 0)?;
        Some(format!("{n} {}", of_passage(*change).0))
    };
    let told: Vec<String> = PassageChange::ALL[1..].iter().chain(&PassageChange::ALL[..1]).filter_map(told).collect();
    if told.is_empty() { String::new() } else { format!("Passages: {}.", told.join(", ")) }
}

/// The axes before and after, on one measure.
fn axes(reports: [&Report; 2], shown: [bool; 2], question: impl Fn(Axis) -> String) -> Vec<[AxisRow; 2]> {
    let most = heaviest(&reports.map(|report| &report.axes), shown);
    let [old, new] = reports.map(|report| axis_rows(&report.axes, shown, most, &question));
    old.into_iter().zip(new).map(|(old, new)| [old, new]).collect()
}

impl FrameRow {
    fn new(comparison: &Comparison, pole: Pole) -> Self {
        let side = |side: &Side| {
            let frame = side.frame(pole);
            let stance = if frame.level > 0 { format!(", {}", frame.stance.name()) } else { String::new() };
            (squares(pole, frame.level), format!("{} {}{stance}", frame.level, level_name(frame.level)))
        };
        Self { pole, sides: [&comparison.old, &comparison.new].map(side) }
    }
}
