//! Challenge sets: short texts in pairs that differ in little and must be read differently.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::bootstrap::{Rounds, interval};
use super::figures::short_pair;
use super::gold::Item;
use super::metrics::share;
use crate::document::Decoded;
use crate::input::{Format, read_text};
use crate::report::{Origin, Report};
use crate::scanner::{Options, Scanner};
use crate::score::FrameStance;

/// How a text was read: the stances of both frames, as `detente scan` reports them for the whole text.
pub type Answer = [FrameStance; 2];

/// Whether both stances are acceptable.
///
/// # Examples
///
/// ```
/// use detente::eval::challenge::{answers, is_right, scan};
/// use detente::eval::gold::{Row, read_rows};
/// use detente::lexicon::Lexicon;
/// use detente::scanner::Scanner;
///
/// let row = r#"{"id": "a", "text": "There is no AI race.", "race": ["rejected"], "infrastructure": ["none"]}"#;
/// let rows = read_rows(row).unwrap();
/// let Row::Item(item) = &rows[0].1 else { panic!("an item") };
/// let reports = scan(std::slice::from_ref(&**item), &Scanner::new(Lexicon::builtin()));
/// assert!(is_right(item, answers(&reports)[0]));
/// ```
pub fn is_right(item: &Item, [race, infrastructure]: Answer) -> bool {
    item.race.contains(&race) && item.infrastructure.contains(&infrastructure)
}

/// Scans every text, in parallel; reports come in the order of the items.
pub fn scan(items: &[Item], scanner: &Scanner) -> Vec<Report> {
    let one = |item: &Item| {
        let document = read_text(Decoded::from(item.text.clone()), Format::Plain);
        let origin = Origin { id: item.id.clone(), offset_basis: "field", ..Origin::default() };
        scanner.scan(&document, origin, Options::default())
    };
    items.par_iter().map(one).collect()
}

/// The answers of some reports.
pub fn answers(reports: &[Report]) -> Vec<Answer> {
    reports.iter().map(|report| [report.race.stance, report.infrastructure.stance]).collect()
}

/// How many texts and pairs were read right.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tally {
    /// The kind of difficulty; empty for all of them.
    pub kind: String,
    /// Texts.
    pub texts: usize,
    /// Texts whose both stances are acceptable.
    pub texts_right: usize,
    /// 95 % bootstrap interval, by pair, of the share of texts right.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "short_pair")]
    pub interval: Option<[f64; 2]>,
    /// Pairs.
    pub pairs: usize,
    /// Pairs whose texts are all right.
    pub pairs_right: usize,
}

/// The result of a challenge set.
#[derive(Clone, Debug, Serialize)]
pub struct ChallengeResult {
    /// All items together.
    pub all: Tally,
    /// By kind, in the order in which kinds first appear.
    pub kinds: Vec<Tally>,
}

impl ChallengeResult {
    /// Compares answers, one for each item and in their order, with the acceptable ones.
    pub fn new(items: &[Item], answers: &[Answer], rounds: Rounds) -> Self {
        let judged: Vec<Judged<'_>> =
            items.iter().zip(answers).map(|(item, answer)| Judged { item, right: is_right(item, *answer) }).collect();
        let mut kinds: Vec<(&str, Vec<&Judged<'_>>)> = Vec::new();
        for one in &judged {
            match kinds.iter_mut().find(|(kind, _)| *kind == one.item.kind) {
                Some((_, list)) => list.push(one),
                None => kinds.push((&one.item.kind, vec![one])),
            }
        }
        let kinds = kinds.into_iter().map(|(kind, list)| tally(kind, &list, Rounds::NONE)).collect();
        Self { all: tally("", &judged.iter().collect::<Vec<_>>(), rounds), kinds }
    }
}

struct Judged<'i> {
    item: &'i Item,
    right: bool,
}

fn tally(kind: &str, judged: &[&Judged<'_>], rounds: Rounds) -> Tally {
    let mut pairs: BTreeMap<&str, bool> = BTreeMap::new();
    for one in judged {
        *pairs.entry(&one.item.pair).or_insert(true) &= one.right;
    }
    let right = |of: &[&Judged<'_>]| of.iter().filter(|j| j.right).count();
    Tally {
        kind: kind.to_owned(),
        texts: judged.len(),
        texts_right: right(judged),
        interval: interval(judged, |j| &j.item.pair, |drawn| share(right(drawn), drawn.len()), rounds),
        pairs: pairs.len(),
        pairs_right: pairs.values().filter(|right| **right).count(),
    }
}
