//! What the formats for machines say of a finding: one message, one place.

use crate::lexicon::{Entry, Lexicon, Pole};
use crate::report::Cue;
use crate::stance::{Stance, Voice};

/// Where a finding stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'r> {
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) start: u64,
    pub(super) bytes: u64,
    pub(super) text: &'r str,
}

impl<'r> Place<'r> {
    pub(super) fn of(cue: &'r Cue) -> Self {
        Self { line: cue.line, column: cue.column, start: cue.start, bytes: cue.end - cue.start, text: &cue.text }
    }

    /// Line and column behind the last character.
    pub(super) fn end(&self) -> (u64, u64) {
        let text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        let last = text.rsplit('\n').next().unwrap_or_default().chars().count() as u64;
        match text.matches('\n').count() as u64 {
            0 => (self.line, self.column + last),
            breaks => (self.line + breaks, last + 1),
        }
    }
}

/// A sentence cut at its cues, which are in order of the text: the words before each cue, and those behind the last.
#[cfg(any(feature = "cli", feature = "page"))]
pub(super) fn cut<'r>(cues: &[&'r Cue]) -> (Vec<(&'r str, &'r Cue)>, &'r str) {
    let mut seen = 0;
    let part = |cue: &&'r Cue| {
        let before = cue.sentence.before.get(seen..).unwrap_or_default();
        seen = cue.sentence.before.len() + cue.sentence.cue.len();
        (before, *cue)
    };
    (cues.iter().map(part).collect(), cues.last().map_or("", |cue| &cue.sentence.after))
}

/// Whether a finding is the writer's own assertion, not a quotation and no rejection.
pub(super) fn is_own(cue: &Cue) -> bool {
    cue.voice == Voice::Author && matches!(cue.stance, Stance::Asserted | Stance::Hypothetical)
}

/// Wordings to offer for a cue: only for race framing that the writer puts forward in his own voice.
pub(super) fn offers<'e>(entry: &'e Entry, cue: &Cue) -> &'e [String] {
    if is_own(cue) && cue.pole == Pole::Race { &entry.alternatives } else { &[] }
}

/// What was found, what it says, how it was read, and what one could write.
pub(super) fn message(cue: &Cue, lexicon: &Lexicon) -> String {
    let speaker = cue.speaker.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    let reading = format!("{}, {}; {}, {}{speaker}", cue.pole, cue.axis, cue.stance.name(), cue.voice.name());
    let entry = lexicon.entry(&cue.entry);
    let why = entry.map(|entry| format!(" {}", entry.why)).unwrap_or_default();
    let offers = entry.map(|entry| offers(entry, cue).join(" / ")).filter(|offers| !offers.is_empty());
    let offers = offers.map(|offers| format!(" One could write: {offers}.")).unwrap_or_default();
    format!("“{}” ({reading}).{why}{offers}", cue.sentence.cue)
}

/// A path as seen from a folder, with forward slashes; of a path elsewhere only the file's name.
///
/// ```
/// use detente::render::relative;
///
/// assert_eq!(relative("/home/x/work/drafts/a.md", "/home/x/work"), "drafts/a.md");
/// assert_eq!(relative("/elsewhere/a.md", "/home/x/work"), "a.md");
/// ```
pub fn relative(path: &str, folder: &str) -> String {
    let path = path.replace('\\', "/");
    let inside = path.strip_prefix(folder).filter(|rest| !folder.is_empty() && rest.starts_with('/'));
    let path = inside.unwrap_or(&path).trim_start_matches("./");
    let inside = inside.is_some() || !path.starts_with('/');
    let path = path.trim_start_matches('/');
    let leads_out = !inside || path.split('/').any(|part| part == "..") || path.get(1..3) == Some(":/");
    if leads_out { path.rsplit('/').next().unwrap_or(path).to_owned() } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_no_machine() {
        let table = [
            ("drafts/a.md", "drafts/a.md"),
            ("./a.md", "a.md"),
            ("/home/x/work/drafts/a.md", "drafts/a.md"),
            ("/home/x/workshop/a.md", "a.md"),
            ("../other/a.md", "a.md"),
            ("C:/Users/x/a.md", "a.md"),
            ("-", "-"),
        ];
        for (path, expected) in table {
            assert_eq!(relative(path, "/home/x/work"), expected, "{path}");
        }
    }

    #[test]
    fn ends_count_characters_over_lines() {
        for (text, expected) in [("arms race", (3, 14)), ("arms\r\nrace", (4, 5)), ("é", (3, 6))] {
            assert_eq!(Place { line: 3, column: 5, start: 0, bytes: 0, text }.end(), expected, "{text}");
        }
    }
}
