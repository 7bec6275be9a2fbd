//! A passage made ready for reading: its words, its sentences, and what was found in it.
//!
//! Topic terms are looked for in every passage; frames where the topic is in view; sentences and shifters (triggers and
//! voice cues) where a frame
//! was found, or where somebody asks to see all of it.

use std::ops::Range;

use crate::document::Document;
use crate::hints::{self, Likely, Pool, survey};
use crate::lexicon::hints::Hint;
use crate::lexicon::{Lexicon, Reach, Role, Side, TriggerKind, VoiceKind};
use crate::matcher::{Hit, Matcher};
use crate::span::Span;
use crate::tokens::{Tokens, sentences};

/// How many hints a reason names.
const SHOWN: usize = 3;

/// A sentence of a passage.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Offsets into the passage.
    pub(crate) span: Span,
    /// Its words.
    pub(crate) tokens: Range<usize>,
}

/// A passage with everything that the reading rules look at.
#[derive(Clone, Debug)]
pub(crate) struct Parsed<'d> {
    /// The passage's words on the page.
    pub(crate) text: &'d str,
    /// Where it begins in the clean text.
    pub(crate) start: usize,
    pub(crate) tokens: Tokens,
    /// Topic terms.
    pub(crate) topic: Vec<Hit>,
    /// Entries and exclusions; empty until [`Parsed::look`].
    pub(crate) hits: Vec<Hit>,
    /// Sentences that hints may make a frame of; empty until [`Parsed::look`].
    pub(crate) pools: Vec<Pool>,
    /// Sentences in which wider wordings were looked for; empty until [`Parsed::look`].
    pub(crate) likely: Vec<Likely>,
    /// Sentences; empty until [`Parsed::open`].
    pub(crate) sentences: Vec<Sentence>,
    /// Triggers that no look-alike covers and no longer trigger of their kind; empty until [`Parsed::open`].
    pub(crate) triggers: Vec<Hit>,
    /// Words that look like triggers and are none; empty until [`Parsed::open`].
    pub(crate) look_alikes: Vec<Range<usize>>,
    /// Words that look like voice cues and are none; empty until [`Parsed::open`].
    pub(crate) no_voice: Vec<Range<usize>>,
    /// Voice cues that no look-alike covers; empty until [`Parsed::open`].
    pub(crate) voice_cues: Vec<Hit>,
}

impl<'d> Parsed<'d> {
    /// Words and topic terms of one passage.
    pub(crate) fn new(document: &'d Document, index: usize, topics: &Matcher, lexicon: &Lexicon) -> Self {
        let span = document.passages()[index].span;
        let text = span.slice(document.clean());
        let tokens = Tokens::new(text, lexicon);
        let topic = topics.find(&tokens.list, lexicon);
        Self {
            text,
            start: span.start,
            tokens,
            topic,
            hits: Vec::new(),
            pools: Vec::new(),
            likely: Vec::new(),
            sentences: Vec::new(),
            triggers: Vec::new(),
            look_alikes: Vec::new(),
            no_voice: Vec::new(),
            voice_cues: Vec::new(),
        }
    }

    /// Whether an entry was found.
    pub(crate) fn has_candidates(&self) -> bool {
        self.candidates().next().is_some()
    }

    /// Where the entries that were found begin, and the sentences that hints alone may make a frame of.
    fn candidates(&self) -> impl Iterator<Item = usize> {
        let entries = self.hits.iter().filter(|hit| hit.role.entry().is_some()).map(|hit| hit.core.start);
        entries.chain(self.pools.iter().filter(|pool| pool.odds >= 0.0).map(|pool| pool.words.start))
    }

    /// Whether an entry was found in the last sentence, on which the next passage can look back.
    pub(crate) fn ends_with_candidate(&self) -> bool {
        let last = self.sentences.last().map_or(usize::MAX, |s| s.tokens.start);
        self.candidates().any(|start| start >= last)
    }

    /// Adds frame hits.
    pub(crate) fn look(&mut self, frames: &Matcher, wider: &Matcher, lexicon: &Lexicon) {
        let tokens = &self.tokens.list;
        self.hits = frames.find(tokens, lexicon);
        (self.pools, self.likely) = survey(tokens, &self.hits, lexicon);
        for Likely { words, .. } in &self.likely {
            let found = wider.find(&tokens[words.clone()], lexicon);
            self.hits.extend(found.into_iter().map(|hit| hit.moved(words.start)));
        }
        self.hits.sort_by_key(|hit| (hit.core.start, hit.role));
    }

    /// Adds sentences and shifters.
    pub(crate) fn open(&mut self, shifters: &Matcher, lexicon: &Lexicon) {
        if self.sentences.is_empty() {
            let spans = sentences(self.text, lexicon);
            self.sentences =
                spans.into_iter().map(|span| Sentence { span, tokens: self.tokens.within(span) }).collect();
            let found = shifters.find(&self.tokens.list, lexicon);
            let mask = |role| mask(role, lexicon);
            let (triggers, cues): (Vec<Hit>, Vec<Hit>) =
                found.into_iter().partition(|hit| matches!(hit.role, Role::Trigger(_)));
            let look_alikes = |hits: &[Hit]| {
                hits.iter().filter(|hit| mask(hit.role) == Mask::Pseudo).map(|hit| hit.core.clone()).collect()
            };
            self.look_alikes = look_alikes(&triggers);
            self.no_voice = look_alikes(&cues);
            self.triggers = unmasked(&triggers, mask);
            self.voice_cues = unmasked(&cues, mask);
        }
    }

    /// Number of the sentence that holds a word.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// The words of the sentence that holds a word; all words of a passage that was not opened.
    pub(crate) fn sentence_tokens(&self, token: usize) -> Range<usize> {
        self.sentences.get(self.sentence_of(token)).map_or(0..self.tokens.list.len(), |s| s.tokens.clone())
    }

    /// Where some words stand in the clean text.
    pub(crate) fn place(&self, range: &Range<usize>) -> Span {
        self.tokens.span(range).shifted(self.start)
    }

    /// The words that begin inside a stretch of the clean text, which lies in this passage.
    pub(crate) fn within(&self, clean: Span) -> Range<usize> {
        self.tokens.within(Span::new(clean.start - self.start, clean.end - self.start))
    }

    /// The hints that weigh most, in words for the reader.
    pub(crate) fn heaviest(&self, mut hints: Vec<(usize, Hint)>) -> String {
        hints.retain(|(_, hint)| hint.weight > 0.0);
        hints::sort(&mut hints);
        let word = |(at, hint): &(usize, Hint)| format!("`{}` {:.1}", self.words(&(*at..at + 1)), hint.weight);
        hints.iter().take(SHOWN).map(word).collect::<Vec<_>>().join(", ")
    }

    /// The bytes of the passage that some words cover.
    pub(crate) fn words(&self, range: &Range<usize>) -> &'d str {
        self.tokens.span(range).slice(self.text)
    }
}

/// What hides what among shifters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mask {
    /// Looks like a shifter and is none: hides all that it overlaps.
    Pseudo,
    /// The term itself: hides voice cues inside it.
    Mention,
    /// Counts once for overlapping hits of its kind that look to the same side, as far as sentences go, at the same frames:
    /// the longest.
    Longest { kind: TriggerKind, side: Side, back: Option<Reach>, both: bool },
    /// Hides nothing.
    None,
}

fn mask(role: Role, lexicon: &Lexicon) -> Mask {
    match role {
        Role::Trigger(at) if lexicon.triggers[at].kind == TriggerKind::Pseudo => Mask::Pseudo,
        Role::Trigger(at) => {
            let trigger = &lexicon.triggers[at];
            Mask::Longest {
                kind: trigger.kind,
                side: trigger.side,
                back: matches!(trigger.reach, Reach::Back | Reach::Answer).then_some(trigger.reach),
                both: trigger.both,
            }
        }
        Role::Voice(at) if lexicon.voice_cues[at].kind == VoiceKind::Pseudo => Mask::Pseudo,
        Role::Voice(at) if lexicon.voice_cues[at].kind == VoiceKind::Mention => Mask::Mention,
        _ => Mask::None,
    }
}

/// The hits that no other hides; `hits` are sorted by place.
fn unmasked(hits: &[Hit], mask: impl Fn(Role) -> Mask) -> Vec<Hit> {
    let longest = hits.iter().map(|hit| hit.core.len()).max().unwrap_or(0);
    let hides = |other: &Hit, hit: &Hit| match mask(other.role) {
        Mask::Pseudo => true,
        Mask::Mention => mask(hit.role) != Mask::Mention,
        // Between equals the first row of the lexicon, so that the same words count once.
        kind @ Mask::Longest { .. } => {
            kind == mask(hit.role)
                && (other.core.len(), hit.core.start, hit.role, hit.whole.start, hit.whole.end)
                    > (hit.core.len(), other.core.start, other.role, other.whole.start, other.whole.end)
        }
        Mask::None => false,
    };
    let hidden = |hit: &Hit| {
        let from = hits.partition_point(|other| other.core.start + longest <= hit.core.start);
        let near = hits[from..].iter().take_while(|other| other.core.start < hit.core.end);
        near.filter(|other| other.overlaps(hit)).any(|other| hides(other, hit))
    };
    hits.iter().filter(|hit| mask(hit.role) != Mask::Pseudo && !hidden(hit)).cloned().collect()
}
