//! TOML files → a checked [`Lexicon`]; every bad row is caught here, and all of them are listed.
//!
//! Any file may hold any kind of table: `class`, `irregular`, `[[entry]]`, `[[topic]]`, `[[exclusion]]`,
//! `[[trigger]]`, `[[cue]]`, `[[hint]]`. Classes of all files are read first, so that order does not matter.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::de::DeTable;

use super::classes::WrittenClasses;
use super::fault::{Fault, LexiconError};
use super::hints::Hints;
use super::pattern::Words;
use super::row::{Faults, Row, parse, pattern_words, rows};
use super::rules::{Place, Read, Rows, Rules};
use super::standing::Classes;
use super::{Axis, COMMON_COST, Decision, Guide, Lexicon, Pole};

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
    pub text: Cow<'static, str>,
}

#[derive(Deserialize)]
struct DecisionFile {
    version: String,
    decision: Decision,
}

#[derive(Default)]
struct Loader {
    words: Words,
    classes: WrittenClasses,
    abbreviations: BTreeSet<String>,
    common: Vec<(u16, String)>,
    rules: Rules,
    faults: Vec<Fault>,
}

/// Checks and joins lexicon files.
pub(super) fn load<'f>(files: &'f [LexiconFile]) -> Result<Lexicon, LexiconError> {
    let mut loader = Loader::default();
    let mut decision = None;
    let mut guide = None;
    let mut tables = Vec::new();
    let parse = |file: &'f LexiconFile| special(&file.name).is_none().then(|| table(file));
    let (parsed, sha256): (Vec<_>, _) = rayon::join(|| files.par_iter().map(parse).collect(), || hash(files));
    for (file, parsed) in files.iter().zip(parsed) {
        match (parsed, special(&file.name)) {
            (Some((table, faults)), _) => {
                tables.extend(table.map(|t| (file, t)));
                loader.faults.extend(faults);
            }
            (None, Some("decision")) => decision = loader.whole::<DecisionFile>(file).or(decision),
            (None, _) => guide = loader.whole::<Guide>(file).or(guide),
        }
    }
    for (file, table) in &tables {
        loader.words_of(file, table);
    }
    loader.build_classes(files);
    loader.learn(&tables);
    loader.read_rules(&tables);
    loader.finish(sha256, decision, guide)
}

/// Files that hold one document each, not rows; they are known by their names.
fn special(name: &str) -> Option<&str> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    ["decision", "guide"].into_iter().find(|s| file.strip_suffix(".toml") == Some(s))
}

fn faults<'a>(file: &'a LexiconFile, list: &'a mut Vec<Fault>) -> Faults<'a> {
    Faults { file: Arc::from(file.name.as_str()), text: &file.text, list }
}

/// The rows of a file, or what is wrong with it.
fn table(file: &LexiconFile) -> (Option<DeTable<'_>>, Vec<Fault>) {
    let mut list = Vec::new();
    let mut faults = faults(file, &mut list);
    if file.text.len() > MAX_FILE {
        faults.at(0, None, "the file is larger than 16 MiB");
        return (None, list);
    }
    let table = parse(&file.text, &mut faults);
    (table, list)
}

impl Loader {
    fn whole<'f, T: Deserialize<'f>>(&mut self, file: &'f LexiconFile) -> Option<T> {
        toml::from_str(&file.text)
            .map_err(|e| faults(file, &mut self.faults).at(e.span().map_or(0, |s| s.start), None, e.message()))
            .ok()
    }

    /// First pass: irregular forms, classes, abbreviations, common words.
    fn words_of(&mut self, file: &LexiconFile, table: &DeTable<'_>) {
        const KNOWN: [&str; 12] = [
            "abbreviations",
            "axis",
            "class",
            "common",
            "cue",
            "entry",
            "exclusion",
            "hint",
            "irregular",
            "pole",
            "topic",
            "trigger",
        ];
        let mut faults = faults(file, &mut self.faults);
        let mut row = Row::new(table, 0, &KNOWN, &mut faults);
        let abbreviations = row.strings("abbreviations");
        for word in &abbreviations {
            self.words.vocab.intern(word);
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
                    "irregular" => {
                        self.words.irregular.insert(key.into(), items.into_iter().map(|(_, s)| s).collect());
                    }
                    "class" => self.classes.add(key, &file.name, items),
                    _ => {}
                }
            }
        }
    }

    /// The classes that were found, put together.
    fn build_classes(&mut self, files: &[LexiconFile]) {
        for wrong in self.classes.build(&mut self.words) {
            if let Some(file) = files.iter().find(|f| f.name == wrong.file) {
                faults(file, &mut self.faults).at(wrong.at, Some(&wrong.class), wrong.what);
            }
        }
    }

    /// Second pass: the words of all patterns, in order of the files.
    fn learn(&mut self, tables: &[(&LexiconFile, DeTable<'_>)]) {
        let found: Vec<Vec<&str>> = tables.par_iter().map(|(_, table)| pattern_words(table)).collect();
        for word in found.into_iter().flatten() {
            self.words.learn(word);
        }
    }

    /// Third pass: everything that is made of patterns, the files in parallel, joined in their order.
    fn read_rules(&mut self, tables: &[(&LexiconFile, DeTable<'_>)]) {
        let words = &self.words;
        let read: Vec<_> = tables.par_iter().map(|(file, table)| rules_of(file, table, words)).collect();
        for (rows, faults) in read {
            for row in rows {
                self.rules.add(row);
            }
            self.faults.extend(faults);
        }
    }

    fn finish(
        mut self,
        sha256: String,
        decision: Option<DecisionFile>,
        guide: Option<Guide>,
    ) -> Result<Lexicon, LexiconError> {
        let class =
            |name: &str| self.words.vocab.class(name).ok_or_else(|| format!("the word class `{name}` is missing"));
        let classes = Classes::find(class);
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
        if self.rules.entries.len() > MAX_ENTRIES {
            refuse("more than 200,000 entries".into());
        }
        let (Ok(classes), Some(DecisionFile { version, decision }), Some(guide), true) =
            (classes, decision, guide, self.faults.is_empty())
        else {
            return Err(LexiconError(self.faults));
        };
        let mut cost = vec![1; self.words.vocab.len()];
        for (much, word) in &self.common {
            let word = &mut cost[self.words.vocab.lookup(word).index()];
            *word = (*word).max(*much);
        }
        let mut abbreviation = vec![false; self.words.vocab.len()];
        for word in &self.abbreviations {
            abbreviation[self.words.vocab.lookup(word).index()] = true;
        }
        let hints = Hints::new(&self.rules.hints, self.words.vocab.len());
        Ok(Lexicon {
            hints,
            vocab: self.words.vocab,
            rules: self.rules.all,
            triggers: self.rules.triggers,
            voice_cues: self.rules.voice_cues,
            topics: self.rules.topics,
            exclusions: self.rules.exclusions,
            abbreviation,
            classes,
            cost,
            entries: self.rules.entries,
            decision,
            guide,
            version,
            sha256,
        })
    }
}

/// What the rows of a file say, and what is wrong with them.
fn rules_of(file: &LexiconFile, table: &DeTable<'_>, words: &Words) -> (Vec<Read>, Vec<Fault>) {
    let mut list = Vec::new();
    let mut faults = faults(file, &mut list);
    let (axis, pole) = axis_and_pole(table, &mut faults);
    let (mut reader, mut out) = (Rows::new(words), Vec::new());
    for (kind, value) in table {
        for (offset, table) in rows(value) {
            out.extend(reader.read(kind.get_ref(), Place { table, offset, axis, pole }, &mut faults));
        }
    }
    (out, list)
}

/// What it costs to look for patterns at a word of a tier, against a rare word: about their ratio in texts.
fn tier(name: &str) -> Option<u16> {
    [("ubiquitous", 2000), ("constant", COMMON_COST), ("frequent", 50), ("usual", 12)]
        .into_iter()
        .find(|(n, _)| *n == name)
        .map(|(_, cost)| cost)
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

fn hash(files: &[LexiconFile]) -> String {
    let mut sha = Sha256::new();
    for (i, file) in files.iter().enumerate() {
        sha.update(format!("{i}\0{}\0", file.text.len()));
        sha.update(file.text.as_bytes());
    }
    hex(&sha.finalize())
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
