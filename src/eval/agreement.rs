//! Krippendorff's alpha and confusion matrices.

use serde::Serialize;

/// How far apart two values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Names: equal or not.
    Nominal,
    /// Ranks: the more values lie between, the further.
    Ordinal,
}

/// Krippendorff's alpha: 1 for perfect agreement, 0 for what chance gives, below 0 for less than that.
///
/// Each unit holds the values that coders gave it, as numbers below `values`; units with fewer than two are left out.
/// With the coincidence matrix `o`, its margins `n` and their sum `N`:
///
/// `alpha = 1 − (N − 1) · Σ o(c,k) d²(c,k) / Σ n(c) n(k) d²(c,k)`, over `c < k`;
///
/// `d²` is 1 for names and `(n(c)/2 + n(c+1) + … + n(k−1) + n(k)/2)²` for ranks (Krippendorff 2004, Content Analysis,
/// ch. 11; Krippendorff 2011, Computing Krippendorff's alpha-reliability). Not a number where all values are equal.
///
/// # Examples
///
/// ```
/// use detente::eval::agreement::{Scale, alpha};
///
/// assert_eq!(alpha(&[vec![0, 0], vec![1, 1]], 2, Scale::Nominal), 1.0);
/// ```
pub fn alpha(units: &[Vec<usize>], values: usize, scale: Scale) -> f64 {
    let coincidences = coincidences(units, values);
    let margins: Vec<f64> = coincidences.iter().map(|row| row.iter().sum()).collect();
    let total: f64 = margins.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for k in 0..values {
        for c in 0..k {
            let apart = distance(&margins, c, k, scale);
            observed += coincidences[c][k] * apart;
            expected += margins[c] * margins[k] * apart;
        }
    }
    if expected > 0.0 { 1.0 - (total - 1.0) * observed / expected } else { f64::NAN }
}

/// How often each two values stand together, each unit counted by the number of its values less one.
fn coincidences(units: &[Vec<usize>], values: usize) -> Vec<Vec<f64>> {
    let mut out = vec![vec![0.0; values]; values];
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let one = 1.0 / f64::from(u32::try_from(unit.len() - 1).unwrap_or(u32::MAX));
        for (i, a) in unit.iter().enumerate() {
            for (_, b) in unit.iter().enumerate().filter(|(j, _)| *j != i) {
                out[*a][*b] += one;
            }
        }
    }
    out
}

fn distance(margins: &[f64], c: usize, k: usize, scale: Scale) -> f64 {
    match scale {
        Scale::Nominal => 1.0,
        Scale::Ordinal => {
            let between: f64 = margins[c..=k].iter().sum();
            (between - f64::midpoint(margins[c], margins[k])).powi(2)
        }
    }
}

/// How often each value was coded (rows) and found (columns).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// What is compared.
    pub name: String,
    /// The values, in the order of rows and columns.
    pub values: Vec<&'static str>,
    /// Counts: `counts[coded][found]`.
    pub counts: Vec<Vec<usize>>,
}

impl Confusion {
    /// Counts pairs (coded, found) of numbers of `values`.
    ///
    /// # Examples
    ///
    /// ```
    /// use detente::eval::agreement::Confusion;
    ///
    /// let matrix = Confusion::new("x", &["a", "b"], [(0, 0), (0, 1), (1, 1)]);
    /// assert_eq!(matrix.counts, [[1, 1], [0, 1]]);
    /// ```
    pub fn new(name: &str, values: &[&'static str], pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut counts = vec![vec![0; values.len()]; values.len()];
        pairs.into_iter().for_each(|(gold, got)| counts[gold][got] += 1);
        Self { name: name.to_owned(), values: values.to_vec(), counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example C of Krippendorff (2011): four observers, twelve units, some values missing (0).
    const OBSERVERS: [[usize; 12]; 4] = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];

    fn pairs(a: &str, b: &str) -> Vec<Vec<usize>> {
        a.bytes().zip(b.bytes()).map(|(a, b)| vec![usize::from(a - b'a'), usize::from(b - b'a')]).collect()
    }

    #[test]
    fn alpha_gives_the_published_figures() {
        let four: Vec<Vec<usize>> =
            (0..12).map(|unit| OBSERVERS.iter().map(|o| o[unit]).filter(|v| *v > 0).map(|v| v - 1).collect()).collect();
        let table = [
            (pairs("abaaaaaaba", "bbbaabaaaa"), Scale::Nominal, 0.095),
            (pairs("aabbdcccedda", "babbbccceddd"), Scale::Nominal, 0.692),
            (four.clone(), Scale::Nominal, 0.743),
            (four, Scale::Ordinal, 0.815),
        ];
        for (units, scale, expected) in table {
            let got = alpha(&units, 5, scale);
            assert!((got - expected).abs() < 0.000_5, "{scale:?}: {got}, published {expected}");
        }
    }

    #[test]
    fn alpha_of_one_value_alone_is_not_a_number() {
        assert!(alpha(&pairs("aaa", "aaa"), 2, Scale::Nominal).is_nan());
        assert!(alpha(&[], 2, Scale::Ordinal).is_nan());
    }
}
