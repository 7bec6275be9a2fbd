//! Reports → text: one format a file, and their list.
//!
//! To add an output format, add a file here and a line to [`scan_formats`]; `--format` learns it from there.

#[cfg(feature = "cli")]
mod comparison;
mod csv;
mod github;
#[cfg(feature = "page")]
mod html;
mod json;
#[cfg(feature = "cli")]
mod lines;
mod note;
#[cfg(feature = "cli")]
mod prose;
mod sarif;
#[cfg(any(feature = "cli", feature = "page"))]
mod summary;
#[cfg(feature = "cli")]
mod table;
#[cfg(feature = "cli")]
mod view;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use crate::lexicon::Lexicon;
use crate::report::Report;

#[cfg(feature = "cli")]
pub use comparison::comparison;
pub use csv::{Csv, CsvTable};
pub use github::Github;
#[cfg(feature = "page")]
pub use html::{CheckPage, CorpusPage, compare_page};
pub use json::{Json, Jsonl};
pub use note::relative;
#[cfg(feature = "cli")]
pub use prose::{Compact, Prose};
pub use sarif::Sarif;
#[cfg(feature = "cli")]
pub use table::Table;
#[cfg(feature = "cli")]
pub use view::inspection;

/// How wide a text output may be, and whether it may use colour.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether escape codes for colour may be written.
    pub colour: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, colour: false }
    }
}

/// Writes reports in one format.
pub trait ReportFormat {
    /// What stands before the first report.
    ///
    /// # Errors
    ///
    /// Whatever `out` refuses; so for the other two.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One report.
    ///
    /// # Errors
    ///
    /// Whatever `out` refuses.
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()>;

    /// What stands behind the last report.
    ///
    /// # Errors
    ///
    /// Whatever `out` refuses.
    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A format by name, ready to be used.
#[derive(Clone, Copy, Debug)]
pub struct NamedFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whether it shows whole texts: reports must then hold every passage, with its words.
    pub whole: bool,
    /// A new writer of it.
    pub make: fn(Settings) -> Box<dyn ReportFormat + Send>,
}

impl NamedFormat {
    /// A format that shows what was found.
    const fn findings(name: &'static str, make: fn(Settings) -> Box<dyn ReportFormat + Send>) -> Self {
        Self { name, whole: false, make }
    }

    /// A format that shows whole texts.
    #[cfg(feature = "page")]
    const fn whole(name: &'static str, make: fn(Settings) -> Box<dyn ReportFormat + Send>) -> Self {
        Self { name, whole: true, make }
    }
}

/// What the formats of `scan` and `check` want to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Width and colour.
    pub style: Style,
    /// Which of the CSV tables.
    pub table: CsvTable,
    /// The lexicon that explains the cues.
    pub lexicon: Arc<Lexicon>,
    /// The folder from which paths are seen, in formats that others read; empty for none.
    pub folder: String,
}

/// The formats of `detente scan`, the default first.
pub fn scan_formats() -> &'static [NamedFormat] {
    const ALL: &[NamedFormat] = &[
        #[cfg(feature = "cli")]
        NamedFormat::findings("table", |s| Box::new(Table::new(s.style))),
        NamedFormat::findings("jsonl", |_| Box::new(Jsonl)),
        NamedFormat::findings("json", |_| Box::new(Json::default())),
        NamedFormat::findings("csv", |s| Box::new(Csv::new(s.table))),
        #[cfg(feature = "page")]
        NamedFormat::findings("html", |s| Box::new(CorpusPage::new(&s))),
    ];
    ALL
}

/// The formats of `detente check`, the default first.
pub fn check_formats() -> &'static [NamedFormat] {
    const ALL: &[NamedFormat] = &[
        #[cfg(feature = "cli")]
        NamedFormat::findings("text", |s| Box::new(Prose::new(s))),
        #[cfg(feature = "cli")]
        NamedFormat::findings("compact", |_| Box::new(Compact)),
        NamedFormat::findings("jsonl", |_| Box::new(Jsonl)),
        NamedFormat::findings("json", |_| Box::new(Json::default())),
        NamedFormat::findings("sarif", |s| Box::new(Sarif::new(s))),
        NamedFormat::findings("github", |s| Box::new(Github::new(s))),
        #[cfg(feature = "page")]
        NamedFormat::whole("html", |s| Box::new(CheckPage::new(s))),
    ];
    ALL
}

/// The formats of `detente compare`, the default first.
pub fn compare_formats() -> &'static [&'static str] {
    const ALL: &[&str] = &[
        "text",
        "json",
        #[cfg(feature = "page")]
        "html",
    ];
    ALL
}

/// Characters that steer a terminal, or the order or the lines of a text, rather than being read.
fn harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text from a document, safe on a terminal: control and direction characters are shown, not sent.
///
/// ```
/// use detente::render::printable;
///
/// assert_eq!(printable("a\u{1b}[31m\tb"), "a\\u{1b}[31m b");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(harmful) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            c if harmful(c) => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.into()
}
