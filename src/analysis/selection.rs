//! Which hits of a passage count, and why others do not.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use super::{Engine, Rejected};
use crate::hints::{Pool, Rarity, hints, marks, sort};
use crate::lexicon::hints::Sign;
use crate::lexicon::{Axis, Entry, Pole, Role};
use crate::matcher::{Hit, occurs};
use crate::parsed::Parsed;
use crate::topic::Topics;
use crate::voice::part_of;

/// A passage, with all that decides which of its hits count.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) engine: &'a Engine,
    pub(super) passage: usize,
    pub(super) parsed: &'a Parsed<'a>,
    pub(super) topics: &'a Topics,
}

impl Spot<'_> {
    /// Adds the entry hits that count; where they overlap, the user's own, then the longest, then the heaviest.
    pub(super) fn add_sure(&self, kept: &mut Vec<Hit>, rejected: &mut Vec<Rejected>) {
        let sure = self.good(|role| matches!(role, Role::Entry(_)), rejected);
        self.place(sure, kept, rejected);
    }

    /// Adds the wider wordings where they are likely: by the words of the sentence, its cues, and how rare frames are.
    pub(super) fn add_wider(&self, rarity: Rarity, kept: &mut Vec<Hit>, rejected: &mut Vec<Rejected>) {
        let mut wide = self.good(|role| matches!(role, Role::Wider(_)), rejected);
        wide.retain(|hit| {
            let likely = self.odds(rarity, hit, kept) >= 0.0;
            if !likely {
                rejected.push(self.dropped(hit, "a wider wording, and the frame is not likely here".into()));
            }
            likely
        });
        self.place(wide, kept, rejected);
    }

    /// Adds the cues that hints make, and puts all in order of the text.
    pub(super) fn add_hinted(&self, rarity: Rarity, kept: &mut Vec<Hit>, rejected: &mut Vec<Rejected>) {
        for pool in &self.parsed.pools {
            let made = self.made(pool, rarity, kept, rejected);
            kept.extend(made);
        }
        kept.sort_by_key(|hit| hit.core.start);
    }

    /// The hits of some roles to which nothing is objected.
    fn good(&self, wanted: impl Fn(Role) -> bool, rejected: &mut Vec<Rejected>) -> Vec<&Hit> {
        let hits = self.parsed.hits.iter().filter(|hit| wanted(hit.role));
        let passes = |hit: &&Hit| self.objection(hit).map(|why| rejected.push(self.dropped(hit, why))).is_none();
        hits.filter(passes).collect()
    }

    fn dropped(&self, hit: &Hit, because: Cow<'static, str>) -> Rejected {
        Rejected { passage: self.passage, hit: hit.clone(), because, covered: None }
    }

    /// Keeps the hits that no better one, and none that is kept already, overlaps.
    fn place(&self, mut good: Vec<&Hit>, kept: &mut Vec<Hit>, rejected: &mut Vec<Rejected>) {
        good.sort_by(|a, b| self.order(a, b));
        for hit in good {
            match kept.iter().find(|k| k.overlaps(hit)) {
                Some(k) if k.core == hit.core && k.role.entry() == hit.role.entry() => {}
                Some(k) => {
                    let covered = Some(self.engine.entry(k).pole);
                    let because = "a longer or heavier cue covers it".into();
                    rejected.push(Rejected { covered, ..self.dropped(hit, because) });
                }
                None => kept.push(hit.clone()),
            }
        }
    }

    /// The log odds of the frame of a wider wording in its sentence.
    fn odds(&self, rarity: Rarity, hit: &Hit, kept: &[Hit]) -> f64 {
        let pole = self.engine.entry(hit).pole;
        let given = self.engine.lexicon.decision().hints.of(pole);
        let likely = self.parsed.likely.iter().find(|likely| likely.words.contains(&hit.core.start));
        let words = likely.map_or(f64::NEG_INFINITY, |likely| likely.odds[pole as usize]);
        let cues = self.cues(&self.parsed.sentence_tokens(hit.core.start), pole, kept);
        words - self.rare(pole, rarity) + given.cue * cues + given.wider
    }

    /// What the odds lose where the frame is rare in the document.
    fn rare(&self, pole: Pole, rarity: Rarity) -> f64 {
        self.engine.lexicon.decision().hints.of(pole).rare * rarity.of(pole, &self.parsed.tokens.list)
    }

    /// The weights of the entries of a pole that are kept in some words, added up.
    fn cues(&self, words: &Range<usize>, pole: Pole, kept: &[Hit]) -> f64 {
        let beside = kept.iter().filter(|hit| words.contains(&hit.core.start)).map(|hit| self.engine.entry(hit));
        beside.filter(|entry| entry.pole == pole).map(|entry| entry.weight).sum()
    }

    /// The cue that the hints of a sentence make, at the heaviest words of the axis that they speak of most.
    fn made(&self, pool: &Pool, rarity: Rarity, kept: &[Hit], rejected: &mut Vec<Rejected>) -> Option<Hit> {
        let lexicon = &self.engine.lexicon;
        let (pole, odds) = (pool.pole, lexicon.decision().hints.of(pool.pole));
        let cues = self.cues(&pool.words, pole, kept);
        let sum = pool.odds - self.rare(pole, rarity) + odds.cue * cues;
        if cues >= odds.enough || sum < 0.0 {
            return None;
        }
        let parsed = self.parsed;
        let mut found = hints(&parsed.tokens.list, &pool.words, Sign::frame(pole), &parsed.hits, lexicon);
        let weight =
            |axis: Axis| found.iter().filter(|(_, h)| h.axis == Some(axis)).map(|(_, h)| h.weight).sum::<f64>();
        let axis = Axis::ALL.into_iter().max_by(|a, b| weight(*a).total_cmp(&weight(*b)).then(b.cmp(a)))?;
        let fits = |entry: &Entry| entry.pole == pole && entry.axis == axis;
        let mut entries = self.engine.by_hints.iter();
        let (_, at) = *entries.find(|(from, at)| sum >= *from && fits(&lexicon.entries()[*at]))?;
        found.retain(|(_, hint)| hint.axis == Some(axis));
        sort(&mut found);
        let hit = |core| Hit { role: Role::Entry(at), core, whole: pool.words.clone() };
        let mut free = marks(&found).into_iter().map(hit).filter(|hit| !kept.iter().any(|k| k.overlaps(hit)));
        free.find(|hit| self.objection(hit).map(|why| rejected.push(self.dropped(hit, why))).is_none())
    }

    /// The user's own before shipped ones, longer before shorter, heavier before lighter, then by place and id.
    fn order(&self, a: &Hit, b: &Hit) -> Ordering {
        let (x, y) = (self.engine.entry(a), self.engine.entry(b));
        let own = |hit: &Hit| hit.role.entry().is_some_and(|at| self.engine.own[at]);
        let length = b.core.len().cmp(&a.core.len());
        own(b)
            .cmp(&own(a))
            .then(length)
            .then(y.weight.total_cmp(&x.weight))
            .then(a.core.start.cmp(&b.core.start))
            .then(x.id.cmp(&y.id))
    }

    /// Why a hit does not count.
    fn objection(&self, hit: &Hit) -> Option<Cow<'static, str>> {
        let (lexicon, entry, parsed) = (&*self.engine.lexicon, self.engine.entry(hit), self.parsed);
        let shield = parsed.hits.iter().find_map(|h| match h.role {
            Role::Exclusion(at) if shields(h, hit) => Some((at, h)),
            _ => None,
        });
        if let Some((at, shield)) = shield {
            let id = &lexicon.exclusions[at].id;
            return Some(format!("`{}` is no cue ({id})", parsed.words(&shield.core)).into());
        }
        let sentence = &parsed.tokens.list[parsed.sentence_tokens(hit.core.start)];
        if !entry.near.is_empty() && !entry.near.iter().any(|p| occurs(p, sentence, lexicon)) {
            return Some("the sentence lacks the company that the entry needs".into());
        }
        if entry.unless.iter().any(|p| occurs(p, sentence, lexicon)) {
            return Some("the sentence holds words that rule the entry out".into());
        }
        if let Some(whole) = part_of(parsed, &hit.core, lexicon) {
            return Some(whole.into());
        }
        self.topics.admits(self.passage, parsed, &hit.core, entry, lexicon).err().map(Into::into)
    }
}

/// Whether an excluded phrase takes a cue away: they overlap, and the cue does not say more than the phrase.
fn shields(phrase: &Hit, cue: &Hit) -> bool {
    phrase.overlaps(cue) && !(cue.covers(phrase) && cue.core.len() > phrase.core.len())
}
