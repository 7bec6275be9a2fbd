//! The numbers of `lexicons/decision.toml` that decide levels and stances, one by one.

use std::fmt::Write as _;

use crate::lexicon::{Decision, LevelCuts};

/// One number: its table, its key, its place in a list, and where it stands.
pub(super) struct Cut {
    table: &'static str,
    key: &'static str,
    at: Option<usize>,
    place: fn(&mut Decision) -> &mut f64,
}

impl Cut {
    const fn one(table: &'static str, key: &'static str, place: fn(&mut Decision) -> &mut f64) -> Self {
        Self { table, key, at: None, place }
    }

    const fn listed(key: &'static str, at: usize, place: fn(&mut Decision) -> &mut f64) -> Self {
        Self { table: DOCUMENT, key, at: Some(at), place }
    }

    pub(super) fn get(&self, decision: &Decision) -> f64 {
        let mut copy = *decision;
        *(self.place)(&mut copy)
    }

    pub(super) fn with(&self, decision: &Decision, value: f64) -> Decision {
        let mut copy = *decision;
        *(self.place)(&mut copy) = value;
        copy
    }

    pub(super) fn name(&self) -> String {
        let at = self.at.map(|at| format!("[{at}]")).unwrap_or_default();
        format!("{}.{}{at}", self.table, self.key)
    }
}

const RACE: &str = "decision.level.race";
const INFRASTRUCTURE: &str = "decision.level.infrastructure";
const DOCUMENT: &str = "decision.document";
const STANCE: &str = "decision.stance";

/// All of them, in the order of the file.
pub(super) const CUTS: [Cut; 22] = [
    Cut::one(RACE, "trace", |d| &mut d.level.race.trace),
    Cut::one(RACE, "lone", |d| &mut d.level.race.lone),
    Cut::one(RACE, "clear", |d| &mut d.level.race.clear),
    Cut::one(RACE, "clear_cue", |d| &mut d.level.race.clear_cue),
    Cut::one(RACE, "dominant", |d| &mut d.level.race.dominant),
    Cut::one(INFRASTRUCTURE, "trace", |d| &mut d.level.infrastructure.trace),
    Cut::one(INFRASTRUCTURE, "lone", |d| &mut d.level.infrastructure.lone),
    Cut::one(INFRASTRUCTURE, "clear", |d| &mut d.level.infrastructure.clear),
    Cut::one(INFRASTRUCTURE, "clear_cue", |d| &mut d.level.infrastructure.clear_cue),
    Cut::one(INFRASTRUCTURE, "dominant", |d| &mut d.level.infrastructure.dominant),
    Cut::listed("rate", 0, |d| &mut d.document.rate[0]),
    Cut::listed("rate", 1, |d| &mut d.document.rate[1]),
    Cut::listed("rate", 2, |d| &mut d.document.rate[2]),
    Cut::listed("sum", 0, |d| &mut d.document.sum[0]),
    Cut::listed("sum", 1, |d| &mut d.document.sum[1]),
    Cut::listed("sum", 2, |d| &mut d.document.sum[2]),
    Cut::one(STANCE, "rejected", |d| &mut d.stance.rejected),
    Cut::one(STANCE, "minor", |d| &mut d.stance.minor),
    Cut::one(STANCE, "own", |d| &mut d.stance.own),
    Cut::one(STANCE, "own_enough", |d| &mut d.stance.own_enough),
    Cut::one(STANCE, "refused_others", |d| &mut d.stance.refused_others),
    Cut::one(STANCE, "mention", |d| &mut d.stance.mention),
];

/// Whether the numbers stand in their order and shares are shares.
pub(super) fn is_sound(decision: &Decision) -> bool {
    let level = |cuts: &LevelCuts| cuts.trace <= cuts.lone && cuts.trace <= cuts.clear && cuts.clear <= cuts.dominant;
    let stance = &decision.stance;
    let shares = [stance.rejected, stance.minor, stance.own, stance.refused_others, stance.mention];
    level(&decision.level.race)
        && level(&decision.level.infrastructure)
        && decision.document.rate.is_sorted()
        && decision.document.sum.is_sorted()
        && stance.minor <= stance.rejected
        && shares.iter().all(|share| (0.0..=1.0).contains(share))
}

/// The tables as they would stand in the file.
pub(super) fn toml(decision: &Decision) -> String {
    let mut out = String::new();
    for tables in CUTS.chunk_by(|a, b| a.table == b.table) {
        let _ = writeln!(out, "[{}]", tables[0].table);
        for keys in tables.chunk_by(|a, b| a.key == b.key) {
            let values: Vec<f64> = keys.iter().map(|cut| cut.get(decision)).collect();
            let _ = match keys[0].at {
                Some(_) => writeln!(out, "{} = {values:?}", keys[0].key),
                None => writeln!(out, "{} = {:?}", keys[0].key, values[0]),
            };
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn the_shipped_numbers_are_sound_and_come_back_as_toml() {
        let lexicon = Lexicon::builtin();
        assert!(is_sound(lexicon.decision()));
        let written: toml::Table = toml(lexicon.decision()).parse().unwrap();
        for cut in &CUTS {
            let place = cut.table.split('.').try_fold(toml::Value::Table(written.clone()), |v, k| v.get(k).cloned());
            let value = place.and_then(|table| table.get(cut.key).cloned()).unwrap();
            let value = cut.at.map_or(value.clone(), |at| value[at].clone());
            assert!((value.as_float().unwrap() - cut.get(lexicon.decision())).abs() < 1e-12, "{}", cut.name());
        }
    }

    #[test]
    fn an_order_that_is_broken_is_unsound() {
        let sound = *Lexicon::builtin().decision();
        assert!(!is_sound(&CUTS[2].with(&sound, sound.level.race.dominant + 1.0)));
        assert!(!is_sound(&CUTS[20].with(&sound, 1.2)));
    }
}
