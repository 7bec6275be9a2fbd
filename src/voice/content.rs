//! Which words a voice cue hands over.
//!
//! A verb's content stands behind it, in front of it ("..., the minister said"), or around it; where is read from
//! punctuation and closed word classes. It runs to the end of the sentence or of its clause, as attributed content in
//! political news mostly does (Newell, Margolin and Ruths 2018, `PolNeAR`).

use std::ops::Range;

use super::own::{is_told_by_another, takes_subject};
use super::syntax::{LONGEST, Syntax};
use crate::lexicon::VoiceKind;
use crate::tokens::Gap;

/// The words that a cue hands over: one stretch, or what stands on both sides of it.
type Contents = [Range<usize>; 2];

/// Words before a cue that may belong to the subject of its sentence.
const SUBJECT_AT: usize = 3;

const NOTHING: Contents = [0..0, 0..0];

fn one(range: Range<usize>) -> Contents {
    [range, 0..0]
}

/// Which words a cue hands over.
pub(super) fn contents(syntax: &Syntax<'_>, cue: &Range<usize>, kind: VoiceKind) -> Contents {
    let sentence = syntax.parsed.sentence_tokens(cue.start);
    let sentence = sentence.start..reach(syntax, cue, &sentence, kind);
    let sentence = sentence.start..main_verb(syntax, cue, &sentence, kind).unwrap_or(sentence.end);
    let end = sentence.end;
    // "To talk of a race" is a verb.
    let acts = || {
        let to = cue.start.checked_sub(1).is_some_and(|i| syntax.is(i, syntax.lexicon.classes.infinitive));
        to || syntax.is_acted(cue.start, sentence.start)
    };
    let verbal = takes_subject(kind) || (kind == VoiceKind::Noun && acts());
    if verbal && !is_told_by_another(syntax, cue, &sentence, kind) {
        return NOTHING;
    }
    match kind {
        VoiceKind::Say | VoiceKind::Remark => said(syntax, cue, &sentence, kind),
        VoiceKind::Tell => told_to(syntax, cue, &sentence),
        VoiceKind::Believe if is_aside(syntax, cue, end) => {
            [sentence.start..left_of(syntax, cue, &sentence).1, cue.end..end]
        }
        VoiceKind::Believe => believed(syntax, cue, &sentence),
        VoiceKind::Passive => one(cue.end..end),
        VoiceKind::Want | VoiceKind::Judge | VoiceKind::Noun => one(cue.end..syntax.end(cue.end, end)),
        VoiceKind::According => according(syntax, cue, &sentence),
        VoiceKind::Mention => one(cue.end..phrase_end(syntax, cue.end, end)),
        VoiceKind::Pseudo => NOTHING,
    }
}

/// How far words can be somebody else's: to where the writer says "I" again or turns against what people say, and, from
/// inside "Although many say ...," to the comma that ends it.
fn reach(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>, kind: VoiceKind) -> usize {
    let classes = &syntax.lexicon.classes;
    let comma = |i: usize| syntax.gap(i).has(Gap::COMMA) && !syntax.is_quoted(&(i - 1..i));
    let opener =
        (sentence.start..cue.start).rev().take_while(|i| !comma(*i + 1)).find(|i| syntax.is(*i, classes.concession));
    let own = |i: usize| syntax.is(i, classes.first_person) && !syntax.is_quoted(&(i..i + 1));
    let but = |i: usize| comma(i) && syntax.is(i, classes.contrast) && !syntax.is(i + 1, classes.that);
    let strong = |i: usize| syntax.gap(i).has(Gap::SEMICOLON) || but(i);
    let vague = takes_subject(kind) && is_vague(syntax, cue.start, sentence.start);
    let turns = |i: &usize| {
        let joined = syntax.is(*i, classes.coordinator) && own(*i + 1);
        (opener.is_some() && comma(*i))
            || joined
            || (vague && strong(*i) && !syntax.is_quoted(&(*i - 1..*i)))
            || ((comma(*i) || syntax.gap(*i).has(Gap::SEMICOLON)) && own(*i))
    };
    let begins = if vague { cue.end } else { cue.end + 1 };
    // "As she puts it, we ...": what is handed over begins at the comma.
    let comma = || (begins..sentence.end).find(|i| comma(*i)).map(|i| i + 1);
    let from = (kind == VoiceKind::According).then(comma).flatten().unwrap_or(begins);
    (from..sentence.end).find(turns).unwrap_or(sentence.end)
}

/// Whether nobody in particular speaks: "many say | that we race, but ...".
fn is_vague(syntax: &Syntax<'_>, verb: usize, floor: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let before = |at: usize| syntax.before_helpers(at, floor).checked_sub(1).filter(|i| *i >= floor);
    // "People | keep | telling us".
    let subject = before(verb).and_then(|i| if syntax.is(i, classes.phase) { before(i) } else { Some(i) });
    subject.is_some_and(|i| syntax.is(i, classes.vague_people))
}

/// Where the main clause goes on behind words that belong to its subject: "those who say there is no race | are wrong",
/// "talk of a race | is misleading".
fn main_verb(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>, kind: VoiceKind) -> Option<usize> {
    let classes = &syntax.lexicon.classes;
    // "It turns out that | talk of a race": a conjunction, unless people stand before it.
    let whose = |i: usize| [classes.people_word, classes.article].iter().any(|c| syntax.is(i - 1, *c));
    let joins = |i: usize| syntax.is(i, classes.relative) && (!syntax.is(i, classes.that) || whose(i));
    let relative = cue.start.checked_sub(1).is_some_and(|i| i > sentence.start && joins(i));
    let subject = begins_clause(syntax, cue.start, sentence.start) && (kind == VoiceKind::Noun || relative);
    // "Those who call it a race | are wrong": what is called so holds no verb.
    let clause = (relative && kind != VoiceKind::Judge) || syntax.is(cue.end - 1, classes.that);
    let finite = |i: usize| syntax.is(i, classes.finite);
    let begins = |i: &usize| (finite(*i) || is_predicate(syntax, *i)) && !finite(*i - 1);
    let opens = |i: usize| [classes.relative, classes.subordinator, classes.that].iter().any(|c| syntax.is(i, *c));
    let mut verbs = (cue.end..sentence.end).filter(begins);
    let first = verbs.next().filter(|_| subject)?;
    let main = if clause { verbs.next()? } else { first };
    let from = if clause { first } else { cue.end };
    // The "as" of "run as infrastructure" opens no clause.
    let joined = |i: usize| (opens(i) && !syntax.is(i, classes.role)) || syntax.is(i, classes.coordinator);
    (!(from..main).any(joined)).then_some(main)
}

/// Whether a clause begins right before the phrase of a cue: "The claim", "It turns out that the very claim", "In my view, the claim".
fn begins_clause(syntax: &Syntax<'_>, cue: usize, floor: usize) -> bool {
    let that = |i: usize| syntax.is(i, syntax.lexicon.classes.that);
    let opens = |i: usize| i == floor || syntax.gap(i).has(Gap::COMMA) || that(i - 1);
    (floor.max(cue.saturating_sub(SUBJECT_AT))..=cue).any(opens)
}

/// Whether a verb stands here that is no noun behind an article or a preposition: "the claim that we race | rests on nothing".
fn is_predicate(syntax: &Syntax<'_>, at: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let nominal = [classes.determiner, classes.preposition, classes.infinitive].iter().any(|c| syntax.is(at - 1, *c));
    syntax.is(at, classes.predicate) && !nominal
}

/// "So-called X", "the term X": the next few words.
fn phrase_end(syntax: &Syntax<'_>, from: usize, end: usize) -> usize {
    // "The word, ...": a comma right behind it ends it; a quotation mark opens it.
    if syntax.gap(from).has(Gap::COMMA) && !syntax.opens(from) {
        return from;
    }
    (from + 1..end).find(|i| !syntax.gap(*i).joins()).unwrap_or(end).min(from + 5)
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
    // "Whatever the brochures say": nothing is handed over.
    if syntax.is(start, classes.whatever) {
        return NOTHING;
    }
    let detour = is(classes.preposition).then(|| syntax.that_ahead(from, end)).flatten();
    let clause = from < end && syntax.gap(from).joins() && !is(classes.preposition);
    let strong = kind == VoiceKind::Say || opens_clause(syntax, from);
    let behind_it = syntax.has_finite(&(sentence.start..start)) && is_hearer(syntax, from, end);
    let acted = kind == VoiceKind::Say || syntax.is_acted(cue.start, sentence.start);
    let done = syntax.is(cue.start, classes.deed) && !syntax.opens(from) && !syntax.has_finite(&(from..end));
    match left {
        Left::Turned if syntax.opens(start) || syntax.closes(start) => back(),
        Left::Turned => [sentence.start..start, behind_aside(syntax, cue, sentence)],
        Left::Quotation => back(),
        _ if done && !(left == Left::Comma && syntax.has_finite(&(sentence.start..start))) => NOTHING,
        _ if detour.is_some() => detour.map_or(NOTHING, |that| one(that..end)),
        Left::Comma if is_aside(syntax, cue, end) => [sentence.start..start, cue.end..end],
        // "The plan will fail, an engineer warned the board": only a hearer behind the verb.
        Left::Comma if clause && strong && !behind_it => one(from..end),
        Left::Comma => back(),
        Left::Open if syntax.opens(from) || (strong && clause) || (acted && syntax.has_finite(&(from..end))) => {
            one(from..end)
        }
        Left::Open => NOTHING,
    }
}

/// The content of a verb of belief: behind it, or before it where nothing is left behind: "the plan will fail, many fear".
fn believed(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> Contents {
    let (left, start) = left_of(syntax, cue, sentence);
    let told = syntax.has_finite(&(sentence.start..start)) && !syntax.is(cue.end, syntax.lexicon.classes.that);
    match left {
        Left::Turned if told => one(sentence.start..start),
        Left::Comma | Left::Quotation if told && cue.end == sentence.end => one(sentence.start..start),
        _ => one(cue.end..sentence.end),
    }
}

/// Whether only somebody spoken to stands here: "..., an engineer warned | the board".
fn is_hearer(syntax: &Syntax<'_>, from: usize, end: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let phrase = from..(from + 1..end).find(|i| !syntax.gap(*i).joins()).unwrap_or(end);
    let named = syntax.capital(from) || [classes.determiner, classes.infinitive].iter().any(|c| syntax.is(from, *c));
    named && !syntax.has_finite(&phrase)
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
    if syntax.is_turned(cue, sentence) {
        return (Left::Turned, cue.start);
    }
    let start = syntax.clause_start(cue.start, sentence.start);
    let left = match start {
        at if at == sentence.start => Left::Open,
        at if syntax.closes(at) => Left::Quotation,
        at if syntax.gap(at).has(Gap::COMMA) => Left::Comma,
        _ => Left::Open,
    };
    (left, start)
}

/// The content of a verb that names its hearer first: "told reporters that", "told CNN the plan".
fn told_to(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> Contents {
    let classes = &syntax.lexicon.classes;
    let opens = |i: &usize| {
        let article = syntax.is(*i, classes.determiner) && !syntax.is(*i - 1, classes.preposition);
        let subject = article || syntax.is(*i, classes.pronoun);
        syntax.is(*i, classes.infinitive) || syntax.opens(*i) || (subject && *i > cue.end)
    };
    let reach = cue.end..sentence.end.min(cue.end + LONGEST);
    let begins = || reach.take_while(|i| syntax.opens(*i) || syntax.gap(*i).joins()).find(opens);
    let (left, start) = left_of(syntax, cue, sentence);
    match syntax.that_ahead(cue.end, sentence.end).or_else(begins) {
        Some(from) if !syntax.closes(start) || start == sentence.start => one(from..sentence.end),
        _ if left != Left::Open => [sentence.start..start, behind_aside(syntax, cue, sentence)],
        _ => NOTHING,
    }
}

/// "What matters, she told us, | is the race": what goes on behind the hearer.
fn behind_aside(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let goes_on = syntax.comma(cue.end + 1..sentence.end).filter(|i| syntax.is(*i, syntax.lexicon.classes.finite));
    goes_on.map_or(0..0, |from| from..sentence.end)
}

/// "According to X, …" hands over the rest; "…, according to X" what stands before; between commas, both.
fn according(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> Contents {
    let connects = |i| syntax.is(i, syntax.lexicon.classes.coordinator) || syntax.past_adverbials(i, cue.start) > i;
    if (sentence.start..cue.start).all(connects) {
        // "In his view, AI ...", and "in his view AI is ..., and ...".
        let behind = syntax.comma(cue.end..sentence.end).filter(|c| !syntax.has_finite(&(cue.end..*c)));
        return one(behind.unwrap_or(cue.end)..sentence.end);
    }
    let before = sentence.start..cue.start;
    // "The winner, so the story goes, will rule": a phrase between commas speaks of both sides.
    if syntax.gap(cue.start).has(Gap::COMMA) && cue.end < sentence.end && syntax.gap(cue.end).has(Gap::COMMA) {
        return [before, cue.end..sentence.end];
    }
    let rest = |c: &usize| !syntax.has_finite(&before) && syntax.has_finite(&(*c..sentence.end));
    let cut_short = syntax.is(cue.start - 1, syntax.lexicon.classes.finite);
    match syntax.comma(cue.end + 1..sentence.end).filter(|c| cut_short || rest(c)) {
        Some(comma) => [before, comma..sentence.end],
        None => one(before),
    }
}
