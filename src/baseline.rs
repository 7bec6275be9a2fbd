//! Findings that a team has seen and left as they are: kept by entry and sentence, not by line.
//!
//! A baseline holds no text: of each sentence it keeps a hash, so that the file can be shared. A known finding counts
//! in every score and is not shown again; editing its sentence makes it new.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::hex;
use crate::report::{Cue, Report};

/// The name and version of the file.
pub const SCHEMA: &str = "detente.baseline/1";

/// Known findings.
///
/// # Examples
///
/// ```
/// use detente::baseline::Baseline;
///
/// let empty = Baseline::default();
/// assert_eq!(Baseline::parse(&empty.to_text()).unwrap(), empty);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Key, BTreeMap<String, Known>>,
}

/// An entry and the hash of a sentence.
type Key = (String, String);

/// How often a finding stood in a document, and how often it was met again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Known {
    count: usize,
    met: usize,
}

impl Known {
    /// Whether it was met less often than it stood.
    fn is_free(&self) -> bool {
        self.met < self.count
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    findings: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    entry: String,
    sentence: String,
    document: String,
    count: usize,
}

/// Why a text is no baseline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}; write a new one with `--write-baseline`")]
pub struct BaselineError(String);

impl Baseline {
    /// Reads what [`Baseline::to_text`] wrote.
    ///
    /// # Errors
    ///
    /// Text that is no JSON of this shape, with line and column, or of another schema.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let file: File = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|e| BaselineError(format!("no baseline: {e}")))?;
        if file.schema != SCHEMA {
            return Err(BaselineError(format!("the schema is `{}`, must be `{SCHEMA}`", file.schema)));
        }
        let mut baseline = Self::default();
        for Row { entry, sentence, document, count } in file.findings {
            baseline.known.entry((entry, sentence)).or_default().insert(document, Known { count, met: 0 });
        }
        Ok(baseline)
    }

    /// The file: JSON, a finding a line, sorted, so that it can be kept under version control.
    pub fn to_text(&self) -> String {
        let rows = self.known.iter().flat_map(|((entry, sentence), documents)| {
            documents.iter().map(move |(document, known)| {
                let (entry, sentence, document) = (entry.clone(), sentence.clone(), document.clone());
                Row { entry, sentence, document, count: known.count }
            })
        });
        let rows = rows.filter_map(|row| serde_json::to_string(&row).ok());
        let rows: Vec<String> = rows.map(|row| format!("    {row}")).collect();
        format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"findings\": [\n{}\n  ]\n}}\n", rows.join(",\n"))
    }

    /// Adds the findings of a report, whose document goes by `name`.
    pub fn add(&mut self, report: &Report, name: &str) {
        for (_, cue) in report.findings() {
            self.known.entry(key(cue)).or_default().entry(name.to_owned()).or_default().count += 1;
        }
    }

    /// Marks the findings of a report that are known, each as often as it stood anywhere when the baseline was written;
    /// those of the document itself first, since a text can be moved or renamed.
    pub fn mark(&mut self, report: &mut Report, name: &str) {
        for cue in report.findings_mut() {
            let Some(documents) = self.known.get_mut(&key(cue)) else { continue };
            let here = documents.get(name).is_some_and(Known::is_free);
            let known =
                if here { documents.get_mut(name) } else { documents.values_mut().find(|known| known.is_free()) };
            if let Some(known) = known {
                known.met += 1;
                cue.known = true;
            }
        }
    }

    /// The rows that met no finding, as `entry` and document, among documents for which `read` holds.
    pub fn stale(&self, read: impl Fn(&str) -> bool) -> impl Iterator<Item = (&str, &str)> {
        let rows =
            self.known.iter().flat_map(|((entry, _), all)| all.iter().map(move |(name, known)| (entry, name, known)));
        let stale = rows.filter(move |(_, name, known)| known.is_free() && read(name));
        stale.map(|(entry, name, _)| (entry.as_str(), name.as_str()))
    }
}

fn key(cue: &Cue) -> Key {
    (cue.entry.clone(), fingerprint(cue))
}

/// A hash of the sentence around a cue; spacing, case and punctuation do not make a sentence another one.
pub(crate) fn fingerprint(cue: &Cue) -> String {
    let sentence = format!("{}{}{}", cue.sentence.before, cue.sentence.cue, cue.sentence.after);
    let mut sha = Sha256::new();
    for word in sentence.unicode_words() {
        sha.update(word.to_lowercase());
        sha.update(" ");
    }
    hex(&sha.finalize()[..10])
}
