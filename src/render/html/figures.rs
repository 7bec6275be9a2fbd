//! Small charts as plain geometry; templates draw it, and say the same in words or numbers.

use std::collections::BTreeMap;

use super::signed;
use crate::lexicon::Axis;
use crate::report::{AxisScore, rounded};

/// A tilt with its interval on a scale that is 200 wide.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) width: f64,
    pub(super) at: f64,
    pub(super) words: String,
    pub(super) interval: String,
}

impl Scale {
    /// A scale with these values in [−1, 1]; without an interval only the mark is drawn.
    pub(super) fn new(tilt: f64, interval: Option<(f64, f64)>) -> Self {
        let place = |x: f64| rounded((x + 1.0) * 100.0);
        let (low, high) = interval.unwrap_or((tilt, tilt));
        let told = interval.map(|(low, high)| format!("{} to {}", signed(low), signed(high)));
        Self {
            low: place(low),
            width: rounded(place(high) - place(low)),
            at: place(tilt),
            words: signed(tilt),
            interval: told.unwrap_or_default(),
        }
    }
}

/// Evidence on one axis, as lengths of bars up to 100.
#[derive(Clone, Debug)]
pub(super) struct AxisRow {
    pub(super) axis: Axis,
    pub(super) question: String,
    pub(super) sums: [String; 2],
    pub(super) bars: [f64; 2],
}

/// Evidence on the axes of a text.
type Evidence = BTreeMap<Axis, AxisScore>;

/// The sums of an axis on the poles that are shown.
fn sums(evidence: &Evidence, axis: Axis, shown: [bool; 2]) -> [f64; 2] {
    let score = evidence.get(&axis).copied().unwrap_or_default();
    [(score.race, shown[0]), (score.infrastructure, shown[1])].map(|(x, shown)| if shown { x } else { 0.0 })
}

/// The greatest sum, which fills its side: the measure of some charts.
pub(super) fn heaviest(all: &[&Evidence], shown: [bool; 2]) -> f64 {
    let sums = all.iter().flat_map(|evidence| Axis::ALL.map(|axis| sums(evidence, axis, shown)).into_iter().flatten());
    sums.fold(f64::MIN_POSITIVE, f64::max)
}

/// All seven axes; `most` fills a side.
pub(super) fn axis_rows(
    evidence: &Evidence,
    shown: [bool; 2],
    most: f64,
    question: impl Fn(Axis) -> String,
) -> Vec<AxisRow> {
    let row = |axis| AxisRow {
        axis,
        question: question(axis),
        sums: sums(evidence, axis, shown).map(|x| format!("{x:.1}")),
        bars: sums(evidence, axis, shown).map(|x| rounded(100.0 * x / most)),
    };
    Axis::ALL.map(row).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_axis_fills_its_side() {
        let axes = BTreeMap::from([
            (Axis::Pace, AxisScore { race: 2.0, infrastructure: 0.5, tilt: 0.0 }),
            (Axis::Payoff, AxisScore { race: 0.0, infrastructure: 1.0, tilt: 0.0 }),
        ]);
        let table: [([bool; 2], Axis, [f64; 2]); 3] = [
            ([true, true], Axis::Pace, [100.0, 25.0]),
            ([true, true], Axis::Horizon, [0.0, 0.0]),
            ([false, true], Axis::Payoff, [0.0, 100.0]),
        ];
        for (shown, axis, bars) in table {
            let rows = axis_rows(&axes, shown, heaviest(&[&axes], shown), |_| String::new());
            let row = rows.iter().find(|r| r.axis == axis).unwrap();
            assert!(row.bars.iter().zip(bars).all(|(a, b)| (a - b).abs() < 1e-9), "{shown:?} {axis}: {row:?}");
        }
    }
}
