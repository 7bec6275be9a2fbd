//! Which cues of a document count: everything up to the point where a cue is read.
//!
//! Passages are parsed, the topic and the voices are found, and candidates are thrown out with a reason: names and other
//! senses, missing company, another topic, a longer cue over them. Large documents are parsed in parallel.

mod selection;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::document::{Document, PassageKind};
use crate::hints::{Rarity, hints};
use crate::language::Language;
use crate::lexicon::builtin::is_shipped;
use crate::lexicon::hints::Sign;
use crate::lexicon::{Entry, Lexicon, Pole, Role};
use crate::matcher::{Hit, Matcher};
use crate::parsed::Parsed;
use crate::tokens::Gap;
use crate::topic::Topics;
use crate::voice::Voices;
use selection::Spot;

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
        let (mut kept, mut rejected) = (vec![Vec::new(); parsed.len()], Vec::new());
        let spot = |passage| Spot { engine: self, passage, parsed: &parsed[passage], topics: &topics };
        for (i, kept) in kept.iter_mut().enumerate() {
            spot(i).add_sure(kept, &mut rejected);
        }
        let rarity = self.rarity(&parsed, |i| topics.in_view(i) && english(i), &kept);
        for (i, kept) in kept.iter_mut().enumerate() {
            spot(i).add_wider(rarity, kept, &mut rejected);
            spot(i).add_hinted(rarity, kept, &mut rejected);
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
        &self.lexicon.entries()[hit.role.entry().expect("only entries are asked for")]
    }

    /// What the hit of an entry counts for, in hundredths.
    pub(crate) fn weight(&self, hit: &Hit) -> f64 {
        let Entry { weight, pole, .. } = self.entry(hit);
        match hit.role {
            Role::Wider(_) => (weight * self.lexicon.decision().hints.of(*pole).wider_share * 100.0).round() / 100.0,
            _ => *weight,
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

    /// The words that make a cue of hints, for the reader.
    pub(crate) fn hinted(&self, parsed: &Parsed<'_>, hit: &Hit) -> String {
        let sign = Sign::frame(self.entry(hit).pole);
        let found = hints(&parsed.tokens.list, &hit.whole, sign, &parsed.hits, &self.lexicon);
        format!("words that hint at it together: {}", parsed.heaviest(found))
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
