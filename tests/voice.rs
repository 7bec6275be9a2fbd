//! Holds the reading of voices to sentences of our own: whose words is a frame, and who speaks?
//!
//! `corpus/voice/own.jsonl` was written with the rules in mind, `blind.jsonl` by somebody who had not seen them.

use detente::input::{Format, read_text};
use detente::report::{Cue, Origin, Report};
use detente::scanner::Options;
use proptest::prelude::*;
use serde::Deserialize;

use crate::support::{SCANNER, text_of};

/// Of so many sentences the voice of at most one is read wrongly.
const ONE_IN: usize = 20;

/// A sentence, the words in it that are asked for, and the answers that a reader could defend.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    /// Its kind, by the numbers of `corpus/voice/README.md`.
    kind: u8,
    text: String,
    phrase: String,
    expect: Vec<String>,
    speaker: Option<String>,
}

impl Item {
    /// The first race cue that shares a letter with the phrase.
    fn cue(&self) -> Option<Cue> {
        let start =
            self.text.find(&self.phrase).unwrap_or_else(|| panic!("{}: the phrase is not in the text", self.id));
        let (start, end) = (start as u64, (start + self.phrase.len()) as u64);
        let report = scan(&self.text);
        report.cues().find(|c| c.pole.name() == "race" && c.start < end && start < c.end).cloned()
    }
}

fn scan(text: &str) -> Report {
    SCANNER.scan(&read_text(text.to_owned().into(), Format::Plain), Origin::default(), Options::default())
}

fn items() -> Vec<Item> {
    let lines = ["own", "blind"].map(|name| text_of(&format!("corpus/voice/{name}.jsonl")));
    lines
        .iter()
        .flat_map(|text| text.lines())
        .map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}")))
        .collect()
}

#[test]
fn a_text_speaks_of_itself_in_many_ways() {
    let table = [
        ("a numbered part", None, "Strategy 6 explains that we must win the AI race.", "author"),
        (
            "its own name",
            Some("A National AI Plan"),
            "The National AI Plan says that we must win the AI race.",
            "author",
        ),
        (
            "half of another name",
            Some("A National AI Plan"),
            "The Chinese Plan says that we must win the AI race.",
            "attributed",
        ),
        ("a law", None, "Executive Order 14110 says that we must win the AI race.", "attributed"),
        ("an event", None, "In 2024 sales rose, showing that China leads the AI race.", "author"),
        ("another name", Some("Notes"), "The Ruritanian Trade Plan says that we must win the AI race.", "attributed"),
        ("those who signed it", None, "The Participants intend to win the AI race.", "author"),
        ("people", None, "The researchers intend to win the AI race.", "attributed"),
    ];
    for (kind, title, text, expected) in table {
        let document = read_text(text.to_owned().into(), Format::Plain).with_title(title.map(Into::into));
        let report = SCANNER.scan(&document, Origin::default(), Options::default());
        let voices: Vec<_> = report.cues().map(|cue| cue.voice.name()).collect();
        assert!(!voices.is_empty() && voices.iter().all(|voice| *voice == expected), "{kind}: {text}: {voices:?}");
    }
}

#[test]
fn frames_are_given_to_those_whose_words_they_are() {
    let items = items();
    let wrong: Vec<String> = items
        .iter()
        .filter_map(|item| {
            let voice = item.cue().map_or("none", |c| c.voice.name());
            let told = format!("{} (kind {}) is read as {voice}: {}", item.id, item.kind, item.text);
            (!item.expect.iter().any(|e| e == voice)).then_some(told)
        })
        .collect();
    let enough = items.len() >= 150 && wrong.len() * ONE_IN <= items.len();
    assert!(enough, "{} of {} are wrong\n{}", wrong.len(), items.len(), wrong.join("\n"));
}

#[test]
fn a_verb_hands_over_what_stands_before_it_as_well() {
    let verbs = [
        "said",
        "argued",
        "claimed",
        "insisted",
        "warned",
        "believed",
        "thought",
        "feared",
        "wrote",
        "agreed",
        "maintained",
        "alleged",
        "predicted",
        "noted",
        "conceded",
        "complained",
        "testified",
        "concluded",
        "emphasised",
        "repeated",
    ];
    let mut wrong = Vec::new();
    for verb in verbs {
        for who in ["the minister", "officials", "Ms. Holm", "a former general", "several senators", "the think tank"] {
            for text in [
                format!("Yesterday {who} {verb} that America must win the AI race."),
                format!("America must win the AI race, {who} {verb}."),
            ] {
                let report = scan(&text);
                let author = report.cues().any(|cue| cue.voice.name() == "author");
                wrong.extend((report.cues().count() == 0 || author).then_some(text));
            }
        }
    }
    assert!(wrong.len() * ONE_IN <= 240, "{} of 240 are the writer's own:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn speakers_named_by_the_words_that_hand_over() {
    for (text, speaker) in [
        ("To hear the senator tell it, we are losing the AI race.", Some("the senator")),
        ("If the minister is to be believed, we are losing the AI race.", Some("the minister")),
        ("According to the ministry, we are losing the AI race.", Some("the ministry")),
        ("Ministers keep saying that we are losing the AI race.", Some("Ministers")),
        ("The senator has started claiming that we are losing the AI race.", Some("The senator")),
        ("The envoy insists on saying that we are losing the AI race.", Some("The envoy")),
        (
            "The chair of the committee, Ana Ruiz, says that we are losing the AI race.",
            Some("The chair of the committee"),
        ),
        ("Those who say that we are losing the AI race are mistaken.", None),
        ("We are told that America is losing the AI race.", None),
        ("In her view, we are losing the AI race.", None),
        ("So the story goes that America must win the AI race.", None),
    ] {
        let report = scan(text);
        let found: Vec<_> = report.cues().map(|cue| (cue.voice.name(), cue.speaker.as_deref())).collect();
        assert!(!found.is_empty() && found.iter().all(|c| *c == ("attributed", speaker)), "{text}: {found:?}");
    }
}

#[test]
fn a_speaker_is_the_right_one_or_nobody() {
    for item in items() {
        let Some((wanted, cue)) = item.speaker.clone().zip(item.cue()) else { continue };
        let named = cue.speaker.filter(|_| cue.voice.name() == "attributed").map(|s| s.to_lowercase());
        let last = wanted.to_lowercase().split(' ').next_back().map(str::to_owned).unwrap_or_default();
        let right = named.as_ref().is_none_or(|name| name.contains(&last));
        assert!(right, "{}: {named:?} for {wanted} in: {}", item.id, item.text);
    }
}

proptest! {
    #[test]
    fn a_stray_mark_does_not_swallow_what_follows(marks in "[\"“”'‘’«»„ a]{0,40}", more in 0_usize..40) {
        let filler = "The library opens at nine.\n\n".repeat(6 + more);
        let text = format!("The minister spoke of AI: {marks}\n\n{filler}We are losing the AI arms race.");
        let report = scan(&text);
        let last = report.cues().last();
        prop_assert_eq!(last.map(|c| c.voice.name()), Some("author"), "{}", text);
    }
}
