//! Who is said to race or to build: the actors named in front of the cue, in its clause.

use super::{Actor, Context, Cue};
use crate::tokens::Gap;

/// How many words in front of the cue are looked at.
const REACH: usize = 12;

/// The kinds of actors of a cue.
pub(super) fn find(context: &Context<'_>, cue: &Cue<'_>) -> Vec<Actor> {
    const KINDS: [Actor; 4] = [Actor::State, Actor::Company, Actor::Researchers, Actor::Public];
    let tokens = &context.parsed[cue.passage].tokens;
    let floor = cue.core.start.saturating_sub(REACH);
    let start =
        (floor..cue.core.start).rev().find(|i| tokens.list[*i + 1].gap.has(Gap::CLAUSE)).map_or(floor, |i| i + 1);
    let range = start..cue.core.end;
    let named = |class| range.clone().any(|i| tokens.is(i, class, context.lexicon));
    let pairs = KINDS.into_iter().zip(context.lexicon.classes.actors);
    pairs.filter(|(_, class)| named(*class)).map(|(actor, _)| actor).collect()
}
