//! Which wordings count: not those of names, lists of works and addresses, nor those of texts about something else.

use detente::input::{Format, read_text};
use detente::report::Origin;
use detente::scanner::Options;

use crate::support::SCANNER;

/// The wordings of a text that count, and why others do not.
fn found(text: &str) -> (Vec<String>, String) {
    let document = read_text(text.to_owned().into(), Format::Plain);
    let inspection = SCANNER.inspect(&document, Origin::default(), Options::default());
    let dropped: Vec<String> = inspection.dropped.iter().map(|d| format!("{}: {}", d.text, d.because)).collect();
    (inspection.cues.into_iter().map(|cue| cue.text).collect(), dropped.join("; "))
}

#[test]
fn words_of_names_and_works_are_no_cues() {
    let name = "stands in a name or title";
    let list = "stands in a list of works";
    let address = "stands in a web address";
    let table = [
        (
            "a name in few other words",
            "On 3 May, the President signed Order 71, Maintaining American Leadership in Artificial Intelligence.",
            name,
        ),
        (
            "a name behind a first word",
            "At Lund's AI for Social Good workshop, pupils sorted photographs of owls.",
            name,
        ),
        ("a name with its initials", "The lecture is held by the AI Community of Practice (CoP) of the county.", name),
        (
            "a list of works",
            "Holm, Anna. Governing AI as a Public Good. Press of the Fjord, 2021. Accessed 3 May 2022. Lind, Per. Open Data at Sea, 2019.",
            list,
        ),
        (
            "a web address",
            "The AI report stands at www.example.org/reports/ai-as-a-public-good-for-all/ today.",
            address,
        ),
    ];
    for (kind, text, because) in table {
        let (cues, dropped) = found(text);
        assert!(cues.is_empty() && dropped.contains(because), "{kind}: {text}\nfound {cues:?}, dropped {dropped}");
    }
}

#[test]
fn words_beside_names_and_works_are_cues() {
    let table = [
        ("a heading in capitals", "What a Port Taught Me About the Race for AI"),
        ("prose that cites", "Holm (2021) and Lind et al. (2022) see AI as a public good, as we did in 2023 and 2024."),
        ("a plain wish", "Denmark wants to keep its leadership in artificial intelligence."),
        ("words joined by a slash", "AI is a public good and/or a shared resource."),
    ];
    for (kind, text) in table {
        let (cues, dropped) = found(text);
        assert!(!cues.is_empty(), "{kind}: {text}\ndropped {dropped}");
    }
}

#[test]
fn a_text_that_seldom_names_ai_shares_and_builds_other_things() {
    let shared = "The software of the painters is open for everyone to use and to improve.";
    let ai = "The AI of the harbour reads the labels of the crates.";
    let other =
        "The crews of the harbour paint the cranes each spring, and the painters come from the villages around it.";
    let text = |named: usize| {
        let before = [vec![ai; named], vec![other; 12 - named]].concat();
        [before, vec![shared]].concat().join("\n\n")
    };
    for (named, expected) in [(5, true), (2, false)] {
        let (cues, dropped) = found(&text(named));
        assert_eq!(!cues.is_empty(), expected, "AI in {named} of 13 passages: {shared}\n{cues:?}, dropped {dropped}");
    }
}

#[test]
fn other_technology_is_another_topic() {
    let (cues, _) =
        found("The AI lab has a new roof.\n\nThe parties work together on quantum sensing for the common good.");
    assert!(cues.is_empty(), "{cues:?}");
}
