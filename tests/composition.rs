//! Who speaks, what he does with a frame, and what the writer does with that: the three in all combinations, so that no reading
//! hangs on one of them alone.

use detente::input::{Format, read_text};
use detente::lexicon::Pole;
use detente::report::Origin;
use detente::scanner::Options;

use crate::support::SCANNER;

/// What somebody, or an answer to him, does with a claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Holds,
    Refuses,
    Nothing,
}

use Does::{Holds, Nothing, Refuses};

/// Speakers, and whether they take a plural verb.
const OTHERS: [(&str, bool); 6] = [
    ("The minister", false),
    ("Officials", true),
    ("Ms. Holm", false),
    ("The ministry's report", false),
    ("She", false),
    ("Some in the capital", true),
];

/// Verbs in the singular and in the plural, with `{}` for a claim.
const VERBS: [(&str, &str, Does); 7] = [
    ("says that {}", "say that {}", Holds),
    ("is convinced that {}", "are convinced that {}", Holds),
    ("believes that {}", "believe that {}", Holds),
    ("denies that {}", "deny that {}", Refuses),
    ("does not believe that {}", "do not believe that {}", Refuses),
    ("doubts that {}", "doubt that {}", Refuses),
    ("rejects the idea that {}", "reject the idea that {}", Refuses),
];

/// What the writer adds.
const ANSWERS: [(&str, Does); 11] = [
    (".", Nothing),
    (". The report has 40 pages.", Nothing),
    (". That is wrong.", Refuses),
    (". That is a mistake.", Refuses),
    (". I disagree.", Refuses),
    (". There is no evidence for this.", Refuses),
    (", but that is not true.", Refuses),
    (", which is nonsense.", Refuses),
    (". That is right.", Holds),
    (". I agree.", Holds),
    (", and rightly so.", Holds),
];

/// The writer's own sentences around a claim.
const FRAMES_OF_CLAIMS: [(&str, Does); 16] = [
    ("It is true that {}.", Holds),
    ("There is no doubt that {}.", Holds),
    ("Few would deny that {}.", Holds),
    ("It cannot be denied that {}.", Holds),
    ("It would be wrong to deny that {}.", Holds),
    ("I believe that {}.", Holds),
    ("Make no mistake: {}.", Holds),
    ("The claim that {} is right.", Holds),
    ("It is not true that {}.", Refuses),
    ("It is false that {}.", Refuses),
    ("I do not believe that {}.", Refuses),
    ("Nobody serious believes that {}.", Refuses),
    ("It is a myth that {}.", Refuses),
    ("There is no evidence that {}.", Refuses),
    ("It is nonsense to claim that {}.", Refuses),
    ("I am not convinced that {}.", Refuses),
];

const CLAIMS: [(Pole, &str, Does); 9] = [
    (Pole::Race, "we are in an AI race", Holds),
    (Pole::Race, "America must win the AI race", Holds),
    (Pole::Race, "the AI race is real", Holds),
    (Pole::Race, "the AI race is a myth", Refuses),
    (Pole::Race, "there is no AI race", Refuses),
    (Pole::Infrastructure, "AI is a public good", Holds),
    (Pole::Infrastructure, "AI should be run as shared public infrastructure", Holds),
    (Pole::Infrastructure, "AI is a public utility", Holds),
    (Pole::Infrastructure, "AI is not a public good", Refuses),
];

fn stance(text: &str, pole: Pole) -> &'static str {
    let document = read_text(text.to_owned().into(), Format::Plain);
    SCANNER.scan(&document, Origin::default(), Options::default()).frame(pole).stance.name()
}

/// Fails if fewer than `least` of a hundred texts are read as expected; shows those that are not.
fn assert_share(texts: &[(Pole, String, &str)], least: usize) {
    let wrong: Vec<String> = texts
        .iter()
        .map(|(pole, text, expected)| (text, expected, stance(text, *pole)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text} is {expected}, found {found}"))
        .collect();
    let right = texts.len() - wrong.len();
    assert!(100 * right >= least * texts.len(), "{right} of {} are right:\n{}", texts.len(), wrong.join("\n"));
}

#[test]
fn what_others_do_and_what_the_writer_makes_of_it() {
    let mut texts = Vec::new();
    for (who, many) in OTHERS {
        for (one, more, theirs) in VERBS {
            for (answer, ours) in ANSWERS {
                for (pole, claim, _) in CLAIMS.into_iter().filter(|claim| claim.2 == Holds) {
                    let said = if many { more } else { one }.replace("{}", claim);
                    let expected = match ours {
                        Nothing => "reported",
                        _ if ours == theirs => "asserted",
                        _ => "rejected",
                    };
                    texts.push((pole, format!("{who} {said}{answer}"), expected));
                }
            }
        }
    }
    assert_share(&texts, 97);
}

#[test]
fn claims_and_denials_inside_claims_and_denials() {
    let mut texts = Vec::new();
    for (frame, ours) in FRAMES_OF_CLAIMS {
        for (pole, claim, holds) in CLAIMS {
            let expected = if ours == holds { "asserted" } else { "rejected" };
            texts.push((pole, frame.replace("{}", claim), expected));
        }
    }
    assert_share(&texts, 95);
}

/// Claims and frames as a subject.
const SUBJECTS: [(Pole, &str); 8] = [
    (Pole::Race, "The race narrative around AI"),
    (Pole::Race, "The idea that AI is an arms race"),
    (Pole::Race, "In my view, the claim that we are losing the AI race"),
    (Pole::Race, "It turns out that talk of an AI race"),
    (Pole::Infrastructure, "The idea that AI is a public good"),
    (Pole::Infrastructure, "The claim that AI should be run as public infrastructure"),
    (Pole::Infrastructure, "Talk of AI as a commons"),
    (Pole::Infrastructure, "The view of AI as a public utility"),
];

const PREDICATES: [(&str, Does); 20] = [
    ("is a myth", Refuses),
    ("makes no sense", Refuses),
    ("is not supported by the evidence", Refuses),
    ("has no basis in fact", Refuses),
    ("is little more than marketing", Refuses),
    ("rests on nothing", Refuses),
    ("helps nobody", Refuses),
    ("should be dropped", Refuses),
    ("cannot be taken seriously", Refuses),
    ("collapses under scrutiny", Refuses),
    ("does not hold up", Refuses),
    ("fools no one", Refuses),
    ("is right", Holds),
    ("holds up", Holds),
    ("is no exaggeration", Holds),
    ("is not wrong", Holds),
    ("matches the facts", Holds),
    ("is backed by the evidence", Holds),
    ("deserves to be taken seriously", Holds),
    ("should not be dismissed", Holds),
];

/// What takes up a claim in the next sentence.
const TAKEN_UP: [&str; 6] = ["That view", "This picture", "Such talk", "The whole idea", "All of this", "It"];

fn reading(does: Does) -> &'static str {
    if does == Holds { "asserted" } else { "rejected" }
}

#[test]
fn a_claim_is_read_with_its_predicate() {
    let mut texts = Vec::new();
    for (pole, subject) in SUBJECTS {
        texts.extend(PREDICATES.map(|(predicate, does)| (pole, format!("{subject} {predicate}."), reading(does))));
    }
    assert_share(&texts, 98);
}

#[test]
fn what_takes_a_claim_up_again_is_read_with_its_predicate() {
    let said = [
        (Pole::Race, "Officials say that the country is in an AI race with China."),
        (Pole::Race, "\"We must win the AI race,\" the minister said."),
        (Pole::Race, "The press talks of an AI arms race."),
        (Pole::Infrastructure, "Many argue that AI should be a commons."),
        (Pole::Infrastructure, "Officials say that AI is a public utility."),
    ];
    let mut texts = Vec::new();
    for (pole, claim) in said {
        for subject in TAKEN_UP {
            let text = |predicate| format!("{claim} {subject} {predicate}.");
            texts.extend(PREDICATES.map(|(predicate, does)| (pole, text(predicate), reading(does))));
        }
    }
    assert_share(&texts, 94);
}

#[test]
fn an_answer_settles_a_question() {
    let questions = [
        (Pole::Race, "Is there an AI race?"),
        (Pole::Race, "Do we need to win the AI race?"),
        (Pole::Race, "So is this a new arms race in artificial intelligence?"),
        (Pole::Infrastructure, "Is AI really a public good?"),
        (Pole::Infrastructure, "Should AI be run as public infrastructure?"),
    ];
    let answers = [
        ("No.", "rejected"),
        ("Hardly.", "rejected"),
        ("I don't think so.", "rejected"),
        ("The short answer is no.", "rejected"),
        ("In truth, nothing of the sort is happening.", "rejected"),
        ("Yes.", "asserted"),
        ("The answer is yes.", "asserted"),
        ("I believe so.", "asserted"),
        ("It certainly looks that way.", "asserted"),
        ("There can be no doubt about it.", "asserted"),
        ("", "hypothetical"),
        ("Nobody knows.", "hypothetical"),
        ("It is too early to say.", "hypothetical"),
        ("The answer is far from clear.", "hypothetical"),
    ];
    let mut texts = Vec::new();
    for (pole, question) in questions {
        texts.extend(answers.map(|(answer, expected)| (pole, format!("{question} {answer}"), expected)));
    }
    assert_share(&texts, 96);
}

#[test]
fn what_people_say_is_granted_and_the_writer_turns() {
    let turns = [
        "Although many say that {a}, {b}.",
        "Many say that {a}, but {b}.",
        "It is often said that {a}. In fact, {b}.",
        "People keep telling us that {a}; {b}.",
        "You will hear that {a}. You should know that {b}.",
        "Some argue that {a}. I would argue that {b}.",
    ];
    let mut texts = Vec::new();
    for turn in turns {
        for (pole, theirs, said) in CLAIMS {
            for (_, ours, meant) in CLAIMS.into_iter().filter(|c| c.0 == pole && (c.2 == Holds) != (said == Holds)) {
                texts.push((pole, turn.replace("{a}", theirs).replace("{b}", ours), reading(meant)));
            }
        }
    }
    assert_share(&texts, 90);
}

#[test]
fn who_holds_or_doubts_a_claim_decides_it() {
    let holders = ["Nobody in this building", "Not one expert I spoke to", "Hardly anyone now", "Few serious people"];
    let verbs = [("believes", "believe", Refuses), ("doubts", "doubt", Holds), ("denies", "deny", Holds)];
    let mut texts = Vec::new();
    for (pole, claim, holds) in CLAIMS {
        for holder in holders {
            for (one, many, does) in verbs {
                let verb = if holder.starts_with("Few") { many } else { one };
                let expected = if (does == Holds) == (holds == Holds) { "asserted" } else { "rejected" };
                texts.push((pole, format!("{holder} {verb} that {claim}."), expected));
            }
        }
    }
    assert_share(&texts, 90);
}
