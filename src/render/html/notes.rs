//! The side note of a cue: what it is, how it was read and why, and what one could write.

use super::filters::classes;
use crate::lexicon::{Lexicon, Pole};
use crate::render::summary::offers;
use crate::report::Cue;
use crate::stance::Voice;

/// How many other wordings a note offers.
const OFFERS: usize = 3;

/// A note, ready for a template.
#[derive(Clone, Debug)]
pub(super) struct Note<'r> {
    /// Number in its document, from 1.
    pub(super) number: usize,
    /// Letter of the pole and number: `R3`.
    pub(super) tag: String,
    pub(super) classes: String,
    pub(super) cue: &'r Cue,
    pub(super) voice: String,
    pub(super) why: &'r str,
    pub(super) because: String,
    pub(super) offers: String,
}

impl<'r> Note<'r> {
    /// The note of a cue.
    pub(super) fn new(number: usize, cue: &'r Cue, lexicon: &'r Lexicon) -> Self {
        let entry = lexicon.entry(&cue.entry);
        let letter = if cue.pole == Pole::Race { 'R' } else { 'I' };
        let offered = entry.map(|e| offers(e, cue)).unwrap_or_default();
        Self {
            number,
            tag: format!("{letter}{number}"),
            classes: classes(cue).join(" "),
            cue,
            voice: voice(cue),
            why: entry.map_or("", |e| &e.why),
            because: quoted(&cue.because.join("; ")),
            offers: offered.iter().take(OFFERS).map(String::as_str).collect::<Vec<_>>().join(" / "),
        }
    }
}

/// Whose words, for a reader.
fn voice(cue: &Cue) -> String {
    let who = match cue.voice {
        Voice::Author => "own voice",
        Voice::Attributed => "attributed",
        Voice::Mention => "mentioned as a term",
    };
    cue.speaker.as_ref().map_or_else(|| who.to_owned(), |speaker| format!("{who} ({speaker})"))
}

/// A reason with quotation marks in place of backticks.
fn quoted(text: &str) -> String {
    let mark = |i: usize| ["”", "“"][i % 2];
    let pieces = text.split('`').enumerate();
    pieces.map(|(i, piece)| if i == 0 { piece.to_owned() } else { format!("{}{piece}", mark(i)) }).collect()
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn backticks_become_quotation_marks() {
        for (text, expected) in [("by `a` and `b`.", "by “a” and “b”."), ("none", "none"), ("`", "“")] {
            assert_eq!(quoted(text), expected);
        }
    }
}
