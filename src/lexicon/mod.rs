//! What to look for: axes, poles, entries, triggers and word classes, as data.
//!
//! A lexicon is a set of TOML files under `lexicons/`. This floor only describes and checks that data; it never
//! sees a document. To add an entry, edit a TOML file and nothing else. `lexicons/README.md` has the format.

mod axis;
pub(crate) mod builtin;
mod classes;
mod decision;
pub(crate) mod elem;
mod fault;
mod guide;
pub(crate) mod hints;
mod inflect;
mod item;
mod keys;
mod load;
mod part;
mod pattern;
pub(crate) mod row;
mod rules;
mod standing;
pub(crate) mod vocab;

use std::sync::Arc;

pub use axis::{Axis, Kind, Pole};
pub use decision::{
    Counts, Decision, DocumentCuts, HintOdds, LabelCuts, LevelCuts, PoleHints, PoleLevels, RefusalOdds, StanceCuts,
    VoiceCounts,
};
pub use fault::{Fault, LexiconError, did_you_mean, nearest};
pub use guide::{AxisGuide, Guide};
pub use item::{Entry, TopicReach};
pub(crate) use item::{Reach, Side, Term, TopicKind, Trigger, TriggerKind, VoiceKind};
pub use load::LexiconFile;
pub(crate) use load::hex;
pub use part::Part;

pub(crate) use elem::{Role, Rule};
use hints::Hints;
use standing::Classes;
use vocab::Vocab;

/// From what cost on a word stands everywhere: that of the tier `constant` (`common.toml`).
pub(crate) const COMMON_COST: u16 = 250;

/// A complete, checked set of words and rules.
///
/// # Examples
///
/// ```
/// use detente::lexicon::Lexicon;
///
/// let lexicon = Lexicon::builtin();
/// assert!(lexicon.entry("arms-race").is_some());
/// assert_eq!(lexicon.sha256().len(), 64);
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(crate) vocab: Vocab,
    pub(crate) rules: Vec<Rule>,
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) voice_cues: Vec<Term<VoiceKind>>,
    pub(crate) topics: Vec<Term<TopicKind>>,
    pub(crate) exclusions: Vec<Term<()>>,
    /// For each word, whether a full stop behind it is part of it.
    pub(crate) abbreviation: Vec<bool>,
    pub(crate) classes: Classes,
    pub(crate) hints: Hints,
    /// For each word, what it costs to look for patterns at it.
    pub(crate) cost: Vec<u16>,
    entries: Vec<Entry>,
    decision: Decision,
    guide: Guide,
    version: String,
    sha256: String,
}

impl Lexicon {
    /// The lexicon that ships with this version, built once.
    pub fn builtin() -> Arc<Self> {
        builtin::lexicon()
    }

    /// The shipped lexicon with the user's files on top; an entry with a known `id` replaces the shipped one.
    ///
    /// # Errors
    ///
    /// All faults of all files, each with file, line and cause.
    pub fn with_files(files: &[LexiconFile]) -> Result<Self, LexiconError> {
        let mut all = builtin::files();
        all.extend_from_slice(files);
        load::load(&all)
    }

    /// All entries, in file order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry called `id`.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// How evidence is weighed.
    pub fn decision(&self) -> &Decision {
        &self.decision
    }

    /// What each axis and each term of the output means.
    pub fn guide(&self) -> &Guide {
        &self.guide
    }

    /// The version of the lexicon, as its manifest says.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256, in lower-case hexadecimal, over the bytes of all its files in the order in which they were given.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}
