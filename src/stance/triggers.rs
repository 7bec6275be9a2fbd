//! Words in the same sentence that deny, criticise, avoid or suppose the frame.

use std::ops::Range;

use super::asides::Asides;
use super::given::{is_given, is_setback, is_setting, is_spoken_of, rival_acts};
use super::negated::{contradiction, denied, denied_refusal, is_spent, opens_claim};
use super::whose::{is_appended, is_outside, is_their_verb, is_theirs, shared_voice};
use super::{Context, Cue, Stance, Verdict, Voice, effect};
use crate::lexicon::{Entry, Pole, Reach, Side, Trigger, TriggerKind};
use crate::matcher::Hit;
use crate::tokens::Gap;
use crate::voice::SpanKind;

/// A denial reaches an infrastructure frame only from this near, unless it holds the claim: few writers deny one, and many deny something beside it.
const CLOSE: usize = 2;

/// The stance that the triggers around a cue give it.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    let reaching = reaching(context, cue);
    if let Some((trigger, hit)) = contradiction(context, cue, &reaching) {
        let because = format!("asserted against others by {} ({})", context.quoted(cue.passage, hit), trigger.id);
        return Some(Verdict { stance: Stance::Asserted, voice: Some(Voice::Author), because });
    }
    let count = |kind| reaching.iter().filter(|(t, _)| t.kind == kind).count();
    let (denials, avoidances) = (count(TriggerKind::Deny), count(TriggerKind::Avoid));
    let setback = is_setback(context, cue);
    let inner = setback || rival_acts(context, cue);
    if let Some(verdict) = (!inner).then(|| denied_refusal(context, cue, &reaching)).flatten() {
        return Some(verdict);
    }
    // Two negations cancel out ("naive to deny", "cannot avoid"). What is said of a setback belongs to the frame ("we must
    // not lose", "if we lose", "losing would be a disaster"), unless the whole sentence is denied ("nothing shows that we
    // lose") or its fear is judged ("the fear of losing is foolish").
    let even = (denials + avoidances) % 2 == 0 && denials > 0;
    let of_claim = |t: &Trigger, hit: &Hit| {
        let denied_by_others = || opens_claim(context, cue, hit) && is_their_verb(context, cue, hit);
        is_outside(context, cue, hit, t) || is_beside_quotation(context, cue, hit) || denied_by_others()
    };
    let cancelled = |t: &Trigger, hit: &Hit| match t.kind {
        TriggerKind::Deny | TriggerKind::Avoid => even || (inner && t.reach != Reach::Sentence && !of_claim(t, hit)),
        TriggerKind::Hypothetical => t.reach != Reach::Sentence && (setback || is_given(context, cue)),
        TriggerKind::Criticise => {
            setback && !t.both && !of_claim(t, hit) && (t.side == Side::After || !is_spoken_of(context, cue))
        }
        _ => false,
    };
    let sentence = context.parsed[cue.passage].sentence_tokens(cue.core.start);
    let conceded = |hit: &Hit| is_conceded(context, cue.passage, &sentence, cue.core.end.max(hit.core.end));
    let strongest = reaching
        .iter()
        .filter(|(t, hit)| !cancelled(t, hit) && (t.kind != TriggerKind::Criticise || !conceded(hit)))
        .filter_map(|(t, hit)| Some((effect(t, cue.entry.pole)?, *t, *hit)))
        .max_by_key(|(stance, _, hit)| (*stance, std::cmp::Reverse(hit.core.start)))?;
    let (stance, trigger, hit) = strongest;
    let told = |stance: Stance| format!("{} by {} ({})", stance.name(), context.quoted(cue.passage, hit), trigger.id);
    let (stance, voice, because) = match stance {
        Stance::Negated if is_outside(context, cue, hit, trigger) => {
            (Stance::Criticised, None, told(Stance::Criticised))
        }
        // As a quoted denial: the writer refuses nothing.
        Stance::Criticised if is_theirs(context, cue, trigger, hit) => {
            (Stance::Negated, Some(Voice::Attributed), told(stance) + ", by the same speaker")
        }
        Stance::Negated if is_theirs(context, cue, trigger, hit) => (stance, Some(Voice::Attributed), told(stance)),
        _ => (stance, None, told(stance)),
    };
    Some(Verdict { stance, voice, because })
}

/// The refusal of some other frame by the triggers around it, unless somebody else refuses it.
pub(super) fn refused_by_the_writer(
    context: &Context<'_>,
    passage: usize,
    hit: &Hit,
    entry: &Entry,
) -> Option<Verdict> {
    let verdict = read(context, &Cue { passage, core: hit.core.clone(), entry })?;
    (verdict.stance >= Stance::Negated && verdict.voice != Some(Voice::Attributed)).then_some(verdict)
}

/// Whether a trigger stands outside the quotation that holds a cue.
fn is_beside_quotation(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> bool {
    let place = context.parsed[cue.passage].place(&hit.core);
    context.voice(cue.passage, &cue.core).is_some_and(|v| v.kind == SpanKind::Direct && !v.span.overlaps(place))
}

/// Whether a sentence grants what stands before `granted`, and then calls for the frame: "dangerous, but we must win".
pub(super) fn is_conceded(context: &Context<'_>, passage: usize, sentence: &Range<usize>, granted: usize) -> bool {
    let parsed = &context.parsed[passage];
    let turn = |at: usize| parsed.tokens.is(at, context.lexicon.classes.contrast, context.lexicon);
    let calls = |urge: &Hit| (granted..urge.core.start).any(|at| parsed.tokens.gap(at).has(Gap::COMMA) && turn(at));
    let urges =
        context.triggers(passage).filter(|(t, hit)| t.kind == TriggerKind::Urge && sentence.contains(&hit.core.start));
    urges.map(|(_, hit)| hit).any(calls)
}

/// The word by which the writer makes the quoted frame his own, if there is one in the sentence.
pub(super) fn endorsed(context: &Context<'_>, cue: &Cue<'_>) -> Option<String> {
    let predicate = |t: &Trigger, hit: &Hit| {
        let gap = cue.core.end..hit.core.start;
        let comma = |i| context.parsed[cue.passage].tokens.gap(i).has(Gap::COMMA);
        t.side == Side::Before
            && gap.start <= gap.end
            && (is_relative(context, cue.passage, gap.start) || !(gap.start..=gap.end).any(comma))
            && within(context, cue.passage, t, &gap)
    };
    let predicates = || {
        let mut all = context.triggers(cue.passage).filter(|(t, _)| t.kind == TriggerKind::Endorse);
        all.find(|(t, hit)| predicate(t, hit)).map(|(_, hit)| hit)
    };
    let found = context.beside(cue, TriggerKind::Endorse).or_else(predicates);
    let outside = found.filter(|hit| match shared_voice(context, cue, hit) {
        Some(SpanKind::Direct) => false,
        Some(_) => is_appended(context, cue, hit),
        None => true,
    });
    outside.map(|hit| format!("endorsed by {}", context.quoted(cue.passage, hit)))
}

/// The triggers that reach a cue.
fn reaching<'c>(context: &Context<'c>, cue: &Cue<'_>) -> Vec<(&'c Trigger, &'c Hit)> {
    let sentence = context.parsed[cue.passage].sentence_tokens(cue.core.start);
    let (passage, core, pole) = (cue.passage, &cue.core, cue.entry.pole);
    // What stands in an aside before the cue speaks of something else: "the plan, which is not cheap, | lets us win".
    let asides = Asides::new(context, passage, &(sentence.start..core.start));
    let judged: Vec<_> = denied(context, passage).collect();
    let around = |trigger: &Trigger, hit: &Hit| {
        between(trigger.side, hit, core).is_some_and(|gap| {
            let governs = || opens_claim(context, cue, hit) || is_their_verb(context, cue, hit);
            let near = pole == Pole::Race || trigger.both || gap.len() <= CLOSE || governs();
            // "The race, | which | does not exist".
            let relative = trigger.side == Side::Before && !gap.is_empty() && is_relative(context, passage, gap.start);
            let gap = if relative { past_relative(context, passage, gap) } else { gap };
            near && (trigger.side == Side::Inside || within(context, passage, trigger, &gap))
        })
    };
    let reaches = |trigger: &Trigger, hit: &Hit| {
        let denies = trigger.kind == TriggerKind::Deny;
        sentence.contains(&hit.core.start)
            && effect(trigger, pole).is_some()
            && ((denies && cue.holds(hit) && !is_condition(context, cue)) || around(trigger, hit))
            && !(denies && trigger.side != Side::Inside && is_wording(context, cue, hit))
            && !(denies && is_setting(context, cue, hit))
            && !in_other_voice(context, passage, hit, core)
            && !asides.cover(&hit.core)
            && !is_spent(context, cue, &judged, hit)
    };
    let found: Vec<_> = context.triggers(passage).filter(|(trigger, hit)| reaches(trigger, hit)).collect();
    // The "not" of "not ... but" is no second negation.
    let part = |t: &Trigger, hit: &Hit| {
        let whole = |(t, other): (&Trigger, &Hit)| {
            t.side == Side::Inside && other != hit && other.whole.contains(&(hit.core.end - 1))
        };
        t.side == Side::After && context.triggers(passage).any(whole)
    };
    // Of two that share words the longer speaks, whether of one frame or of both.
    let twin = |t: &Trigger, hit: &Hit| {
        let longer = |(o, other): &(&Trigger, &Hit)| {
            let alike = (o.kind, o.side) == (t.kind, t.side) && other.overlaps(hit);
            alike && (other.core.len(), o.both) > (hit.core.len(), t.both)
        };
        found.iter().any(longer)
    };
    found.iter().filter(|(t, hit)| !part(t, hit) && !twin(t, hit)).copied().collect()
}

/// What is left of a gap behind the relative clause that it begins with: "the race, which some enjoy, | should end"; behind
/// the pronoun, where the trigger stands in that clause.
fn past_relative(context: &Context<'_>, passage: usize, gap: Range<usize>) -> Range<usize> {
    let comma = |i: &usize| context.parsed[passage].tokens.gap(*i).has(Gap::COMMA);
    (gap.start + 1..=gap.end).find(comma).unwrap_or(gap.start + 1)..gap.end
}

fn is_relative(context: &Context<'_>, passage: usize, at: usize) -> bool {
    context.parsed[passage].tokens.is(at, context.lexicon.classes.relative, context.lexicon)
}

/// Whether a cue is worded as a condition: "if we do not act now" denies nothing.
fn is_condition(context: &Context<'_>, cue: &Cue<'_>) -> bool {
    let tokens = &context.parsed[cue.passage].tokens;
    tokens.is(cue.core.start, context.lexicon.classes.if_word, context.lexicon)
}

/// Whether a pattern of the cue's entry names all words that a trigger shares with it: the "not" of "it is | not zero sum".
fn is_wording(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> bool {
    let shared = hit.core.start.max(cue.core.start)..hit.core.end.min(cue.core.end);
    let parsed = &context.parsed[cue.passage];
    let named = |word: &str| {
        let same = |written: &str| written.eq_ignore_ascii_case(word);
        let written = |p: &str| p.split(|c: char| !c.is_alphanumeric() && c != '\'').any(same);
        cue.entry.patterns.iter().any(|p| p.split("!(").enumerate().any(|(i, part)| written(after_lookahead(i, part))))
    };
    // Not the "is" of "winning | is | not": the denial ends in the wording.
    let is = |i, class| parsed.tokens.is(i, class, context.lexicon);
    let classes = &context.lexicon.classes;
    // Articles and "as" belong to any wording: "hardly | a | commons".
    let light = |i| (is(i, classes.article) && !is(i, classes.negation)) || is(i, classes.role);
    shared.end == hit.core.end
        && !shared.clone().all(light)
        && shared.into_iter().all(|i| named(&parsed.words(&(i..i + 1)).replace('’', "'")))
}

/// The part of a pattern behind what must not follow, "!( … )".
fn after_lookahead(part: usize, text: &str) -> &str {
    if part == 0 { text } else { text.split_once(')').map_or("", |(_, rest)| rest) }
}

/// The words between trigger and cue, where the cue stands on a side that the trigger looks to.
fn between(side: Side, hit: &Hit, core: &Range<usize>) -> Option<Range<usize>> {
    // The two may share words: "give up the | language | of conquest".
    let after = (hit.core.start < core.start).then(|| hit.core.end.min(core.start)..core.start);
    let before =
        (core.start < hit.core.start && core.end < hit.core.end).then(|| core.end..hit.core.start.max(core.end));
    match side {
        Side::After => after,
        Side::Before => before,
        Side::Either => after.or(before),
        Side::Inside => (hit.core.start <= core.start && core.end <= hit.core.end).then_some(core.start..core.start),
    }
}

pub(super) fn within(context: &Context<'_>, passage: usize, trigger: &Trigger, gap: &Range<usize>) -> bool {
    let most = match trigger.reach {
        Reach::Words(most) => most,
        Reach::Clause => usize::MAX,
        Reach::Sentence => return true,
        Reach::Passage | Reach::Back | Reach::Answer | Reach::Below => return false,
    };
    let asides = Asides::new(context, passage, gap);
    let between = gap.clone().filter(|at| !asides.hold(*at)).count();
    between <= most && !barred(context, passage, gap, &asides) && !is_fronted(context, passage, gap)
}

/// Whether a trigger opens a phrase in front of the main clause, or cue and trigger stand in the two parts of a
/// condition: "rather than wait | we race", "if they race, | everybody loses".
fn is_fronted(context: &Context<'_>, passage: usize, gap: &Range<usize>) -> bool {
    let parsed = &context.parsed[passage];
    let classes = &context.lexicon.classes;
    let is = |i, class| parsed.tokens.is(i, class, context.lexicon);
    let start = gap.start.checked_sub(1).map_or(0, |at| parsed.sentence_tokens(at).start);
    let comma = |i| parsed.tokens.gap(i).has(Gap::COMMA);
    let goes_on = |i| is(i, classes.first_person) || is(i, classes.pronoun) || comma(i);
    let mut gap_words = gap.start..=gap.end;
    let opens = is(start, classes.fronted) && gap.start - start <= 2;
    (opens && gap_words.clone().any(goes_on)) || (is(start, classes.if_word) && gap_words.any(comma))
}

/// Whether a clause ends between, asides left out: at a strong mark, a comma with a conjunction, or a word that ends
/// reaches.
fn barred(context: &Context<'_>, passage: usize, gap: &Range<usize>, asides: &Asides) -> bool {
    let tokens = &context.parsed[passage].tokens;
    let classes = &context.lexicon.classes;
    let is = |i, class| tokens.is(i, class, context.lexicon);
    let opens = |i| {
        [classes.coordinator, classes.subordinator, classes.pronoun, classes.first_person].iter().any(|c| is(i, *c))
    };
    // The "as" of "describe it as" opens no clause.
    let complement = |i: usize| is(i, classes.role) && (gap.start.saturating_sub(2)..i).any(|i| is(i, classes.framing));
    let breaks = |i: usize| {
        let Some(token) = tokens.list.get(i) else { return false };
        let clause = i < gap.end && is(i, classes.subordinator) && !complement(i);
        asides.leave_clause_mark(i, tokens) || (token.gap.has(Gap::COMMA) && opens(i)) || clause
    };
    let stops = |hit: &Hit| gap.contains(&hit.core.start) && !asides.hold(hit.core.start);
    context.triggers(passage).any(|(t, hit)| t.kind == TriggerKind::Stop && stops(hit))
        || (gap.start..=gap.end).any(|i| !asides.hold(i) && breaks(i))
}

/// A trigger in somebody else's words says nothing about words outside them.
pub(super) fn in_other_voice(context: &Context<'_>, passage: usize, hit: &Hit, core: &Range<usize>) -> bool {
    let place = context.parsed[passage].place(core);
    context.voice(passage, &hit.core).is_some_and(|v| !v.span.contains(place))
}
