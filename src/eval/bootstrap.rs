//! Percentile bootstrap over groups, with a generator of its own, so that a seed gives the same interval everywhere.

use std::collections::BTreeMap;

/// `SplitMix64` (Steele, Lea and Flood 2014, doi 10.1145/2714064.2660195): a counter, mixed.
///
/// # Examples
///
/// ```
/// use detente::eval::bootstrap::SplitMix64;
///
/// assert_eq!(SplitMix64::new(1).next(), SplitMix64::new(1).next());
/// assert!(SplitMix64::new(7).below(3) < 3);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// A generator that starts at `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    #[expect(clippy::should_implement_trait, reason = "it never ends")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, 0 where that is 0 (Lemire's multiplication; its bias is below `end / 2^64`).
    pub fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}

/// How intervals are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Rounds {
    /// How many resamples; 0 leaves intervals out.
    pub rounds: usize,
    /// Where the generator starts.
    pub seed: u64,
}

impl Rounds {
    /// No intervals.
    pub const NONE: Self = Self { rounds: 0, seed: 0 };
}

/// 95 % interval of a statistic: percentile bootstrap over groups (Efron 1979, doi 10.1214/aos/1176344552; Efron and
/// Tibshirani 1993, ch. 13).
///
/// As many groups as there are (documents, pairs) are drawn with replacement, all items of a drawn group together, since
/// items of one document are no independent draws. Nothing where no resample gives a number.
///
/// # Examples
///
/// ```
/// use detente::eval::bootstrap::{Rounds, interval};
///
/// let items = [("a", 1.0), ("b", 1.0), ("c", 1.0)];
/// let mean = |drawn: &[&(&str, f64)]| drawn.iter().map(|item| item.1).sum::<f64>() / drawn.len() as f64;
/// let rounds = Rounds { rounds: 100, seed: 7 };
/// assert_eq!(interval(&items.iter().collect::<Vec<_>>(), |item| item.0, mean, rounds), Some([1.0, 1.0]));
/// ```
pub fn interval<T>(
    items: &[&T],
    group: impl Fn(&T) -> &str,
    statistic: impl Fn(&[&T]) -> f64,
    Rounds { rounds, seed }: Rounds,
) -> Option<[f64; 2]> {
    let mut groups: BTreeMap<&str, Vec<&T>> = BTreeMap::new();
    for item in items {
        groups.entry(group(item)).or_default().push(item);
    }
    let groups: Vec<Vec<&T>> = groups.into_values().collect();
    let mut generator = SplitMix64::new(seed);
    let mut drawn = Vec::with_capacity(items.len() * 2);
    let mut values: Vec<f64> = (0..rounds)
        .map(|_| {
            drawn.clear();
            (0..groups.len()).for_each(|_| drawn.extend_from_slice(&groups[generator.below(groups.len())]));
            statistic(&drawn)
        })
        .filter(|value| !value.is_nan())
        .collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some([values[values.len() * 25 / 1000], values[(values.len() * 975 / 1000).min(last)]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_published_sequence() {
        let mut generator = SplitMix64::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| generator.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn a_seed_gives_one_interval_and_more_groups_a_narrower_one() {
        let items = |n: usize| -> Vec<(String, f64)> {
            (0..n).map(|i| (format!("d{i:03}"), f64::from(u32::try_from(i % 2).unwrap()))).collect()
        };
        let width = |n, seed| {
            let items = items(n);
            let all: Vec<&(String, f64)> = items.iter().collect();
            let mean =
                |drawn: &[&(String, f64)]| super::super::metrics::mean(&drawn.iter().map(|d| d.1).collect::<Vec<_>>());
            let [low, high] = interval(&all, |d| &d.0, mean, Rounds { rounds: 400, seed }).unwrap();
            assert!((0.0..=0.5).contains(&low) && (0.5..=1.0).contains(&high), "{low} {high}");
            high - low
        };
        assert!((width(20, 3) - width(20, 3)).abs() < 1e-12);
        assert!(width(200, 3) < width(20, 3));
    }
}
