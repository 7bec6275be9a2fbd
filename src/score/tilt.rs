//! Where evidence puts a text between the poles.

use statrs::distribution::{Beta, ContinuousCDF, StudentsT};

/// Where evidence puts a text between the poles.
///
/// −1 is all race, 1 all infrastructure; no evidence gives 0 and the widest interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tilt {
    /// The mean.
    pub mean: f64,
    /// 2.5 % quantile.
    pub low: f64,
    /// 97.5 % quantile.
    pub high: f64,
}

/// Tilt from counting evidence, both sums 0 or more.
///
/// The share of infrastructure is taken as Beta(I + ½, R + ½) distributed (Jeffreys' prior); the mean of it, mapped to
/// [−1, 1], is `(I − R) / (I + R + 1)`, which is tanh of half the logit position `ln((I + ½) / (R + ½))` of Lowe,
/// Benoit, Mikhaylov and Laver (2011), doi 10.1111/j.1939-9162.2010.00006.x. `low` and `high` are the quantiles of the
/// Jeffreys interval (Brown, Cai and `DasGupta` 2001, doi 10.1214/ss/1009213286).
///
/// # Examples
///
/// ```
/// use detente::score::tilt;
///
/// assert_eq!(tilt(0.0, 0.0).mean, 0.0);
/// let leaning = tilt(3.0, 0.0);
/// assert!(leaning.low < -0.75 && leaning.mean == -0.75 && leaning.high < 0.1);
/// ```
pub fn tilt(race: f64, infrastructure: f64) -> Tilt {
    let mean = (infrastructure - race) / (infrastructure + race + 1.0);
    let quantile = |p: f64| Beta::new(infrastructure + 0.5, race + 0.5).map_or(0.5, |share| share.inverse_cdf(p));
    let scale = |share: f64| (2.0 * share - 1.0).clamp(-1.0, 1.0);
    Tilt { mean, low: scale(quantile(0.025)).min(mean), high: scale(quantile(0.975)).max(mean) }
}

/// The mean of some tilts, and where the mean of more such texts may lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanTilt {
    /// Number of values, 1 or more.
    pub n: usize,
    /// Their mean, in [−1, 1].
    pub mean: f64,
    /// The 95 % interval, in [−1, 1]; none for a single value.
    pub interval: Option<(f64, f64)>,
}

/// Mean tilt of several documents; none where there are no documents.
///
/// The interval is Student's: `mean ± t · s / √n`, with the standard deviation `s` of the values (divided by n − 1) and
/// the 97.5 % quantile `t` of Student's t with n − 1 degrees of freedom, cut off at −1 and 1. It takes the documents as
/// drawn at random and each tilt as exact.
///
/// # Examples
///
/// ```
/// use detente::score::mean_tilt;
///
/// let three = mean_tilt(&[-0.5, 0.0, 0.5]).unwrap();
/// let (low, high) = three.interval.unwrap();
/// assert!(three.mean == 0.0 && low == -1.0 && high == 1.0);
/// assert!(mean_tilt(&[0.3]).unwrap().interval.is_none() && mean_tilt(&[]).is_none());
/// ```
pub fn mean_tilt(values: &[f64]) -> Option<MeanTilt> {
    #[expect(clippy::cast_precision_loss, reason = "numbers of documents stay far below 2^52")]
    let n = values.len() as f64;
    let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / n)?;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    let half = |t: &StudentsT| t.inverse_cdf(0.975) * (squares / (n - 1.0) / n).sqrt();
    let within = |half: f64| ((mean - half).max(-1.0), (mean + half).min(1.0));
    let interval = StudentsT::new(0.0, 1.0, n - 1.0).ok().map(|t| within(half(&t)));
    Some(MeanTilt { n: values.len(), mean, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_mean_and_narrows_with_evidence() {
        let mut last = 2.0;
        for n in [0.0, 1.0, 4.0, 20.0] {
            let t = tilt(n, n);
            assert!(t.low < t.mean && t.mean < t.high, "{t:?}");
            assert!((t.low + t.high).abs() < 1e-6, "{t:?}");
            assert!(t.high - t.low < last, "{t:?}");
            last = t.high - t.low;
        }
    }

    #[test]
    fn the_mean_of_several_texts_has_the_interval_of_student() {
        // Half widths from a printed table: t(0.975) is 12.706 for 1 degree of freedom, 2.776 for 4.
        let table: [(&[f64], f64, Option<f64>); 5] = [
            (&[0.2], 0.2, None),
            (&[0.1, 0.12], 0.11, Some(12.706 * 0.01)),
            (&[-0.2, -0.1, 0.0, 0.1, 0.2], 0.0, Some(2.776 * (0.025_f64 / 5.0).sqrt())),
            (&[0.4, 0.4, 0.4], 0.4, Some(0.0)),
            (&[-1.0, 1.0], 0.0, Some(1.0)),
        ];
        for (values, mean, half) in table {
            let found = mean_tilt(values).unwrap();
            assert!((found.mean - mean).abs() < 1e-9 && found.n == values.len(), "{values:?}: {found:?}");
            assert_eq!(found.interval.is_some(), half.is_some(), "{values:?}");
            if let (Some((low, high)), Some(half)) = (found.interval, half) {
                assert!((high - mean - half).abs() < 1e-4 && (mean - low - half).abs() < 1e-4, "{values:?}: {found:?}");
            }
        }
    }
}
