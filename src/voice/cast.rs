//! The speakers of a document in the order in which they come up: who a pronoun or a last name stands for.
//!
//! A pronoun is resolved to the last speaker named in its passage or the one before, and only while a single one is
//! in question and no other name stands nearer; otherwise nobody is named.

use super::speaker::Who;
use super::{SpanKind, VoiceSpan, Voiced};

/// The speakers that the last two passages name: a scan opens no more around a frame, and must name the same speakers
/// as somebody who looks at the whole text.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Who was named in this passage and the one before, oldest first.
    recent: Vec<(usize, String)>,
    /// Who was quoted last, and in which passage.
    quoted: Option<(usize, String)>,
}

impl Cast {
    /// Names the speakers of a passage, whose voices stand in the order of the text.
    pub(super) fn name(&mut self, passage: usize, found: Vec<Voiced>) -> Vec<VoiceSpan> {
        self.recent.retain(|(at, _)| at + 1 >= passage);
        let named = found.into_iter().map(|(mut voice, who)| {
            voice.speaker = match who {
                Some(Who::Named(name)) => Some(self.see(passage, name, voice.kind)),
                Some(Who::Pointed(near)) => self.pointed_at(near.as_deref()),
                Some(Who::Still) => self.last_quoted(passage, 1),
                None if voice.kind == SpanKind::Direct => self.last_quoted(passage, 0),
                None => None,
            };
            voice
        });
        named.collect()
    }

    /// Takes note of a speaker; a bare last name becomes the full name that was given before.
    fn see(&mut self, passage: usize, name: String, kind: SpanKind) -> String {
        let full = self
            .recent
            .iter()
            .map(|(_, full)| full)
            .find(|full| full.len() > name.len() && ends_in_word(full, last_word(&name)));
        let name = match full.filter(|_| name.split(' ').count() <= 2 && starts_upper(&name)) {
            Some(full) => full.clone(),
            None => name,
        };
        self.recent.retain(|(_, n)| *n != name);
        self.recent.push((passage, name.clone()));
        if matches!(kind, SpanKind::Direct | SpanKind::Mixed) {
            self.quoted = Some((passage, name.clone()));
        }
        name
    }

    /// Who a quotation without a speaker is from: whoever was quoted before it, at most so many passages back.
    fn last_quoted(&self, passage: usize, back: usize) -> Option<String> {
        self.quoted.as_ref().filter(|(at, _)| at + back >= passage).map(|(_, name)| name.clone())
    }

    /// Who "he" or "they" can be: the last one named, if no other was named with him or stands nearer.
    fn pointed_at(&self, near: Option<&str>) -> Option<String> {
        let (at, name) = self.recent.last()?;
        let alone = self.recent.iter().filter(|(other, _)| other == at).count() == 1;
        let nearest = near.is_none_or(|near| name.split(' ').any(|word| word == near));
        (alone && nearest).then(|| name.clone())
    }
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn ends_in_word(full: &str, word: &str) -> bool {
    full.strip_suffix(word).is_some_and(|rest| rest.ends_with(' '))
}

fn starts_upper(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    /// Who speaks each voice of some passages, written as names between commas.
    fn speakers(passages: &[&str]) -> String {
        let mut cast = Cast::default();
        let voice =
            || VoiceSpan { span: Span::new(0, 1), kind: SpanKind::Indirect, speaker: None, because: String::new() };
        let who = |w: &str| if w == "she" { Who::Pointed(None) } else { Who::Named(w.to_owned()) };
        let mut out = Vec::new();
        for (at, passage) in passages.iter().enumerate() {
            let found = passage.split_terminator(", ").map(|w| (voice(), Some(who(w)))).collect();
            out.extend(cast.name(at, found).into_iter().map(|v| v.speaker.unwrap_or("nobody".into())));
        }
        out.join(", ")
    }

    #[test]
    fn pronouns_and_last_names_are_resolved_where_one_speaker_is_in_question() {
        let table: [(&[&str], &str); 5] = [
            (&["Ada Okafor, she"], "Ada Okafor, Ada Okafor"),
            (&["Ada Okafor", "she"], "Ada Okafor, Ada Okafor"),
            (&["Ada Okafor, Mr. Lee, she"], "Ada Okafor, Mr. Lee, nobody"),
            (&["Ada Okafor", "Okafor, she"], "Ada Okafor, Ada Okafor, Ada Okafor"),
            (&["Ada Okafor", "", "she, Okafor"], "Ada Okafor, nobody, Okafor"),
        ];
        for (passages, expected) in table {
            assert_eq!(speakers(passages), expected, "{passages:?}");
        }
    }
}
