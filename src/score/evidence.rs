//! Sums of cue weights, and what they count for.

use crate::lexicon::{Counts, Decision, Pole, VoiceCounts};
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

    pub(super) fn sum(&self, voice: Voice, stances: &[Stance]) -> f64 {
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
fn counted(evidence: &Evidence, counts: &VoiceCounts) -> (f64, f64) {
    cells().fold((0.0, 0.0), |(own, other), (voice, stance)| {
        let [same, opposite] = count(counts, voice, stance);
        let weight = evidence.get(voice, stance);
        (own + same * weight, other + opposite * weight)
    })
}

fn count(counts: &VoiceCounts, voice: Voice, stance: Stance) -> [f64; 2] {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::tilt;

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
