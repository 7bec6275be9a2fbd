//! What each part of a lexicon buys: the sets are scored again with the part taken away.

use std::sync::Arc;

use serde::Serialize;

use super::bootstrap::Rounds;
use super::challenge::{Answer, answers, is_right, scan};
use super::figures::{HEADLINES, Measure, short_list};
use super::gold::Item;
use super::set::CodedSet;
use super::units::{Reading, Units};
use crate::lexicon::Lexicon;
use crate::report::Report;
use crate::scanner::Scanner;

/// What one part buys.
#[derive(Clone, Debug, Serialize)]
pub struct Ablation {
    /// The part; empty for the whole lexicon.
    pub part: String,
    /// Headline figures, in the order of [`HEADLINES`]: for the whole lexicon their values, for a part the change when it
    /// is taken away (negative: the part helps). Nothing where they cannot be given.
    #[serde(serialize_with = "short_list")]
    pub figures: Vec<Option<f64>>,
    /// Challenge texts right, or the change.
    pub texts_right: i64,
    /// Coded passages that are read otherwise (level, stance, voice, axes or tilt).
    pub passages_changed: usize,
    /// Challenge texts that are read otherwise.
    pub texts_changed: usize,
}

/// How some sets come out with one lexicon.
struct Outcome<'s> {
    units: Units<'s>,
    answers: Vec<Answer>,
    right: i64,
}

/// Scores coded sets and challenge items, each pooled, with the whole lexicon (first) and without each part.
///
/// Parts are taken away one at a time, so that what two parts do for each other shows in both.
///
/// # Examples
///
/// ```no_run
/// use detente::eval::ablate::ablate;
/// use detente::lexicon::Lexicon;
///
/// # let (set, items) = (detente::eval::set::CodedSet::default(), Vec::new());
/// let parts = ablate(&Lexicon::builtin(), &[&set], &items);
/// assert_eq!(parts[0].part, "");
/// ```
pub fn ablate(lexicon: &Arc<Lexicon>, sets: &[&CodedSet], items: &[Item]) -> Vec<Ablation> {
    let whole = Outcome::new(lexicon.clone(), sets, items);
    let without = |part| Outcome::new(Arc::new(lexicon.without(part)), sets, items);
    let mut out = vec![Ablation {
        part: String::new(),
        figures: whole.headlines(),
        texts_right: whole.right,
        passages_changed: 0,
        texts_changed: 0,
    }];
    out.extend(lexicon.parts().iter().map(|part| without(part).against(&whole, part.to_string())));
    out
}

impl<'s> Outcome<'s> {
    fn new(lexicon: Arc<Lexicon>, sets: &[&'s CodedSet], items: &[Item]) -> Self {
        let scanner = Scanner::new(lexicon);
        let joined = |set: &&'s CodedSet| Units::new(set, &readings(&set.scan(&scanner)));
        let answers = answers(&scan(items, &scanner));
        let right = items.iter().zip(&answers).filter(|(item, answer)| is_right(item, **answer)).count();
        Self { units: Units::merged(sets.iter().map(joined)), answers, right: i64::try_from(right).unwrap_or(i64::MAX) }
    }

    fn headlines(&self) -> Vec<Option<f64>> {
        let value =
            |m: &Measure| m.figure(m.name(), &self.units.passages, Rounds::NONE).and_then(|figure| figure.value);
        HEADLINES.iter().map(value).collect()
    }

    fn against(&self, whole: &Self, part: String) -> Ablation {
        let change = |(without, with): (Option<f64>, Option<f64>)| Some(without? - with?);
        let changed = self.units.passages.iter().zip(&whole.units.passages).filter(|(a, b)| a.got != b.got);
        Ablation {
            part,
            figures: self.headlines().into_iter().zip(whole.headlines()).map(change).collect(),
            texts_right: self.right - whole.right,
            passages_changed: changed.count(),
            texts_changed: self.answers.iter().zip(&whole.answers).filter(|(a, b)| a != b).count(),
        }
    }
}

fn readings(reports: &[Report]) -> Vec<Reading> {
    reports.iter().map(Reading::from).collect()
}
