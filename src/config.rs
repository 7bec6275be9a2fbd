//! The configuration file `detente.toml`: what a team has decided for its texts.
//!
//! Parsing is pure; the command line looks for the file, upwards from each text, and resolves its paths.

use std::sync::Arc;

use toml::de::DeTable;

use crate::gate::Gate;
use crate::lexicon::row::{Faults, Row, parse};
use crate::lexicon::{Fault, LexiconError};
use crate::report::View;
use crate::suppress::{Named, Rules};

/// A configuration file, checked.
///
/// # Examples
///
/// ```
/// use detente::config::{Config, Poles};
///
/// let text = "allow = [\"arms race\"]\n\n[[files]]\nglobs = [\"opinion/**\"]\npoles = \"both\"\n";
/// let config = Config::parse("detente.toml", text).unwrap();
/// let settings = config.settings(Poles::Race, |glob| glob == "opinion/**");
/// assert!(settings.view.infrastructure && settings.rules.allow == ["arms race"]);
///
/// let faults = Config::parse("detente.toml", "alow = []").unwrap_err();
/// assert_eq!(faults.to_string(), "detente.toml:1: unknown key `alow`; did you mean `allow`?");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Lexicon files, as written.
    pub lexicon: Vec<String>,
    /// Patterns of paths that are left out.
    pub exclude: Vec<String>,
    /// The baseline file, as written.
    pub baseline: Option<String>,
    /// Gates, any of which ends a run with exit code 1, each with its line.
    pub fail_on: Vec<(usize, Gate)>,
    everywhere: Choices,
    files: Vec<(Vec<String>, Choices)>,
}

/// What can be chosen for all texts, and again for some.
#[derive(Clone, Debug, Default, PartialEq)]
struct Choices {
    allow: Vec<String>,
    /// Each with its line.
    ignore: Vec<(usize, String)>,
    comments: Option<bool>,
    poles: Option<Poles>,
    level: Option<u8>,
}

/// Which frames are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poles {
    /// Race frames.
    Race,
    /// Infrastructure frames.
    Infrastructure,
    /// Both.
    Both,
}

impl Poles {
    /// All choices with their names.
    pub const ALL: [(&'static str, Self); 3] =
        [("race", Self::Race), ("infrastructure", Self::Infrastructure), ("both", Self::Both)];

    /// The same view, of these frames.
    #[must_use]
    pub fn of(self, view: View) -> View {
        View { race: self != Self::Infrastructure, infrastructure: self != Self::Race, ..view }
    }
}

/// What holds for one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What is suppressed.
    pub rules: Rules,
    /// What is shown.
    pub view: View,
}

impl Settings {
    fn apply(&mut self, choices: &Choices) {
        self.rules.allow.extend_from_slice(&choices.allow);
        self.rules.ignore.extend(choices.ignore.iter().map(|(_, id)| id.clone()));
        self.rules.comments = choices.comments.unwrap_or(self.rules.comments);
        self.view = choices.poles.map_or(self.view, |poles| poles.of(self.view));
        self.view.level = choices.level.unwrap_or(self.view.level);
    }
}

const CHOICES: [&str; 5] = ["allow", "ignore", "inline-config", "level", "poles"];
const KEYS: [&str; 5] = ["baseline", "exclude", "fail-on", "files", "lexicon"];

impl Config {
    /// Reads a file; `name` is used in messages.
    ///
    /// # Errors
    ///
    /// All faults of the file, each with its line and what would be right.
    pub fn parse(name: &str, text: &str) -> Result<Self, LexiconError> {
        let mut list = Vec::new();
        let mut faults = Faults { file: Arc::from(name), text, list: &mut list };
        let config = parse(text, &mut faults).map(|table| read(&table, &mut faults)).unwrap_or_default();
        if list.is_empty() { Ok(config) } else { Err(LexiconError(sorted(list))) }
    }

    /// What holds for a text, of which `matches` tells whether a glob of this file matches it; `poles` are shown where
    /// the file does not choose.
    pub fn settings(&self, poles: Poles, matches: impl Fn(&str) -> bool) -> Settings {
        let mut settings = Settings { rules: Rules::default(), view: poles.of(View::default()) };
        settings.apply(&self.everywhere);
        let here = self.files.iter().filter(|(globs, _)| globs.iter().any(|glob| matches(glob)));
        here.for_each(|(_, choices)| settings.apply(choices));
        settings
    }

    /// All globs of the file.
    pub fn globs(&self) -> impl Iterator<Item = &str> {
        self.exclude.iter().chain(self.files.iter().flat_map(|(globs, _)| globs)).map(String::as_str)
    }

    /// The entries, axes and poles that the file names, each with its line, for a check against a lexicon.
    pub fn named(&self) -> impl Iterator<Item = (usize, Named<'_>)> {
        let gated = self.fail_on.iter().flat_map(|(line, gate)| gate.entries().map(|id| (*line, Named::Entry(id))));
        let choices = std::iter::once(&self.everywhere).chain(self.files.iter().map(|(_, choices)| choices));
        gated.chain(choices.flat_map(|c| c.ignore.iter().map(|(line, id)| (*line, Named::Any(id)))))
    }
}

fn sorted(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by_key(|fault| fault.line);
    faults
}

fn read(table: &DeTable<'_>, faults: &mut Faults<'_>) -> Config {
    let mut row = Row::new(table, 0, &[CHOICES, KEYS].concat(), faults);
    let mut config = Config {
        lexicon: row.strings("lexicon"),
        exclude: row.strings("exclude"),
        baseline: row.text("baseline"),
        fail_on: gates(&mut row),
        everywhere: choices(&mut row),
        files: Vec::new(),
    };
    if let Some(files) = table.get("files") {
        let Some(items) = files.get_ref().as_array() else {
            faults.at(files.span().start, None, "`files` must be tables, each under `[[files]]`");
            return config;
        };
        for item in items {
            let offset = item.span().start;
            let Some(table) = item.get_ref().as_table() else {
                faults.at(offset, None, "`files` must be tables, each under `[[files]]`");
                continue;
            };
            config.files.push(section(table, offset, faults));
        }
    }
    config
}

/// One `[[files]]` table.
fn section(table: &DeTable<'_>, offset: usize, faults: &mut Faults<'_>) -> (Vec<String>, Choices) {
    let known: Vec<&str> = CHOICES.into_iter().chain(["globs"]).collect();
    let mut row = Row::new(table, offset, &known, faults);
    let globs = row.strings("globs");
    if globs.is_empty() {
        row.fault(None, "`globs` is missing: name the files, as in `globs = [\"opinion/**\"]`");
    }
    (globs, choices(&mut row))
}

fn choices(row: &mut Row<'_, '_, '_, '_>) -> Choices {
    let has = |row: &Row<'_, '_, '_, '_>, key: &str| row.place(key).is_some();
    Choices {
        allow: row.strings("allow"),
        ignore: row.list("ignore").into_iter().map(|(offset, id)| (row.faults.line(offset), id)).collect(),
        comments: has(row, "inline-config").then(|| row.flag("inline-config")),
        poles: if has(row, "poles") { row.choice("poles", &Poles::ALL, None) } else { None },
        level: row.whole("level", 1..=3),
    }
}

fn gates(row: &mut Row<'_, '_, '_, '_>) -> Vec<(usize, Gate)> {
    let mut gates = Vec::new();
    for (offset, written) in row.list("fail-on") {
        match written.parse() {
            Ok(gate) => gates.push((row.faults.line(offset), gate)),
            Err(e) => row.fault(Some(offset), format!("`fail-on`: {e}")),
        }
    }
    gates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_all_told_with_their_lines() {
        let table = [
            ("level = 4", "detente.toml:1: `level` must be 1 to 3"),
            (
                "\npoles = \"rase\"",
                "detente.toml:2: `poles` is `rase`, must be one of race, infrastructure, both; did you mean `race`?",
            ),
            (
                "fail-on = [\"voice=autor\"]",
                "detente.toml:1: `fail-on`: `voice=autor`: must be one of author, attributed, mention; did you mean `author`?",
            ),
            (
                "[[files]]\nlevel = 2",
                "detente.toml:1: `globs` is missing: name the files, as in `globs = [\"opinion/**\"]`",
            ),
            ("ignore = [3]", "detente.toml:1: `ignore` holds something that is no string, or an empty one"),
            ("files = [1]", "detente.toml:1: `files` must be tables, each under `[[files]]`"),
            ("files = 3", "detente.toml:1: `files` must be tables, each under `[[files]]`"),
            ("[[files]]\nglobs = [\"a\"]\nlexicon = []", "detente.toml:3: unknown key `lexicon`"),
            ("x = 1\nlevel = 0", "detente.toml:1: unknown key `x`\ndetente.toml:2: `level` must be 1 to 3"),
            ("allow = [", "detente.toml:1: "),
        ];
        for (text, expected) in table {
            let faults = Config::parse("detente.toml", text).expect_err(text).to_string();
            assert!(faults.starts_with(expected), "{text}: {faults}");
            assert_eq!(faults.lines().count(), expected.lines().count(), "each once: {text}: {faults}");
        }
    }

    #[test]
    fn sections_add_to_what_holds_everywhere() {
        let text = "allow = [\"a\"]\nlevel = 2\n[[files]]\nglobs = [\"x\"]\nallow = [\"b\"]\nlevel = 1\ninline-config = false\n";
        let config = Config::parse("detente.toml", text).unwrap();
        let there = config.settings(Poles::Race, |glob| glob == "x");
        assert_eq!((there.rules.allow.len(), there.view.level, there.rules.comments), (2, 1, false));
        let elsewhere = config.settings(Poles::Race, |_| false);
        assert_eq!((elsewhere.rules.allow.len(), elsewhere.view.level, elsewhere.rules.comments), (1, 2, true));
    }
}
