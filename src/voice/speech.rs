//! Reported speech, belief and wish: which words a cue hands to somebody else.
//!
//! A verb's content stands behind it, in front of it ("..., the minister said"), or around it; where is read from
//! punctuation and closed word classes. The content runs to the end of the sentence or of its clause (in political
//! news attributed content mostly does); the writer's own "we believe" opens no other voice.

use std::ops::Range;

use super::speaker::{self, Who};
use super::syntax::Syntax;
use super::{SpanKind, VoiceSpan, Voiced};
use crate::lexicon::{Lexicon, Role, VoiceKind};
use crate::matcher::Hit;
use crate::parsed::Parsed;
use crate::tokens::Gap;

/// The reported stretches of a passage.
pub(super) fn find(syntax: &Syntax<'_>) -> Vec<Voiced> {
    let parsed = syntax.parsed;
    let listed = cues(parsed, syntax.lexicon).map(|(hit, kind)| (hit.core.clone(), kind));
    let unlisted = unlisted(syntax).map(|verb| (verb..verb + 1, VoiceKind::Remark));
    let mut out = Vec::new();
    for (cue, kind) in listed.chain(unlisted).filter(|(cue, _)| !syntax.is_quoted(cue)) {
        let span_kind = if kind == VoiceKind::Mention { SpanKind::Mention } else { SpanKind::Indirect };
        for content in contents(syntax, &cue, kind).into_iter().filter(|c| !c.is_empty()) {
            let span = parsed.tokens.span(&content).shifted(parsed.start);
            let because = format!("{} `{}`", told(kind), parsed.words(&cue));
            let voice = VoiceSpan { span, kind: span_kind, speaker: None, because };
            out.push((voice, speaker::of(syntax, &cue, kind)));
        }
    }
    out
}

/// Who is about to speak in the next passage, where this one ends in a verb of saying and a colon.
#[expect(clippy::option_option, reason = "whether somebody is announced, and who")]
pub(super) fn announces(syntax: &Syntax<'_>) -> Option<Option<Who>> {
    use VoiceKind::{Remark, Say, Tell};
    let end = syntax.parsed.tokens.list.len();
    if !syntax.gap(end).has(Gap::COLON) || syntax.parsed.sentences.is_empty() {
        return None;
    }
    let sentence = syntax.parsed.sentence_tokens(end.checked_sub(1)?);
    let mut said = cues(syntax.parsed, syntax.lexicon).filter(|(hit, kind)| {
        matches!(kind, Say | Remark | Tell)
            && sentence.contains(&hit.core.start)
            && is_told_by_another(syntax, &hit.core, &sentence, *kind)
    });
    said.next().map(|(hit, kind)| speaker::of(syntax, &hit.core, kind))
}

fn told(kind: VoiceKind) -> &'static str {
    match kind {
        VoiceKind::Say | VoiceKind::Remark | VoiceKind::Tell => "reported by",
        VoiceKind::Believe | VoiceKind::Want => "held by somebody, by",
        VoiceKind::Judge => "spoken of by somebody, by",
        VoiceKind::According => "handed over by",
        VoiceKind::Noun => "named as somebody's by",
        VoiceKind::Passive => "a common view, by",
        VoiceKind::Mention | VoiceKind::Pseudo => "the term itself, by",
    }
}

/// A verb that no list holds, told by its shape: somebody "-ed that ...".
fn unlisted<'c>(syntax: &'c Syntax<'_>) -> impl Iterator<Item = usize> + 'c {
    let classes = &syntax.lexicon.classes;
    let that = move |i: &usize| syntax.is(*i, classes.that) && syntax.gap(*i).joins();
    let past = |i: &usize| syntax.text(*i).ends_with("ed") && !syntax.is(*i, classes.factive);
    (1..syntax.parsed.tokens.list.len()).filter(that).map(|that| that - 1).filter(past).filter(move |verb| {
        let floor = syntax.parsed.sentence_tokens(*verb).start;
        *verb > floor && syntax.can_be_subject(*verb - 1, *verb) && !syntax.is_cue(*verb)
    })
}

/// The voice cues of a passage.
pub(super) fn cues<'p>(parsed: &'p Parsed<'_>, lexicon: &'p Lexicon) -> impl Iterator<Item = (&'p Hit, VoiceKind)> {
    parsed.voice_cues.iter().filter_map(move |hit| match hit.role {
        Role::Voice(at) => Some((hit, lexicon.voice_cues[at].kind)),
        _ => None,
    })
}

/// The words that a cue hands over: one stretch, or what stands on both sides of it.
type Contents = [Range<usize>; 2];

const NOTHING: Contents = [0..0, 0..0];

fn one(range: Range<usize>) -> Contents {
    [range, 0..0]
}

/// Which words a cue hands over.
fn contents(syntax: &Syntax<'_>, cue: &Range<usize>, kind: VoiceKind) -> Contents {
    let sentence = syntax.parsed.sentence_tokens(cue.start);
    let sentence = sentence.start..reach(syntax, cue, &sentence);
    let end = sentence.end;
    let verbal = takes_subject(kind) || (kind == VoiceKind::Noun && !syntax.is_noun(cue.start, sentence.start));
    if verbal && !is_told_by_another(syntax, cue, &sentence, kind) {
        return NOTHING;
    }
    match kind {
        VoiceKind::Say | VoiceKind::Remark => said(syntax, cue, &sentence, kind),
        VoiceKind::Tell => told_to(syntax, cue, &sentence),
        VoiceKind::Believe if is_aside(syntax, cue, end) => {
            [sentence.start..left_of(syntax, cue, &sentence).1, cue.end..end]
        }
        VoiceKind::Believe | VoiceKind::Passive => one(cue.end..end),
        VoiceKind::Want | VoiceKind::Judge | VoiceKind::Noun => one(cue.end..syntax.end(cue.end, end)),
        VoiceKind::According => according(syntax, cue, &sentence),
        VoiceKind::Mention => one(cue.end..phrase_end(syntax, cue.end, end)),
        VoiceKind::Pseudo => NOTHING,
    }
}

/// How far words can be somebody else's: to where the writer says "I" again, and, from inside "Although many say ...,"
/// to the comma that ends it.
fn reach(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> usize {
    let classes = &syntax.lexicon.classes;
    let comma = |i: usize| syntax.gap(i).has(Gap::COMMA) && !syntax.is_quoted(&(i - 1..i));
    let opener =
        (sentence.start..cue.start).rev().take_while(|i| !comma(*i + 1)).find(|i| syntax.is(*i, classes.concession));
    let own = |i: usize| syntax.is(i, classes.first_person) && !syntax.is_quoted(&(i..i + 1));
    let turns = |i: &usize| {
        let joined = syntax.is(*i, classes.coordinator) && own(*i + 1);
        (opener.is_some() && comma(*i)) || joined || (comma(*i) && own(*i))
    };
    (cue.end + 1..sentence.end).find(turns).unwrap_or(sentence.end)
}

/// "So-called X", "the term X": the next few words.
fn phrase_end(syntax: &Syntax<'_>, from: usize, end: usize) -> usize {
    (from + 1..end).find(|i| !syntax.gap(*i).joins()).unwrap_or(end).min(from + 5)
}

/// Whether a cue is a verb, somebody's.
fn takes_subject(kind: VoiceKind) -> bool {
    use VoiceKind::{Believe, Judge, Remark, Say, Tell, Want};
    matches!(kind, Say | Remark | Tell | Believe | Want | Judge)
}

/// Whether a verb is one, and its subject somebody other than the writer.
fn is_told_by_another(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>, kind: VoiceKind) -> bool {
    let classes = &syntax.lexicon.classes;
    let verb = !syntax.is_noun(cue.start, sentence.start);
    let willed = kind != VoiceKind::Want || wills(syntax, cue.start, sentence.start);
    let named = kind == VoiceKind::Judge
        && syntax.is(cue.start, classes.naming)
        && is_passive(syntax, cue.start, sentence.start);
    let acted = kind != VoiceKind::Judge || !syntax.is(cue.end, classes.agent);
    verb && willed && acted && !named && !is_own(syntax, cue, sentence)
}

/// "Is called", "was known as".
fn is_passive(syntax: &Syntax<'_>, verb: usize, floor: usize) -> bool {
    (syntax.before_helpers(verb, floor)..verb).any(|i| syntax.is(i, syntax.lexicon.classes.be))
}

/// Whether somebody who can want something stands before a verb of wish.
fn wills(syntax: &Syntax<'_>, verb: usize, floor: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let at = syntax.before_helpers(verb, floor);
    let Some(subject) = at.checked_sub(1).filter(|s| *s >= floor) else { return false };
    let who = [classes.people_word, classes.pronoun].iter().any(|c| syntax.is(subject, *c));
    let promised = (at..verb).any(|i| syntax.is(i, classes.future));
    (who || syntax.capital(subject)) && !promised && !syntax.is(subject, classes.relative)
}

/// Whether nobody else speaks: "we believe", "to maintain", "should stress", "this report argues".
fn is_own(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> bool {
    let classes = &syntax.lexicon.classes;
    let at = syntax.before_helpers(cue.start, sentence.start);
    let duty = (at..cue.start).any(|i| syntax.is(i, classes.duty) || syntax.is(i, classes.first_person));
    if is_joined_infinitive(syntax, at, sentence.start) {
        return true;
    }
    let Some(subject) = at.checked_sub(1).filter(|s| *s >= sentence.start && syntax.gap(at).joins()) else {
        return duty || (cue.start == sentence.start && !is_participle(syntax, cue, sentence.end));
    };
    let pointed = syntax.is(subject, classes.self_noun) && points_at_itself(syntax, subject);
    if syntax.is(subject, classes.infinitive) {
        let phase = subject.checked_sub(1).filter(|p| *p > sentence.start && syntax.is(*p, classes.phase));
        return phase.is_none_or(|p| is_own(syntax, &(p..p + 1), sentence));
    }
    duty || pointed || syntax.is(subject, classes.first_person) || syntax.is(subject, classes.nobody)
}

/// "To realise the promise and maintain the lead": an infinitive whose "to" stands before the one it is joined to.
fn is_joined_infinitive(syntax: &Syntax<'_>, verb: usize, floor: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let bare = !["s", "ed", "ing"].iter().any(|end| syntax.text(verb).ends_with(end));
    let joined = verb > floor && syntax.is(verb - 1, classes.coordinator);
    let opener = |i: &usize| syntax.is(*i, classes.infinitive) || syntax.is(*i, classes.finite);
    bare && joined && (floor..verb).rev().find(opener).is_some_and(|i| syntax.is(i, classes.infinitive))
}

/// "Citing the race, the minister ...": what somebody else does beside the main clause.
fn is_participle(syntax: &Syntax<'_>, cue: &Range<usize>, end: usize) -> bool {
    let comma = (cue.end..end).find(|i| syntax.gap(*i).has(Gap::COMMA));
    let others = |at| !syntax.is(at, syntax.lexicon.classes.first_person);
    syntax.text(cue.start).ends_with("ing") && comma.is_some_and(others)
}

/// "This report", "the Strategy": a text that speaks of itself.
fn points_at_itself(syntax: &Syntax<'_>, noun: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    if noun == 0 {
        return false;
    }
    let titled = syntax.capital(noun) && syntax.is(noun - 1, classes.determiner) && !syntax.capital(noun + 1);
    syntax.is(noun - 1, classes.pointer) || titled
}

/// Where the clause of a speech verb stands against its content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Its subject stands behind it, so that its content stands before it.
    Turned,
    /// A quotation ends right before it: "'...', she said".
    Quotation,
    /// A comma: "..., she said", or "On Monday, she said ...".
    Comma,
    /// Nothing: it begins the sentence, or goes on from words without a mark.
    Open,
}

/// The content of a verb of saying: behind it, before it, or on both sides.
fn said(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>, kind: VoiceKind) -> Contents {
    let (left, start) = left_of(syntax, cue, sentence);
    let end = sentence.end;
    let from = syntax.past_adverbials(cue.end, end);
    let back = || one(sentence.start..start);
    let is = |class| syntax.is(from, class);
    let classes = &syntax.lexicon.classes;
    if is(classes.that) {
        return one(from..end);
    }
    let detour = is(classes.preposition).then(|| syntax.that_ahead(from, end)).flatten();
    let clause = from < end && syntax.gap(from).joins() && !is(classes.preposition);
    let strong = kind == VoiceKind::Say || opens_clause(syntax, from);
    match left {
        Left::Quotation | Left::Turned => back(),
        _ if detour.is_some() => detour.map_or(NOTHING, |that| one(that..end)),
        Left::Comma if is_aside(syntax, cue, end) => [sentence.start..start, cue.end..end],
        Left::Comma if clause && strong => one(from..end),
        Left::Comma => back(),
        Left::Open if syntax.opens(from) || (clause && strong) || syntax.has_finite(&(from..end)) => one(from..end),
        Left::Open => NOTHING,
    }
}

/// Whether a content can begin here that no conjunction opens.
fn opens_clause(syntax: &Syntax<'_>, at: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    [classes.pronoun, classes.determiner, classes.first_person, classes.article].iter().any(|c| syntax.is(at, *c))
        || syntax.capital(at)
        || syntax.opens(at)
}

/// "The plan, officials said, could fail."
fn is_aside(syntax: &Syntax<'_>, cue: &Range<usize>, end: usize) -> bool {
    let gap = syntax.gap(cue.end);
    gap.has(Gap::COMMA)
        && !syntax.opens(cue.end)
        && cue.end + 2 < end
        && !syntax.is_cue(cue.end)
        && !syntax.is(cue.end, syntax.lexicon.classes.preposition)
}

/// What stands left of the clause of a verb, and where that clause begins.
fn left_of(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> (Left, usize) {
    if is_turned(syntax, cue, sentence) {
        return (Left::Turned, cue.start);
    }
    let start = speaker::clause_start(syntax, cue.start, sentence.start);
    let left = match start {
        at if at == sentence.start => Left::Open,
        at if syntax.closes(at) => Left::Quotation,
        at if syntax.gap(at).has(Gap::COMMA) => Left::Comma,
        _ => Left::Open,
    };
    (left, start)
}

/// Whether the subject stands behind the verb: "..., said the minister, who ...".
pub(super) fn is_turned(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> bool {
    let classes = &syntax.lexicon.classes;
    let ends = |i: &usize| !syntax.gap(*i).joins() || syntax.is(*i, classes.relative);
    let behind = cue.end..(cue.end + 1..sentence.end).find(ends).unwrap_or(sentence.end);
    let named = syntax.capital(cue.end) || syntax.has_finite(&(sentence.start..cue.start));
    let phrase = behind.len() <= speaker::LONGEST
        && !syntax.is(cue.end, classes.pronoun)
        && !syntax.has_finite(&behind)
        && !behind.clone().any(|i| syntax.opens(i));
    let comma = syntax.gap(cue.start).has(Gap::COMMA) && named && phrase;
    cue.start > sentence.start && (syntax.closes(cue.start) || comma)
}

/// The content of a verb that names its hearer first: "told reporters that", "told CNN the plan".
fn told_to(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> Contents {
    let classes = &syntax.lexicon.classes;
    let opens = |i: &usize| {
        let article = syntax.is(*i, classes.determiner) && !syntax.is(*i - 1, classes.preposition);
        let subject = article || syntax.is(*i, classes.pronoun);
        syntax.is(*i, classes.infinitive) || syntax.opens(*i) || (subject && *i > cue.end)
    };
    let reach = cue.end..sentence.end.min(cue.end + speaker::LONGEST);
    let begins = || reach.take_while(|i| syntax.opens(*i) || syntax.gap(*i).joins()).find(opens);
    let (left, start) = left_of(syntax, cue, sentence);
    match syntax.that_ahead(cue.end, sentence.end).or_else(begins) {
        Some(from) if !syntax.closes(start) || start == sentence.start => one(from..sentence.end),
        _ if left != Left::Open => one(sentence.start..start),
        _ => NOTHING,
    }
}

/// "According to X, …" hands over the rest; "…, according to X" what stands before; between commas, both.
fn according(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> Contents {
    let comma = (cue.end + 1..sentence.end).find(|i| syntax.gap(*i).has(Gap::COMMA));
    let connects = |i| syntax.is(i, syntax.lexicon.classes.coordinator) || syntax.past_adverbials(i, cue.start) > i;
    if (sentence.start..cue.start).all(connects) {
        return one(comma.unwrap_or(cue.end)..sentence.end);
    }
    let before = sentence.start..cue.start;
    let rest = |c: &usize| !syntax.has_finite(&before) && syntax.has_finite(&(*c..sentence.end));
    let cut_short = syntax.is(cue.start - 1, syntax.lexicon.classes.finite);
    match comma.filter(|c| cut_short || rest(c)) {
        Some(comma) => [before, comma..sentence.end],
        None => one(before),
    }
}
