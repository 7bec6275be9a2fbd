//! Measures of agreement between what is right and what was found: F1, macro-F1 and rank correlation.

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct F1 {
    /// Share of what was found that is right; 0 where nothing was found.
    pub precision: f64,
    /// Share of what is right that was found; 0 where there is nothing.
    pub recall: f64,
    /// `2PR / (P + R)`, in [0, 1]; 0 where both are 0.
    pub value: f64,
    /// How many cases are right.
    pub positives: usize,
}

/// F1 of pairs (right, found).
///
/// `P = tp / (tp + fp)`, `R = tp / (tp + fn)`, `F1 = 2PR / (P + R)` (van Rijsbergen 1979, Information Retrieval, ch. 7,
/// with equal weights).
///
/// # Examples
///
/// ```
/// use detente::eval::metrics::f1;
///
/// let found = f1([(true, true), (true, false), (false, true), (false, false)]);
/// assert_eq!((found.precision, found.recall, found.value, found.positives), (0.5, 0.5, 0.5, 2));
/// ```
pub fn f1(pairs: impl IntoIterator<Item = (bool, bool)>) -> F1 {
    let (mut both, mut only_gold, mut only_got) = (0, 0, 0);
    for (gold, got) in pairs {
        both += usize::from(gold && got);
        only_gold += usize::from(gold && !got);
        only_got += usize::from(got && !gold);
    }
    let (precision, recall) = (share(both, both + only_got), share(both, both + only_gold));
    let sum = precision + recall;
    let value = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
    F1 { precision, recall, value, positives: both + only_gold }
}

/// `part / whole`, 0 for nothing of nothing.
///
/// ```
/// assert_eq!(detente::eval::metrics::share(1, 4), 0.25);
/// ```
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Mean F1 over those of `classes` that occur among what is right; 0 where none does.
///
/// Each class counts alike, however rare (Sokolova and Lapalme 2009, doi 10.1016/j.ipm.2009.03.002, macro-averaging).
///
/// # Examples
///
/// ```
/// use detente::eval::metrics::macro_f1;
///
/// assert_eq!(macro_f1(&['a', 'b', 'c'], &[('a', 'a'), ('b', 'a'), ('a', 'a')]), 0.4);
/// ```
pub fn macro_f1<T: PartialEq + Copy>(classes: &[T], pairs: &[(T, T)]) -> f64 {
    let seen = classes.iter().filter(|class| pairs.iter().any(|(gold, _)| gold == *class));
    let each: Vec<f64> = seen.map(|c| f1(pairs.iter().map(|(gold, got)| (gold == c, got == c))).value).collect();
    mean(&each)
}

/// The mean; 0 of nothing.
///
/// ```
/// assert_eq!(detente::eval::metrics::mean(&[1.0, 2.0]), 1.5);
/// ```
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Spearman's rank correlation of pairs, in [−1, 1]: Pearson's correlation of mid-ranks (Spearman 1904, doi 10.2307/1412159).
///
/// Equal values share the mean of their ranks. Not a number for fewer than three pairs; 0 where one side is constant.
///
/// # Examples
///
/// ```
/// use detente::eval::metrics::spearman;
///
/// assert_eq!(spearman(&[(1.0, 10.0), (2.0, 20.0), (3.0, 25.0)]), 1.0);
/// assert!(spearman(&[(1.0, 1.0)]).is_nan());
/// ```
pub fn spearman(pairs: &[(f64, f64)]) -> f64 {
    if pairs.len() < 3 {
        return f64::NAN;
    }
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (a, b) = (centred(&ranks(&a)), centred(&ranks(&b)));
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let spread = dot(&a, &a) * dot(&b, &b);
    if spread > 0.0 { dot(&a, &b) / spread.sqrt() } else { 0.0 }
}

fn centred(values: &[f64]) -> Vec<f64> {
    let mean = mean(values);
    values.iter().map(|x| x - mean).collect()
}

/// Ranks from 1; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0_u32;
    #[expect(clippy::float_cmp, reason = "ties are exact")]
    for tied in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let count = u32::try_from(tied.len()).unwrap_or(u32::MAX);
        let rank = f64::from(before) + f64::from(count + 1) / 2.0;
        for at in tied {
            ranks[*at] = rank;
        }
        before += count;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn f1_is_the_harmonic_mean() {
        type Case = (&'static [(bool, bool)], [f64; 3]);
        let table: [Case; 4] = [
            (&[], [0.0, 0.0, 0.0]),
            (&[(true, true)], [1.0, 1.0, 1.0]),
            (&[(true, false), (false, true)], [0.0, 0.0, 0.0]),
            (&[(true, true), (true, true), (true, false), (false, true), (false, true)], [0.5, 2.0 / 3.0, 4.0 / 7.0]),
        ];
        for (pairs, [precision, recall, value]) in table {
            let got = f1(pairs.iter().copied());
            assert!(close(got.precision, precision) && close(got.recall, recall) && close(got.value, value), "{got:?}");
        }
    }

    #[test]
    fn classes_that_nobody_coded_do_not_count_in_macro_f1() {
        assert!(close(macro_f1(&[1, 2, 3], &[(1, 1), (2, 3), (2, 2)]), f64::midpoint(1.0, 2.0 / 3.0)));
        assert!(close(macro_f1(&[1, 2], &[]), 0.0));
    }

    #[test]
    fn ties_share_their_ranks() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0, 3.0]), [4.0, 1.0, 4.0, 2.0, 4.0]);
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5.
        let tied = spearman(&[(1.0, 1.0), (2.0, 2.0), (2.0, 3.0), (3.0, 4.0)]);
        assert!(close(tied, 4.5 / (4.5_f64 * 5.0).sqrt()), "{tied}");
        assert!(close(spearman(&[(1.0, 3.0), (2.0, 2.0), (3.0, 1.0)]), -1.0));
        assert!(close(spearman(&[(1.0, 0.0), (2.0, 0.0), (3.0, 0.0)]), 0.0));
    }
}
