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
