//! Runs every lexicon entry's own examples: `detente lexicon test`, and a test of the project.

use crate::document::Document;
use crate::input::{Format, read_text};
use crate::lexicon::Entry;
use crate::report::Origin;
use crate::scanner::{Options, Scanner};

/// An example that did not come out as its entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Id of the entry.
    pub entry: String,
    /// The file of the entry.
    pub file: String,
    /// The sentence.
    pub text: String,
    /// Whether the entry should have been found in it.
    pub wanted: bool,
    /// What was found instead, and what was dropped and why.
    pub found: Vec<String>,
}

/// Tries all examples of all entries; the list is empty where all come out.
///
/// An entry counts as found where another cue of its own pole covers it: the longest match wins.
///
/// # Examples
///
/// ```
/// use detente::lexicon::Lexicon;
/// use detente::scanner::Scanner;
///
/// let failures = detente::selftest::run(&Scanner::new(Lexicon::builtin()));
/// assert!(failures.is_empty(), "{failures:#?}");
/// ```
pub fn run(scanner: &Scanner) -> Vec<Failure> {
    let entries = scanner.lexicon().entries();
    entries.iter().flat_map(|entry| of_entry(scanner, entry)).collect()
}

fn of_entry(scanner: &Scanner, entry: &Entry) -> Vec<Failure> {
    let wanted = entry.matches.iter().map(|text| (text, true));
    let unwanted = entry.no_matches.iter().map(|text| (text, false));
    wanted.chain(unwanted).filter_map(|(text, wanted)| try_one(scanner, entry, text, wanted)).collect()
}

fn try_one(scanner: &Scanner, entry: &Entry, text: &str, wanted: bool) -> Option<Failure> {
    let document: Document = read_text(text.to_owned().into(), Format::Plain);
    let report = scanner.scan(&document, Origin::default(), Options::default());
    let inspection = scanner.inspect(&document, Origin::default(), Options::default());
    let covered = inspection.dropped.iter().any(|d| d.entry == entry.id && d.covered == Some(entry.pole));
    let hit = report.cues().any(|cue| cue.entry == entry.id) || (wanted && covered);
    (hit != wanted).then(|| {
        let mut found: Vec<String> = report.cues().map(|c| format!("{} `{}`", c.entry, c.text)).collect();
        found.extend(inspection.dropped.iter().map(|d| format!("{} `{}` dropped: {}", d.entry, d.text, d.because)));
        Failure { entry: entry.id.clone(), file: entry.file.to_string(), text: text.to_owned(), wanted, found }
    })
}
