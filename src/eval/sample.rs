//! Passages drawn for coding by hand: every passage gets a number from its document's id, its place and the seed, and those
//! with the smallest numbers are drawn.
//!
//! That is a simple random sample without replacement (bottom-k sampling: Cohen and Kaplan 2007, doi
//! 10.1145/1281100.1281133). It needs one pass, holds no more documents than passages are drawn, and does not depend on
//! the order of documents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::bootstrap::SplitMix64;
use crate::document::Document;
use crate::input::Format;
use crate::report::{Origin, PassageReport, Report};

/// How passages are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many.
    pub number: usize,
    /// Where the generator starts.
    pub seed: u64,
    /// Whether as many are drawn with race cues, infrastructure cues, both and none, where there are enough.
    pub by_cues: bool,
    /// Passages with fewer words are left out.
    pub min_words: u64,
}

/// What a passage shows: the stratum it is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stratum {
    Any,
    Both,
    Race,
    Infrastructure,
    Neither,
}

impl Stratum {
    const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Both => "both",
            Self::Race => "race",
            Self::Infrastructure => "infrastructure",
            Self::Neither => "neither",
        }
    }

    fn of(passage: &PassageReport, plan: &Plan) -> Self {
        let shows = [passage.race.evidence.total() > 0.0, passage.infrastructure.evidence.total() > 0.0];
        match shows {
            _ if !plan.by_cues => Self::Any,
            [true, true] => Self::Both,
            [true, false] => Self::Race,
            [false, true] => Self::Infrastructure,
            [false, false] => Self::Neither,
        }
    }
}

/// A document that may be drawn from.
#[derive(Debug)]
struct Source {
    id: String,
    title: Option<String>,
    publisher: String,
    format: &'static str,
    text: String,
}

/// A passage that may be drawn: its number in the draw first.
type Ticket = (u64, String, usize);

/// A passage in its document.
#[derive(Debug)]
struct Place {
    text: Arc<Source>,
    start: usize,
    end: usize,
}

/// Passages of one document with their tickets, made apart from the sample so that documents can be read in parallel.
#[derive(Debug, Default)]
pub struct Candidates(Vec<(Stratum, Ticket, Place)>);

impl Candidates {
    /// The passages of a document that can be drawn; `origin.format` tells how the text is written. The report must list all passages
    /// ([`Options::all_passages`](crate::scanner::Options)).
    pub fn new(document: &Document, report: &Report, origin: &Origin, plan: &Plan) -> Self {
        let text = Arc::new(Source {
            id: origin.id.clone(),
            title: report.title.clone(),
            publisher: origin.meta.get("source").and_then(Value::as_str).unwrap_or(&origin.source).to_owned(),
            format: Format::from_name(origin.format).filter(|f| !f.is_table()).unwrap_or_default().name(),
            text: document.source().to_owned(),
        });
        let long = report.passages.iter().filter(|p| p.words >= plan.min_words.max(1));
        let candidate = |passage: &PassageReport| {
            let span = document.decoded_span(document.passages()[passage.index].span);
            let ticket = (number(plan.seed, &text.id, passage.index), text.id.clone(), passage.index);
            (Stratum::of(passage, plan), ticket, Place { text: text.clone(), start: span.start, end: span.end })
        };
        let mut all: Vec<_> = long.map(candidate).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        let mut taken: BTreeMap<Stratum, usize> = BTreeMap::new();
        all.retain(|(stratum, ..)| {
            let count = taken.entry(*stratum).or_default();
            *count += 1;
            *count <= plan.number
        });
        Self(all)
    }
}

/// A number that depends on seed, document and place only.
fn number(seed: u64, id: &str, index: usize) -> u64 {
    let mixed =
        id.bytes().fold(SplitMix64::new(seed).next(), |state, byte| SplitMix64::new(state ^ u64::from(byte)).next());
    SplitMix64::new(mixed ^ index as u64).next()
}

/// The passages drawn so far.
#[derive(Debug)]
pub struct Sample {
    plan: Plan,
    strata: BTreeMap<Stratum, BTreeMap<Ticket, Place>>,
}

impl Sample {
    /// Nothing drawn yet.
    pub fn new(plan: Plan) -> Self {
        Self { plan, strata: BTreeMap::new() }
    }

    /// Takes in the passages of a document; those with the largest numbers fall out.
    pub fn add(&mut self, candidates: Candidates) {
        for (stratum, ticket, place) in candidates.0 {
            let drawn = self.strata.entry(stratum).or_default();
            drawn.insert(ticket, place);
            if drawn.len() > self.plan.number {
                drawn.pop_last();
            }
        }
    }

    /// The rows of the documents and of the passages drawn, ready to be coded: every field of `coding` is null.
    ///
    /// # Examples
    ///
    /// ```
    /// use detente::eval::sample::{Candidates, Plan, Sample};
    /// use detente::input::{Format, read_text};
    /// use detente::lexicon::Lexicon;
    /// use detente::report::Origin;
    /// use detente::scanner::{Options, Scanner};
    ///
    /// let plan = Plan { number: 1, seed: 1, by_cues: false, min_words: 1 };
    /// let document = read_text("One paragraph.\n\nAnother one.".to_owned().into(), Format::Plain);
    /// let origin = Origin { id: "a".into(), ..Origin::default() };
    /// let report = Scanner::new(Lexicon::builtin()).scan(&document, origin.clone(), Options { all_passages: true, ..Options::default() });
    /// let mut sample = Sample::new(plan);
    /// sample.add(Candidates::new(&document, &report, &origin, &plan));
    /// let (documents, passages) = sample.rows();
    /// assert_eq!((documents.len(), passages.len()), (1, 1));
    /// assert!(passages[0]["coding"]["race"].is_null());
    /// ```
    pub fn rows(self) -> (Vec<Value>, Vec<Value>) {
        let (mut documents, mut passages, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (stratum, ticket, place) in self.drawn() {
            if seen.insert(place.text.id.clone()) {
                documents.push(document_row(&place.text));
            }
            passages.push(passage_row(stratum, &ticket, &place));
        }
        (documents, passages)
    }

    /// What is drawn, by document and place: a fair share of each stratum, and what one lacks goes to the others.
    fn drawn(self) -> Vec<(Stratum, Ticket, Place)> {
        let mut shares: BTreeMap<Stratum, usize> = self.strata.keys().map(|s| (*s, 0)).collect();
        let mut left = self.plan.number;
        while left > 0 {
            let before = left;
            for (stratum, share) in &mut shares {
                if left > 0 && *share < self.strata[stratum].len() {
                    *share += 1;
                    left -= 1;
                }
            }
            if left == before {
                break;
            }
        }
        let taken = |(stratum, drawn): (Stratum, BTreeMap<Ticket, Place>)| {
            let share = shares[&stratum];
            drawn.into_iter().take(share).map(move |(ticket, place)| (stratum, ticket, place))
        };
        let mut out: Vec<_> = self.strata.into_iter().flat_map(taken).collect();
        out.sort_by(|a, b| (&a.1.1, a.1.2).cmp(&(&b.1.1, b.1.2)));
        out
    }
}

fn uncoded() -> Value {
    json!({
        "topic": null, "race": null, "race_voice": null, "race_stance": null,
        "infra": null, "infra_voice": null, "infra_stance": null, "axes": null, "tilt": null,
    })
}

fn document_row(text: &Source) -> Value {
    json!({
        "id": text.id, "title": text.title, "source": text.publisher, "kind": null,
        "format": text.format, "text": text.text, "coding": uncoded(),
    })
}

fn passage_row(stratum: Stratum, ticket: &Ticket, place: &Place) -> Value {
    json!({
        "pid": format!("{}-{:04}", place.text.id, ticket.2), "doc_id": place.text.id,
        "start": place.start, "end": place.end, "stratum": stratum.name(),
        "text": &place.text.text[place.start..place.end], "coding": uncoded(),
    })
}
