//! A writer's view: each framed sentence with its cues marked, why they are marked, and what one could write.
//!
//! The writer's own voice comes first, quoted and reported voices apart; one plain sentence sums up.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style as Paint;

use super::summary::{offers, summary};
use super::table::{paint, painted};
use super::{ReportFormat, Settings, Style, printable};
use crate::lexicon::Pole;
use crate::report::{Cue, Report};
use crate::stance::Voice;

/// The view for people.
#[derive(Debug)]
pub struct Prose {
    settings: Settings,
}

/// The cues of one sentence.
type Block<'r> = Vec<&'r Cue>;

const GROUPS: [(&str, &[Voice]); 2] = [
    ("In your own voice", &[Voice::Author]),
    ("Quoted, reported or only mentioned", &[Voice::Attributed, Voice::Mention]),
];

impl Prose {
    /// A view in this style.
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }

    fn style(&self) -> Style {
        self.settings.style
    }

    fn block(&self, block: &Block<'_>, out: &mut dyn Write) -> io::Result<()> {
        let bold = Paint::new().bold();
        let first = block[0];
        let place = format!("{}:{}", first.line, first.column);
        writeln!(out, "\n  {}", painted(self.style(), bold, &place))?;
        self.wrapped(&self.sentence(block), "    ", out)?;
        block.iter().try_for_each(|cue| self.cue(cue, out))
    }

    /// The sentence in one line, every cue between marks.
    fn sentence(&self, block: &Block<'_>) -> String {
        let last = block[block.len() - 1];
        let mut text = String::new();
        for (i, cue) in block.iter().enumerate() {
            let seen = block.get(i.wrapping_sub(1)).map_or(0, |b| b.sentence.before.len() + b.sentence.cue.len());
            text.push_str(&printable(cue.sentence.before.get(seen..).unwrap_or_default()));
            let marked = format!("«{}»", printable(&cue.sentence.cue));
            text.push_str(&painted(self.style(), paint(cue.pole).bold(), &marked));
        }
        text.push_str(&printable(&last.sentence.after));
        text
    }

    fn cue(&self, cue: &Cue, out: &mut dyn Write) -> io::Result<()> {
        let pole = painted(self.style(), paint(cue.pole), &format!("{}, {}", cue.pole, cue.axis));
        let speaker = cue.speaker.as_deref().map(|s| format!(" ({})", printable(s))).unwrap_or_default();
        let entry = self.settings.lexicon.entry(&cue.entry);
        let head = format!("{pole} · {} · {}{speaker} · {}", cue.stance.name(), cue.voice.name(), cue.entry);
        self.wrapped(&head, "      ", out)?;
        if let Some(entry) = entry {
            self.wrapped(&entry.why, "        ", out)?;
        }
        if !cue.because.is_empty() {
            self.wrapped(&format!("Read so because: {}.", printable(&cue.because.join("; "))), "        ", out)?;
        }
        let offers = entry.map(|e| offers(e, cue)).unwrap_or_default();
        if !offers.is_empty() {
            self.wrapped(&format!("One could write: {}.", offers.join(" / ")), "        ", out)?;
        }
        Ok(())
    }

    fn wrapped(&self, text: &str, indent: &str, out: &mut dyn Write) -> io::Result<()> {
        let width = self.style().width.clamp(30, 100);
        let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent);
        textwrap::wrap(text, options).iter().try_for_each(|line| writeln!(out, "{line}"))
    }
}

impl ReportFormat for Prose {
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let title = painted(self.style(), Paint::new().bold().underline(), &printable(&report.id));
        writeln!(out, "{title}")?;
        for (name, voices) in GROUPS {
            let shown = |c: &&Cue| voices.contains(&c.voice);
            let cues = report.findings().map(|(_, c)| c).filter(shown);
            let mut blocks: BTreeMap<u64, Block<'_>> = BTreeMap::new();
            cues.for_each(|c| blocks.entry(c.sentence.start).or_default().push(c));
            if !blocks.is_empty() {
                writeln!(out, "\n{}", painted(self.style(), Paint::new().bold(), name))?;
            }
            blocks.values().try_for_each(|block| self.block(block, out))?;
        }
        writeln!(out)?;
        for pole in Pole::ALL.into_iter().filter(|p| report.view.shows(*p)) {
            self.wrapped(&summary(report, pole), "", out)?;
        }
        report.warnings.iter().try_for_each(|w| self.wrapped(&format!("Note: {}", printable(w)), "", out))?;
        writeln!(out)
    }
}

/// One line a cue: `path:line:column: level axis entry voice stance words`.
#[derive(Debug, Default)]
pub struct Compact;

impl ReportFormat for Compact {
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for (p, c) in report.findings() {
            let (id, text, level) = (printable(&report.id), printable(&c.text), p.frame(c.pole).level);
            let reading = format!("{} {} {} {} {}", c.pole, c.axis, c.voice.name(), c.stance.name(), c.entry);
            writeln!(out, "{id}:{}:{}: level {level} {reading}: {text}", c.line, c.column)?;
        }
        Ok(())
    }
}
