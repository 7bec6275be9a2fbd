//! Readings → numbers; the only file with a formula for them (`hints` adds up words).
//!
//! Evidence is the plain sum of cue weights by voice and stance. Tilt, level, stance and label follow from it by
//! the cut points and counts of `lexicons/decision.toml`.

use statrs::distribution::{Beta, ContinuousCDF, StudentsT};

use crate::lexicon::{Counts, Decision, Pole};
use crate::stance::{Stance, Voice};

/// Sums of cue weights by voice and stance.
///
/// # Examples
///
/// ```
/// use detente::score::Evidence;
/// use detente::stance::{Stance, Voice};
///
/// let mut evidence = Evidence::default();
/// evidence.add(Voice::Author, Stance::Asserted, 0.9);
/// evidence.add(Voice::Author, Stance::Asserted, 0.4);
/// assert!((evidence.get(Voice::Author, Stance::Asserted) - 1.3).abs() < 1e-12);
/// assert!((evidence.total() - 1.3).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence([[f64; 4]; 3]);

impl Evidence {
    /// Adds the weight of one cue.
    pub fn add(&mut self, voice: Voice, stance: Stance, weight: f64) {
        self.0[voice as usize][stance as usize] += weight;
    }

    /// Adds all of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (voice, stance) in cells() {
            self.add(voice, stance, other.get(voice, stance));
        }
    }

    /// The sum of one cell.
    pub fn get(&self, voice: Voice, stance: Stance) -> f64 {
        self.0[voice as usize][stance as usize]
    }

    /// The sum of all cells.
    pub fn total(&self) -> f64 {
        cells().map(|(voice, stance)| self.get(voice, stance)).sum()
    }

    fn sum(&self, voice: Voice, stances: &[Stance]) -> f64 {
        stances.iter().map(|stance| self.get(voice, *stance)).sum()
    }
}

fn cells() -> impl Iterator<Item = (Voice, Stance)> {
    Voice::ALL.into_iter().flat_map(|voice| Stance::ALL.into_iter().map(move |stance| (voice, stance)))
}

/// Evidence for both poles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Poles {
    /// Evidence of the race frame.
    pub race: Evidence,
    /// Evidence of the infrastructure frame.
    pub infrastructure: Evidence,
}

impl Poles {
    /// The evidence of one pole, to be changed.
    pub fn of(&mut self, pole: Pole) -> &mut Evidence {
        match pole {
            Pole::Race => &mut self.race,
            Pole::Infrastructure => &mut self.infrastructure,
        }
    }

    /// Adds all of `other`.
    pub fn merge(&mut self, other: &Self) {
        self.race.merge(&other.race);
        self.infrastructure.merge(&other.infrastructure);
    }

    /// The counting evidence `(R, I)` for the two poles: each cell times what its voice and stance counts for.
    ///
    /// An author who rejects racing counts for infrastructure; how much is data (`decision.toml`).
    pub fn counting(&self, decision: &Decision) -> (f64, f64) {
        let (r, ri) = counted(&self.race, &decision.race);
        let (i, ir) = counted(&self.infrastructure, &decision.infrastructure);
        (r + ir, i + ri)
    }
}

/// Evidence that counts for its own pole and for the other one.
fn counted(evidence: &Evidence, counts: &crate::lexicon::VoiceCounts) -> (f64, f64) {
    cells().fold((0.0, 0.0), |(own, other), (voice, stance)| {
        let [same, opposite] = count(counts, voice, stance);
        let weight = evidence.get(voice, stance);
        (own + same * weight, other + opposite * weight)
    })
}

fn count(counts: &crate::lexicon::VoiceCounts, voice: Voice, stance: Stance) -> [f64; 2] {
    let Counts { asserted, hypothetical, negated, criticised } = match voice {
        Voice::Author => counts.author,
        Voice::Attributed => counts.attributed,
        Voice::Mention => counts.mention,
    };
    match stance {
        Stance::Asserted => asserted,
        Stance::Hypothetical => hypothetical,
        Stance::Negated => negated,
        Stance::Criticised => criticised,
    }
}

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

/// The cues behind some evidence of one pole: how many, and how heavy the heaviest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strength {
    /// Number of cues.
    pub cues: usize,
    /// Weight of the heaviest.
    pub heaviest: f64,
}

/// How strongly a frame is present in the wording of a passage: 0 none, 1 trace, 2 clear, 3 dominant.
pub fn level(evidence: &Evidence, strength: Strength, pole: Pole, decision: &Decision) -> u8 {
    let cuts = match pole {
        Pole::Race => decision.level.race,
        Pole::Infrastructure => decision.level.infrastructure,
    };
    let total = evidence.total();
    let least = if strength.cues == 1 { cuts.lone } else { cuts.trace };
    match () {
        () if total < least => 0,
        () if total >= cuts.dominant => 3,
        () if total >= cuts.clear || strength.heaviest >= cuts.clear_cue => 2,
        () => 1,
    }
}

/// The same for a whole document: rate per 1,000 words and plain sum must both reach the cut point.
pub fn document_level(evidence: &Evidence, words: u64, decision: &Decision) -> u8 {
    let total = evidence.total();
    let rate = per_1000_words(evidence, words);
    let cuts = decision.document.rate.iter().zip(decision.document.sum);
    u8::try_from(cuts.take_while(|(r, s)| rate >= **r && total >= *s).count()).unwrap_or(3)
}

/// All evidence of a pole per 1,000 words; 0 for an empty text.
pub fn per_1000_words(evidence: &Evidence, words: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "word counts stay far below 2^52")]
    let words = words.max(1) as f64;
    evidence.total() * 1000.0 / words
}

/// What a passage or document does with a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FrameStance {
    /// The frame is absent.
    #[default]
    None,
    /// Put forward in the writer's own voice, or left standing there.
    Asserted,
    /// Denied or criticised by the writer.
    Rejected,
    /// Only in the words of others, or merely mentioned.
    Reported,
    /// Only a possibility.
    Hypothetical,
    /// Two of these, neither outweighing the other.
    Mixed,
}

impl FrameStance {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::None, Self::Asserted, Self::Rejected, Self::Reported, Self::Hypothetical, Self::Mixed];

    /// The name used in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Asserted => "asserted",
            Self::Rejected => "rejected",
            Self::Reported => "reported",
            Self::Hypothetical => "hypothetical",
            Self::Mixed => "mixed",
        }
    }
}

/// The stance of a frame, from its evidence; [`FrameStance::None`] at level 0.
pub fn frame_stance(evidence: &Evidence, level: u8, decision: &Decision) -> FrameStance {
    let cuts = &decision.stance;
    let author = |stances: &[Stance]| {
        evidence.sum(Voice::Author, stances) + cuts.mention * evidence.sum(Voice::Mention, stances)
    };
    let asserted = author(&[Stance::Asserted]);
    // Who refuses a term that he only mentions refuses it all the same.
    let refused = [Stance::Negated, Stance::Criticised];
    let rejected = evidence.sum(Voice::Author, &refused)
        + evidence.sum(Voice::Mention, &refused)
        + cuts.refused_others * evidence.get(Voice::Attributed, Stance::Criticised);
    let supposed = author(&[Stance::Hypothetical]);
    let own = asserted + rejected + supposed;
    let share = rejected / own.max(f64::MIN_POSITIVE);
    match () {
        () if level == 0 || evidence.total() <= 0.0 => FrameStance::None,
        () if own < cuts.own * evidence.total() => FrameStance::Reported,
        () if share >= cuts.rejected => FrameStance::Rejected,
        () if share >= cuts.minor && asserted > 0.0 => FrameStance::Mixed,
        () if supposed > asserted => FrameStance::Hypothetical,
        () => FrameStance::Asserted,
    }
}

/// The label of a text in another language.
pub const NOT_ENGLISH: &str = "not English";

/// All labels that a document can have, from race to infrastructure, then those without a frame.
pub const LABELS: [&str; 8] = [
    "race",
    "leans race",
    "balanced",
    "leans infrastructure",
    "infrastructure",
    "no frame found",
    "too short",
    NOT_ENGLISH,
];

/// One word for a document: its tilt, unless there is too little text or evidence.
pub fn label(tilt: Tilt, counting: f64, present: bool, words: u64, decision: &Decision) -> &'static str {
    let cuts = &decision.label;
    let clear = counting >= cuts.evidence;
    match tilt.mean {
        _ if !present => {
            if words < cuts.words {
                "too short"
            } else {
                "no frame found"
            }
        }
        t if t <= -cuts.clear && clear => "race",
        t if t <= -cuts.leans => "leans race",
        t if t >= cuts.clear && clear => "infrastructure",
        t if t >= cuts.leans => "leans infrastructure",
        _ => "balanced",
    }
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

    #[test]
    fn an_author_who_refuses_racing_tilts_the_other_way() {
        let lexicon = crate::lexicon::Lexicon::builtin();
        for (stance, negative) in [(Stance::Asserted, true), (Stance::Criticised, false), (Stance::Negated, false)] {
            let mut poles = Poles::default();
            poles.race.add(Voice::Author, stance, 1.0);
            let (r, i) = poles.counting(lexicon.decision());
            assert_eq!(tilt(r, i).mean < 0.0, negative, "{stance:?}");
        }
    }
}
