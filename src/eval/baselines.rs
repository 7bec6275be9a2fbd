//! Simple methods, scored like the program: what is gained by reading rather than by spotting words.
//!
//! The word list is the lexicon's own: those entry patterns that are words and choices between words, without classes, gaps
//! or conditions. Each hit weighs 1 and makes its frame clear; stance, voice and tilt follow from the hits by the same formulas as
//! in the program. Each method adds one step to the one before.

use rayon::prelude::*;

use super::challenge::Answer;
use super::gold::Item;
use super::set::CodedSet;
use super::units::{Reading, Seen, SeenFrame};
use crate::document::{Decoded, Document};
use crate::input::{Format, read_text};
use crate::lexicon::elem::Elem;
use crate::lexicon::{Axis, Lexicon, Pole, Role, TopicKind, TriggerKind};
use crate::matcher::{Hit, Matcher};
use crate::score::{Poles, Strength, frame_stance, tilt};
use crate::span::Span;
use crate::stance::{Stance, Voice};
use crate::tokens::Tokens;
use crate::voice::quotations;

/// A simple method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Baseline {
    /// Every plain phrase of the lexicon, wherever it stands, is asserted by the author.
    List,
    /// Only in passages that name AI.
    Gated,
    /// A denial within three words before makes it denied.
    Negation,
    /// What stands between quotation marks is somebody else's.
    Quotes,
}

/// How many words before a hit are searched for a denial.
const WINDOW: usize = 3;

/// The level of a frame that was spotted: clear.
const SPOTTED: u8 = 2;

impl Baseline {
    /// All of them, each with the steps of those before.
    pub const ALL: [Self; 4] = [Self::List, Self::Gated, Self::Negation, Self::Quotes];

    /// What it is called in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "word list",
            Self::Gated => "+ passage must name AI",
            Self::Negation => "+ denial 3 words before",
            Self::Quotes => "+ quotation marks as voice",
        }
    }
}

/// The lexicon as a word list.
///
/// # Examples
///
/// ```
/// use detente::eval::baselines::{Baseline, Spotter};
/// use detente::eval::set::CodedSet;
/// use detente::lexicon::Lexicon;
///
/// let lexicon = Lexicon::builtin();
/// assert!(Spotter::new(&lexicon).read(&CodedSet::default(), Baseline::List).is_empty());
/// ```
#[derive(Debug)]
pub struct Spotter<'l> {
    lexicon: &'l Lexicon,
    phrases: Matcher,
    topics: Matcher,
    denials: Matcher,
}

/// A hit, read.
struct Spotted {
    axis: Axis,
    pole: Pole,
    voice: Voice,
    stance: Stance,
}

impl<'l> Spotter<'l> {
    /// Indexes the plain phrases of a lexicon.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        let plain = plain(lexicon);
        let topic = |role| matches!(role, Role::Topic(at) if lexicon.topics[at].kind == TopicKind::Ai);
        let denial = |role| matches!(role, Role::Trigger(at) if lexicon.triggers[at].kind == TriggerKind::Deny);
        Self {
            lexicon,
            phrases: Matcher::new(&plain, |role| matches!(role, Role::Entry(_))),
            topics: Matcher::new(lexicon, topic),
            denials: Matcher::new(lexicon, denial),
        }
    }

    /// Reads every document of a set by a simple method.
    pub fn read(&self, set: &CodedSet, method: Baseline) -> Vec<Reading> {
        set.documents().par_iter().map(|gold| self.document(&gold.text, gold.format, method)).collect()
    }

    /// Answers every challenge item by a simple method.
    pub fn answer(&self, items: &[Item], method: Baseline) -> Vec<Answer> {
        let reading = |item: &Item| self.document(&item.text, Format::Plain, method);
        items.iter().map(|item| reading(item).whole.frames.map(|frame| frame.stance)).collect()
    }

    fn document(&self, text: &str, format: Format, method: Baseline) -> Reading {
        let document = read_text(Decoded::from(text.to_owned()), format);
        let quoted = quotations(&document);
        let (mut all, mut passages, mut words) = (Vec::new(), Vec::new(), 0);
        for (index, passage) in document.passages().iter().enumerate() {
            let tokens = Tokens::new(passage.span.slice(document.clean()), self.lexicon);
            words += tokens.words as u64;
            let spotted = self.passage(&document, index, &tokens, &quoted[index], method);
            if !spotted.is_empty() {
                let place = document.source_span(passage.span);
                let seen = self.seen(&spotted, tokens.words as u64);
                passages.push(Seen { start: place.start as u64, end: place.end as u64, ..seen });
                all.extend(spotted);
            }
        }
        Reading { whole: Seen { end: u64::MAX, ..self.seen(&all, words) }, passages }
    }

    fn passage(
        &self,
        document: &Document,
        index: usize,
        tokens: &Tokens,
        quoted: &[Span],
        method: Baseline,
    ) -> Vec<Spotted> {
        let find = |matcher: &Matcher| matcher.find(&tokens.list, self.lexicon);
        let hits = find(&self.phrases);
        if hits.is_empty() || (method >= Baseline::Gated && find(&self.topics).is_empty()) {
            return Vec::new();
        }
        let denials = if method >= Baseline::Negation { find(&self.denials) } else { Vec::new() };
        let quoted = if method >= Baseline::Quotes { quoted } else { &[] };
        let start = document.passages()[index].span.start;
        let read = |hit: &Hit| {
            let Role::Entry(at) = hit.role else { return None };
            let entry = &self.lexicon.entries()[at];
            let place = tokens.span(&hit.core).shifted(start);
            let denied = denials.iter().any(|d| d.core.end <= hit.core.start && hit.core.start < d.core.end + WINDOW);
            Some(Spotted {
                axis: entry.axis,
                pole: entry.pole,
                voice: if quoted.iter().any(|q| q.contains(place)) { Voice::Attributed } else { Voice::Author },
                stance: if denied { Stance::Negated } else { Stance::Asserted },
            })
        };
        hits.iter().filter_map(read).collect()
    }

    fn seen(&self, spotted: &[Spotted], words: u64) -> Seen {
        let decision = self.lexicon.decision();
        let mut poles = Poles::default();
        for s in spotted {
            poles.of(s.pole).add(s.voice, s.stance, 1.0);
        }
        let (race, infrastructure) = poles.counting(decision);
        let frame = |pole| {
            let evidence = *poles.of(pole);
            let cues = spotted.iter().filter(|s| s.pole == pole).count();
            let level = if cues > 0 { SPOTTED } else { 0 };
            let strength = Strength { cues, heaviest: f64::from(u8::from(cues > 0)) };
            SeenFrame { level, stance: frame_stance(&evidence, level, decision), evidence, strength }
        };
        Seen {
            words,
            frames: Pole::ALL.map(frame),
            tilt: tilt(race, infrastructure).mean,
            axes: spotted.iter().map(|s| (s.axis, s.pole)).collect(),
            ..Seen::default()
        }
    }
}

/// A lexicon whose entries have their plain phrases only.
fn plain(lexicon: &Lexicon) -> Lexicon {
    let mut plain = lexicon.clone();
    plain.rules.retain(|rule| rule.pattern.iter().all(is_word));
    plain
}

/// Whether a step is a word, or a choice between words.
fn is_word(elem: &Elem) -> bool {
    match elem {
        Elem::Set(_) | Elem::Open | Elem::Close => true,
        Elem::Any(choices) => choices.iter().flatten().all(is_word),
        Elem::Maybe(inner) => inner.iter().all(is_word),
        Elem::Class(_) | Elem::Gap { .. } | Elem::Not(_) | Elem::Edge(_) => false,
    }
}
