//! Words that make a frame, or a refusal of one, only together. The words are made up, so that no weight of the shipped
//! lexicon decides.

use std::sync::Arc;

use detente::input::{Format, read_text};
use detente::lexicon::{Lexicon, LexiconFile};
use detente::report::{Origin, Report};
use detente::scanner::{Options, Scanner};

use crate::support::SCANNER;

const ROWS: &str = r#"
    [[hint]]
    of = "race"
    axis = "pace"
    weight = 2.0
    words = ["glorb~", "blimp~"]

    [[hint]]
    of = "race"
    weight = -3.0
    words = ["snood"]

    [[hint]]
    of = "race-refusal"
    weight = 9.0
    words = ["grump"]

    [[hint]]
    of = "race-refusal"
    weight = -9.0
    words = ["hooray"]
"#;

fn with(rows: &'static str) -> Result<Lexicon, String> {
    let file = LexiconFile { name: "own.toml".into(), text: rows.into() };
    Lexicon::with_files(&[file]).map_err(|faults| faults.to_string())
}

fn scan(scanner: &Scanner, text: &str) -> Report {
    scanner.scan(&read_text(text.to_owned().into(), Format::Plain), Origin::default(), Options::default())
}

#[test]
fn several_hints_of_one_sentence_make_a_cue() {
    let scanner = Scanner::new(Arc::new(with(ROWS).unwrap()));
    let table = [
        ("two of them", "The AI glorbs and blimps.", 1),
        ("one alone", "The AI glorbs at noon.", 0),
        ("one word twice", "The AI glorbs, glorbed and is glorbing.", 0),
        ("in two sentences", "The AI glorbs. The AI blimps.", 0),
        ("parts of a name", "The AI was sold to Glorb and Blimp.", 0),
        ("a word against it", "The AI glorbs and blimps in a snood.", 0),
        ("another matter", "The farmer glorbs and blimps the hay.", 0),
        ("among a few more words", "The AI glorbs and blimps. It rains. It snows.", 1),
        (
            "in a long passage",
            &format!("The AI glorbs and blimps. {}", "It rains in the hills and snows. ".repeat(20)),
            0,
        ),
    ];
    for (kind, text, expected) in table {
        let report = scan(&scanner, text);
        let found: Vec<_> = report.cues().map(|cue| (&cue.entry, &cue.text, &cue.because)).collect();
        assert_eq!(found.len(), expected, "{kind}: {text}: {found:?}");
    }
    let report = scan(&scanner, "The AI glorbs and blimps.");
    let cue = report.cues().next().unwrap();
    assert_eq!((cue.axis.name(), cue.text.as_str()), ("pace", "glorbs and blimps"));
    assert_eq!(cue.because, ["words that hint at it together: `glorbs` 2.0, `blimps` 2.0"]);
}

#[test]
fn hints_weigh_less_where_frames_are_rare() {
    let scanner = Scanner::new(Arc::new(with(ROWS).unwrap()));
    let hinted = "The AI glorbs and blimps.";
    let plain = "The AI of the harbour sorts crates by weight and colour.\n\n".repeat(300);
    let framed = "Some call it an AI arms race, and the harbour sorts crates.\n\n".repeat(300);
    let table =
        [("alone", String::new(), 1), ("among plain paragraphs", plain, 0), ("among paragraphs with cues", framed, 1)];
    for (kind, around, expected) in table {
        let report = scan(&scanner, &format!("{hinted}\n\n{around}"));
        let found: Vec<_> = report.cues().filter(|cue| cue.text == "glorbs and blimps").collect();
        assert_eq!(found.len(), expected, "{kind}: {hinted}: {found:?}");
    }
}

#[test]
fn passages_out_of_view_make_frames_no_rarer_in_an_inspection() {
    let scanner = Scanner::new(Arc::new(with(ROWS).unwrap()));
    let text = format!(
        "The AI glorbs and blimps.\n\n{}",
        "The farmers grow oats, and the millers grind them.\n\n".repeat(300)
    );
    let document = read_text(text.into(), Format::Plain);
    let inspection = scanner.inspect(&document, Origin::default(), Options::default());
    let report = scanner.scan(&document, Origin::default(), Options::default());
    assert_eq!((inspection.cues.len(), report.cues().count()), (1, 1));
}

#[test]
fn words_around_a_frame_speak_for_or_against_a_refusal() {
    let scanner = Scanner::new(Arc::new(with(ROWS).unwrap()));
    let table = [
        ("words for it", "The AI arms race has begun, and grump is all I say.", "rejected"),
        ("no such words", "The AI arms race has begun, and that is all I say.", "asserted"),
        ("words against it too", "Hooray, the AI arms race has begun, and grump is all I say.", "asserted"),
        ("a trigger alone", "There is no AI arms race.", "rejected"),
    ];
    for (kind, text, expected) in table {
        assert_eq!(scan(&scanner, text).race.stance.name(), expected, "{kind}: {text}");
    }
    let infrastructure = "AI is public infrastructure, and grump is all I say.";
    assert_eq!(scan(&scanner, infrastructure).infrastructure.stance.name(), "asserted", "{infrastructure}");
}

#[test]
fn faulty_rows_are_refused_with_their_line() {
    let table = [
        (
            "[[hint]]\nof = \"race\"\naxis = \"pace\"\nweight = 1\nwords = [\"other side\"]",
            "own.toml:5: `other side` must be a single word",
        ),
        (
            "[[hint]]\nof = \"sport\"\nweight = 1\nwords = [\"ball\"]",
            "own.toml:2: `of` is `sport`, must be one of race, infrastructure, race-refusal",
        ),
        ("[[hint]]\nof = \"race\"\nweight = 99\nwords = [\"ball\"]", "own.toml:3: `weight` must be -9 to 9"),
    ];
    for (rows, expected) in table {
        let fault = with(rows).expect_err(rows);
        assert!(fault.contains(expected), "{rows}\n{fault}");
    }
}

#[test]
fn a_short_text_need_not_name_its_topic() {
    let sentence = "We must not fall behind with our own chips, or rivals will dominate the century.";
    let long = format!("{sentence}\n\n{}", "The farmers of the valley grow oats and barley. ".repeat(40));
    assert!(scan(&SCANNER, sentence).race.level > 0, "{sentence}");
    assert_eq!(scan(&SCANNER, &long).race.level, 0, "{sentence} and 360 words on farming");
    let other = "The naval powers must not fall behind with their own labs, or rivals will dominate the century.";
    assert_eq!(scan(&SCANNER, other).race.level, 0, "{other}");
}
