//! What is wrong with a lexicon file, told so that a linguist can mend it.

use std::fmt;
use std::sync::Arc;

/// One fault in one file: where it is, in which entry, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// The line, counted from 1.
    pub line: usize,
    /// The `id` of the entry, where it has one.
    pub entry: Option<String>,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if let Some(entry) = &self.entry {
            write!(f, "entry `{entry}`: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Every fault that was found in a set of lexicon files; never empty.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", list(.0))]
pub struct LexiconError(pub Vec<Fault>);

fn list(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The name among `known` that a misspelt `name` most likely means.
///
/// Nearness is Jaro-Winkler similarity of at least 0.75, or one letter too many, too few, wrong or swapped.
///
/// ```
/// use detente::lexicon::nearest;
///
/// assert_eq!(nearest("paterns", ["id", "patterns", "weight"]), Some("patterns"));
/// assert_eq!(nearest("zzz", ["id", "patterns"]), None);
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|k| (nearness(&name, &k.to_lowercase()), k))
        .filter(|(near, _)| *near >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, k)| k)
}

fn nearness(a: &str, b: &str) -> f64 {
    let close = strsim::jaro_winkler(a, b);
    if strsim::osa_distance(a, b) <= 1 { close.max(0.9) } else { close }
}

/// `; did you mean …?`, or nothing where no known name is near.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map(|k| format!("; did you mean `{k}`?")).unwrap_or_default()
}
