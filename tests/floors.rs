//! The rules of the house, read off the source files: one-way imports, small rooms, no lexicon words in code.

use std::collections::BTreeSet;

use crate::support::{files, text_of};

/// The floor of each module; a file belongs to the first part of its path under `src/`. Imports lead downwards only.
const FLOORS: &[(&str, u8)] = &[
    ("span", 0),
    ("lexicon", 0),
    ("source_map", 1),
    ("tokens", 1),
    ("directive", 2),
    ("fold", 2),
    ("matcher", 2),
    ("document", 3),
    ("hints", 3),
    ("input", 4),
    ("lines", 4),
    ("parsed", 4),
    ("language", 5),
    ("topic", 5),
    ("voice", 5),
    ("stance", 6),
    ("score", 7),
    ("report", 8),
    ("suppress", 9),
    ("inspection", 9),
    ("baseline", 9),
    ("gate", 9),
    ("compare", 9),
    ("config", 10),
    ("analysis", 9),
    ("scanner", 10),
    ("render", 10),
    ("selftest", 11),
    ("eval", 11),
    ("lib", 12),
    ("cli", 13),
    ("main", 14),
];

const MOST_LINES_IN_A_FILE: usize = 300;
const MOST_LINES_IN_A_FUNCTION: usize = 60;

/// A source file without its tests: code with comments and literals blanked, and the string literals on their own.
struct Source {
    path: String,
    lines: usize,
    code: String,
    /// Where each literal begins, and what stands between its marks.
    literals: Vec<(usize, String)>,
}

impl Source {
    fn read(path: String) -> Self {
        let whole = text_of(&path);
        let text = whole.split("\n#[cfg(test)]").next().unwrap();
        let (code, literals) = split(text);
        Self { path, lines: text.lines().count(), code, literals }
    }

    /// `score` for `src/score.rs`, `voice` for `src/voice/quotes.rs`.
    fn module(&self) -> &str {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        inside.split('/').next().unwrap()
    }

    fn line_of(&self, at: usize) -> usize {
        1 + self.code[..at].matches('\n').count()
    }

    /// Stretches inside `#[…]`: command line help, names for serde, reasons of lints.
    fn in_attribute(&self, at: usize) -> bool {
        let Some(start) = self.code[..at].rfind("#[") else { return false };
        let depth = |text: &str| text.matches('[').count() > text.matches(']').count();
        depth(&self.code[start..at])
    }
}

fn sources() -> Vec<Source> {
    files("src", ".rs").into_iter().map(Source::read).collect()
}

/// Blanks comments and literals, byte by byte, so that offsets and lines stay true; gives the string literals too.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut literals, mut at) = (String::new(), Vec::new(), 0);
    while at < text.len() {
        let rest = &text[at..];
        let (len, marks) = piece(rest, code.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        match marks {
            None => code.push_str(&rest[..len]),
            Some([open, close]) => {
                code.extend(rest[..len].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
                literals.extend((open > 0).then(|| (at, rest[open..len - close].to_owned())));
            }
        }
        at += len;
    }
    (code, literals)
}

/// Length of the next piece, and for what is no code the lengths of the marks around it: 0 where it is no string.
fn piece(rest: &str, in_word: bool) -> (usize, Option<[usize; 2]>) {
    let until = |from: usize, end: &str| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    let first = rest.chars().next().map_or(1, char::len_utf8);
    match rest.as_bytes() {
        [b'/', b'/', ..] => (rest.find('\n').unwrap_or(rest.len()), Some([0, 0])),
        [b'/', b'*', ..] => (until(2, "*/"), Some([0, 0])),
        [b'r', b'"', ..] if !in_word => (until(2, "\""), Some([2, 1])),
        [b'r', b'#', b'"', ..] if !in_word => (until(3, "\"#"), Some([3, 2])),
        [b'"', ..] => (1 + closing(&rest[1..]), Some([1, 1])),
        [b'\'', b'\\', ..] => (until(3, "'"), Some([0, 0])),
        [b'\'', ..] if is_char(&rest[1..]) => (2 + rest[1..].chars().next().map_or(1, char::len_utf8), Some([0, 0])),
        _ => (first, None),
    }
}

/// Whether a quote mark stands behind one character: else it begins a lifetime.
fn is_char(rest: &str) -> bool {
    rest.chars().nth(1) == Some('\'')
}

/// Bytes up to and with the mark that closes a string.
fn closing(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The identifiers that stand right behind `prefix`, with their offsets.
fn names_behind<'c>(code: &'c str, prefix: &'c str) -> impl Iterator<Item = (usize, &'c str)> {
    code.match_indices(prefix).map(move |(at, _)| {
        let rest = &code[at + prefix.len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        (at, &rest[..end])
    })
}

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// Why an import goes nowhere or upwards.
fn objection(from: &str, to: &str) -> Option<String> {
    let Some(here) = floor(from) else { return Some(format!("`{from}` has no floor")) };
    let Some(there) = floor(to) else { return Some(format!("`{to}` has no floor; write one flat import a line")) };
    (from != to && there >= here).then(|| format!("`{from}` (floor {here}) imports `{to}` (floor {there})"))
}

#[test]
fn imports_lead_to_lower_floors_only() {
    let mut wrong = Vec::new();
    for source in sources() {
        let module = source.module();
        wrong.extend(floor(module).is_none().then(|| format!("{}: `{module}` has no floor", source.path)));
        let prefixes: &[&str] = if matches!(module, "cli" | "main") { &["crate::", "detente::"] } else { &["crate::"] };
        for (at, to) in prefixes.iter().flat_map(|prefix| names_behind(&source.code, prefix)) {
            wrong.extend(objection(module, to).map(|why| format!("{}:{}: {why}", source.path, source.line_of(at))));
        }
        let out_of_folder = if source.path.matches('/').count() == 1 { "super::" } else { "super::super::" };
        wrong.extend(source.code.find(out_of_folder).map(|at| {
            format!("{}:{}: `{out_of_folder}` leaves the module; write `crate::`", source.path, source.line_of(at))
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_floor_has_a_module() {
    let modules: BTreeSet<String> = sources().iter().map(|s| s.module().to_owned()).collect();
    let empty: Vec<_> = FLOORS.iter().filter(|(name, _)| !modules.contains(*name)).collect();
    assert!(empty.is_empty(), "{empty:?}");
}

#[test]
fn an_import_upwards_is_noticed() {
    let table = [
        ("score", "scanner", Some("`score` (floor 7) imports `scanner` (floor 10)")),
        ("scanner", "render", Some("`scanner` (floor 10) imports `render` (floor 10)")),
        ("score", "attic", Some("`attic` has no floor; write one flat import a line")),
        ("score", "stance", None),
        ("voice", "voice", None),
    ];
    for (from, to, expected) in table {
        assert_eq!(objection(from, to).as_deref(), expected, "{from} → {to}");
    }
}

#[test]
fn files_stay_small() {
    let large: Vec<String> = sources()
        .iter()
        .filter(|s| s.lines > MOST_LINES_IN_A_FILE)
        .map(|s| format!("{}: {} lines without tests, at most {MOST_LINES_IN_A_FILE}", s.path, s.lines))
        .collect();
    assert!(large.is_empty(), "{}", large.join("\n"));
}

#[test]
fn functions_stay_small() {
    let mut long = Vec::new();
    for source in sources() {
        for (at, name) in names_behind(&source.code, "fn ").filter(|(_, name)| !name.is_empty()) {
            let lines = body(&source.code[at..]).lines().count();
            if lines > MOST_LINES_IN_A_FUNCTION {
                long.push(format!(
                    "{}:{}: `{name}` has {lines} lines, at most {MOST_LINES_IN_A_FUNCTION}",
                    source.path,
                    source.line_of(at)
                ));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// What stands between the braces of a function; nothing where it has none.
fn body(function: &str) -> &str {
    let Some(open) = function.find(['{', ';']).filter(|at| function[*at..].starts_with('{')) else { return "" };
    let mut depth = 0;
    for (at, c) in function[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return function[open + 1..open + at].trim();
        }
    }
    &function[open..]
}

#[test]
fn code_is_told_from_literals_and_comments() {
    let text = "fn a<'t>(c: char) { // crate::x\n    f('{', '\\'', \"} crate::y \\\" \", r#\"\"}\"#)\n}\nfn b();\n";
    let (code, literals) = split(text);
    assert_eq!(code.len(), text.len(), "{code}");
    let found: Vec<&str> = literals.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(found, ["} crate::y \\\" ", "\"}"], "{code}");
    assert!(!code.contains("crate::"), "{code}");
    assert_eq!(body(&code).lines().count(), 1, "{code}");
}

/// Rooms that write for people: their literals are headings and messages, and they never look into a text.
const WRITERS: [&str; 3] = ["cli", "main", "render"];

/// Rooms that read markup or name faults: their literals are names of elements, styles and codes, never looked for in a text.
const MARKUP_AND_CODES: [&str; 2] = ["src/input/office/", "src/input/unreadable.rs"];

/// Short literals of the other rooms that hold a word of the lexicon and are no data.
const NAMES_AND_MESSAGES: &[&str] = &[
    // values of `label`, `offset_basis` and of an actor's or span's kind
    "balanced",
    "field",
    "another language",
    "leans infrastructure",
    "no frame found",
    "too short",
    // what happened to a passage between two drafts
    "added",
    "moved",
    // names of a format and of a column
    "plain",
    "title",
    // keys of the configuration file, and what a directive begins with
    "allow",
    "baseline",
    "count",
    "detente-",
    "exclude",
    "files",
    "ignore",
    "poles",
    // attributes and an element of web pages
    "aria-hidden",
    "content",
    "hidden",
    "property",
    "style",
    "table",
    // fields and values of gold files
    "coding",
    "format",
    "infra_voice",
    "neither",
    "race_voice",
    "sealed",
    "start",
    // kinds, tables and word classes that lexicon files speak of
    "after",
    "either",
    "guide",
    "first_person",
    "state_actor",
    "company_actor",
    "research_actor",
    "public_actor",
    // why a cue was read as it was
    "asked as a question",
    "handed over by",
    "named as somebody's by",
    "reported by",
    "stands in quotation marks",
    "the wording itself judges",
    // what cargo calls the version of the program
    "CARGO_PKG_VERSION",
    // what a value of a table is, when it is no text
    "a number",
    "must be a number",
    "must be an object",
    "a string",
    "an object",
    "true or false",
];

/// Words of five letters and more by which frames are found: from word classes, patterns, triggers and voice cues.
fn lexicon_words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for file in files("lexicons", ".toml")
        .iter()
        .filter(|f| !f.contains("guide") && !f.contains("common") && !f.contains("irregular"))
    {
        let table: toml::Table = text_of(file).parse().unwrap();
        let classes =
            table.get("class").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values).cloned();
        let rows = table.values().filter_map(toml::Value::as_array).flatten();
        let patterns = rows.filter_map(|row| row.get("patterns").cloned());
        for pattern in classes.chain(patterns).filter_map(|list| list.as_array().cloned()).flatten() {
            words.extend(words_of(&without_classes(pattern.as_str().unwrap())).map(str::to_lowercase));
        }
    }
    words
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() >= 5)
}

/// A pattern without its `{class}` parts.
fn without_classes(pattern: &str) -> String {
    pattern.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect::<Vec<_>>().join(" ")
}

/// Keys and names that lexicon files are written with: code has to know them.
fn lexicon_keys(value: &toml::Value, out: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            out.extend(table.keys().cloned());
            let names =
                ["axis", "pole", "kind", "side", "reach", "topic"].iter().filter_map(|key| table.get(*key)?.as_str());
            out.extend(names.map(str::to_owned));
            table.values().for_each(|inner| lexicon_keys(inner, out));
        }
        toml::Value::Array(items) => items.iter().for_each(|inner| lexicon_keys(inner, out)),
        _ => {}
    }
}

/// Whether a literal could be something to look for in a text: a few words and nothing else.
fn looks_like_data(literal: &str) -> bool {
    literal.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '_' | '\''))
        && literal.split_whitespace().count() <= 4
}

#[test]
fn words_to_look_for_stand_in_lexicons_not_in_code() {
    let words = lexicon_words();
    assert!(words.len() > 1000 && words.contains("dominate"), "{} words", words.len());
    let mut known: BTreeSet<String> = NAMES_AND_MESSAGES.iter().map(|s| (*s).to_owned()).collect();
    for file in files("lexicons", ".toml") {
        lexicon_keys(&text_of(&file).parse::<toml::Table>().unwrap().into(), &mut known);
    }
    let mut found = Vec::new();
    let apart =
        |s: &&Source| WRITERS.contains(&s.module()) || MARKUP_AND_CODES.iter().any(|room| s.path.starts_with(room));
    for source in sources().iter().filter(|s| !apart(s)) {
        for (at, literal) in source.literals.iter().filter(|(_, l)| looks_like_data(l) && !known.contains(l)) {
            let word =
                words_of(literal).find(|w| words.contains(&w.to_lowercase())).filter(|_| !source.in_attribute(*at));
            found.extend(word.map(|w| format!("{}:{}: {literal:?} holds `{w}`", source.path, source.line_of(*at))));
        }
    }
    assert!(
        found.is_empty(),
        "move these to lexicons/, or list them in NAMES_AND_MESSAGES with a reason:\n{}",
        found.join("\n")
    );
}
