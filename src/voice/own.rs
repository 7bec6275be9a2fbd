//! Whether a verb is one, and whose: the writer's own "we believe" and "this report argues" open no other voice.

use std::ops::Range;

use super::syntax::Syntax;
use crate::lexicon::VoiceKind;
use crate::lexicon::vocab::ClassId;
use crate::tokens::Gap;

/// Within how many words of a sentence its subject is looked for.
const SUBJECT: usize = 6;

/// Whether a cue is a verb, somebody's.
pub(super) fn takes_subject(kind: VoiceKind) -> bool {
    use VoiceKind::{Believe, Judge, Remark, Say, Tell, Want};
    matches!(kind, Say | Remark | Tell | Believe | Want | Judge)
}

/// Whether a verb is one, and its subject somebody other than the writer.
pub(super) fn is_told_by_another(
    syntax: &Syntax<'_>,
    cue: &Range<usize>,
    sentence: &Range<usize>,
    kind: VoiceKind,
) -> bool {
    let classes = &syntax.lexicon.classes;
    let verb = !syntax.is_noun(cue.start, sentence.start) || syntax.is_turned(cue, sentence);
    let willed = kind != VoiceKind::Want || wills(syntax, cue.start, sentence.start);
    let passive = is_passive(syntax, cue.start, sentence.start);
    let named = kind == VoiceKind::Judge && syntax.is(cue.start, classes.naming) && passive;
    let acted = kind != VoiceKind::Judge || !syntax.is(cue.end, classes.agent);
    let found = kind == VoiceKind::Remark && passive;
    let stated = !found || syntax.is(cue.end, classes.that) || syntax.closes(cue.start);
    let told = !syntax.is(cue.start, classes.evidential) || speaks(syntax, cue.start, sentence.start);
    // "Should be seen as", "can hardly be said": nobody is said to see or say it so.
    let helpers = || syntax.before_helpers(cue.start, sentence.start)..cue.start;
    let advised =
        !matches!(kind, VoiceKind::Tell | VoiceKind::Want) && passive && helpers().any(|i| syntax.is(i, classes.modal));
    // "If both come to believe that ...": nobody is said to believe it.
    let if_first = || syntax.is(syntax.clause_start(cue.start, sentence.start), classes.if_word);
    let supposed =
        kind == VoiceKind::Believe && (opened_by(syntax, cue.start, sentence.start, classes.if_word) || if_first());
    !advised && !supposed && verb && willed && acted && stated && told && !named && !is_own(syntax, cue, sentence)
}

/// Whether the subject of a verb that also means "be evidence of" is somebody, or a text: no event, and no clause.
fn speaks(syntax: &Syntax<'_>, verb: usize, floor: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let who = [classes.people_word, classes.personal, classes.evidence, classes.self_noun];
    let known = |i| who.iter().any(|class| syntax.is(i, *class));
    let could = |subject| syntax.capital(subject) || known(subject);
    // "The lab released its plan, underlining that ...": the subject of the main clause.
    let beside = syntax.text(verb).ends_with("ing") && syntax.gap(verb).has(Gap::COMMA);
    let head = (floor..verb).take(SUBJECT).take_while(|i| !syntax.is(*i, classes.preposition));
    let ours = head.clone().any(|i| syntax.is(i, classes.first_person));
    let main = || !ours && head.clone().any(|i| known(i) || (i > floor && syntax.capital(i) && !syntax.is_number(i)));
    let subject = subject_before(syntax, syntax.before_helpers(verb, floor), floor);
    // "A look at the figures of some countries reveals": the noun before the first preposition.
    let noun = |subject: usize| {
        let mut phrase = syntax.clause_start(verb, floor) + 1..subject;
        phrase.find(|i| syntax.is(*i, classes.preposition)).map_or(subject, |i| i - 1)
    };
    let names = |head: usize, subject| if head == subject { could(head) } else { known(head) };
    subject.map_or_else(|| beside && main(), |subject| names(noun(subject), subject))
}

/// The word right before a verb with its helpers, no mark between.
fn subject_before(syntax: &Syntax<'_>, at: usize, floor: usize) -> Option<usize> {
    at.checked_sub(1).filter(|subject| *subject >= floor && syntax.gap(at).joins())
}

/// Whether a word of a class opens the clause of a verb: "| if | Norway wants".
fn opened_by(syntax: &Syntax<'_>, verb: usize, floor: usize, class: ClassId) -> bool {
    syntax.clause_start(verb, floor).checked_sub(1).is_some_and(|i| i >= floor && syntax.is(i, class))
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
    // "If Norway wants to lead": nobody is said to want it.
    let supposed = opened_by(syntax, verb, floor, classes.concession);
    let who = [classes.people_word, classes.pronoun, classes.self_noun, classes.evidence]
        .iter()
        .any(|c| syntax.is(subject, *c));
    let promised = (at..verb).any(|i| syntax.is(i, classes.future));
    (who || syntax.capital(subject)) && !promised && !supposed && !syntax.is(subject, classes.relative)
}

/// Whether nobody else speaks: "we believe", "to maintain", "should stress", "this report argues".
fn is_own(syntax: &Syntax<'_>, cue: &Range<usize>, sentence: &Range<usize>) -> bool {
    let classes = &syntax.lexicon.classes;
    let at = syntax.before_helpers(cue.start, sentence.start);
    let duty = (at..cue.start).any(|i| syntax.is(i, classes.duty) || syntax.is(i, classes.first_person));
    if is_joined_infinitive(syntax, at, sentence.start) {
        return true;
    }
    let Some(subject) = subject_before(syntax, at, sentence.start) else {
        // "Should the treaty lapse, expect a race."
        let fronted = [classes.modal, classes.if_word].iter().any(|c| syntax.is(sentence.start, *c));
        let called_for = syntax.is(cue.start, classes.imperative) && (fronted || !syntax.is_turned(cue, sentence));
        // "Sees the race as a marathon": somebody whom a summary leaves out.
        let elided = syntax.text(cue.start).ends_with('s');
        let opens = cue.start == sentence.start && !elided && !is_participle(syntax, cue, sentence.end);
        return duty || called_for || opens;
    };
    let pointed = points_at_itself(syntax, subject);
    if syntax.is(subject, classes.infinitive) {
        let phase = subject.checked_sub(1).filter(|p| *p > sentence.start && syntax.is(*p, classes.phase));
        return phase.is_none_or(|p| is_own(syntax, &(p..p + 1), sentence));
    }
    let joined = syntax.is(subject, classes.coordinator) && syntax.is(sentence.start, classes.first_person);
    let own = [classes.first_person, classes.own_object, classes.nobody].iter().any(|c| syntax.is(subject, *c));
    let gerund = syntax.text(cue.start).ends_with("ing");
    // "Stop treating AI as ...".
    if gerund && syntax.is(subject, classes.phase) {
        return is_own(syntax, &(subject..subject + 1), sentence);
    }
    // "We warn against treating AI as ...".
    let ours = gerund
        && syntax.is(subject, classes.preposition)
        && (sentence.start..subject).any(|i| syntax.is(i, classes.first_person));
    // "There is no sense in treating it as ...": nobody does.
    let somebody = |i: usize| is_somebody(syntax, i, sentence.start);
    let led = syntax.is(subject, classes.preposition) && (sentence.start..subject).any(somebody);
    let nobodys = gerund && at == cue.start && syntax.is(at, classes.framing) && !led && !somebody(subject);
    duty || pointed || joined || own || ours || nobodys || is_argument(syntax, subject, sentence.start)
}

/// Whether a word is, or names, somebody who could speak.
fn is_somebody(syntax: &Syntax<'_>, at: usize, start: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let who =
        [classes.people_word, classes.personal, classes.self_noun, classes.evidence].iter().any(|c| syntax.is(at, *c));
    who || (at > start && syntax.capital(at))
}

/// "These examples show": what the writer shows by himself.
fn is_argument(syntax: &Syntax<'_>, subject: usize, floor: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let pointed = (floor.max(subject.saturating_sub(2))..subject).any(|i| syntax.is(i, classes.pointer));
    pointed && !syntax.capital(subject) && !syntax.is(subject, classes.people_word)
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
    // "Describing it as a race is lazy": the subject of its own sentence.
    let others = |at| !syntax.is(at, syntax.lexicon.classes.first_person) && !syntax.has_finite(&(cue.end..at));
    syntax.text(cue.start).ends_with("ing") && syntax.comma(cue.end..end).is_some_and(others)
}

/// "This report", "the Strategy", "Strategy 6", "the Participants" of an agreement: a text that speaks of itself, or of
/// those who signed it.
fn points_at_itself(syntax: &Syntax<'_>, noun: usize) -> bool {
    let classes = &syntax.lexicon.classes;
    let Some(before) = noun.checked_sub(1) else { return false };
    if syntax.is_number(noun) {
        return syntax.gap(noun).joins() && syntax.capital(before) && syntax.is(before, classes.part_noun);
    }
    let text = syntax.is(noun, classes.self_noun);
    let pointed = text && syntax.is(before, classes.pointer);
    pointed || ((text || syntax.is(noun, classes.party)) && is_its_name(syntax, noun))
}

/// A capitalised noun behind "the"; words between the two must at least by half stand in the title ("the National AI Plan").
fn is_its_name(syntax: &Syntax<'_>, noun: usize) -> bool {
    let points = |i: usize| syntax.is(i, syntax.lexicon.classes.determiner);
    let named = |i: &usize| syntax.capital(*i) && !points(*i) && syntax.gap(*i + 1).joins();
    let start = (0..noun).rev().take_while(named).last().unwrap_or(noun);
    let known = (start..noun).filter(|i| syntax.in_title(*i)).count();
    let announced = start > 0 && points(start - 1);
    syntax.capital(noun) && !syntax.capital(noun + 1) && announced && 2 * known >= noun - start
}
