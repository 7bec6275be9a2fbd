//! The tables of a lexicon file that are made of patterns: entries, topics, exclusions, triggers, voice cues.
//!
//! A row whose id is known from an earlier file takes the place of that row; twice in one file is a fault.

use std::collections::BTreeSet;
use std::sync::Arc;

use toml::de::DeTable;

use super::elem::Pattern;
use super::pattern::{Words, parse};
use super::row::{Faults, Row};
use super::{
    Axis, Entry, Kind, Pole, Reach, Role, Rule, Side, Term, TopicKind, TopicReach, Trigger, TriggerKind, VoiceKind,
};

/// Everything that has patterns, as far as it is loaded.
#[derive(Default)]
pub(super) struct Rules {
    pub(super) entries: Vec<Entry>,
    pub(super) triggers: Vec<Trigger>,
    pub(super) voice_cues: Vec<Term<VoiceKind>>,
    pub(super) topics: Vec<Term<TopicKind>>,
    pub(super) exclusions: Vec<Term<()>>,
    pub(super) all: Vec<Rule>,
    filed: BTreeSet<Role>,
    seen: BTreeSet<(Arc<str>, &'static str, String)>,
}

/// Where in a file a row stands, and what the file says of all its rows.
#[derive(Clone, Copy)]
pub(super) struct Place<'t, 'i> {
    pub(super) table: &'t DeTable<'i>,
    pub(super) offset: usize,
    pub(super) axis: Option<Axis>,
    pub(super) pole: Option<Pole>,
}

/// An id and the patterns behind it.
struct Named {
    id: String,
    patterns: Vec<Pattern>,
}

const ENTRY_KEYS: &[&str] = &[
    "alternatives",
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
];
const TOPIC_REACHES: [(&str, TopicReach); 3] =
    [("sentence", TopicReach::Sentence), ("near", TopicReach::Near), ("passage", TopicReach::Passage)];
const TOPIC_KINDS: [(&str, TopicKind); 3] =
    [("ai", TopicKind::Ai), ("near", TopicKind::Near), ("other", TopicKind::Other)];
const SIDES: [(&str, Side); 4] =
    [("after", Side::After), ("before", Side::Before), ("either", Side::Either), ("inside", Side::Inside)];
const REACHES: [(&str, Reach); 7] = [
    ("3 words", Reach::Words(3)),
    ("6 words", Reach::Words(6)),
    ("clause", Reach::Clause),
    ("sentence", Reach::Sentence),
    ("passage", Reach::Passage),
    ("back", Reach::Back),
    ("below", Reach::Below),
];
pub(super) const TRIGGER_KINDS: [(&str, TriggerKind); 9] = [
    ("deny", TriggerKind::Deny),
    ("criticise", TriggerKind::Criticise),
    ("avoid", TriggerKind::Avoid),
    ("hypothetical", TriggerKind::Hypothetical),
    ("endorse", TriggerKind::Endorse),
    ("ascribe", TriggerKind::Ascribe),
    ("urge", TriggerKind::Urge),
    ("pseudo", TriggerKind::Pseudo),
    ("stop", TriggerKind::Stop),
];
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

impl Rules {
    /// Reads one row of the table called `kind`; other tables are left alone.
    pub(super) fn read(&mut self, kind: &str, place: Place<'_, '_>, words: &mut Words<'_>, faults: &mut Faults<'_>) {
        match kind {
            "entry" => self.entry(place, words, faults),
            "topic" => self.topic(place, words, faults),
            "exclusion" => self.exclusion(place, words, faults),
            "trigger" => self.trigger(place, words, faults),
            "cue" => self.cue(place, words, faults),
            _ => {}
        }
    }

    fn entry(&mut self, place: Place<'_, '_>, words: &mut Words<'_>, faults: &mut Faults<'_>) {
        let mut row = Row::new(place.table, place.offset, ENTRY_KEYS, faults);
        let named = self.named("entry", &mut row, words);
        let kind = row.choice("kind", &Kind::ALL.map(|k| (k.name(), k)), None);
        let (weight, why) = (row.share("weight"), row.needed("why"));
        let topic = row.choice("topic", &TOPIC_REACHES, Some(TopicReach::Passage));
        let (matches, no_matches) = examples(&mut row);
        let alternatives = alternatives(&mut row);
        let (near, unless) = (row.list("near"), row.list("unless"));
        let (near, unless) = (patterns(&near, words, &mut row), patterns(&unless, words, &mut row));
        let written = row.strings("patterns");
        let (setback, verdict, source) = (row.flag("setback"), row.flag("verdict"), row.text("source"));
        let (Some(Named { id, patterns }), Some(axis), Some(pole), Some(kind)) = (named, place.axis, place.pole, kind)
        else {
            return;
        };
        let (Some(weight), Some(why), Some(topic)) = (weight, why, topic) else { return };
        let file = row.faults.file.clone();
        #[rustfmt::skip]
        let entry = Entry {
            id, file, axis, pole, kind, weight, why, alternatives, patterns: written, matches, no_matches, source, setback, verdict, topic, near, unless,
        };
        let at = put(&mut self.entries, entry, |e| &e.id);
        self.file(Role::Entry(at), patterns);
    }

    fn topic(&mut self, place: Place<'_, '_>, words: &mut Words<'_>, faults: &mut Faults<'_>) {
        let mut row = Row::new(place.table, place.offset, &["id", "kind", "patterns"], faults);
        let kind = row.choice("kind", &TOPIC_KINDS, None);
        if let (Some(named), Some(kind)) = (self.named("topic", &mut row, words), kind) {
            let at = put(&mut self.topics, Term { id: named.id, kind }, |t| &t.id);
            self.file(Role::Topic(at), named.patterns);
        }
    }

    fn exclusion(&mut self, place: Place<'_, '_>, words: &mut Words<'_>, faults: &mut Faults<'_>) {
        let mut row = Row::new(place.table, place.offset, &["id", "patterns"], faults);
        if let Some(named) = self.named("exclusion", &mut row, words) {
            let at = put(&mut self.exclusions, Term { id: named.id, kind: () }, |t| &t.id);
            self.file(Role::Exclusion(at), named.patterns);
        }
    }

    fn trigger(&mut self, place: Place<'_, '_>, words: &mut Words<'_>, faults: &mut Faults<'_>) {
        let mut row = Row::new(place.table, place.offset, &["both", "id", "kind", "side", "reach", "patterns"], faults);
        let kind = row.choice("kind", &TRIGGER_KINDS, None);
        let side = row.choice("side", &SIDES, Some(Side::After));
        let reach = row.choice("reach", &REACHES, Some(Reach::Clause));
        let both = row.flag("both");
        let named = self.named("trigger", &mut row, words);
        if let (Some(named), Some(kind), Some(side), Some(reach)) = (named, kind, side, reach) {
            let at = put(&mut self.triggers, Trigger { id: named.id, kind, side, reach, both }, |t| &t.id);
            self.file(Role::Trigger(at), named.patterns);
        }
    }

    fn cue(&mut self, place: Place<'_, '_>, words: &mut Words<'_>, faults: &mut Faults<'_>) {
        let mut row = Row::new(place.table, place.offset, &["id", "kind", "patterns"], faults);
        let kind = row.choice("kind", &VOICE_KINDS, None);
        if let (Some(named), Some(kind)) = (self.named("cue", &mut row, words), kind) {
            let at = put(&mut self.voice_cues, Term { id: named.id, kind }, |t| &t.id);
            self.file(Role::Voice(at), named.patterns);
        }
    }

    /// Files patterns under a role, in place of those that had it.
    fn file(&mut self, role: Role, patterns: Vec<Pattern>) {
        if !self.filed.insert(role) {
            self.all.retain(|rule| rule.role != role);
        }
        self.all.extend(patterns.into_iter().map(|pattern| Rule { role, pattern }));
    }

    /// The id and patterns of a row.
    fn named(&mut self, kind: &'static str, row: &mut Row<'_, '_, '_, '_>, words: &mut Words<'_>) -> Option<Named> {
        let id = row.needed("id");
        let written = row.list("patterns");
        if written.is_empty() {
            row.fault(None, "`patterns` is missing or empty");
        }
        let patterns = patterns(&written, words, row);
        let id = id?;
        if !self.seen.insert((row.faults.file.clone(), kind, id.clone())) {
            row.fault(row.place("id"), format!("the id `{id}` stands twice in this file"));
        }
        Some(Named { id, patterns })
    }
}

/// Puts an item into the place of the one with its id, or behind all others; gives its index.
fn put<T>(list: &mut Vec<T>, item: T, id: impl Fn(&T) -> &str) -> usize {
    if let Some(at) = list.iter().position(|other| id(other) == id(&item)) {
        list[at] = item;
        at
    } else {
        list.push(item);
        list.len() - 1
    }
}

fn patterns(written: &[(usize, String)], words: &mut Words<'_>, row: &mut Row<'_, '_, '_, '_>) -> Vec<Pattern> {
    let mut out = Vec::new();
    for (at, pattern) in written {
        match parse(pattern, words) {
            Ok(compiled) => out.push(compiled),
            Err(message) => row.fault(Some(*at), format!("pattern `{pattern}`: {message}")),
        }
    }
    out
}

fn examples(row: &mut Row<'_, '_, '_, '_>) -> (Vec<String>, Vec<String>) {
    let (matches, no_matches) = (row.strings("match"), row.strings("no_match"));
    if matches.is_empty() || no_matches.is_empty() {
        row.fault(None, "needs at least one sentence under `match` and one under `no_match`");
    }
    (matches, no_matches)
}

fn alternatives(row: &mut Row<'_, '_, '_, '_>) -> Vec<String> {
    let alternatives = row.strings("alternatives");
    if alternatives.len() > 3 {
        row.fault(row.place("alternatives"), "has more than three `alternatives`");
    }
    alternatives
}
