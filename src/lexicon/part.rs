//! A lexicon with one part taken away, to see what the part buys.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::hints::{SIGNS, Sign};
use super::keys::{REACHES, TOPIC_KINDS, TRIGGER_KINDS, VOICE_KINDS};
use super::{Lexicon, Reach, Role, TopicKind, TriggerKind, VoiceKind};

/// A part of a lexicon that can be taken away as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part(What);

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// The entries of a file.
    Entries(Arc<str>),
    /// The words that hint at something.
    Hints(Sign),
    Exclusions,
    OtherTopics,
    Triggers(TriggerKind),
    Reaching(Reach),
    Voices(VoiceKind),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            What::Entries(file) => write!(f, "entries: {}", file.trim_start_matches("lexicons/entries/")),
            What::Hints(sign) => write!(f, "hints: {}", name(&SIGNS, sign)),
            What::Exclusions => f.write_str("all exclusions"),
            What::OtherTopics => f.write_str("topic terms: other"),
            What::Triggers(kind) => write!(f, "triggers: {}", name(&TRIGGER_KINDS, kind)),
            What::Reaching(reach) => write!(f, "triggers with reach: {}", name(&REACHES, reach)),
            What::Voices(kind) => write!(f, "voice cues: {}", name(&VOICE_KINDS, kind)),
        }
    }
}

fn name<T: PartialEq>(names: &[(&'static str, T)], wanted: &T) -> &'static str {
    names.iter().find(|(_, kind)| kind == wanted).map_or("", |(name, _)| name)
}

impl Part {
    fn holds(&self, lexicon: &Lexicon, role: Role) -> bool {
        match (&self.0, role) {
            (What::Entries(file), _) => role.entry().is_some_and(|at| lexicon.entries[at].file == *file),
            (What::Exclusions, Role::Exclusion(_)) => true,
            (What::OtherTopics, Role::Topic(at)) => lexicon.topics[at].kind == TopicKind::Other,
            (What::Triggers(kind), Role::Trigger(at)) => lexicon.triggers[at].kind == *kind,
            (What::Reaching(reach), Role::Trigger(at)) => lexicon.triggers[at].reach == *reach,
            (What::Voices(kind), Role::Voice(at)) => lexicon.voice_cues[at].kind == *kind,
            _ => false,
        }
    }
}

impl Lexicon {
    /// The parts that hold something, in a fixed order: each entry file, hints by what they speak of, exclusions,
    /// topic terms for other topics, triggers by kind, triggers that reach beyond their sentence, voice cues by kind.
    ///
    /// # Examples
    ///
    /// ```
    /// use detente::lexicon::Lexicon;
    ///
    /// let parts = Lexicon::builtin().parts();
    /// assert!(parts.iter().any(|part| part.to_string() == "all exclusions"));
    /// ```
    pub fn parts(&self) -> Vec<Part> {
        let files: BTreeSet<&Arc<str>> = self.entries.iter().map(|entry| &entry.file).collect();
        let mut all: Vec<What> = files.into_iter().cloned().map(What::Entries).collect();
        all.extend(SIGNS.map(|(_, sign)| What::Hints(sign)));
        all.extend([What::Exclusions, What::OtherTopics]);
        all.extend(TRIGGER_KINDS.map(|(_, kind)| What::Triggers(kind)));
        all.extend([Reach::Below, Reach::Back, Reach::Answer, Reach::Passage].map(What::Reaching));
        all.extend(VOICE_KINDS.map(|(_, kind)| What::Voices(kind)));
        let used = |part: &Part| match part.0 {
            What::Hints(sign) => self.hints.has(sign),
            _ => self.rules.iter().any(|rule| part.holds(self, rule.role)),
        };
        all.into_iter().map(Part).filter(used).collect()
    }

    /// What a rule is that reasons name by its id and that is no entry: a trigger, a voice cue, a topic term, an
    /// exclusion.
    ///
    /// # Examples
    ///
    /// ```
    /// use detente::lexicon::Lexicon;
    ///
    /// assert!(Lexicon::builtin().rule_text("no-such-rule").is_none());
    /// ```
    pub fn rule_text(&self, id: &str) -> Option<String> {
        let trigger = self.triggers.iter().find(|t| t.id == id).map(|t| {
            let reach = name(&REACHES, &t.reach);
            format!(
                "words that shift a stance ({}; reach: {reach}), in lexicons/stance.toml",
                name(&TRIGGER_KINDS, &t.kind)
            )
        });
        let cue = || {
            let cue = self.voice_cues.iter().find(|cue| cue.id == id)?;
            Some(format!("words that open another voice ({}), in lexicons/voice.toml", name(&VOICE_KINDS, &cue.kind)))
        };
        let topic = || {
            let topic = self.topics.iter().find(|topic| topic.id == id)?;
            Some(format!("topic terms ({}), in lexicons/topic.toml", name(&TOPIC_KINDS, &topic.kind)))
        };
        let exclusion = || {
            let known = self.exclusions.iter().any(|exclusion| exclusion.id == id);
            known.then(|| "words that are no cue, in lexicons/exclusions.toml".to_owned())
        };
        trigger.or_else(cue).or_else(topic).or_else(exclusion)
    }

    /// The same lexicon without the patterns of one part. Its rows, and the hash of its files, stay as they are; the
    /// version names the part.
    ///
    /// # Examples
    ///
    /// ```
    /// use detente::lexicon::Lexicon;
    ///
    /// let whole = Lexicon::builtin();
    /// let rest = whole.without(&whole.parts()[0]);
    /// assert!(rest.version().starts_with(whole.version()) && rest.version() != whole.version());
    /// ```
    #[must_use]
    pub fn without(&self, part: &Part) -> Self {
        let mut rest = self.clone();
        rest.rules.retain(|rule| !part.holds(self, rule.role));
        if let What::Hints(sign) = part.0 {
            rest.hints = rest.hints.without(sign);
        }
        rest.version = format!("{} without {part}", self.version);
        rest
    }
}
