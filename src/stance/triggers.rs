//! Words in the same sentence that deny, criticise, avoid or suppose the frame.

use std::ops::Range;

use super::asides::Asides;
use super::given::{is_given, is_setback, is_setting, is_spoken_of, rival_acts};
use super::negated::{denied, is_spent};
use super::{Context, Cue, Stance, Verdict, Voice, effect};
use crate::lexicon::{Pole, Reach, Side, Trigger, TriggerKind};
use crate::matcher::Hit;
use crate::tokens::Gap;
use crate::voice::{SpanKind, VoiceSpan};

/// A denial reaches an infrastructure frame only from this near: few writers deny one, and many deny something beside it.
const CLOSE: usize = 2;

/// The stance that the triggers around a cue give it.
pub(super) fn read(context: &Context<'_>, cue: &Cue<'_>) -> Option<Verdict> {
    let reaching = reaching(context, cue);
    if let Some((trigger, hit)) = contradiction(context, cue, &reaching) {
        let because = format!("asserted against others by {} ({})", context.quoted(cue.passage, hit), trigger.id);
        return Some(Verdict { stance: Stance::Asserted, voice: Some(Voice::Author), because });
    }
    if let Some(verdict) = denied_refusal(context, cue, &reaching) {
        return Some(verdict);
    }
    let count = |kind| reaching.iter().filter(|(t, _)| t.kind == kind).count();
    let (denials, avoidances) = (count(TriggerKind::Deny), count(TriggerKind::Avoid));
    let setback = is_setback(context, cue);
    let inner = setback || rival_acts(context, cue);
    // Two negations cancel out ("naive to deny", "cannot avoid"). What is said of a setback belongs to the frame ("we must
    // not lose", "if we lose", "losing would be a disaster"), unless the whole sentence is denied ("nothing shows that we
    // lose") or its fear is judged ("the fear of losing is foolish").
    let even = (denials + avoidances) % 2 == 0 && denials > 0;
    let cancelled = |t: &Trigger| match t.kind {
        TriggerKind::Deny | TriggerKind::Avoid => even || (inner && t.reach != Reach::Sentence),
        TriggerKind::Hypothetical => t.reach != Reach::Sentence && (setback || is_given(context, cue)),
        TriggerKind::Criticise => setback && !t.both && (t.side == Side::After || !is_spoken_of(context, cue)),
        _ => false,
    };
    let sentence = context.parsed[cue.passage].sentence_tokens(cue.core.start);
    let conceded = |hit: &Hit| is_conceded(context, cue.passage, &sentence, cue.core.end.max(hit.core.end));
    let strongest = reaching
        .iter()
        .filter(|(t, hit)| !cancelled(t) && (t.kind != TriggerKind::Criticise || !conceded(hit)))
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

/// A refusal that is refused itself: "I do not believe that | the race is a myth", "it is foolish to | resist | the race".
fn denied_refusal(context: &Context<'_>, cue: &Cue<'_>, reaching: &[(&Trigger, &Hit)]) -> Option<Verdict> {
    let refuses = |t: &Trigger| matches!(effect(t, cue.entry.pole), Some(Stance::Negated | Stance::Criticised));
    let refusals = || reaching.iter().filter(|(t, _)| refuses(t));
    let within = |outer: &Hit, inner: &Hit| {
        let claim = opens_claim(context, cue, outer) && !is_appended(context, cue, inner);
        inner.core.start >= outer.core.end && (claim || governs(context, cue, outer, inner))
    };
    let inner = |outer: &Hit| refusals().map(|(_, hit)| *hit).filter(|hit| within(outer, hit)).collect::<Vec<_>>();
    let (trigger, outer) = refusals().find(|(_, hit)| !inner(hit).is_empty())?;
    let inside = inner(outer);
    let once = inside.iter().all(|hit| inner(hit).is_empty());
    let because = format!(
        "refusal by {} denied by {}",
        context.quoted(cue.passage, inside[0]),
        context.quoted(cue.passage, outer)
    );
    let own = is_outside(context, cue, outer, trigger) || !is_theirs(context, cue, trigger, outer);
    once.then_some(Verdict { stance: Stance::Asserted, voice: own.then_some(Voice::Author), because })
}

/// Whether the claim that holds a cue stands right behind some words: "nobody believes | that we race".
fn opens_claim(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> bool {
    let that = |at: usize| context.parsed[cue.passage].tokens.is(at, context.lexicon.classes.that, context.lexicon);
    hit.core.end <= cue.core.start && (that(hit.core.end - 1) || that(hit.core.end))
}

/// Whether a refusal is the verb behind another, with the frame as its object: "must not | resist the | race", "foolish to |
/// resist the | race".
fn governs(context: &Context<'_>, cue: &Cue<'_>, outer: &Hit, inner: &Hit) -> bool {
    let classes = &context.lexicon.classes;
    let is = |at, class| context.parsed[cue.passage].tokens.is(at, class, context.lexicon);
    let verb = inner.core.start;
    let bare = [classes.infinitive, classes.first_person, classes.negation].iter().any(|class| is(verb - 1, *class));
    let joined = verb == outer.core.end || (verb == outer.core.end + 1 && is(verb - 1, classes.infinitive));
    let mut object = inner.core.end.saturating_sub(1)..cue.core.start;
    joined && bare && object.any(|at| is(at, classes.article))
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

/// The words by which the writer refuses what others deny: "those who call the race a myth | are wrong".
fn contradiction<'c>(
    context: &Context<'_>,
    cue: &Cue<'_>,
    reaching: &[(&'c Trigger, &'c Hit)],
) -> Option<(&'c Trigger, &'c Hit)> {
    let refuses = |t: &Trigger| matches!(effect(t, cue.entry.pole), Some(Stance::Negated | Stance::Criticised));
    let refusals = || reaching.iter().filter(|(t, _)| refuses(t));
    let theirs = refusals().any(|(t, hit)| is_theirs(context, cue, t, hit));
    let comments = |t: &Trigger, hit: &Hit| t.kind == TriggerKind::Criticise || is_appended(context, cue, hit);
    let ours = || refusals().find(|(t, hit)| comments(t, hit) && !is_theirs(context, cue, t, hit));
    theirs.then(ours).flatten().copied()
}

/// The word by which the writer makes the quoted frame his own, if there is one in the sentence.
pub(super) fn endorsed(context: &Context<'_>, cue: &Cue<'_>) -> Option<String> {
    let found = context.beside(cue, TriggerKind::Endorse);
    let outside = found.filter(|hit| shared_voice(context, cue, hit) != Some(SpanKind::Direct));
    outside.map(|hit| format!("endorsed by {}", context.quoted(cue.passage, hit)))
}

/// Whether the writer says this of somebody else's words: "nothing supports the notion that ...", "forget the talk of ...". A
/// named speaker may himself be the one who denies: "the minister does not believe that ...".
fn is_outside(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit, trigger: &Trigger) -> bool {
    let place = context.parsed[cue.passage].place(&hit.core);
    let theirs = is_their_verb(context, cue, hit);
    // "Nobody sensible | believes" is the writer's.
    let whole =
        trigger.reach == Reach::Sentence && !their_verb(context, cue).is_some_and(|v| v.core.start <= hit.core.start);
    let apart = |v: &VoiceSpan| (whole || (v.speaker.is_none() && !theirs)) && !v.span.overlaps(place);
    context.voice(cue.passage, &cue.core).is_some_and(apart)
}

/// Whether somebody else both names the frame and refuses it, so that the writer does not.
fn is_theirs(context: &Context<'_>, cue: &Cue<'_>, trigger: &Trigger, hit: &Hit) -> bool {
    let shared = shared_voice(context, cue, hit).is_some_and(|kind| kind != SpanKind::Mention);
    let comment = trigger.reach == Reach::Sentence && trigger.kind == TriggerKind::Criticise;
    !comment && ((shared && !is_appended(context, cue, hit)) || is_their_verb(context, cue, hit))
}

/// Whether a verdict stands in a clause of its own behind somebody's words: "he says we race, and he is wrong", "..., which
/// is nonsense".
fn is_appended(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> bool {
    let tokens = &context.parsed[cue.passage].tokens;
    let classes = &context.lexicon.classes;
    let openers = [classes.coordinator, classes.article, classes.relative];
    let opens = |i| openers.iter().any(|c| tokens.is(i, *c, context.lexicon));
    let asides = Asides::new(context, cue.passage, &(cue.core.end..hit.core.start));
    let breaks = |i| asides.leave_clause_mark(i, tokens) || (tokens.gap(i).has(Gap::COMMA) && opens(i));
    (cue.core.end..=hit.core.start).any(|i| !asides.hold(i) && breaks(i))
}

/// Whether the refusal is the very verb by which somebody speaks: "Beijing | rejects | the idea of a race", or stands before
/// the noun of what others say: "Beijing | rejects | the idea that we race".
fn is_their_verb(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> bool {
    let Some(verb) = their_verb(context, cue) else { return false };
    let tokens = &context.parsed[cue.passage].tokens;
    let classes = &context.lexicon.classes;
    let is = |at, class| tokens.is(at, class, context.lexicon);
    let who = [classes.people_word, classes.personal, classes.evidence, classes.self_noun];
    let pointed = |at: usize| at > 0 && is(at - 1, classes.pointer);
    let speaks = |at: usize| {
        let known = who.iter().any(|class| is(at, *class)) && !pointed(at);
        (known || tokens.list[at].capital) && !is(at, classes.first_person)
    };
    let subject = || hit.core.start.checked_sub(1).is_some_and(speaks);
    let object = |noun: usize| hit.core.end + 1 == noun && is(hit.core.end, classes.article) && subject();
    let verb = &verb.core;
    (verb.start..=verb.end).contains(&hit.core.end) || hit.core.contains(&verb.start) || object(verb.start)
}

/// The verb or noun by which somebody else holds the words of a cue.
fn their_verb<'c>(context: &Context<'c>, cue: &Cue<'_>) -> Option<&'c Hit> {
    let parsed = &context.parsed[cue.passage];
    let voice = context.voice(cue.passage, &cue.core).filter(|v| v.kind == SpanKind::Indirect)?;
    let first = parsed.within(voice.span).start;
    parsed.voice_cues.iter().find(|c| c.core.end <= first && first - c.core.end <= 1)
}

/// How the words came to be somebody else's, if cue and trigger both are.
fn shared_voice(context: &Context<'_>, cue: &Cue<'_>, hit: &Hit) -> Option<SpanKind> {
    let parsed = &context.parsed[cue.passage];
    let (here, there) = (parsed.place(&cue.core), parsed.place(&hit.core));
    let around = |words, place| context.voice(cue.passage, words).filter(|v: &&VoiceSpan| v.span.contains(place));
    around(&cue.core, there).or_else(|| around(&hit.core, here)).map(|v| v.kind)
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
            && ((denies && cue.holds(hit)) || around(trigger, hit))
            && !(denies && trigger.side != Side::Inside && is_wording(context, cue, hit))
            && !(denies && is_setting(context, cue, hit))
            && !in_other_voice(context, passage, hit, core)
            && !asides.cover(&hit.core)
            && !is_spent(context, cue, &judged, hit)
    };
    let found: Vec<_> = context.triggers(passage).filter(|(trigger, hit)| reaches(trigger, hit)).collect();
    // The "not" of "not ... but" is no second negation.
    let part = |hit: &Hit| {
        let whole = |(t, other): &(&Trigger, &Hit)| {
            t.side == Side::Inside && *other != hit && other.whole.contains(&(hit.core.end - 1))
        };
        found.iter().any(whole)
    };
    found.iter().filter(|(_, hit)| !part(hit)).copied().collect()
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
    shared.end == hit.core.end
        && !shared.is_empty()
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
    let before = (core.end < hit.core.end).then(|| core.end..hit.core.start.max(core.end));
    match side {
        Side::After => after,
        Side::Before => before,
        Side::Either => after.or(before),
        Side::Inside => (hit.core.start <= core.start && core.end <= hit.core.end).then_some(core.start..core.start),
    }
}

fn within(context: &Context<'_>, passage: usize, trigger: &Trigger, gap: &Range<usize>) -> bool {
    let most = match trigger.reach {
        Reach::Words(most) => most,
        Reach::Clause => usize::MAX,
        Reach::Sentence => return true,
        Reach::Passage | Reach::Back | Reach::Below => return false,
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

/// A trigger inside a quotation says nothing about words outside it.
fn in_other_voice(context: &Context<'_>, passage: usize, hit: &Hit, core: &Range<usize>) -> bool {
    let place = context.parsed[passage].place(core);
    context.voice(passage, &hit.core).is_some_and(|v| v.kind != SpanKind::Indirect && !v.span.contains(place))
}
