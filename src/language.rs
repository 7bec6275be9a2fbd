//! Is a text English? Two witnesses must deny it: few of its words are English function words, and a detector names
//! another language.
//!
//! The first witness is cheap and clears nearly every English text, so that the detectors, which are slow, see the
//! doubtful rest. Headings and stubs are never judged by themselves.

use crate::document::{Document, PassageKind};
use crate::lexicon::Lexicon;
use crate::parsed::Parsed;

/// Share of function words from which on a text is English without further questions; English prose has 0.3 to 0.5.
const ENGLISH_TEXT: f64 = 0.2;

/// The same for a passage, and for a text that is no longer than one.
const ENGLISH_PASSAGE: f64 = 0.1;

/// Fewest words, names aside, that make a text longer than a passage.
const LONG: usize = 20;

/// Fewest words, names aside, of a text or a passage that is judged.
const LEAST: usize = 8;

/// How much of a text its detector is shown, in bytes.
const SHOWN: usize = 4 << 10;

/// Which passages stand in another language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Language {
    /// For each passage, whether it does.
    pub(crate) foreign: Vec<bool>,
    /// Whether the text as a whole does, and its language, where that is known.
    other: Option<&'static str>,
}

impl Language {
    pub(crate) fn new(document: &Document, parsed: &[Parsed<'_>], lexicon: &Lexicon) -> Self {
        let counts: Vec<[usize; 2]> = parsed.iter().map(|p| count(p, lexicon)).collect();
        let all = counts.iter().fold([0, 0], |[e, n], [english, words]| [e + english, n + words]);
        let english = if all[1] < LONG { ENGLISH_PASSAGE } else { ENGLISH_TEXT };
        let doubtful = all[1] >= LEAST && share(all) < english;
        if let Some(name) = doubtful.then(|| name_of(&sample(parsed))).flatten() {
            return Self { foreign: vec![true; parsed.len()], other: Some(name) };
        }
        let judged = |i: usize| matches!(document.passages()[i].kind, PassageKind::Paragraph | PassageKind::Quote);
        let doubtful = |i: usize| counts[i][1] >= LEAST && share(counts[i]) < ENGLISH_PASSAGE;
        let foreign = (0..parsed.len()).map(|i| judged(i) && doubtful(i) && is_foreign(parsed[i].text));
        let foreign: Vec<bool> = foreign.collect();
        let outside: usize = counts.iter().zip(&foreign).filter(|(_, foreign)| **foreign).map(|(c, _)| c[1]).sum();
        let other = (2 * outside > all[1]).then_some("another language");
        Self { foreign, other }
    }

    /// Whether the text as a whole stands in another language.
    pub(crate) fn is_other(&self) -> bool {
        self.other.is_some()
    }

    /// What the reader should know.
    pub(crate) fn notice(&self) -> Option<String> {
        let passages = self.foreign.iter().filter(|foreign| **foreign).count();
        match (self.other, passages) {
            (Some(name), _) => Some(format!(
                "not-english: the text looks like {name}; detente reads English only, so it was not scored"
            )),
            (None, 0) => None,
            (None, n) => Some(format!("not-english: {n} passage(s) in another language were not scored")),
        }
    }
}

/// English function words, and all words, names and numbers aside.
fn count(parsed: &Parsed<'_>, lexicon: &Lexicon) -> [usize; 2] {
    let words = parsed.tokens.list.iter().filter(|token| !token.capital);
    words.fold([0, 0], |[english, words], token| {
        [english + usize::from(lexicon.vocab.is_in(token.word, lexicon.classes.english)), words + 1]
    })
}

fn share([english, words]: [usize; 2]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "word counts stay far below 2^52")]
    let share = english as f64 / words.max(1) as f64;
    share
}

/// The beginning of the text, passage by passage.
fn sample(parsed: &[Parsed<'_>]) -> String {
    let mut sample = String::new();
    for passage in parsed {
        if sample.len() > SHOWN {
            break;
        }
        sample.push_str(passage.text);
        sample.push('\n');
    }
    sample
}

/// The language of a text, in English; nothing for English, or where the detector cannot tell.
#[cfg(feature = "detect")]
fn name_of(text: &str) -> Option<&'static str> {
    let lang = whatlang::detect_lang(text)?;
    (lang != whatlang::Lang::Eng).then(|| lang.eng_name())
}

/// Whether a passage is not English.
#[cfg(feature = "detect")]
fn is_foreign(text: &str) -> bool {
    whichlang::detect_language(text) != whichlang::Lang::Eng
}

#[cfg(not(feature = "detect"))]
fn name_of(_text: &str) -> Option<&'static str> {
    None
}

#[cfg(not(feature = "detect"))]
fn is_foreign(_text: &str) -> bool {
    false
}
