//! The side note of a cue: what it is, how it was read and why, and what one could write.

use super::filters::classes;
use super::quoted;
use crate::lexicon::{Lexicon, Pole};
use crate::render::note::offers;
use crate::report::Cue;

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
    /// Where it stands, for a reader.
    pub(super) place: String,
    pub(super) voice: String,
    pub(super) why: &'r str,
    pub(super) because: String,
    pub(super) offers: String,
}

impl<'r> Note<'r> {
    /// The note of a cue.
    pub(super) fn new(number: usize, cue: &'r Cue, place: String, lexicon: &'r Lexicon) -> Self {
        let entry = lexicon.entry(&cue.entry);
        let letter = if cue.pole == Pole::Race { 'R' } else { 'I' };
        let offered = entry.map(|e| offers(e, cue)).unwrap_or_default();
        Self {
            number,
            tag: format!("{letter}{number}"),
            classes: classes(cue).join(" "),
            cue,
            place,
            voice: voice(cue),
            why: entry.map_or("", |e| &e.why),
            because: quoted(&cue.because.join("; ")),
            offers: offered.iter().take(OFFERS).map(String::as_str).collect::<Vec<_>>().join(" / "),
        }
    }
}

/// Whose words, and who speaks where the text says so.
fn voice(cue: &Cue) -> String {
    let name = cue.voice.name();
    cue.speaker.as_ref().map_or_else(|| name.to_owned(), |speaker| format!("{name} ({speaker})"))
}
