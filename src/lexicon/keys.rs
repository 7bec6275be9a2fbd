//! What keys and values are called in the rows of lexicon files.

use super::{Reach, Side, TopicKind, TopicReach, TriggerKind, VoiceKind};

/// The keys of an entry.
pub(super) const ENTRY_KEYS: &[&str] = &[
    "alternatives",
    "hints",
    "id",
    "kind",
    "match",
    "near",
    "no_match",
    "patterns",
    "setback",
    "source",
    "topic",
    "unless",
    "verdict",
    "weight",
    "why",
    "wider",
];

/// How near the topic must be to an entry.
pub(super) const TOPIC_REACHES: [(&str, TopicReach); 3] =
    [("sentence", TopicReach::Sentence), ("near", TopicReach::Near), ("passage", TopicReach::Passage)];

/// Kinds of topic terms.
pub(super) const TOPIC_KINDS: [(&str, TopicKind); 4] =
    [("ai", TopicKind::Ai), ("near", TopicKind::Near), ("short", TopicKind::Short), ("other", TopicKind::Other)];

/// Where the frame stands, seen from a trigger.
pub(super) const SIDES: [(&str, Side); 4] =
    [("after", Side::After), ("before", Side::Before), ("either", Side::Either), ("inside", Side::Inside)];

/// How far a trigger reaches.
pub(super) const REACHES: [(&str, Reach); 8] = [
    ("3 words", Reach::Words(3)),
    ("6 words", Reach::Words(6)),
    ("clause", Reach::Clause),
    ("sentence", Reach::Sentence),
    ("passage", Reach::Passage),
    ("back", Reach::Back),
    ("answer", Reach::Answer),
    ("below", Reach::Below),
];

/// Kinds of triggers.
pub(super) const TRIGGER_KINDS: [(&str, TriggerKind); 12] = [
    ("deny", TriggerKind::Deny),
    ("criticise", TriggerKind::Criticise),
    ("avoid", TriggerKind::Avoid),
    ("hypothetical", TriggerKind::Hypothetical),
    ("endorse", TriggerKind::Endorse),
    ("seem", TriggerKind::Seem),
    ("refer", TriggerKind::Refer),
    ("pronoun", TriggerKind::Pronoun),
    ("ascribe", TriggerKind::Ascribe),
    ("urge", TriggerKind::Urge),
    ("pseudo", TriggerKind::Pseudo),
    ("stop", TriggerKind::Stop),
];

/// Kinds of voice cues.
pub(super) const VOICE_KINDS: [(&str, VoiceKind); 11] = [
    ("say", VoiceKind::Say),
    ("remark", VoiceKind::Remark),
    ("tell", VoiceKind::Tell),
    ("believe", VoiceKind::Believe),
    ("want", VoiceKind::Want),
    ("judge", VoiceKind::Judge),
    ("according", VoiceKind::According),
    ("noun", VoiceKind::Noun),
    ("passive", VoiceKind::Passive),
    ("mention", VoiceKind::Mention),
    ("pseudo", VoiceKind::Pseudo),
];
