//! Lines for a terminal: wrapped to its width, and sentences with their cues between marks.

use std::io::{self, Write};

use super::note::cut;
use super::table::{paint, painted};
use super::{Style, printable};
use crate::report::Cue;

/// Below this width, words are no longer wrapped but run over.
const NARROWEST: usize = 30;

/// Writes lines of a certain width.
pub(super) struct Lines<'w> {
    out: &'w mut dyn Write,
    style: Style,
}

impl<'w> Lines<'w> {
    pub(super) fn new(out: &'w mut dyn Write, style: Style) -> Self {
        Self { out, style }
    }

    /// What the lines go to.
    pub(super) fn writer(&mut self) -> &mut dyn Write {
        self.out
    }

    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    pub(super) fn empty(&mut self) -> io::Result<()> {
        self.line("")
    }

    /// A paragraph, every line of it behind `indent`.
    pub(super) fn wrapped(&mut self, indent: &str, text: &str) -> io::Result<()> {
        let options =
            textwrap::Options::new(self.style.width.max(NARROWEST)).initial_indent(indent).subsequent_indent(indent);
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::wrap(text, options).iter().try_for_each(|line| self.line(line))
    }
}

/// A sentence in one line, every cue between marks; the cues are of this sentence, in order of the text.
pub(super) fn sentence(cues: &[&Cue], style: Style) -> String {
    let (parts, after) = cut(cues);
    let mut text = String::new();
    for (before, cue) in parts {
        text.push_str(&printable(before));
        text.push_str(&painted(style, paint(cue.pole).bold(), &format!("«{}»", printable(&cue.sentence.cue))));
    }
    text + &printable(after)
}
