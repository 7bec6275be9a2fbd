//! What a text does with the race frame, by linguistic kind: each row a sentence and the stance of the whole text.

use detente::input::{Format, read_text};
use detente::lexicon::Pole;
use detente::report::{Origin, Report};
use detente::scanner::Options;

use crate::support::SCANNER;

fn scan(text: &str) -> Report {
    let document = read_text(text.to_owned().into(), Format::Plain);
    SCANNER.scan(&document, Origin::default(), Options::default())
}

#[test]
fn the_kinds_are_told_apart() {
    let table = [
        ("a question that takes the race for granted", "How do we win this AI race?", "asserted"),
        ("a question whether there is one", "Is there an AI race?", "hypothetical"),
        ("a setback under a condition", "If we fall behind in AI, our ports will stand still.", "asserted"),
        ("a danger of losing", "The danger of falling behind in AI grows by the month.", "asserted"),
        ("a race under a condition", "If AI becomes an arms race, everybody pays.", "hypothetical"),
        (
            "a race taken for granted beside a possibility",
            "Allies may lend us power plants for the AI race.",
            "asserted",
        ),
        ("a race in the next sentence", "Korea could overtake Japan in AI. The race is on.", "asserted"),
        ("those who race under a condition", "If the labs race to AGI, everybody loses.", "hypothetical"),
        ("a race that is only possible", "Cheap power plants may spark an AI race.", "hypothetical"),
        ("a purpose of something with potential", "AI has the potential to help Korea overtake Japan.", "asserted"),
        ("a possibility that is one", "There is the possibility that Korea overtakes Japan in AI.", "hypothetical"),
        ("as fast as possible", "Korea must overtake Japan in AI as soon as possible.", "asserted"),
        ("a denied lead", "Norway is not leading the AI race, and its budget shows it.", "asserted"),
        ("a denied race", "Norway is not in an AI race, and its budget shows it.", "rejected"),
        ("one word of denial, listed twice", "The fantasy of an AI arms race sells newspapers.", "rejected"),
        ("a challenge to a lead", "Seoul is a growing challenge to our AI leadership.", "asserted"),
        ("a habit to be given up", "We cannot go on treating AI as an arms race.", "rejected"),
        ("initials inside a phrase", "The artificial intelligence (AI) race has reached our valley.", "asserted"),
        ("a verdict in the next sentence", "AI is an arms race, we hear. It is no such thing.", "rejected"),
        ("a criticism of somebody else's", "The envoy said that the AI arms race is dangerous.", "reported"),
        ("a criticism of the writer's", "The minister calls AI an arms race; he is wrong.", "rejected"),
        ("the story of others", "The winner of the AI race, so the story goes, will rule the century.", "reported"),
    ];
    assert_stances(Pole::Race, &table);
}

/// Each row: the kind, the text, and what is done with the frame of the pole in it.
fn assert_stances(pole: Pole, table: &[(&str, &str, &str)]) {
    let stance = |text: &str| scan(text).frame(pole).stance.name();
    let wrong: Vec<String> = table
        .iter()
        .filter(|(_, text, expected)| stance(text) != *expected)
        .map(|(kind, text, expected)| format!("{kind}: {text} is {expected}, found {}", stance(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_clause_looks_back_as_a_sentence_does() {
    let table = [
        ("behind a comma", "The ministry says that we are in an AI race, but this is not true.", "rejected"),
        ("behind a semicolon", "The ministry says that we are in an AI race; this is not true.", "rejected"),
        ("in a sentence of its own", "The ministry says that we are in an AI race. This is not true.", "rejected"),
        ("of those who deny it", "Some bankers deny that we are in an AI race, but they are mistaken.", "asserted"),
        ("in agreement", "The envoy warned that we are in an AI race, and she is right.", "asserted"),
        ("about a claim", "The port was told that we are in an AI race. The claim is absurd.", "rejected"),
        ("in a relative clause", "He said that we are in an AI race, which is nonsense.", "rejected"),
        ("by the speaker himself", "“We will win the AI race. They can count on it,” said the envoy.", "reported"),
        (
            "by the next speaker",
            "Q: Are we in the AI race?\n\nMS. HOLM: AI is an arms race.\n\nMR. LUND: That is wrong.",
            "asserted",
        ),
    ];
    assert_stances(Pole::Race, &table);
}

#[test]
fn a_verdict_may_stand_before_the_claim() {
    let table = [
        ("inverted", "Equally baseless is the claim that we are in an AI race.", "rejected"),
        ("superlative", "The emptiest slogan of the season is the AI race.", "rejected"),
        ("on saying so", "It is irresponsible for a mayor to go around saying that we are in an AI race.", "rejected"),
        ("on believing it", "Who in his right mind still thinks that we are in an AI race?", "rejected"),
        ("denied", "There is nothing mythical about the AI race.", "asserted"),
        ("denied from afar", "Far from being a fantasy, the AI race fills our order books.", "asserted"),
        ("on denying it", "Those who deny that there is an AI race are mistaken.", "asserted"),
        ("of no end", "There is no end in sight to the AI race.", "asserted"),
    ];
    assert_stances(Pole::Race, &table);
}

#[test]
fn what_is_missed_is_not_denied() {
    let table = [
        ("absence regretted", "Without international cooperation on AI, each port would test alone.", "asserted"),
        ("what something is not", "AI is not a public utility.", "rejected"),
        ("a denial in a gap of the wording", "AI compute is not there to be pooled.", "rejected"),
        ("a denial that the wording names", "AI is not a zero-sum game: all of us gain.", "asserted"),
    ];
    assert_stances(Pole::Infrastructure, &table);
}
