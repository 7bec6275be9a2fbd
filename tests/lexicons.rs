//! The shipped lexicon keeps its own rules, and a faulty file is told all its faults at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use detente::input::{Format, read_text};
use detente::lexicon::{Entry, Lexicon, LexiconFile};
use detente::report::Origin;
use detente::scanner::{Options, Scanner};
use detente::selftest;

use crate::support::{SCANNER, files, text_of};

#[test]
fn every_example_comes_out_as_its_entry_says() {
    let failures = selftest::run(&SCANNER);
    let told: Vec<String> = failures
        .iter()
        .map(|f| {
            format!(
                "{} ({}) {}: {}\n    {}",
                f.entry,
                f.file,
                if f.wanted { "not found in" } else { "found in" },
                f.text,
                f.found.join("\n    ")
            )
        })
        .collect();
    assert!(failures.is_empty(), "{} examples fail:\n{}", told.len(), told.join("\n"));
}

#[test]
fn every_entry_keeps_the_rules_for_entries() {
    type Rule = (&'static str, fn(&Entry) -> bool);
    let rules: [Rule; 7] = [
        ("has an id in lower case with hyphens", |e| is_kebab(&e.id)),
        ("has a weight above 0 and up to 1", |e| e.weight > 0.0 && e.weight <= 1.0),
        ("has at least two sentences under `match`", |e| e.matches.len() >= 2),
        ("has at least two sentences under `no_match`", |e| e.no_matches.len() >= 2),
        ("has at most three alternatives", |e| e.alternatives.len() <= 3),
        ("says why in one sentence", |e| e.why.ends_with('.') && e.why.matches(". ").count() == 0),
        ("stands in a file named after its axis and pole", |e| {
            let name = format!("lexicons/entries/{}-{}", e.axis, e.pole);
            [".toml", "-images.toml"].iter().any(|end| *e.file == format!("{name}{end}"))
        }),
    ];
    let lexicon = Lexicon::builtin();
    let broken: Vec<String> = lexicon
        .entries()
        .iter()
        .flat_map(|e| {
            rules.iter().filter(|(_, holds)| !holds(e)).map(move |(rule, _)| format!("{}: not so: {rule}", e.id))
        })
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn is_kebab(id: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.split('-').all(part)
}

/// Read from the files, since a later entry takes the place of an earlier one of the same id.
#[test]
fn every_id_is_given_once() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files("lexicons/entries", ".toml") {
        let table: toml::Table = text_of(&file).parse().unwrap();
        for entry in table["entry"].as_array().unwrap() {
            places.entry(entry["id"].as_str().unwrap().to_owned()).or_default().push(file.clone());
        }
    }
    let twice: Vec<_> = places.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert_eq!(places.len(), Lexicon::builtin().entries().len());
}

/// Five entries with a fault each; the comments tell what must be said, and on which line.
pub(crate) const FIVE_FAULTS: &str = r#"axis = "advantage"
pole = "race"

[[entry]]
id = "test-one"
kind = "claim"
patterns = ["hoist a flag"]
weight = 7
why = "Speaks of getting ahead by surprise."
match = ["They hope to hoist a flag in AI."]
no_match = ["The band played a song in the AI museum."]

[[entry]]
id = "test-two"
kind = "clame"
patterns = ["hoist a flag"]
weight = 0.7
why = "Speaks of getting ahead by surprise."
match = ["They hope to hoist a flag in AI."]
no_match = ["The band played a song in the AI museum."]

[[entry]]
id = "test-three"
kind = "claim"
patterns = ["steal a {nosuchclass}"]
weight = 0.7
why = "Speaks of getting ahead by surprise."
match = ["They hope to hoist a flag in AI."]
no_match = ["The band played a song in the AI museum."]

[[entry]]
id = "test-four"
kind = "claim"
patterns = ["hoist a flag"]
wieght = 0.5
weight = 0.7
why = "Speaks of getting ahead by surprise."
match = ["They hope to hoist a flag in AI."]
no_match = ["The band played a song in the AI museum."]

[[entry]]
id = "test-five"
kind = "claim"
patterns = ["hoist a flag"]
weight = 0.7
why = "Speaks of getting ahead by surprise."
match = ["They hope to hoist a flag in AI."]
no_match = ["The band played a song in the AI museum."]
alternatives = ["one", "two", "three", "four"]
"#;

/// Line, entry and words of each fault in [`FIVE_FAULTS`].
pub(crate) const FIVE_TOLD: [(usize, &str, &str); 5] = [
    (8, "test-one", "`weight` must be a number above 0 and up to 1"),
    (15, "test-two", "did you mean `claim`"),
    (25, "test-three", "nosuchclass"),
    (35, "test-four", "unknown key `wieght`; did you mean `weight`"),
    (49, "test-five", "more than three"),
];

/// An entry without a fault, and what stands above it in its file.
const HEAD: &str = "axis = \"advantage\"\npole = \"race\"\n\n";

fn good_entry() -> String {
    FIVE_FAULTS.rsplit("\n\n").next().unwrap().replace(", \"four\"", "")
}

fn faults_of(text: &str) -> Vec<detente::lexicon::Fault> {
    let file = LexiconFile { name: "mine.toml".into(), text: text.to_owned().into() };
    Lexicon::with_files(&[file]).map_or_else(|faults| faults.0, |_| Vec::new())
}

#[test]
fn all_faults_of_a_file_are_listed_with_their_lines() {
    let faults = faults_of(FIVE_FAULTS);
    for (line, entry, words) in FIVE_TOLD {
        let told =
            faults.iter().any(|f| (f.line, f.entry.as_deref()) == (line, Some(entry)) && f.message.contains(words));
        assert!(told, "line {line}, {entry}: {words}\ntold instead:\n{faults:#?}");
    }
    assert_eq!(faults.len(), FIVE_TOLD.len(), "{faults:#?}");
}

#[test]
fn faults_say_what_would_be_right() {
    let table = [
        // what is changed in a good entry, and into what; the line and the words of the fault
        ("", "", 0, ""),
        ("id = \"test-five\"\n", "", 4, "`id` is missing"),
        ("weight = 0.7\n", "", 4, "`weight` is missing"),
        ("weight = 0.7", "weight = \"much\"", 8, "`weight` must be a number"),
        ("weight = 0.7", "weight = 0", 8, "`weight` must be a number"),
        ("patterns = [\"hoist a flag\"]\n", "", 4, "`patterns` is missing or empty"),
        ("[\"hoist a flag\"]", "\"hoist a flag\"", 7, "`patterns` must be a list"),
        ("hoist a flag\"]", "steal (a march\"]", 7, "never closed"),
        ("no_match = [\"The", "nomatch = [\"The", 11, "did you mean `no_match`"),
        ("why = ", "why == ", 9, ""),
    ];
    for (from, to, line, words) in table {
        let faults = faults_of(&format!("{HEAD}{}", good_entry().replacen(from, to, 1)));
        let told = faults.iter().any(|f| f.line == line && f.message.contains(words));
        assert!(
            told || (line == 0 && faults.is_empty()),
            "{from:?} → {to:?}: line {line}, {words}\ntold instead:\n{faults:#?}"
        );
    }
}

#[test]
fn an_id_given_twice_in_one_file_is_a_fault() {
    let faults = faults_of(&format!("{HEAD}{}\n{}", good_entry(), good_entry()));
    assert!(faults.iter().any(|f| f.entry.as_deref() == Some("test-five") && f.line > 11), "told: {faults:#?}");
}

#[test]
fn an_entry_of_a_known_id_takes_the_place_of_the_shipped_one() {
    let file = LexiconFile {
        name: "mine.toml".into(),
        text: format!("{HEAD}{}", good_entry().replace("test-five", "arms-race")).into(),
    };
    let (mine, shipped) = (Lexicon::with_files(&[file]).unwrap(), Lexicon::builtin());
    assert_eq!(mine.entries().len(), shipped.entries().len());
    assert_eq!(mine.entry("arms-race").unwrap().patterns, ["hoist a flag"]);
    assert_ne!(mine.sha256(), shipped.sha256());
}

#[test]
fn a_users_entry_wins_over_a_longer_shipped_one() {
    let own = r#"axis = "metaphor"
pole = "race"

[[entry]]
id = "mine"
kind = "claim"
patterns = ["arms"]
weight = 0.5
why = "Says arms."
alternatives = []
match = ["AI and arms.", "Arms for AI."]
no_match = ["AI and bread.", "AI alone."]
"#;
    let file = LexiconFile { name: "mine.toml".into(), text: own.to_owned().into() };
    let scanner = Scanner::new(Arc::new(Lexicon::with_files(&[file]).expect("the file is sound")));
    let document = read_text("An AI arms race is on.".to_owned().into(), Format::Plain);
    let report = scanner.scan(&document, Origin::default(), Options::default());
    let cues: Vec<&str> = report.passages.iter().flat_map(|p| &p.cues).map(|c| c.entry.as_str()).collect();
    assert!(cues.contains(&"mine") && !cues.contains(&"arms-race"), "{cues:?}");
}
