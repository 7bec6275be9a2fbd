//! What the rows of a lexicon are: entries, triggers, voice cues, terms.

use std::sync::Arc;

use super::elem::Pattern;
use super::{Axis, Kind, Pole};

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
    /// Patterns that are less sure: they count only where the frame is likely ([`wider`](super::HintOdds::wider)).
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
    /// Says that the frame is an appearance: denied where the other pole is set against it.
    Seem,
    /// Takes up what was said before, as the subject of a predicate: "this picture".
    Refer,
    /// Does so only for somebody's words, or a question: "it".
    Pronoun,
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
    /// The clause, sentence or section before.
    Back,
    /// The question before.
    Answer,
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
    /// Speaks of either frame; others reach an infrastructure frame only to deny it, from nearby or where they hold its claim.
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
