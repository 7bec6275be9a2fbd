//! What the structure of the text does to a frame: lead-ins and headings before, headings and sentences after.

use super::{Context, Cue, Stance, Verdict, effect};
use crate::document::PassageKind;
use crate::lexicon::{Pole, Reach, TriggerKind};

/// The stance that lead-in, heading, next sentence or next heading give a race frame.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    if cue.entry.pole != Pole::Race {
        return None;
    }
    let above = governing(context, cue.passage);
    let ascribed = above.iter().any(|(kind, _)| *kind == TriggerKind::Ascribe);
    let refused = above.iter().find_map(|(kind, text)| Some((effect(*kind, Pole::Race)?, text.clone())));
    let refused = refused.or_else(|| next_sentence(context, cue)).or_else(|| next_heading(context, cue.passage));
    match refused {
        Some((stance, text)) => Some(Verdict { stance, ascribed, because: format!("{} by {text}", stance.name()) }),
        None => above.into_iter().find(|(kind, _)| *kind == TriggerKind::Ascribe).map(|(_, text)| Verdict {
            stance: Stance::Asserted,
            ascribed: true,
            because: format!("handed to others by {text}"),
        }),
    }
}

/// The triggers over a passage: in its lead-in, its heading, and the heading of the lead-in.
fn governing(context: &Context<'_>, passage: usize) -> Vec<(TriggerKind, String)> {
    let here = &context.document.passages()[passage];
    let mut out = Vec::new();
    for above in [here.lead_in, here.heading].into_iter().flatten() {
        for (trigger, hit) in context.triggers(above).filter(|(t, _)| t.reach == Reach::Below) {
            out.push((trigger.kind, format!("{} above ({})", context.quoted(above, hit), trigger.id)));
        }
    }
    out
}

/// A sentence right behind the cue's that looks back: "That is a mistake."
fn next_sentence(context: &Context<'_>, cue: &Cue<'_>) -> Option<(Stance, String)> {
    let parsed = &context.parsed[cue.passage];
    let at = parsed.sentence_of(cue.core.start);
    let next = parsed.sentences.get(at + 1);
    let same = next.and_then(|next| back(context, cue.passage, next.tokens.start..next.tokens.end));
    let behind = cue.passage + 1;
    let first = context.parsed.get(behind).and_then(|p| p.sentences.first()).filter(|_| next.is_none());
    let paragraph = context.document.passages().get(behind).is_some_and(|p| p.kind == PassageKind::Paragraph);
    same.or_else(|| first.filter(|_| paragraph).and_then(|s| back(context, behind, s.tokens.clone())))
}

/// A heading right behind the section that looks back: "Why this is wrong".
fn next_heading(context: &Context<'_>, passage: usize) -> Option<(Stance, String)> {
    let at = context.document.passages()[passage].next_heading?;
    back(context, at, 0..context.parsed[at].tokens.list.len())
}

fn back(context: &Context<'_>, passage: usize, words: std::ops::Range<usize>) -> Option<(Stance, String)> {
    let found = context.triggers(passage).find(|(t, hit)| t.reach == Reach::Back && words.contains(&hit.core.start));
    found.and_then(|(t, hit)| {
        Some((effect(t.kind, Pole::Race)?, format!("{} behind it ({})", context.quoted(passage, hit), t.id)))
    })
}
