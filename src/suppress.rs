//! Cues that a writer has decided on: switched off in the text, allowed as a phrase, or switched off as an entry.
//!
//! Such a cue counts for no score; the report lists it with the decision, so that nothing is lost in silence.

use unicode_segmentation::UnicodeSegmentation;

use crate::directive::{Directive, Reach, switched_off};
use crate::document::Document;
use crate::lexicon::{Axis, Entry, Lexicon, Pole, did_you_mean};
use crate::lines::Lines;
use crate::span::Span;

/// What is switched off, beside the comments in a text.
///
/// # Examples
///
/// ```
/// use detente::input::{Format, read_text};
/// use detente::lexicon::Lexicon;
/// use detente::report::Origin;
/// use detente::scanner::{Options, Scanner};
/// use detente::suppress::Rules;
///
/// let rules = Rules { allow: vec!["AI arms race".into()], ..Rules::default() };
/// let document = read_text("It is called an AI arms race.".to_owned().into(), Format::Plain);
/// let options = Options { rules: Some(&rules), ..Options::default() };
/// let report = Scanner::new(Lexicon::builtin()).scan(&document, Origin::default(), options);
/// assert_eq!((report.cues().count(), report.suppressed.len()), (0, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Whether comments in the text count.
    pub comments: bool,
    /// Phrases that are no cue, in any case and spacing: a cue that overlaps one is suppressed.
    pub allow: Vec<String>,
    /// Entries, axes or poles that are switched off.
    pub ignore: Vec<String>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { comments: true, allow: Vec::new(), ignore: Vec::new() }
    }
}

/// A decision that suppresses a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suppression {
    /// What was decided, for people.
    pub(crate) by: String,
    /// Why, where the writer said so.
    pub(crate) reason: Option<String>,
}

/// Tells of each cue of a document whether it is suppressed, and remembers which comments were of use.
pub(crate) struct Suppressor<'d> {
    rules: &'d Rules,
    document: &'d Document,
    directives: Vec<Directive>,
    used: Vec<bool>,
}

impl<'d> Suppressor<'d> {
    pub(crate) fn new(document: &'d Document, rules: &'d Rules) -> Self {
        let mut directives = if rules.comments { document.directives().to_vec() } else { Vec::new() };
        let passages = document.passages();
        for directive in directives.iter_mut().filter(|d| d.reach == Some(Reach::NextLine)) {
            let first = passages.partition_point(|p| document.decoded_span(p.span).end <= directive.governs.start);
            passages.get(first).iter().for_each(|p| directive.reach_over(document.decoded_span(p.span)));
        }
        Self { rules, document, used: vec![false; directives.len()], directives }
    }

    /// The decision on a cue; `sentence` is the sentence around it, `clean` the cue itself, both in clean text.
    pub(crate) fn decision(
        &mut self,
        entry: &Entry,
        clean: Span,
        sentence: Span,
        lines: &Lines<'_>,
    ) -> Option<Suppression> {
        let names = [entry.id.as_str(), entry.axis.name(), entry.pole.name()];
        let at = self.document.decoded_span(clean).start;
        if let Some(i) = switched_off(&self.directives, at, &names) {
            self.used[i] = true;
            let Directive { name, at, reason, .. } = &self.directives[i];
            let by = format!("{name} in line {}", lines.position(at.start).0);
            return Some(Suppression { by, reason: reason.clone() });
        }
        let by = match self.rules.ignore.iter().find(|id| names.contains(&id.as_str())) {
            Some(id) => format!("`{id}` is switched off"),
            None => format!("allowed phrase “{}”", self.allowed(clean, sentence)?),
        };
        Some(Suppression { by, reason: None })
    }

    /// The allowed phrase that overlaps a cue.
    fn allowed(&self, clean: Span, sentence: Span) -> Option<&'d str> {
        let text = sentence.slice(self.document.clean());
        let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
        let overlaps = |run: &[(usize, &str)]| {
            let (first, last) = (run[0].0, run[run.len() - 1]);
            Span::new(first, last.0 + last.1.len()).shifted(sentence.start).overlaps(clean)
        };
        self.rules.allow.iter().map(String::as_str).find(|phrase| {
            let phrase: Vec<String> = phrase.unicode_words().map(str::to_lowercase).collect();
            let same = |run: &[(usize, &str)]| run.iter().zip(&phrase).all(|((_, word), p)| word.to_lowercase() == *p);
            !phrase.is_empty() && words.windows(phrase.len()).any(|run| overlaps(run) && same(run))
        })
    }

    /// What the writer should know of the comments: names that nobody knows, and comments without effect.
    pub(crate) fn notices(&self, lexicon: &Lexicon, lines: &Lines<'_>) -> Vec<String> {
        let line = |d: &Directive, what: String| format!("line {}: {what}", lines.position(d.at.start).0);
        let each = self.directives.iter().zip(&self.used).flat_map(|(d, used)| {
            let wrong = wrong(d, lexicon);
            let idle = !*used && wrong.is_empty() && d.reach != Some(Reach::Enable);
            let idle = idle.then(|| format!("unused-suppression: {} {}suppresses nothing", d.name, ids(d)));
            wrong.into_iter().chain(idle).map(|what| line(d, what)).collect::<Vec<_>>()
        });
        each.collect()
    }
}

fn ids(directive: &Directive) -> String {
    directive.ids.iter().fold(String::new(), |all, id| all + id + " ")
}

/// Names in a directive that nobody knows.
fn wrong(directive: &Directive, lexicon: &Lexicon) -> Vec<String> {
    if directive.reach.is_none() {
        let known: Vec<String> = Reach::ALL.iter().map(|(name, _)| format!("detente-{name}")).collect();
        let hint = did_you_mean(&directive.name, known.iter().map(String::as_str));
        return vec![format!("unknown-directive: `{}` is none{hint}", directive.name)];
    }
    directive
        .ids
        .iter()
        .filter_map(|id| Named::Any(id).unknown(lexicon))
        .map(|what| format!("unknown-id: {what}"))
        .collect()
}

/// A name that somebody gave for something in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<'i> {
    /// An entry, an axis or a pole.
    Any(&'i str),
    /// An entry.
    Entry(&'i str),
}

impl Named<'_> {
    /// What to say of a name that nobody knows; nothing for one that is known.
    pub fn unknown(self, lexicon: &Lexicon) -> Option<String> {
        let (id, what, wide) = match self {
            Self::Any(id) => (id, "entry, axis or pole", true),
            Self::Entry(id) => (id, "entry", false),
        };
        let axes = Axis::ALL.iter().map(|axis| axis.name());
        let others = axes.chain(Pole::ALL.iter().map(|pole| pole.name())).filter(|_| wide);
        let mut known = others.chain(lexicon.entries().iter().map(|entry| entry.id.as_str()));
        let found = known.clone().any(|name| name == id);
        (!found).then(|| format!("no {what} is called `{id}`{}", did_you_mean(id, &mut known)))
    }
}
