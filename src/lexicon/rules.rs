//! The tables of a lexicon file that are made of patterns: entries, topics, exclusions, triggers, voice cues.
//!
//! A row whose id is known from an earlier file takes the place of that row; twice in one file is a fault.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::elem::{Edge, Elem, Pattern, WordSet};
use super::hints::{HintRow, SIGNS};
use super::keys::{ENTRY_KEYS, REACHES, SIDES, TOPIC_KINDS, TOPIC_REACHES, TRIGGER_KINDS, VOICE_KINDS};
use super::pattern::{Words, parse};
use super::row::{Faults, Row};
use super::{Axis, Entry, Kind, Pole, Reach, Role, Rule, Side, Term, TopicKind, TopicReach, Trigger, VoiceKind};

/// Everything that has patterns, as far as it is loaded.
#[derive(Default)]
pub(super) struct Rules {
    pub(super) entries: Vec<Entry>,
    pub(super) triggers: Vec<Trigger>,
    pub(super) voice_cues: Vec<Term<VoiceKind>>,
    pub(super) topics: Vec<Term<TopicKind>>,
    pub(super) exclusions: Vec<Term<()>>,
    pub(super) hints: Vec<HintRow>,
    pub(super) all: Vec<Rule>,
    filed: BTreeSet<Role>,
}

/// One row, read.
pub(super) struct Read {
    item: Item,
    patterns: Vec<Pattern>,
    /// Of an entry: its wider wordings.
    wider: Vec<Pattern>,
}

enum Item {
    Entry(Box<Entry>),
    Topic(Term<TopicKind>),
    Exclusion(Term<()>),
    Trigger(Trigger),
    Cue(Term<VoiceKind>),
    Hint(HintRow),
}

/// Reads the rows of one file.
pub(super) struct Rows<'w> {
    pub(super) words: &'w Words,
    seen: BTreeSet<(&'static str, String)>,
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

impl Rules {
    /// Adds what was read of a row, in place of the row of an earlier file with its id.
    pub(super) fn add(&mut self, Read { item, patterns, wider }: Read) {
        let role = match item {
            Item::Entry(entry) => Role::Entry(put(&mut self.entries, *entry, |e| &e.id)),
            Item::Topic(term) => Role::Topic(put(&mut self.topics, term, |t| &t.id)),
            Item::Exclusion(term) => Role::Exclusion(put(&mut self.exclusions, term, |t| &t.id)),
            Item::Trigger(trigger) => Role::Trigger(put(&mut self.triggers, trigger, |t| &t.id)),
            Item::Cue(term) => Role::Voice(put(&mut self.voice_cues, term, |t| &t.id)),
            Item::Hint(row) => return self.hints.push(row),
        };
        let wide = match role {
            Role::Entry(at) => Role::Wider(at),
            other => other,
        };
        if !self.filed.insert(role) {
            self.all.retain(|rule| rule.role != role && rule.role != wide);
        }
        let rules = |patterns: Vec<Pattern>, role| patterns.into_iter().map(move |pattern| Rule { role, pattern });
        self.all.extend(rules(patterns, role).chain(rules(wider, wide)));
    }
}

impl<'w> Rows<'w> {
    pub(super) fn new(words: &'w Words) -> Self {
        Self { words, seen: BTreeSet::new() }
    }

    /// Reads one row of the table called `kind`; nothing of other tables, and of rows that are faulty.
    pub(super) fn read(&mut self, kind: &str, place: Place<'_, '_>, faults: &mut Faults<'_>) -> Option<Read> {
        let (item, patterns) = match kind {
            "entry" => return self.entry(place, faults),
            "topic" => self.topic(place, faults)?,
            "exclusion" => self.exclusion(place, faults)?,
            "trigger" => self.trigger(place, faults)?,
            "cue" => self.cue(place, faults)?,
            "hint" => (self.hint(place, faults)?, Vec::new()),
            _ => return None,
        };
        Some(Read { item, patterns, wider: Vec::new() })
    }

    fn entry(&mut self, place: Place<'_, '_>, faults: &mut Faults<'_>) -> Option<Read> {
        let mut row = Row::new(place.table, place.offset, ENTRY_KEYS, faults);
        let hints = row.number("hints", -9.0..=9.0);
        let named = if row.place("hints").is_some() {
            self.unpatterned("entry", &mut row)
        } else {
            self.named("entry", &mut row)
        };
        let kind = row.choice("kind", &Kind::ALL.map(|k| (k.name(), k)), None);
        let (weight, why) = (row.share("weight"), row.needed("why"));
        let topic = row.choice("topic", &TOPIC_REACHES, Some(TopicReach::Passage));
        let (matches, no_matches) = examples(&mut row);
        let alternatives = alternatives(&mut row);
        let (near, unless) = (row.list("near"), row.list("unless"));
        let (near, unless) = (patterns(&near, self.words, &mut row), patterns(&unless, self.words, &mut row));
        let wide = row.list("wider");
        let wide = patterns(&wide, self.words, &mut row);
        let (written, wider) = (row.strings("patterns"), row.strings("wider"));
        let (setback, verdict, source) = (row.flag("setback"), row.flag("verdict"), row.text("source"));
        let file = row.faults.file.clone();
        let (Named { id, patterns }, axis, pole, kind) = (named?, place.axis?, place.pole?, kind?);
        let (weight, why, topic) = (weight?, why?, topic?);
        #[rustfmt::skip]
        let entry = Entry {
            id, file, axis, pole, kind, weight, why, alternatives, patterns: written, wider, matches, no_matches, source, setback, verdict, topic, hints, near, unless,
        };
        Some(Read { item: Item::Entry(Box::new(entry)), patterns, wider: wide })
    }

    fn topic(&mut self, place: Place<'_, '_>, faults: &mut Faults<'_>) -> Option<(Item, Vec<Pattern>)> {
        let mut row = Row::new(place.table, place.offset, &["id", "kind", "patterns"], faults);
        let kind = row.choice("kind", &TOPIC_KINDS, None);
        let Named { id, patterns } = self.named("topic", &mut row)?;
        Some((Item::Topic(Term { id, kind: kind? }), patterns))
    }

    fn exclusion(&mut self, place: Place<'_, '_>, faults: &mut Faults<'_>) -> Option<(Item, Vec<Pattern>)> {
        let mut row = Row::new(place.table, place.offset, &["id", "patterns"], faults);
        let Named { id, patterns } = self.named("exclusion", &mut row)?;
        Some((Item::Exclusion(Term { id, kind: () }), patterns))
    }

    fn trigger(&mut self, place: Place<'_, '_>, faults: &mut Faults<'_>) -> Option<(Item, Vec<Pattern>)> {
        let mut row = Row::new(place.table, place.offset, &["both", "id", "kind", "side", "reach", "patterns"], faults);
        let kind = row.choice("kind", &TRIGGER_KINDS, None);
        let side = row.choice("side", &SIDES, Some(Side::After));
        let reach = row.choice("reach", &REACHES, Some(Reach::Clause));
        let both = row.flag("both");
        let Named { id, mut patterns } = self.named("trigger", &mut row)?;
        if reach == Some(Reach::Back) {
            patterns.iter_mut().for_each(look_back_from_clauses);
        }
        Some((Item::Trigger(Trigger { id, kind: kind?, side: side?, reach: reach?, both }), patterns))
    }

    fn cue(&mut self, place: Place<'_, '_>, faults: &mut Faults<'_>) -> Option<(Item, Vec<Pattern>)> {
        let mut row = Row::new(place.table, place.offset, &["id", "kind", "patterns"], faults);
        let kind = row.choice("kind", &VOICE_KINDS, None);
        let Named { id, patterns } = self.named("cue", &mut row)?;
        Some((Item::Cue(Term { id, kind: kind? }), patterns))
    }

    fn hint(&mut self, place: Place<'_, '_>, faults: &mut Faults<'_>) -> Option<Item> {
        let mut row = Row::new(place.table, place.offset, &["axis", "of", "weight", "words"], faults);
        let of = row.choice("of", &SIGNS, None);
        let axis = row.choice("axis", &Axis::ALL.map(|a| (a.name(), Some(a))), Some(None));
        let weight = row.number("weight", -9.0..=9.0);
        let written = row.list("words");
        if written.is_empty() || row.place("weight").is_none() {
            row.fault(None, "`words` and `weight` must be given");
        }
        let words = written.iter().filter_map(|(at, word)| {
            let known = self.words.known(word).ok();
            if known.is_none() {
                row.fault(Some(*at), format!("`{word}` must be a single word"));
            }
            known
        });
        let words: Vec<WordSet> = words.collect();
        Some(Item::Hint(HintRow { of: of?, axis: axis?, weight: weight?, words }))
    }

    /// The id of a row without patterns.
    fn unpatterned(&mut self, kind: &'static str, row: &mut Row<'_, '_, '_, '_>) -> Option<Named> {
        if let Some(at) = row.place("patterns") {
            row.fault(Some(at), "an entry has `patterns` or `hints`, not both");
        }
        Some(Named { id: self.id(kind, row)?, patterns: Vec::new() })
    }

    /// The id and patterns of a row.
    fn named(&mut self, kind: &'static str, row: &mut Row<'_, '_, '_, '_>) -> Option<Named> {
        let written = row.list("patterns");
        if written.is_empty() {
            row.fault(None, "`patterns` is missing or empty");
        }
        let patterns = patterns(&written, self.words, row);
        Some(Named { id: self.id(kind, row)?, patterns })
    }

    /// The id of a row, which must be new in its file.
    fn id(&mut self, kind: &'static str, row: &mut Row<'_, '_, '_, '_>) -> Option<String> {
        let id = row.needed("id")?;
        if !self.seen.insert((kind, id.clone())) {
            row.fault(row.place("id"), format!("the id `{id}` stands twice in this file"));
        }
        Some(id)
    }
}

/// What looks back from the next sentence looks back from a clause behind as well: "That is false.", "..., but that is false".
fn look_back_from_clauses(pattern: &mut Pattern) {
    if let Some(first @ Elem::Edge(_)) = pattern.first_mut() {
        *first = Elem::Edge(Edge::Clause);
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

fn patterns(written: &[(usize, String)], words: &Words, row: &mut Row<'_, '_, '_, '_>) -> Vec<Pattern> {
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
