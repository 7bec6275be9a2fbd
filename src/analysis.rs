//! Which cues of a document count: everything up to the point where a cue is read.
//!
//! Passages are parsed, the topic and the voices are found, and candidates are thrown out with a reason: names and other
//! senses, missing company, another topic, a longer cue over them. Large documents are parsed in parallel.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::*;

use crate::document::{Document, PassageKind};
use crate::hints::{Pool, Rarity, hints, marks, odds_at, sort};
use crate::language::Language;
use crate::lexicon::builtin::is_shipped;
use crate::lexicon::hints::Sign;
use crate::lexicon::{Axis, Entry, Lexicon, Pole, Role};
use crate::matcher::{Hit, Matcher, occurs};
use crate::parsed::Parsed;
use crate::tokens::Gap;
use crate::topic::Topics;
use crate::voice::{Voices, part_of};

/// From this many bytes on, the passages of one document are parsed in parallel.
const LARGE: usize = 256 << 10;

/// A lexicon, indexed.
#[derive(Clone, Debug)]
pub(crate) struct Engine {
    pub(crate) lexicon: Arc<Lexicon>,
    /// For each entry, whether the user brought it.
    own: Vec<bool>,
    /// The entries that hints make, and the log odds from which they do; those that need most first.
    by_hints: Vec<(f64, usize)>,
    topics: Matcher,
    frames: Matcher,
    wider: Matcher,
    shifters: Matcher,
}

/// A candidate that does not count.
#[derive(Clone, Debug)]
pub(crate) struct Rejected {
    pub(crate) passage: usize,
    pub(crate) hit: Hit,
    pub(crate) because: Cow<'static, str>,
    /// The pole of the cue that covers it, where that is the reason.
    pub(crate) covered: Option<Pole>,
}

/// A document with its topic, its voices and the cues that count.
#[derive(Debug)]
pub(crate) struct Analysis<'d> {
    pub(crate) parsed: Vec<Parsed<'d>>,
    pub(crate) language: Language,
    pub(crate) topics: Topics,
    pub(crate) voices: Voices,
    /// The cues of each passage, in order of the text.
    pub(crate) kept: Vec<Vec<Hit>>,
    pub(crate) rejected: Vec<Rejected>,
}

impl Engine {
    /// Indexes a lexicon.
    pub(crate) fn new(lexicon: Arc<Lexicon>) -> Self {
        let frames = || Matcher::new(&lexicon, |role| matches!(role, Role::Entry(_) | Role::Exclusion(_)));
        let wider = || Matcher::new(&lexicon, |role| matches!(role, Role::Wider(_)));
        let shifters = || Matcher::new(&lexicon, |role| matches!(role, Role::Trigger(_) | Role::Voice(_)));
        let topics = || Matcher::new(&lexicon, |role| matches!(role, Role::Topic(_)));
        let (frames, (wider, (shifters, topics))) = rayon::join(frames, || (wider(), (shifters(), topics())));
        let own = lexicon.entries().iter().map(|entry| !is_shipped(&entry.file)).collect();
        let needs = |(at, entry): (usize, &Entry)| Some((entry.hints?, at));
        let mut by_hints: Vec<(f64, usize)> = lexicon.entries().iter().enumerate().filter_map(needs).collect();
        by_hints.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Self { lexicon, own, by_hints, topics, frames, wider, shifters }
    }

    /// Analyses a document; `whole` looks into every passage, not only where something can count.
    pub(crate) fn analyse<'d>(&self, document: &'d Document, whole: bool) -> Analysis<'d> {
        let lexicon = &*self.lexicon;
        let large = document.clean().len() >= LARGE;
        let mut parsed = self.parse(document, large);
        let topics = Topics::new(document, &parsed, &self.topics, lexicon);
        let language = Language::new(document, &parsed, lexicon);
        let english = |i: usize| !language.foreign[i];
        let in_view: Vec<bool> = (0..parsed.len()).map(|i| (whole || topics.in_view(i)) && english(i)).collect();
        each(&mut parsed, &in_view, large, |p| p.look(&self.frames, &self.wider, lexicon));
        let wanted = wanted(document, &parsed, lexicon, whole);
        each(&mut parsed, &wanted, large, |p| p.open(&self.shifters, lexicon));
        let behind: Vec<bool> = (0..parsed.len()).map(|i| i > 0 && parsed[i - 1].ends_with_candidate()).collect();
        each(&mut parsed, &behind, large, |p| p.open(&self.shifters, lexicon));
        let voices =
            if wanted.contains(&true) { Voices::new(document, &parsed, lexicon) } else { Voices::empty(parsed.len()) };
        let mut rejected = Vec::new();
        let mut kept: Vec<Vec<Hit>> =
            (0..parsed.len()).map(|i| self.select(i, &parsed[i], &topics, &mut rejected)).collect();
        let rarity = self.rarity(&parsed, |i| topics.in_view(i) && english(i), &kept);
        for (i, kept) in kept.iter_mut().enumerate() {
            self.add_wider(i, &parsed[i], &topics, rarity, kept, &mut rejected);
            self.add_hinted(i, &parsed[i], &topics, rarity, kept, &mut rejected);
        }
        Analysis { parsed, language, topics, voices, kept, rejected }
    }

    fn parse<'d>(&self, document: &'d Document, large: bool) -> Vec<Parsed<'d>> {
        let all = 0..document.passages().len();
        let parse = |index| Parsed::new(document, index, &self.topics, &self.lexicon);
        if large { all.into_par_iter().map(parse).collect() } else { all.map(parse).collect() }
    }

    /// The entry of a hit.
    ///
    /// # Panics
    ///
    /// For a hit of another role.
    pub(crate) fn entry(&self, hit: &Hit) -> &Entry {
        let (Role::Entry(at) | Role::Wider(at)) = hit.role else { unreachable!("only entries are asked for") };
        &self.lexicon.entries()[at]
    }

    /// What the hit of an entry counts for, in hundredths.
    pub(crate) fn weight(&self, hit: &Hit) -> f64 {
        let entry = self.entry(hit);
        match hit.role {
            Role::Wider(_) => {
                (entry.weight * self.lexicon.decision().hints.of(entry.pole).wider_share * 100.0).round() / 100.0
            }
            _ => entry.weight,
        }
    }

    /// The entry hits of a passage that count; where they overlap, the user's own, then the longest, then the heaviest.
    fn select(&self, passage: usize, parsed: &Parsed<'_>, topics: &Topics, rejected: &mut Vec<Rejected>) -> Vec<Hit> {
        let sure = parsed.hits.iter().filter(|hit| matches!(hit.role, Role::Entry(_)));
        let mut kept = Vec::new();
        self.place(self.good(passage, parsed, topics, sure, rejected), passage, &mut kept, rejected);
        kept
    }

    /// Adds the wider wordings where they are likely: by the words of the sentence, its cues, and how rare frames are.
    fn add_wider(
        &self,
        passage: usize,
        parsed: &Parsed<'_>,
        topics: &Topics,
        rarity: Rarity,
        kept: &mut Vec<Hit>,
        rejected: &mut Vec<Rejected>,
    ) {
        let wide = parsed.hits.iter().filter(|hit| matches!(hit.role, Role::Wider(_)));
        let mut good = self.good(passage, parsed, topics, wide, rejected);
        good.retain(|hit| {
            let likely = self.odds(parsed, rarity, hit, kept) >= 0.0;
            if !likely {
                let because = "a wider wording, and the frame is not likely here".into();
                rejected.push(Rejected { passage, hit: (*hit).clone(), because, covered: None });
            }
            likely
        });
        self.place(good, passage, kept, rejected);
    }

    /// The log odds of the frame of a wider wording in its sentence.
    fn odds(&self, parsed: &Parsed<'_>, rarity: Rarity, hit: &Hit, kept: &[Hit]) -> f64 {
        let pole = self.entry(hit).pole;
        let given = self.lexicon.decision().hints.of(pole);
        let sentence = parsed.sentence_tokens(hit.core.start);
        let beside = kept.iter().filter(|k| sentence.contains(&k.core.start)).map(|k| self.entry(k));
        let cues: f64 = beside.filter(|entry| entry.pole == pole).map(|entry| entry.weight).sum();
        let words = odds_at(hit.core.start, pole, &parsed.tokens.list, &parsed.hits, &self.lexicon);
        words - given.rare * rarity.of(pole, &parsed.tokens.list) + given.cue * cues + given.wider
    }

    /// The hits to which nothing is objected.
    fn good<'h>(
        &self,
        passage: usize,
        parsed: &Parsed<'_>,
        topics: &Topics,
        hits: impl Iterator<Item = &'h Hit>,
        rejected: &mut Vec<Rejected>,
    ) -> Vec<&'h Hit> {
        let mut good = Vec::new();
        for hit in hits {
            match self.objection(passage, parsed, topics, hit) {
                Some(because) => rejected.push(Rejected { passage, hit: hit.clone(), because, covered: None }),
                None => good.push(hit),
            }
        }
        good
    }

    /// Keeps the hits that no better one, and none that is kept already, overlaps.
    fn place(&self, mut good: Vec<&Hit>, passage: usize, kept: &mut Vec<Hit>, rejected: &mut Vec<Rejected>) {
        good.sort_by(|a, b| self.order(a, b));
        for hit in good {
            match kept.iter().find(|k| k.overlaps(hit)) {
                Some(k) if k.core == hit.core && self.entry(k).id == self.entry(hit).id => {}
                Some(k) => {
                    let (because, covered) = ("a longer or heavier cue covers it".into(), Some(self.entry(k).pole));
                    rejected.push(Rejected { passage, hit: hit.clone(), because, covered });
                }
                None => kept.push(hit.clone()),
            }
        }
    }

    /// How rare the frames of a document are, by the cues that need no hints.
    fn rarity(&self, parsed: &[Parsed<'_>], seen: impl Fn(usize) -> bool, kept: &[Vec<Hit>]) -> Rarity {
        let words = (0..parsed.len()).filter(|i| seen(*i)).map(|i| parsed[i].tokens.list.len()).sum();
        let mut rarity = Rarity { words, ..Rarity::default() };
        for hit in kept.iter().flatten() {
            rarity.cues[self.entry(hit).pole as usize] += 1;
        }
        rarity
    }

    /// Adds the cues that hints make, and puts all in order of the text.
    fn add_hinted(
        &self,
        passage: usize,
        parsed: &Parsed<'_>,
        topics: &Topics,
        rarity: Rarity,
        kept: &mut Vec<Hit>,
        rejected: &mut Vec<Rejected>,
    ) {
        for pool in &parsed.pools {
            let rare = self.lexicon.decision().hints.of(pool.pole).rare * rarity.of(pool.pole, &parsed.tokens.list);
            let made = self.made(passage, parsed, topics, (pool, pool.odds - rare), kept, rejected);
            kept.extend(made);
        }
        kept.sort_by_key(|hit| hit.core.start);
    }

    /// The cue that the hints of a sentence make, at the heaviest words of the axis that they speak of most.
    fn made(
        &self,
        passage: usize,
        parsed: &Parsed<'_>,
        topics: &Topics,
        (pool, start): (&Pool, f64),
        kept: &[Hit],
        rejected: &mut Vec<Rejected>,
    ) -> Option<Hit> {
        let (pole, odds) = (pool.pole, self.lexicon.decision().hints.of(pool.pole));
        let beside = kept.iter().filter(|hit| pool.words.contains(&hit.core.start)).map(|hit| self.entry(hit));
        let cues: f64 = beside.filter(|entry| entry.pole == pole).map(|entry| entry.weight).sum();
        let sum = start + odds.cue * cues;
        if cues >= odds.enough || sum < 0.0 {
            return None;
        }
        let mut found = hints(&parsed.tokens.list, &pool.words, Sign::frame(pole), &parsed.hits, &self.lexicon);
        let weight =
            |axis: Axis| found.iter().filter(|(_, h)| h.axis == Some(axis)).map(|(_, h)| h.weight).sum::<f64>();
        let axis = Axis::ALL.into_iter().max_by(|a, b| weight(*a).total_cmp(&weight(*b)).then(b.cmp(a)))?;
        let fits = |entry: &Entry| entry.pole == pole && entry.axis == axis;
        let (_, at) = *self.by_hints.iter().find(|(from, at)| sum >= *from && fits(&self.lexicon.entries()[*at]))?;
        found.retain(|(_, hint)| hint.axis == Some(axis));
        sort(&mut found);
        let hit = |core| Hit { role: Role::Entry(at), core, whole: pool.words.clone() };
        let free = marks(&found).into_iter().map(hit).filter(|hit| !kept.iter().any(|k| k.overlaps(hit)));
        for hit in free {
            match self.objection(passage, parsed, topics, &hit) {
                Some(because) => rejected.push(Rejected { passage, hit, because, covered: None }),
                None => return Some(hit),
            }
        }
        None
    }

    /// The user's own before shipped ones, longer before shorter, heavier before lighter, then by place and id.
    fn order(&self, a: &Hit, b: &Hit) -> Ordering {
        let (x, y) = (self.entry(a), self.entry(b));
        let own = |hit: &Hit| matches!(hit.role, Role::Entry(at) | Role::Wider(at) if self.own[at]);
        let length = b.core.len().cmp(&a.core.len());
        own(b)
            .cmp(&own(a))
            .then(length)
            .then(y.weight.total_cmp(&x.weight))
            .then(a.core.start.cmp(&b.core.start))
            .then(x.id.cmp(&y.id))
    }

    /// The words that make a cue of hints, for the reader.
    pub(crate) fn hinted(&self, parsed: &Parsed<'_>, hit: &Hit) -> String {
        let sign = Sign::frame(self.entry(hit).pole);
        let found = hints(&parsed.tokens.list, &hit.whole, sign, &parsed.hits, &self.lexicon);
        format!("words that hint at it together: {}", parsed.heaviest(found))
    }

    /// Why a hit does not count.
    fn objection(&self, passage: usize, parsed: &Parsed<'_>, topics: &Topics, hit: &Hit) -> Option<Cow<'static, str>> {
        let (lexicon, entry) = (&*self.lexicon, self.entry(hit));
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
        topics.admits(passage, parsed, &hit.core, entry, lexicon).err().map(Into::into)
    }
}

/// Does some work on the chosen passages, in parallel for a large document.
fn each(parsed: &mut [Parsed<'_>], chosen: &[bool], large: bool, work: impl Fn(&mut Parsed<'_>) + Sync + Send) {
    let one = |(p, chosen): (&mut Parsed<'_>, &bool)| {
        if *chosen {
            work(p);
        }
    };
    if large {
        parsed.par_iter_mut().zip(chosen).for_each(one);
    } else {
        parsed.iter_mut().zip(chosen).for_each(one);
    }
}

/// Whether an excluded phrase takes a cue away: they overlap, and the cue does not say more than the phrase.
fn shields(phrase: &Hit, cue: &Hit) -> bool {
    let inside = cue.core.start <= phrase.core.start && phrase.core.end <= cue.core.end;
    phrase.overlaps(cue) && !(inside && cue.core.len() > phrase.core.len())
}

/// Whether a passage can take its speaker from the one before: it quotes, points with a pronoun, or is announced.
fn names_speaker(before: &Parsed<'_>, here: &Parsed<'_>, lexicon: &Lexicon) -> bool {
    let personal = |at| here.tokens.is(at, lexicon.classes.personal, lexicon);
    let quotes = here.tokens.list.iter().any(|t| t.gap.has(Gap::QUOTE));
    before.tokens.tail.has(Gap::COLON) || quotes || (0..here.tokens.list.len()).any(personal)
}

/// Which passages need sentences and shifters: those with candidates, and what governs or precedes them.
fn wanted(document: &Document, parsed: &[Parsed<'_>], lexicon: &Lexicon, whole: bool) -> Vec<bool> {
    let mut wanted = vec![whole; parsed.len()];
    let passages = document.passages();
    let candidates: Vec<usize> = (0..parsed.len()).filter(|i| parsed[*i].has_candidates()).collect();
    for at in &candidates {
        let before = at.checked_sub(1).filter(|before| names_speaker(&parsed[*before], &parsed[*at], lexicon));
        let around = [Some(*at), before, passages[*at].lead_in, passages[*at].heading];
        around.into_iter().flatten().for_each(|i| wanted[i] = true);
    }
    if !candidates.is_empty() {
        let headings = (0..parsed.len()).filter(|i| passages[*i].kind == PassageKind::Heading);
        headings.for_each(|i| wanted[i] = true);
    }
    wanted
}
