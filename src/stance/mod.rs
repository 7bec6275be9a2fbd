//! What is done with the frame: put forward, supposed, denied or refused.
//!
//! One rule a file, those of `NEAR` before those of `FAR`; the first that speaks decides. Each looks at triggers (`lexicons/stance.toml`)
//! or hints (`lexicons/hints/*-refusal.toml`), which are data, never at the weights of cues. The design follows `NegEx` and `ConText` (Chapman and others 2001,
//! Harkema and others 2009): triggers with direction and reach, look-alikes, and words that end a reach.

mod actors;
mod anaphora;
mod asides;
mod contrast;
mod given;
mod hinted;
mod negated;
mod passage;
mod question;
mod structure;
mod triggers;
mod whose;

use std::ops::Range;

use serde::Serialize;

use crate::document::Document;
use crate::lexicon::{Entry, Lexicon, Pole, Reach, Role, Side, Trigger, TriggerKind};
use crate::matcher::Hit;
use crate::parsed::Parsed;
use crate::voice::{SpanKind, VoiceSpan, Voices};

/// What is done with a frame at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Put forward, or left standing.
    Asserted,
    /// A possibility, a condition, a question.
    Hypothetical,
    /// Denied.
    Negated,
    /// Refused as wrong or harmful.
    Criticised,
}

impl Stance {
    /// All stances of a cue, in the order of the evidence matrix.
    pub const ALL: [Self; 4] = [Self::Asserted, Self::Hypothetical, Self::Negated, Self::Criticised];

    /// The name used in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Hypothetical => "hypothetical",
            Self::Negated => "negated",
            Self::Criticised => "criticised",
        }
    }
}

/// Whose words a cue stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The writer's own.
    Author,
    /// Somebody else's: quoted, reported, believed, wished.
    Attributed,
    /// The term itself is spoken of.
    Mention,
}

impl Voice {
    /// All voices, in the order of the evidence matrix.
    pub const ALL: [Self; 3] = [Self::Author, Self::Attributed, Self::Mention];

    /// The name used in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Attributed => "attributed",
            Self::Mention => "mention",
        }
    }
}

/// Who is said to race or to build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Actor {
    /// A state, its government or its people as a nation.
    State,
    /// A company or an industry.
    Company,
    /// Researchers and their institutions.
    Researchers,
    /// The public.
    Public,
}

/// A cue, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) stance: Stance,
    pub(crate) voice: Voice,
    pub(crate) speaker: Option<String>,
    pub(crate) actors: Vec<Actor>,
    /// Why, in words for the reader.
    pub(crate) because: Vec<String>,
}

/// Everything that a rule may look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'c> {
    pub(crate) document: &'c Document,
    pub(crate) parsed: &'c [Parsed<'c>],
    pub(crate) voices: &'c Voices,
    pub(crate) lexicon: &'c Lexicon,
}

/// A cue where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Cue<'c> {
    pub(crate) passage: usize,
    /// The words of the cue.
    pub(crate) core: Range<usize>,
    pub(crate) entry: &'c Entry,
}

impl Cue<'_> {
    /// Whether all words of a trigger stand inside the wording, gaps included: "compute is | not | there to be pooled";
    /// never where hints made the cue, whose words are only the heaviest around it.
    fn holds(&self, hit: &Hit) -> bool {
        self.entry.hints.is_none() && self.core.start <= hit.core.start && hit.core.end <= self.core.end
    }
}

/// What a rule found.
#[derive(Clone, Debug)]
struct Verdict {
    stance: Stance,
    /// Whose frame it is by the same words: others' (they say or refuse it), or the writer's own.
    voice: Option<Voice>,
    because: String,
}

type Rule = fn(&Context<'_>, &Cue<'_>) -> Option<Verdict>;

/// The rules that look at the sentence of a cue.
const NEAR: [Rule; 3] = [contrast::read, triggers::read, question::read];

/// Those that look further, the most local evidence first.
const FAR: [Rule; 3] = [structure::read, passage::read, hinted::read];

/// Reads one cue.
pub(crate) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Reading {
    let found = context.voice(cue.passage, &cue.core);
    let mut because = Vec::new();
    let (mut voice, mut speaker) = match found {
        Some(v) if v.kind == SpanKind::Mention => (Voice::Mention, None),
        Some(v) => (Voice::Attributed, v.speaker.clone()),
        None => (Voice::Author, context.voices.turns[cue.passage].clone()),
    };
    because.extend(found.map(|v| v.because.clone()));
    let first = |rules: &[Rule]| rules.iter().find_map(|rule| rule(context, cue));
    let verdict = first(&NEAR).map(|v| structure::settle(context, cue, v)).or_else(|| first(&FAR));
    let agreed = || structure::agreed(context, cue);
    if let Some(agreed) = (voice == Voice::Attributed).then(agreed).flatten() {
        voice = Voice::Author;
        because.push(agreed);
    }
    match verdict.as_ref().and_then(|v| v.voice) {
        Some(Voice::Author) if voice == Voice::Attributed => voice = Voice::Author,
        Some(Voice::Attributed) if voice == Voice::Author => (voice, speaker) = (Voice::Attributed, None),
        _ => {}
    }
    because.extend(verdict.as_ref().map(|v| v.because.clone()));
    let stance = verdict.map_or(Stance::Asserted, |v| v.stance);
    Reading { stance, voice, speaker, actors: actors::find(context, cue), because }
}

impl<'c> Context<'c> {
    /// The voice, not the writer's, that holds some words of a passage.
    fn voice(&self, passage: usize, words: &Range<usize>) -> Option<&'c VoiceSpan> {
        self.voices.at(passage, self.parsed[passage].place(words))
    }

    /// Whether a hit stands in the writer's own words.
    fn is_own(&self, passage: usize, hit: &Hit) -> bool {
        self.voice(passage, &hit.core).is_none()
    }

    /// The entry that a hit belongs to, if it is one's.
    fn entry(&self, hit: &Hit) -> Option<&'c Entry> {
        hit.role.entry().map(|at| &self.lexicon.entries()[at])
    }

    /// The triggers of a passage.
    fn triggers(&self, passage: usize) -> impl Iterator<Item = (&'c Trigger, &'c Hit)> {
        let lexicon = self.lexicon;
        let trigger = |hit: &Hit| match hit.role {
            Role::Trigger(at) => Some(&lexicon.triggers[at]),
            _ => None,
        };
        self.parsed[passage].triggers.iter().filter_map(move |hit| Some((trigger(hit)?, hit)))
    }

    /// The first trigger of a kind in the sentence of a cue that looks ahead; answers speak of the sentence before.
    fn beside(&self, cue: &Cue<'_>, kind: TriggerKind) -> Option<&'c Hit> {
        let sentence = self.parsed[cue.passage].sentence_tokens(cue.core.start);
        let says = |t: &Trigger| t.kind == kind && t.side == Side::After && t.reach != Reach::Answer;
        let mut triggers = self.triggers(cue.passage).filter(|(t, _)| says(t));
        triggers.find(|(_, hit)| sentence.contains(&hit.core.start)).map(|(_, hit)| hit)
    }

    fn quoted(&self, passage: usize, hit: &Hit) -> String {
        format!("`{}`", self.parsed[passage].words(&hit.core))
    }
}

/// What a trigger makes of a frame of this pole; some triggers speak of racing only.
fn effect(trigger: &Trigger, pole: Pole) -> Option<Stance> {
    let race = trigger.both || pole == Pole::Race;
    match trigger.kind {
        TriggerKind::Deny => Some(Stance::Negated),
        TriggerKind::Hypothetical if race => Some(Stance::Hypothetical),
        TriggerKind::Criticise | TriggerKind::Avoid if race => Some(Stance::Criticised),
        _ => None,
    }
}
