//! Evidence, summed over the cues of a passage or a document.

use std::collections::BTreeMap;

use super::found::Found;
use crate::lexicon::{Axis, Pole};
use crate::score::{Evidence, Poles, Strength};
use crate::stance::{Stance, Voice};

/// Evidence of a passage or document, as it is summed.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) poles: Poles,
    pub(super) axes: BTreeMap<Axis, Poles>,
    pub(super) strength: [Strength; 2],
}

impl Tally {
    pub(super) fn of(found: &[Found<'_>]) -> Self {
        let mut tally = Self::default();
        for Found { entry, reading, weight, .. } in found {
            tally.poles.of(entry.pole).add(reading.voice, reading.stance, *weight);
            tally.axes.entry(entry.axis).or_default().of(entry.pole).add(reading.voice, reading.stance, *weight);
            let strength = &mut tally.strength[entry.pole as usize];
            strength.cues += 1;
            strength.heaviest = strength.heaviest.max(*weight);
            // Beside a refusal of the other frame a cue is not alone.
            if reading.voice == Voice::Author && matches!(reading.stance, Stance::Negated | Stance::Criticised) {
                tally.strength[1 - entry.pole as usize].cues += 1;
            }
        }
        tally
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.poles.merge(&other.poles);
        for (axis, poles) in &other.axes {
            self.axes.entry(*axis).or_default().merge(poles);
        }
    }

    pub(super) fn evidence(&self, pole: Pole) -> Evidence {
        match pole {
            Pole::Race => self.poles.race,
            Pole::Infrastructure => self.poles.infrastructure,
        }
    }
}
