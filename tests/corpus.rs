//! Holds the tool to what a careful reader finds in the texts of `corpus/`.
//!
//! Every failure that is known stands in `corpus/known.toml`, and has to be taken out of it when it is mended.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use detente::lexicon::Pole;
use detente::report::{Cue, Report};
use serde::Deserialize;

use crate::support::{Sample, corpus, project, text_of};

/// Least share of spans in which a cue of the right pole and axis is found.
const LEAST_FOUND: f64 = 0.48;

/// Least share of spans that are found and read in the right voice and stance.
const LEAST_READ: f64 = 0.37;

const KNOWN: &str = "corpus/known.toml";

const HEADER: &str = "\
# What the tool does not read yet as the keys of this folder ask; `cargo test` holds it to this list, both ways.
#
# A key, `NAME.key.toml`, was written for the text of the same name before the tool was run on it:
#
#   topic            whether the text is about AI
#   race,            the stances of each frame that a reader could defend: none, asserted, rejected, reported,
#   infrastructure   hypothetical, mixed
#   tilt             race, infrastructure or neutral
#   [[span]]         words that carry a frame: `text` as it stands in the file, `axis` (any of these will do), `pole`,
#                    and how they are to be read: `voice` and `stance`
#   [[clean]]        words that carry none, though they look like it
#
# A span is found when a cue of its pole, on one of its axes, overlaps it, and read when such a cue has its voice and
# stance too. The lists below are
#
#   missed      spans that are not found
#   misread     spans that are found, but in another voice or stance
#   documents   texts whose topic, tilt or stance of a frame comes out otherwise, and what comes out
#   dirty       clean words in which a cue is found
#
# Do not edit them by hand: `DETENTE_BLESS=1 cargo test corpus` writes them anew. A change that makes them
# longer needs a reason.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    topic: bool,
    race: Vec<String>,
    infrastructure: Vec<String>,
    tilt: String,
    #[serde(default)]
    span: Vec<Framed>,
    #[serde(default)]
    clean: Vec<Clean>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Framed {
    text: String,
    axis: Vec<String>,
    pole: String,
    voice: String,
    stance: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clean {
    text: String,
}

/// Everything that does not come out as the keys say.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Failures {
    missed: BTreeSet<String>,
    misread: BTreeSet<String>,
    documents: BTreeSet<String>,
    dirty: BTreeSet<String>,
}

impl Failures {
    fn lists(&self) -> [(&str, &BTreeSet<String>); 4] {
        [("missed", &self.missed), ("misread", &self.misread), ("documents", &self.documents), ("dirty", &self.dirty)]
    }

    fn written(&self) -> String {
        let mut out = HEADER.to_owned();
        for (name, items) in self.lists() {
            let _ = writeln!(out, "\n{name} = [");
            // A JSON string of printable text is a TOML string too.
            for item in items {
                let _ = writeln!(out, "    {},", serde_json::Value::from(item.as_str()));
            }
            let _ = writeln!(out, "]");
        }
        out
    }
}

/// What the corpus was held to, and what came out.
#[derive(Default)]
struct Outcome {
    failures: Failures,
    spans: usize,
}

fn key_of(sample: &Sample) -> Key {
    let stem = sample.name.rsplit_once('.').unwrap().0;
    let path = format!("corpus/{stem}.key.toml");
    toml::from_str(&text_of(&path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn outcome() -> Outcome {
    let mut outcome = Outcome::default();
    for sample in corpus() {
        let (key, report) = (key_of(&sample), sample.scan());
        let failures = &mut outcome.failures;
        failures
            .documents
            .extend(document_failures(&key, &report).into_iter().map(|f| format!("{}: {f}", sample.name)));
        for span in &key.span {
            let list = match verdict(span, &cues_in(&report, &sample, &span.text)) {
                Verdict::Missed => &mut failures.missed,
                Verdict::Misread => &mut failures.misread,
                Verdict::Read => continue,
            };
            list.insert(format!("{}: {}", sample.name, span.text));
        }
        let dirty = key.clean.iter().filter(|c| !cues_in(&report, &sample, &c.text).is_empty());
        failures.dirty.extend(dirty.map(|c| format!("{}: {}", sample.name, c.text)));
        outcome.spans += key.span.len();
    }
    outcome
}

/// The cues that overlap some words of a text; the words must stand in it exactly once.
fn cues_in<'r>(report: &'r Report, sample: &Sample, words: &str) -> Vec<&'r Cue> {
    let text = std::str::from_utf8(&sample.bytes).unwrap();
    let places: Vec<usize> = text.match_indices(words).map(|(at, _)| at).collect();
    let [start] = places[..] else { panic!("{}: `{words}` stands in the text {} times", sample.name, places.len()) };
    let (start, end) = (start as u64, (start + words.len()) as u64);
    report.cues().filter(|c| c.start < end && start < c.end).collect()
}

enum Verdict {
    Missed,
    Misread,
    Read,
}

fn verdict(span: &Framed, cues: &[&Cue]) -> Verdict {
    let fitting = |c: &&&Cue| c.pole.name() == span.pole && span.axis.iter().any(|a| a == c.axis.name());
    let read = |c: &&Cue| (c.voice.name(), c.stance.name()) == (span.voice.as_str(), span.stance.as_str());
    let found: Vec<&Cue> = cues.iter().filter(fitting).copied().collect();
    match () {
        () if found.is_empty() => Verdict::Missed,
        () if found.iter().any(read) => Verdict::Read,
        () => Verdict::Misread,
    }
}

fn document_failures(key: &Key, report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    if report.on_topic != key.topic {
        out.push(format!("topic {}", report.on_topic));
    }
    for (pole, accepted) in [(Pole::Race, &key.race), (Pole::Infrastructure, &key.infrastructure)] {
        let stance = report.frame(pole).stance.name();
        if !accepted.iter().any(|s| s == stance) {
            out.push(format!("{pole} {stance}"));
        }
    }
    let tilted = match key.tilt.as_str() {
        "race" => report.tilt < 0.0,
        "infrastructure" => report.tilt > 0.0,
        "neutral" => !matches!(report.label, "race" | "infrastructure"),
        other => panic!("a key holds the tilt `{other}`"),
    };
    if !tilted {
        out.push(format!("tilt {}", report.label));
    }
    out
}

#[test]
fn exactly_the_recorded_failures_are_left() {
    let Outcome { failures, .. } = outcome();
    if std::env::var_os("DETENTE_BLESS").is_some() {
        std::fs::write(project(KNOWN), failures.written()).unwrap();
    }
    let known: Failures = toml::from_str(&text_of(KNOWN)).unwrap();
    let mut told = String::new();
    for ((name, now), (_, before)) in failures.lists().into_iter().zip(known.lists()) {
        let worse = now.difference(before).map(|item| format!("worse    {name}: {item}\n"));
        told.extend(worse.chain(before.difference(now).map(|item| format!("mended   {name}: {item}\n"))));
    }
    assert!(
        told.is_empty(),
        "the corpus reads otherwise than {KNOWN} says; if that is right, run DETENTE_BLESS=1 cargo test corpus\n{told}"
    );
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "shares of a few hundred spans")]
fn most_spans_are_found_and_read() {
    let Outcome { failures, spans } = outcome();
    let found = spans - failures.missed.len();
    let read = found - failures.misread.len();
    for (what, count, least) in [("found", found, LEAST_FOUND), ("found and read", read, LEAST_READ)] {
        let share = count as f64 / spans as f64;
        assert!(share >= least, "{count} of {spans} spans are {what}: {share:.3}, at least {least}");
        assert!(share < least + 0.05, "{count} of {spans} spans are {what}: {share:.3}; raise the floor of {least}");
    }
}

#[test]
fn the_record_is_sorted_and_explains_itself() {
    let text = text_of(KNOWN);
    let known: Failures = toml::from_str(&text).unwrap();
    assert_eq!(text, known.written(), "{KNOWN} was edited by hand; run DETENTE_BLESS=1 cargo test corpus");
}

#[test]
fn every_key_has_a_text_and_every_text_a_key() {
    let samples = corpus();
    let texts: BTreeSet<String> = samples.iter().map(|s| s.name.rsplit_once('.').unwrap().0.to_owned()).collect();
    let keys = crate::support::files("corpus", ".key.toml");
    let keys: BTreeSet<String> =
        keys.iter().map(|k| k.trim_start_matches("corpus/").trim_end_matches(".key.toml").to_owned()).collect();
    assert_eq!(texts, keys);
    assert!(samples.iter().all(|s| key_of(s).clean.len() + key_of(s).span.len() > 0));
}
