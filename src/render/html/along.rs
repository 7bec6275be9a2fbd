//! Evidence along a text: a bar a passage, infrastructure above the line and race below it.

use crate::lexicon::Pole;
use crate::render::summary::place;
use crate::report::{PassageReport, Report, rounded};

/// One passage; heights reach from 0 to 50.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) passage: usize,
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) race: f64,
    pub(super) infrastructure: f64,
    pub(super) words: String,
}

/// All passages with evidence of the shown poles, on a line that is 1,000 long.
pub(super) fn bars(report: &Report, shows: impl Fn(Pole) -> bool) -> Vec<Bar> {
    #[expect(clippy::cast_precision_loss, reason = "numbers of passages stay far below 2^52")]
    let step = 1000.0 / report.passages_total.max(1) as f64;
    let sums = |p: &PassageReport| Pole::ALL.map(|pole| if shows(pole) { p.frame(pole).evidence.total() } else { 0.0 });
    let most = report.passages.iter().flat_map(sums).fold(f64::MIN_POSITIVE, f64::max);
    let bar = |p: &PassageReport| {
        let [race, infrastructure] = sums(p);
        #[expect(clippy::cast_precision_loss, reason = "numbers of passages stay far below 2^52")]
        let x = rounded(p.index as f64 * step);
        let height = |x: f64| rounded(50.0 * x / most);
        Bar {
            passage: p.index,
            x,
            width: rounded((0.8 * step).clamp(2.0, 40.0)),
            race: height(race),
            infrastructure: height(infrastructure),
            words: format!("{}: race {race:.1}, infrastructure {infrastructure:.1}", place(report, p)),
        }
    };
    let seen = |p: &&PassageReport| sums(p).iter().any(|x| *x > 0.0);
    report.passages.iter().filter(seen).map(bar).collect()
}
