//! TOML files → a checked [`Lexicon`]; every bad row is caught here, and all of them are listed.
//!
//! Any file may hold any kind of table: `class`, `irregular`, `[[entry]]`, `[[topic]]`, `[[exclusion]]`,
//! `[[trigger]]`, `[[cue]]`. Classes of all files are read first, so that order does not matter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, LexiconError};
use super::inflect::Irregular;
use super::pattern::{Pattern, Words, expand, parse};
use super::row::{Faults, Row};
use super::vocab::{ClassId, MAX_CLASSES, Vocab};
use super::{
    Axis, Classes, Decision, Entry, Guide, Kind, Lexicon, Pole, Reach, Role, Rule, Side, Term, TopicKind, TopicReach,
};
use super::{Trigger, TriggerKind, VoiceKind};

/// The largest lexicon file that is read, in bytes.
const MAX_FILE: usize = 16 << 20;

/// The most entries that a lexicon can have.
const MAX_ENTRIES: usize = 200_000;

/// A lexicon file: its name for messages, and its text.
#[derive(Clone, Debug)]
pub struct LexiconFile {
    /// The name, as the user gave it.
    pub name: String,
    /// The TOML text.
    pub text: String,
}

#[derive(Deserialize)]
struct DecisionFile {
    version: String,
    decision: Decision,
}

#[derive(Default)]
struct Loader {
    vocab: Vocab,
    irregular: Irregular,
    classes: BTreeMap<String, Vec<(usize, String, String)>>,
    abbreviations: BTreeSet<String>,
    common: Vec<(usize, String)>,
    entries: Vec<Entry>,
    rules: Vec<Rule>,
    triggers: Vec<Trigger>,
    voice_cues: Vec<Term<VoiceKind>>,
    topics: Vec<Term<TopicKind>>,
    exclusions: Vec<Term<()>>,
    faults: Vec<Fault>,
}

/// Checks and joins lexicon files.
pub(super) fn load(files: &[LexiconFile]) -> Result<Lexicon, LexiconError> {
    let mut loader = Loader::default();
    let mut decision = None;
    let mut guide = None;
    let mut tables = Vec::new();
    for file in files {
        match special(&file.name) {
            Some("decision") => decision = loader.whole::<DecisionFile>(file).or(decision),
            Some("guide") => guide = loader.whole::<Guide>(file).or(guide),
            _ => tables.extend(loader.table(file).map(|t| (file, t))),
        }
    }
    for (file, table) in &tables {
        loader.words_of(file, table);
    }
    loader.build_classes(files);
    for (file, table) in &tables {
        loader.rules_of(file, table);
    }
    loader.finish(files, decision, guide)
}

/// Files that hold one document each, not rows; they are known by their names.
fn special(name: &str) -> Option<&str> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    ["decision", "guide"].into_iter().find(|s| file.strip_suffix(".toml") == Some(s))
}

fn faults<'a>(file: &'a LexiconFile, list: &'a mut Vec<Fault>) -> Faults<'a> {
    Faults { file: Arc::from(file.name.as_str()), text: &file.text, list }
}

impl Loader {
    fn whole<'f, T: Deserialize<'f>>(&mut self, file: &'f LexiconFile) -> Option<T> {
        toml::from_str(&file.text)
            .map_err(|e| faults(file, &mut self.faults).at(e.span().map_or(0, |s| s.start), None, e.message()))
            .ok()
    }

    fn table<'f>(&mut self, file: &'f LexiconFile) -> Option<DeTable<'f>> {
        let mut faults = faults(file, &mut self.faults);
        if file.text.len() > MAX_FILE {
            faults.at(0, None, "the file is larger than 16 MiB");
            return None;
        }
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        for e in &errors {
            faults.at(e.span().map_or(0, |s| s.start), None, e.message());
        }
        errors.is_empty().then(|| table.into_inner())
    }

    /// First pass: irregular forms, classes, abbreviations, common words.
    fn words_of(&mut self, file: &LexiconFile, table: &DeTable<'_>) {
        const KNOWN: [&str; 11] = [
            "abbreviations",
            "axis",
            "class",
            "common",
            "cue",
            "entry",
            "exclusion",
            "irregular",
            "pole",
            "topic",
            "trigger",
        ];
        let mut faults = faults(file, &mut self.faults);
        let mut row = Row::new(table, 0, &KNOWN, &mut faults);
        let abbreviations = row.strings("abbreviations");
        for word in &abbreviations {
            self.vocab.intern(word);
        }
        self.abbreviations.extend(abbreviations);
        for (kind, value) in table.iter().filter_map(|(k, v)| Some((k.get_ref().as_ref(), v.get_ref().as_table()?))) {
            let keys: Vec<&str> = value.keys().map(|k| k.get_ref().as_ref()).collect();
            let mut row = Row::new(value, 0, &keys, &mut faults);
            for key in keys {
                let items = row.list(key);
                match kind {
                    "common" => self.common.extend(
                        tier(key).into_iter().flat_map(|cost| items.iter().map(move |(_, w)| (cost, w.clone()))),
                    ),
                    "irregular" => drop(self.irregular.insert(key.into(), items.into_iter().map(|(_, s)| s).collect())),
                    "class" => {
                        let place = |(at, item)| (at, file.name.clone(), item);
                        self.classes.entry(key.into()).or_default().extend(items.into_iter().map(place));
                    }
                    _ => {}
                }
            }
        }
    }

    fn build_classes(&mut self, files: &[LexiconFile]) {
        let names: Vec<String> = self.classes.keys().cloned().collect();
        for name in names.iter().take(MAX_CLASSES) {
            self.vocab.add_class(name);
        }
        for name in &names {
            let mut items = Vec::new();
            self.gather(name, &mut Vec::new(), &mut items);
            let Some(class) = self.vocab.class(name) else { continue };
            for (at, file, item) in items {
                let mut words = Words { vocab: &mut self.vocab, irregular: &self.irregular };
                match expand(&item, &mut words) {
                    Ok(all) => all.iter().for_each(|seq| self.vocab.add_member(class, seq)),
                    Err(message) => {
                        if let Some(f) = files.iter().find(|f| f.name == file) {
                            faults(f, &mut self.faults).at(at, Some(name), message);
                        }
                    }
                }
            }
        }
    }

    /// The items of a class, those of the classes that it names included; a circle is cut where it closes.
    fn gather(&self, name: &str, above: &mut Vec<String>, out: &mut Vec<(usize, String, String)>) {
        if above.iter().any(|n| n == name) {
            return;
        }
        above.push(name.to_owned());
        for item in self.classes.get(name).into_iter().flatten() {
            match item.2.strip_prefix('{').and_then(|s| s.strip_suffix('}')) {
                Some(other) => self.gather(other, above, out),
                None => out.push(item.clone()),
            }
        }
        above.pop();
    }

    /// Second pass: everything that is made of patterns.
    fn rules_of(&mut self, file: &LexiconFile, table: &DeTable<'_>) {
        let mut list = std::mem::take(&mut self.faults);
        let mut faults = faults(file, &mut list);
        let (axis, pole) = axis_and_pole(table, &mut faults);
        for (kind, value) in table {
            for (offset, rows) in rows(value) {
                match kind.get_ref().as_ref() {
                    "entry" => self.entry(rows, offset, axis, pole, &mut faults),
                    "topic" => self.topic(rows, offset, &mut faults),
                    "exclusion" => self.exclusion(rows, offset, &mut faults),
                    "trigger" => self.trigger(rows, offset, &mut faults),
                    "cue" => self.cue(rows, offset, &mut faults),
                    _ => {}
                }
            }
        }
        self.faults = list;
    }

    fn entry(
        &mut self,
        table: &DeTable<'_>,
        offset: usize,
        axis: Option<Axis>,
        pole: Option<Pole>,
        faults: &mut Faults<'_>,
    ) {
        const KNOWN: [&str; 14] = [
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
        let mut row = Row::new(table, offset, &KNOWN, faults);
        let id = row.needed("id");
        let kind = row.choice("kind", &[("claim", Kind::Claim), ("practice", Kind::Practice)], None);
        let reach = [("sentence", TopicReach::Sentence), ("passage", TopicReach::Passage)];
        let topic = row.choice("topic", &reach, Some(TopicReach::Passage)).unwrap_or(TopicReach::Passage);
        let (weight, why) = (row.share("weight"), row.needed("why"));
        let written = row.list("patterns");
        if written.is_empty() {
            row.fault(None, "`patterns` is missing or empty");
        }
        let patterns = self.patterns(&written, &mut row);
        let (near, unless) = (row.list("near"), row.list("unless"));
        let (near, unless) = (self.patterns(&near, &mut row), self.patterns(&unless, &mut row));
        let (matches, no_matches) = (row.strings("match"), row.strings("no_match"));
        if matches.is_empty() || no_matches.is_empty() {
            row.fault(None, "needs at least one sentence under `match` and one under `no_match`");
        }
        let alternatives = row.strings("alternatives");
        if alternatives.len() > 3 {
            row.fault(row.place("alternatives"), "has more than three `alternatives`");
        }
        let (setback, verdict, source) = (row.flag("setback"), row.flag("verdict"), row.text("source"));
        let (Some(id), Some(kind), Some(weight), Some(why), Some(axis), Some(pole)) =
            (id, kind, weight, why, axis, pole)
        else {
            return;
        };
        let file = row.faults.file.clone();
        let patterns_text = written.into_iter().map(|(_, p)| p).collect();
        let entry = Entry {
            id,
            file,
            axis,
            pole,
            kind,
            weight,
            why,
            alternatives,
            patterns: patterns_text,
            matches,
            no_matches,
            source,
            setback,
            verdict,
            topic,
            near,
            unless,
        };
        self.add_entry(entry, patterns);
    }

    /// Adds an entry, in place of the one of the same id.
    fn add_entry(&mut self, entry: Entry, patterns: Vec<Pattern>) {
        let at = self.entries.iter().position(|e| e.id == entry.id).unwrap_or(self.entries.len());
        if at == self.entries.len() {
            self.entries.push(entry);
        } else {
            self.rules.retain(|rule| rule.role != Role::Entry(at));
            self.entries[at] = entry;
        }
        self.add_rules(Role::Entry(at), patterns);
    }

    fn add_rules(&mut self, role: Role, patterns: Vec<Pattern>) {
        self.rules.extend(patterns.into_iter().map(|pattern| Rule { role, pattern }));
    }

    fn patterns(&mut self, written: &[(usize, String)], row: &mut Row<'_, '_, '_, '_>) -> Vec<Pattern> {
        let mut out = Vec::new();
        for (at, pattern) in written {
            match parse(pattern, &mut Words { vocab: &mut self.vocab, irregular: &self.irregular }) {
                Ok(compiled) => out.push(compiled),
                Err(message) => row.fault(Some(*at), format!("pattern `{pattern}`: {message}")),
            }
        }
        out
    }

    /// A row that is an id, a choice or two, and patterns.
    fn simple<'t, 'i, 'f, 'a>(&mut self, row: &mut Row<'t, 'i, 'f, 'a>) -> (String, Vec<Pattern>) {
        let id = row.needed("id").unwrap_or_default();
        let written = row.list("patterns");
        if written.is_empty() {
            row.fault(None, "`patterns` is missing or empty");
        }
        (id, self.patterns(&written, row))
    }

    fn topic(&mut self, table: &DeTable<'_>, offset: usize, faults: &mut Faults<'_>) {
        let mut row = Row::new(table, offset, &["id", "kind", "patterns"], faults);
        let kinds = [("ai", TopicKind::Ai), ("near", TopicKind::Near), ("other", TopicKind::Other)];
        let Some(kind) = row.choice("kind", &kinds, None) else { return };
        let (id, patterns) = self.simple(&mut row);
        self.add_rules(Role::Topic(self.topics.len()), patterns);
        self.topics.push(Term { id, kind });
    }

    fn exclusion(&mut self, table: &DeTable<'_>, offset: usize, faults: &mut Faults<'_>) {
        let mut row = Row::new(table, offset, &["id", "patterns"], faults);
        let (id, patterns) = self.simple(&mut row);
        self.add_rules(Role::Exclusion(self.exclusions.len()), patterns);
        self.exclusions.push(Term { id, kind: () });
    }

    fn trigger(&mut self, table: &DeTable<'_>, offset: usize, faults: &mut Faults<'_>) {
        let mut row = Row::new(table, offset, &["id", "kind", "side", "reach", "patterns"], faults);
        let kinds = [
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
        let sides = [("after", Side::After), ("before", Side::Before), ("either", Side::Either)];
        let reaches = [
            ("clause", Reach::Clause),
            ("sentence", Reach::Sentence),
            ("passage", Reach::Passage),
            ("back", Reach::Back),
            ("below", Reach::Below),
            ("3 words", Reach::Words(3)),
            ("6 words", Reach::Words(6)),
        ];
        let kind = row.choice("kind", &kinds, None);
        let side = row.choice("side", &sides, Some(Side::After));
        let reach = row.choice("reach", &reaches, Some(Reach::Clause));
        let (id, patterns) = self.simple(&mut row);
        let (Some(kind), Some(side), Some(reach)) = (kind, side, reach) else { return };
        self.add_rules(Role::Trigger(self.triggers.len()), patterns);
        self.triggers.push(Trigger { id, kind, side, reach });
    }

    fn cue(&mut self, table: &DeTable<'_>, offset: usize, faults: &mut Faults<'_>) {
        let mut row = Row::new(table, offset, &["id", "kind", "patterns"], faults);
        let kinds = [
            ("say", VoiceKind::Say),
            ("believe", VoiceKind::Believe),
            ("according", VoiceKind::According),
            ("noun", VoiceKind::Noun),
            ("passive", VoiceKind::Passive),
            ("mention", VoiceKind::Mention),
            ("pseudo", VoiceKind::Pseudo),
        ];
        let Some(kind) = row.choice("kind", &kinds, None) else { return };
        let (id, patterns) = self.simple(&mut row);
        self.add_rules(Role::Voice(self.voice_cues.len()), patterns);
        self.voice_cues.push(Term { id, kind });
    }

    fn finish(
        mut self,
        files: &[LexiconFile],
        decision: Option<DecisionFile>,
        guide: Option<Guide>,
    ) -> Result<Lexicon, LexiconError> {
        let class = |name: &str| self.vocab.class(name).ok_or_else(|| format!("the word class `{name}` is missing"));
        let classes = standing_classes(class);
        let missing = guide.as_ref().map(Guide::missing).filter(|m| !m.is_empty());
        let mut refuse = |message: String| {
            let file = Arc::from("lexicons/");
            self.faults.push(Fault { file, line: 1, entry: None, message });
        };
        if let Err(message) = &classes {
            refuse(message.clone());
        }
        if let Some(axes) = missing {
            refuse(format!("the guide has no table for {}", axes.join(", ")));
        }
        if self.entries.len() > MAX_ENTRIES {
            refuse("more than 200,000 entries".into());
        }
        let (Ok(classes), Some(DecisionFile { version, decision }), Some(guide), true) =
            (classes, decision, guide, self.faults.is_empty())
        else {
            return Err(LexiconError(self.faults));
        };
        let mut cost = vec![1; self.vocab.len()];
        for (much, word) in &self.common {
            let word = &mut cost[self.vocab.lookup(word).index()];
            *word = (*word).max(*much);
        }
        let mut abbreviation = vec![false; self.vocab.len()];
        for word in &self.abbreviations {
            abbreviation[self.vocab.lookup(word).index()] = true;
        }
        Ok(Lexicon {
            vocab: self.vocab,
            rules: self.rules,
            triggers: self.triggers,
            voice_cues: self.voice_cues,
            topics: self.topics,
            exclusions: self.exclusions,
            abbreviation,
            classes,
            cost,
            entries: self.entries,
            decision,
            guide,
            version,
            sha256: hash(files),
        })
    }
}

/// What it costs to look for patterns at a word of a tier, against a rare word: about their ratio in texts.
fn tier(name: &str) -> Option<usize> {
    [("ubiquitous", 2000), ("constant", 250), ("frequent", 50), ("usual", 12)]
        .into_iter()
        .find(|(n, _)| *n == name)
        .map(|(_, cost)| cost)
}

fn standing_classes(class: impl Fn(&str) -> Result<ClassId, String>) -> Result<Classes, String> {
    Ok(Classes {
        first_person: class("first_person")?,
        pronoun: class("pronoun")?,
        infinitive: class("infinitive")?,
        rival: class("rival")?,
        subordinator: class("subordinator")?,
        coordinator: class("coordinator")?,
        that: class("complementiser")?,
        actors: [class("state_actor")?, class("company_actor")?, class("research_actor")?, class("public_actor")?],
    })
}

/// `axis` and `pole` of an entry file.
fn axis_and_pole(table: &DeTable<'_>, faults: &mut Faults<'_>) -> (Option<Axis>, Option<Pole>) {
    let Some(first) = table.get("entry").map(|v| v.span().start) else { return (None, None) };
    let keys: Vec<&str> = table.keys().map(|k| k.get_ref().as_ref()).collect();
    let mut row = Row::new(table, first, &keys, faults);
    let axes = Axis::ALL.map(|a| (a.name(), a));
    let poles = Pole::ALL.map(|p| (p.name(), p));
    (row.choice("axis", &axes, None), row.choice("pole", &poles, None))
}

/// The tables of an array of tables.
fn rows<'t, 'i>(value: &'t Spanned<DeValue<'i>>) -> impl Iterator<Item = (usize, &'t DeTable<'i>)> {
    let items = value.get_ref().as_array().into_iter().flat_map(|a| a.iter());
    items.filter_map(|item| Some((item.span().start, item.get_ref().as_table()?)))
}

fn hash(files: &[LexiconFile]) -> String {
    let mut sha = Sha256::new();
    for (i, file) in files.iter().enumerate() {
        sha.update(format!("{i}\0{}\0", file.text.len()));
        sha.update(&file.text);
    }
    sha.finalize().iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
