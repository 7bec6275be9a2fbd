//! Reported speech, belief and wish: verbs, nouns and phrases that hand words to somebody else.

use std::ops::Range;

use super::content::contents;
use super::own::is_told_by_another;
use super::speaker::{self, Who};
use super::syntax::{Syntax, cues};
use super::{SpanKind, VoiceSpan, Voiced};
use crate::lexicon::VoiceKind;
use crate::tokens::Gap;

/// The reported stretches of a passage.
pub(super) fn find(syntax: &Syntax<'_>) -> Vec<Voiced> {
    let parsed = syntax.parsed;
    let listed = cues(parsed, syntax.lexicon).map(|(hit, kind)| (hit.core.clone(), kind));
    let unlisted = unlisted(syntax).map(|verb| (verb..verb + 1, VoiceKind::Remark));
    let mut out = Vec::new();
    for (cue, kind) in listed.chain(unlisted).filter(|(cue, _)| !syntax.is_quoted(cue)) {
        let contents = contents(syntax, &cue, kind);
        if contents.iter().all(Range::is_empty) {
            continue;
        }
        let span_kind = if kind == VoiceKind::Mention { SpanKind::Mention } else { SpanKind::Indirect };
        let because = format!("{} `{}`", told(kind), parsed.words(&cue));
        let who = speaker::of(syntax, &cue, kind);
        for content in contents.iter().filter(|c| !c.is_empty()) {
            let span = parsed.place(content);
            let voice = VoiceSpan { span, kind: span_kind, speaker: None, because: because.clone() };
            out.push((voice, who.clone()));
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
            && !syntax.text(hit.core.start).ends_with("ing")
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
        let look_alike = syntax.parsed.no_voice.iter().any(|words| words.contains(verb));
        *verb > floor && syntax.can_be_subject(*verb - 1, *verb) && !syntax.is_cue(*verb) && !look_alike
    })
}
