//! Is this about AI and its technology? No topic, no frame.
//!
//! A passage that names AI is on topic. The topic is carried to the passages behind it, and down from a title or
//! heading, until another topic (a naval, electoral or sporting rivalry) takes over or AI has not been named for a
//! while. The terms stand in `lexicons/topic.toml`.

use std::ops::Range;

use crate::document::{Document, Passage, PassageKind};
use crate::lexicon::{Entry, Lexicon, Pole, Role, TopicKind, TopicReach};
use crate::matcher::{Hit, Matcher};
use crate::parsed::Parsed;
use crate::span::Span;
use crate::tokens::Tokens;

/// How many passages without a topic term the topic is carried over.
const CARRY: usize = 6;

/// How near AI must be named for a race frame in a longer passage that names no technology of its own.
const CLOSE: usize = 2;

/// From this many words on a passage can be expected to name its topic.
const LONG: usize = 30;

/// A text of fewer words need not name its topic: technology stands for AI in it.
const SNIPPET: usize = 250;

/// Least share of passages that name AI from which the topic is carried through the whole document.
const DENSE: f64 = 0.1;

/// The same from which nothing else is the topic: texts below it build and share many things (of 68 infrastructure wordings
/// in texts below, in sentences without AI, a language model took 15 for a frame).
const FULL: f64 = 0.2;

#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one plain fact about a passage")]
struct Standing {
    /// Names AI.
    ai: bool,
    /// Names another topic.
    other: bool,
    /// Names technology that belongs to AI where AI is in view.
    near: bool,
    /// Too short to name its own topic.
    short: bool,
    /// A list item or heading, which leaves its topic to what stands around it.
    listed: bool,
    /// AI was named around it, and no other topic has taken over.
    carried: bool,
    /// The same, not long before or in the heading.
    recent: bool,
    /// AI was named close by, in a document that is about it.
    close: bool,
}

/// The topic of a document, passage by passage.
#[derive(Clone, Debug)]
pub(crate) struct Topics {
    standings: Vec<Standing>,
    /// The document names AI often enough to be about nothing else.
    full: bool,
    on_topic: bool,
}

/// The topic terms of a passage.
fn terms<'p>(parsed: &'p Parsed<'_>, lexicon: &'p Lexicon) -> impl Iterator<Item = (TopicKind, &'p Hit)> {
    parsed.topic.iter().filter_map(|hit| match hit.role {
        Role::Topic(at) => Some((lexicon.topics[at].kind, hit)),
        _ => None,
    })
}

impl Topics {
    pub(crate) fn new(document: &Document, parsed: &[Parsed<'_>], topics: &Matcher, lexicon: &Lexicon) -> Self {
        let has = |p: &Parsed<'_>, wanted| terms(p, lexicon).any(|(kind, _)| kind == wanted);
        let snippet = parsed.iter().map(|p| p.tokens.words).sum::<usize>() < SNIPPET;
        let stands_for_ai = |p: &Parsed<'_>| snippet && has(p, TopicKind::Short) && !has(p, TopicKind::Other);
        let mut standings: Vec<Standing> = parsed
            .iter()
            .map(|p| Standing {
                ai: has(p, TopicKind::Ai) || stands_for_ai(p),
                other: has(p, TopicKind::Other),
                near: has(p, TopicKind::Near),
                short: p.tokens.words < LONG,
                listed: false,
                carried: false,
                recent: false,
                close: false,
            })
            .collect();
        let titled = document.title().is_some_and(|title| names_ai(title, topics, lexicon));
        let named = standings.iter().filter(|s| s.ai).count();
        #[expect(clippy::cast_precision_loss, reason = "a share of passages")]
        let share = named as f64 / standings.len().max(1) as f64;
        let dense = titled || share >= DENSE;
        carry(document, &mut standings, dense);
        Self { standings, full: titled || share >= FULL, on_topic: titled || dense || named >= 2 }
    }

    /// Whether the document is about AI.
    pub(crate) fn on_topic(&self) -> bool {
        self.on_topic
    }

    /// Whether AI is named in a passage or around it; nowhere else does anything count.
    pub(crate) fn in_view(&self, index: usize) -> bool {
        self.standings[index].ai || self.standings[index].carried
    }

    /// Whether a passage is about AI: it names it, or it stands close under it, names
    /// its technology or is too short to do so, and has no other topic.
    pub(crate) fn covers(&self, index: usize) -> bool {
        let standing = self.standings[index];
        standing.ai || (standing.carried && !standing.other && (standing.short || standing.near || standing.close))
    }

    /// Whether the topic is open for the words at `core`, and why or why not.
    pub(crate) fn admits(
        &self,
        index: usize,
        parsed: &Parsed<'_>,
        core: &Range<usize>,
        entry: &Entry,
        lexicon: &Lexicon,
    ) -> Result<&'static str, &'static str> {
        let standing = self.standings[index];
        let sentence = parsed.sentence_tokens(core.start);
        let holds = |wanted: TopicKind, words: &Range<usize>| {
            terms(parsed, lexicon).any(|(kind, hit)| kind == wanted && words.contains(&hit.core.start))
        };
        let here = |wanted| holds(wanted, &sentence);
        let around =
            parsed.sentence_tokens(sentence.start.saturating_sub(1)).start..parsed.sentence_tokens(sentence.end).end;
        let next_door = |wanted| holds(wanted, &around);
        let in_view = self.in_view(index);
        // In a text about something else, AI is what a sentence says of it.
        let about_ai = standing.ai && self.full;
        // Shared building of some other technology is told in many a text about AI; rivalry over one is hardly.
        let race = entry.pole == Pole::Race;
        let closely = race || standing.ai || standing.listed || (self.full && standing.close);
        let told = standing.short || standing.near || (standing.close && race);
        let carried = if race || self.full { standing.carried } else { standing.recent };
        match entry.topic {
            _ if here(TopicKind::Other) && !here(TopicKind::Ai) => Err("the sentence is about another topic"),
            _ if here(TopicKind::Ai) => Ok("AI is named in the sentence"),
            _ if here(TopicKind::Near) && in_view && closely => {
                Ok("the sentence names its technology, with AI in view")
            }
            TopicReach::Sentence | TopicReach::Near if standing.listed && carried => {
                Ok("the topic is carried over into the list")
            }
            TopicReach::Sentence | TopicReach::Near if race && next_door(TopicKind::Ai) => {
                Ok("AI is named in the sentence before or behind")
            }
            TopicReach::Near if about_ai => Ok("AI is named in the passage"),
            TopicReach::Sentence | TopicReach::Near => {
                Err("AI is not named in this sentence or next to it, and the wording has other uses")
            }
            TopicReach::Passage if about_ai && (race || next_door(TopicKind::Ai) || next_door(TopicKind::Near)) => {
                Ok("AI is named in the passage")
            }
            TopicReach::Passage if carried && told && !standing.other => {
                Ok("the topic is carried over from around the passage")
            }
            TopicReach::Passage => Err("AI is not the topic here"),
        }
    }

    /// The topic terms of a passage, for people who want to see them: offsets into the clean text.
    pub(crate) fn spans(parsed: &Parsed<'_>, lexicon: &Lexicon) -> Vec<(Span, &'static str)> {
        let name = |kind| match kind {
            TopicKind::Ai => "ai",
            TopicKind::Near => "near",
            TopicKind::Short => "short",
            TopicKind::Other => "other",
        };
        let hidden = |hit: &Hit, kind| {
            kind == TopicKind::Near && terms(parsed, lexicon).any(|(k, h)| k == TopicKind::Ai && h.core == hit.core)
        };
        let shown = terms(parsed, lexicon).filter(|(kind, hit)| !hidden(hit, *kind));
        shown.map(|(kind, hit)| (parsed.place(&hit.core), name(kind))).collect()
    }
}

fn names_ai(title: &str, topics: &Matcher, lexicon: &Lexicon) -> bool {
    let tokens = Tokens::new(title, lexicon);
    let hits = topics.find(&tokens.list, lexicon);
    hits.iter().any(|hit| matches!(hit.role, Role::Topic(at) if lexicon.topics[at].kind == TopicKind::Ai))
}

fn carry(document: &Document, standings: &mut [Standing], dense: bool) {
    let mut since = dense.then_some(0);
    let mut section = false;
    for (at, passage) in document.passages().iter().enumerate() {
        let Standing { ai, other, .. } = standings[at];
        if passage.kind == PassageKind::Heading {
            section = ai;
        }
        since = match (ai, other) {
            (true, _) => Some(0),
            (false, true) => None,
            _ => since.map(|ago| ago + usize::from(!listed(passage))).filter(|ago| *ago <= CARRY || dense),
        };
        standings[at].listed = standings[at].short && listed(passage);
        standings[at].close = dense && since.is_some_and(|ago| ago <= CLOSE);
        standings[at].carried = since.is_some() || section || (dense && !other);
        standings[at].recent = since.is_some_and(|ago| ago <= CARRY) || section;
    }
    look_ahead(standings);
}

fn listed(passage: &Passage) -> bool {
    matches!(passage.kind, PassageKind::ListItem | PassageKind::Heading)
}

/// A passage right before one that names AI has the topic in view too.
fn look_ahead(standings: &mut [Standing]) {
    for at in 1..standings.len() {
        if standings[at].ai && !standings[at - 1].other {
            standings[at - 1].carried = true;
            standings[at - 1].recent = true;
        }
    }
}
