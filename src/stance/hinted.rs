//! Words around a race frame that speak for or against a refusal of it, added up. Infrastructure frames are refused too
//! seldom.

use super::given::is_setback;
use super::negated::denied;
use super::{Context, Cue, Stance, Verdict, question, structure, triggers};
use crate::hints::{hints, sum};
use crate::lexicon::hints::{Hint, Sign};
use crate::lexicon::{Pole, TriggerKind};
use crate::matcher::Hit;
use crate::voice::{SpanKind, VoiceSpan};

/// How many words before and behind a cue are looked at.
const AROUND: [usize; 2] = [25, 40];

/// How many words stand between two frames that are set against each other.
const NEAR: usize = 6;

/// Criticised, where the log odds of a refusal reach 0 by words alone.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    // As with verdicts elsewhere in the passage: a setback, or a call for the frame, is not refused by what stands around.
    // What stands around somebody's reported words is mostly his as well.
    let reported = context.voice(cue.passage, &cue.core).is_some_and(|v| v.kind == SpanKind::Indirect);
    let spoken_for = || {
        is_setback(context, cue)
            || context.beside(cue, TriggerKind::Urge).is_some()
            || question::is_affirmed(context, cue)
            || structure::agreed(context, cue).is_some()
    };
    if cue.entry.pole != Pole::Race || reported || spoken_for() {
        return None;
    }
    let (odds, found) = odds(context, cue);
    let heavy = found.iter().any(|(_, hint)| hint.weight >= context.lexicon.decision().refusal.heavy);
    (heavy && odds >= 0.0 && !refuses_the_other(context, cue)).then(|| Verdict {
        stance: Stance::Criticised,
        voice: None,
        because: format!(
            "criticised by words that hint at it together: {}",
            context.parsed[cue.passage].heaviest(found)
        ),
    })
}

/// Whether the sentence of a cue, or the one before it, refuses a frame of the other pole: "no commons but a contest".
fn refuses_the_other(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    let parsed = &context.parsed[cue.passage];
    let at = parsed.sentence_of(cue.core.start);
    let refused = |hit: &Hit| {
        let entry = context.entry(hit).filter(|entry| entry.pole != cue.entry.pole);
        entry.is_some_and(|entry| triggers::refused_by_the_writer(context, cue.passage, hit, entry).is_some())
    };
    let near = |hit: &&Hit| {
        let apart = cue.core.start.saturating_sub(hit.core.end).max(hit.core.start.saturating_sub(cue.core.end));
        apart <= NEAR && (at.saturating_sub(1)..=at).contains(&parsed.sentence_of(hit.core.start))
    };
    parsed.hits.iter().filter(near).any(refused)
}

/// The log odds of a refusal by the words around a cue, and these words.
fn odds(context: &Context<'_>, cue: &Cue<'_>) -> (f64, Vec<(usize, Hint)>) {
    let parsed = &context.parsed[cue.passage];
    let list = &parsed.tokens.list;
    let [before, behind] = AROUND;
    let words = cue.core.start.saturating_sub(before)..list.len().min(cue.core.end + behind);
    let mut found = hints(list, &words, Sign::RaceRefusal, &[], context.lexicon);
    found.retain(|(at, _)| !parsed.look_alikes.iter().any(|words| words.contains(at)));
    // What somebody else says of the race is not the writer's refusal of it.
    let race = |hit: &Hit| context.entry(hit).is_some_and(|entry| entry.pole == Pole::Race);
    let of_race = |v: &&VoiceSpan| parsed.hits.iter().any(|hit| race(hit) && v.span.contains(parsed.place(&hit.core)));
    let others = |at: usize| context.voice(cue.passage, &(at..at + 1)).filter(|v| v.kind == SpanKind::Indirect);
    let here = parsed.place(&cue.core);
    found.retain(|(at, _)| others(*at).filter(of_race).is_none_or(|v| v.span.contains(here)));
    let denied: Vec<usize> = denied(context, cue.passage).map(|(_, verdict)| verdict).collect();
    found.retain(|(at, _)| !denied.contains(at));
    (context.lexicon.decision().refusal.start + sum(&found), found)
}
