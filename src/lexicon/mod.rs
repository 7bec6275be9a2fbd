//! What to look for: axes, poles, entries, triggers and word classes, as data.
//!
//! A lexicon is a set of TOML files under `lexicons/`. This floor only describes and checks that data; it never
//! sees a document. To add an entry, edit a TOML file and nothing else. `lexicons/README.md` has the format.

pub(crate) mod builtin;
mod decision;
pub(crate) mod elem;
mod fault;
mod guide;
pub(crate) mod hints;
mod inflect;
mod load;
mod part;
mod pattern;
pub(crate) mod row;
mod rules;
mod standing;
pub(crate) mod vocab;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

pub use decision::{
    Counts, Decision, DocumentCuts, HintOdds, LabelCuts, LevelCuts, PoleHints, PoleLevels, RefusalOdds, StanceCuts,
    VoiceCounts,
};
pub use fault::{Fault, LexiconError, did_you_mean, nearest};
pub use guide::{AxisGuide, Guide};
pub use load::LexiconFile;
pub(crate) use load::hex;
pub use part::Part;

use elem::Pattern;
pub(crate) use elem::{Role, Rule};
use hints::Hints;
use standing::Classes;
use vocab::Vocab;

/// One of the seven scales on which a text can frame AI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// What AI is compared with.
    Metaphor,
    /// Where strength comes from.
    Advantage,
    /// How fast to go, and what speed costs.
    Pace,
    /// Whether knowledge is guarded or shared.
    Knowledge,
    /// Rivals or partners.
    Relations,
    /// Who gains.
    Payoff,
    /// Finish line or long term.
    Horizon,
}

impl Axis {
    /// All axes, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Metaphor, Self::Advantage, Self::Pace, Self::Knowledge, Self::Relations, Self::Payoff, Self::Horizon];

    /// The name used in lexicons and results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Metaphor => "metaphor",
            Self::Advantage => "advantage",
            Self::Pace => "pace",
            Self::Knowledge => "knowledge",
            Self::Relations => "relations",
            Self::Payoff => "payoff",
            Self::Horizon => "horizon",
        }
    }

    /// The axis called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.name() == name)
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One of the two ends of an axis; everything on one pole together is a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pole {
    /// AI as a weapon, a contest, a prize for the winner.
    Race,
    /// AI as a shared, general-purpose technology that is built carefully and openly.
    Infrastructure,
}

impl Pole {
    /// Both poles.
    pub const ALL: [Self; 2] = [Self::Race, Self::Infrastructure];

    /// The name used in lexicons and results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Race => "race",
            Self::Infrastructure => "infrastructure",
        }
    }

    /// The pole called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pole| pole.name() == name)
    }
}

impl fmt::Display for Pole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What an entry speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// How the world is said to be.
    Claim,
    /// What people do: rush, hide, share, test.
    Practice,
}

impl Kind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Claim, Self::Practice];

    /// The name used in lexicons and results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Practice => "practice",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How near the AI topic must be named for an entry to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicReach {
    /// In the same sentence: for wordings that have many other uses.
    Sentence,
    /// In the same passage.
    Near,
    /// In the passage, or carried over from its surroundings.
    Passage,
}

/// One wording of a frame.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Stable name, lower case with hyphens.
    pub id: String,
    /// The file that it stands in.
    pub file: Arc<str>,
    /// The axis it belongs to.
    pub axis: Axis,
    /// The end of that axis.
    pub pole: Pole,
    /// Claim or practice.
    pub kind: Kind,
    /// How strong the wording is, in (0, 1].
    pub weight: f64,
    /// One neutral sentence for the reader.
    pub why: String,
    /// Up to three neutral wordings.
    pub alternatives: Vec<String>,
    /// The patterns as written (syntax: `lexicons/README.md`).
    pub patterns: Vec<String>,
    /// Patterns that are less sure: they count only where the frame is likely ([`HintOdds::wider`]).
    pub wider: Vec<String>,
    /// Sentences in which the entry must be found.
    pub matches: Vec<String>,
    /// Sentences in which it must not.
    pub no_matches: Vec<String>,
    /// Where it comes from, if from the literature.
    pub source: Option<String>,
    /// Speaks of losing or lagging: a denial inside the frame ("must not lose") leaves the frame asserted.
    pub setback: bool,
    /// The wording itself condemns racing ("race to the bottom", "cutting corners"): criticised unless something says otherwise.
    pub verdict: bool,
    /// How near the topic must be.
    pub topic: TopicReach,
    /// For an entry without patterns: the log odds from which the hints of a sentence make this cue.
    pub hints: Option<f64>,
    pub(crate) near: Vec<Pattern>,
    pub(crate) unless: Vec<Pattern>,
}

/// What a word that shifts a reading does with the frame in its reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TriggerKind {
    Deny,
    Criticise,
    Avoid,
    Hypothetical,
    /// The writer takes the quoted words as his own.
    Endorse,
    /// The words before belong to others: a list of slogans, a common view.
    Ascribe,
    /// Calls for the frame: a distant verdict does not reach it.
    Urge,
    /// Looks like a trigger and is none.
    Pseudo,
    /// Ends the reach of triggers.
    Stop,
}

/// On which side of its trigger a frame must stand to be in reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    After,
    Before,
    Either,
    /// Between the first and the last word that the trigger needs: "not a sprint but a long build".
    Inside,
}

/// How far a trigger reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Words(usize),
    Clause,
    Sentence,
    /// The whole passage, where nothing nearer speaks.
    Passage,
    /// The sentence or section before.
    Back,
    /// The list or section below.
    Below,
}

/// A word or phrase that shifts the reading of a frame in its reach.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    pub(crate) id: String,
    pub(crate) kind: TriggerKind,
    pub(crate) side: Side,
    pub(crate) reach: Reach,
    /// Speaks of either frame; others reach an infrastructure frame only from nearby, and only to deny it.
    pub(crate) both: bool,
}

/// How a voice cue hands words to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VoiceKind {
    /// A verb of saying with its content behind it, or in front ("..., she said").
    Say,
    /// Such a verb that has other uses: it needs a conjunction, a pronoun, an article, a name or a quotation beside it.
    Remark,
    /// A verb of saying that names the hearer before the content.
    Tell,
    /// A verb of belief or fear: content behind it only, to the end of the sentence.
    Believe,
    /// A verb of wish or intention: content behind it, to the end of the clause.
    Want,
    /// A verb of praise, blame, demand or description: what it speaks of, to the end of the clause.
    Judge,
    /// "According to ...": the rest of the sentence.
    According,
    /// "The claim that ...": content behind it.
    Noun,
    /// "Is seen as ...": content behind it, nobody named.
    Passive,
    /// "So-called", "the term": the next words are a mention.
    Mention,
    /// Looks like a cue and is none.
    Pseudo,
}

/// What a topic term says about the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TopicKind {
    /// AI itself.
    Ai,
    /// Technology that counts as AI where AI is in view.
    Near,
    /// Technology that stands for AI in a short text, which cannot be expected to name it.
    Short,
    /// Another rivalry or another sense: naval, electoral, sport, energy.
    Other,
}

/// A term with a name and one property, shown when it decides something.
#[derive(Clone, Debug)]
pub(crate) struct Term<K> {
    pub(crate) id: String,
    pub(crate) kind: K,
}

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
