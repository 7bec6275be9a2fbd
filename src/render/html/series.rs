//! Mean tilt over time and by outlet, from the columns `date` and `outlet` of a table.

use std::collections::BTreeMap;

use serde_json::Value;

use super::figures::Scale;
use super::{counted, signed};
use crate::report::rounded;
use crate::score::{MeanTilt, mean_tilt};

/// A year and, where it is told, a month from 1 to 12.
type Date = (i32, Option<u8>);

/// Tilts of documents, by date and by outlet.
#[derive(Debug, Default)]
pub(super) struct Groups {
    dates: BTreeMap<Date, Vec<f64>>,
    undated: usize,
    outlets: BTreeMap<String, Vec<f64>>,
    unnamed: usize,
}

/// Mean tilt of some documents, ready for a template.
#[derive(Debug)]
pub(super) struct Mean {
    pub(super) name: String,
    pub(super) n: usize,
    pub(super) scale: Scale,
    /// Where it stands on a curve that is 1,000 wide and reaches from −100 to 100, infrastructure above.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) ends: Option<(f64, f64)>,
}

/// A curve, and what it leaves out.
#[derive(Debug)]
pub(super) struct Curve {
    pub(super) unit: &'static str,
    pub(super) points: Vec<Mean>,
    pub(super) line: String,
    pub(super) undated: Option<String>,
}

/// A list of outlets, and what it leaves out.
#[derive(Debug)]
pub(super) struct Outlets {
    pub(super) means: Vec<Mean>,
    pub(super) left_out: Vec<String>,
}

/// Up to this many months a curve goes by months, then by years.
const MONTHS: i32 = 48;
/// Most outlets in the list.
const OUTLETS: usize = 40;

impl Groups {
    /// Adds a document with a frame.
    pub(super) fn add(&mut self, meta: &serde_json::Map<String, Value>, tilt: f64) {
        match meta.get("date").and_then(text).as_deref().and_then(date) {
            Some(date) => self.dates.entry(date).or_default().push(tilt),
            None => self.undated += 1,
        }
        match meta.get("outlet").and_then(text).filter(|name| !name.trim().is_empty()) {
            Some(name) => self.outlets.entry(name).or_default().push(tilt),
            None => self.unnamed += 1,
        }
    }

    /// The curve over time; none where no document has a readable date.
    pub(super) fn curve(&self) -> Option<Curve> {
        let (first, last) = (self.dates.keys().next()?, self.dates.keys().next_back()?);
        let span = 12 * (last.0 - first.0) + i32::from(last.1.unwrap_or(12)) - i32::from(first.1.unwrap_or(1)) + 1;
        let monthly = span <= MONTHS && self.dates.keys().all(|date| date.1.is_some());
        let mut steps: BTreeMap<Date, Vec<f64>> = BTreeMap::new();
        for ((year, month), tilts) in &self.dates {
            steps.entry((*year, month.filter(|_| monthly))).or_default().extend(tilts);
        }
        let place =
            |(year, month): &Date| f64::from(if monthly { 12 * year + i32::from(month.unwrap_or(1)) } else { *year });
        let from = steps.keys().next().map(place)?;
        let width = (steps.keys().next_back().map(place)? - from).max(1.0);
        let x = |date: &Date| if steps.len() == 1 { 500.0 } else { 20.0 + 960.0 * (place(date) - from) / width };
        let points: Vec<Mean> =
            steps.iter().filter_map(|(date, tilts)| Some(Mean::new(name(*date), mean_tilt(tilts)?, x(date)))).collect();
        let line = points.iter().enumerate().map(|(i, p)| format!("{}{} {}", if i == 0 { 'M' } else { 'L' }, p.x, p.y));
        let undated =
            (self.undated > 0).then(|| format!("{} without a readable date.", counted(self.undated, "document")));
        Some(Curve { unit: if monthly { "month" } else { "year" }, line: line.collect(), points, undated })
    }

    /// The outlets with the most documents first; none where no document names one.
    pub(super) fn outlets(&self) -> Option<Outlets> {
        let mut all: Vec<_> = self.outlets.iter().collect();
        all.sort_by_key(|(_, tilts)| std::cmp::Reverse(tilts.len()));
        let (shown, rest) = all.split_at(all.len().min(OUTLETS));
        let mean = |(name, tilts): &(&String, &Vec<f64>)| Some(Mean::new((*name).clone(), mean_tilt(tilts)?, 0.0));
        let others = (!rest.is_empty()).then(|| {
            let documents = rest.iter().map(|(_, tilts)| tilts.len()).sum::<usize>();
            format!("{} with {} left out.", counted(rest.len(), "further outlet"), counted(documents, "document"))
        });
        let unnamed = (self.unnamed > 0).then(|| format!("{} without an outlet.", counted(self.unnamed, "document")));
        let means: Vec<Mean> = shown.iter().filter_map(mean).collect();
        (!means.is_empty()).then(|| Outlets { means, left_out: others.into_iter().chain(unnamed).collect() })
    }
}

impl Mean {
    fn new(name: String, mean: MeanTilt, x: f64) -> Self {
        let y = |tilt: f64| rounded(-100.0 * tilt);
        Self {
            name,
            n: mean.n,
            scale: Scale::new(mean.mean, mean.interval),
            x: rounded(x),
            y: y(mean.mean),
            ends: mean.interval.map(|(low, high)| (y(low), y(high))),
        }
    }

    /// One line for a reader.
    pub(super) fn told(&self) -> String {
        let Self { name, n, scale, .. } = self;
        let interval =
            if scale.interval.is_empty() { String::new() } else { format!(", 95 % interval {}", scale.interval) };
        format!("{name}: mean tilt {}{interval}, {}", scale.words, counted(*n, "document"))
    }
}

/// A field of a table as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// The year and month of `YYYY`, `YYYY-MM`, `YYYY-MM-DD` and whatever follows a day.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let mut parts = text.splitn(3, '-');
    let year = parts.next().filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let Some(month) = parts.next() else { return Some((year, None)) };
    let month = month.parse().ok().filter(|m| month.len() == 2 && (1..=12).contains(m))?;
    let day =
        parts.next().map(|rest| rest.get(..2).and_then(|d| d.parse::<u8>().ok()).filter(|d| (1..=31).contains(d)));
    (day != Some(None)).then_some((year, Some(month)))
}

fn name((year, month): Date) -> String {
    month.map_or_else(|| year.to_string(), |month| format!("{year}-{month:02}"))
}

/// How many tilts lie in each of twenty steps from −1 to 1.
pub(super) fn histogram(tilts: &[f64]) -> Vec<Bin> {
    let mut counts = [0; 20];
    for tilt in tilts {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a tilt lies in [−1, 1]")]
        let at = (((tilt + 1.0) * 10.0) as usize).min(19);
        counts[at] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let edge = |i: usize| signed((f64::from(u32::try_from(i).unwrap_or(20)) - 10.0) / 10.0);
    #[expect(clippy::cast_precision_loss, reason = "numbers of documents stay far below 2^52")]
    let bin = |(i, n): (usize, &usize)| Bin {
        n: *n,
        x: i * 50,
        height: rounded(100.0 * *n as f64 / most as f64),
        range: format!("{} to {}", edge(i), edge(i + 1)),
    };
    counts.iter().enumerate().map(bin).collect()
}

/// One step of a histogram; the highest is 100 high.
#[derive(Debug)]
pub(super) struct Bin {
    pub(super) n: usize,
    pub(super) x: usize,
    pub(super) height: f64,
    pub(super) range: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_years_and_months() {
        let table = [
            ("2024", Some((2024, None))),
            ("2024-05", Some((2024, Some(5)))),
            (" 2024-05-31 ", Some((2024, Some(5)))),
            ("2024-05-31T10:00:00Z", Some((2024, Some(5)))),
            ("2024-13", None),
            ("2024-5", None),
            ("2024-05-32", None),
            ("2024-05-", None),
            ("May 2024", None),
            ("24", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(date(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_curve_goes_by_months_where_the_span_is_short_and_all_months_are_told() {
        let table: [(&[&str], &str, usize, usize); 5] = [
            (&["2023-01", "2023-02-03", "2023-02-09"], "month", 2, 0),
            (&["2023-01", "2023"], "year", 1, 0),
            (&["2010-01", "2023-01"], "year", 2, 0),
            (&["2023-01", "soon", ""], "month", 1, 2),
            (&["2019", "2020", "2021"], "year", 3, 0),
        ];
        for (dates, unit, points, undated) in table {
            let mut groups = Groups::default();
            for date in dates {
                groups.add(&serde_json::Map::from_iter([("date".to_owned(), Value::from(*date))]), 0.5);
            }
            let curve = groups.curve().unwrap();
            assert_eq!((curve.unit, curve.points.len()), (unit, points), "{dates:?}");
            let told = (undated > 0).then(|| format!("{} without a readable date.", counted(undated, "document")));
            assert_eq!(curve.undated, told, "{dates:?}");
        }
    }

    #[test]
    fn every_tilt_has_its_step() {
        let bins = histogram(&[-1.0, -0.95, 0.0, 0.05, 1.0]);
        let filled: Vec<_> = bins.iter().filter(|b| b.n > 0).map(|b| (b.x, b.n, b.range.as_str())).collect();
        assert_eq!(filled, [(0, 2, "−1.00 to −0.90"), (500, 2, "+0.00 to +0.10"), (950, 1, "+0.90 to +1.00")]);
    }
}
