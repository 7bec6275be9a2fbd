//! A writer's view: each framed sentence with its cues marked, why they are marked, and what one could write.
//!
//! The writer's own voice comes first, quoted and reported voices apart, a block a passage; a profile of the axes and one
//! plain sentence sum up. Everything is told in words and signs, colour only repeats it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style as Paint;

use super::lines::{Lines, sentence};
use super::note::offers;
use super::summary::{aside, level_name, notes, place, summary, unseen};
use super::table::{level_bar, paint, painted, profile};
use super::{ReportFormat, Settings, Style, printable};
use crate::lexicon::{Axis, Pole};
use crate::report::{Cue, PassageReport, Report};
use crate::stance::Voice;

/// The view for people.
#[derive(Debug)]
pub struct Prose {
    settings: Settings,
}

/// The findings of one passage in one group of voices, by sentence.
type Block<'r> = (&'r PassageReport, BTreeMap<u64, Vec<&'r Cue>>);

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

    fn block(&self, report: &Report, (passage, sentences): &Block<'_>, out: &mut Lines<'_>) -> io::Result<()> {
        let frames = Pole::ALL.into_iter().filter(|pole| report.view.shows(*pole) && passage.frame(*pole).level > 0);
        let frames: Vec<String> = frames.map(|pole| self.frame(passage, pole)).collect();
        let place = painted(self.style(), Paint::new().bold(), &place(report, passage));
        out.wrapped("  ", &format!("{place} · {}", frames.join(" · ")))?;
        for cues in sentences.values() {
            out.wrapped("    ", &sentence(cues, self.style()))?;
            out.empty()?;
            cues.iter().try_for_each(|cue| self.cue(cue, out))?;
        }
        Ok(())
    }

    /// `race ■■· clear, asserted`
    fn frame(&self, passage: &PassageReport, pole: Pole) -> String {
        let frame = passage.frame(pole);
        let bar = painted(self.style(), paint(pole), &level_bar(frame.level));
        format!("{pole} {bar} {}, {}", level_name(frame.level), frame.stance.name())
    }

    fn cue(&self, cue: &Cue, out: &mut Lines<'_>) -> io::Result<()> {
        let words = painted(self.style(), paint(cue.pole), &printable(&cue.sentence.cue));
        let speaker = cue.speaker.as_deref().map(|s| format!(", {}", printable(s))).unwrap_or_default();
        let voice =
            if cue.voice == Voice::Author { String::new() } else { format!(" · {}{speaker}", cue.voice.name()) };
        let head = format!("{words}: {}, {} · {}{voice} · {}", cue.pole, cue.axis, cue.stance.name(), cue.entry);
        out.wrapped("      ", &head)?;
        let entry = self.settings.lexicon.entry(&cue.entry);
        entry.map_or(Ok(()), |entry| out.wrapped("        ", &entry.why))?;
        if !cue.because.is_empty() {
            out.wrapped("        ", &format!("Read so because: {}.", printable(&cue.because.join("; "))))?;
        }
        let offers = entry.map(|entry| offers(entry, cue)).unwrap_or_default();
        if !offers.is_empty() {
            out.wrapped("        ", &format!("One could write: {}.", offers.join(" / ")))?;
        }
        out.empty()
    }

    /// The sums of all shown cues by axis.
    fn profile(&self, report: &Report, out: &mut Lines<'_>) -> io::Result<()> {
        let mut axes: BTreeMap<Axis, [f64; 2]> = BTreeMap::new();
        for (_, cue) in report.findings() {
            axes.entry(cue.axis).or_default()[cue.pole as usize] += cue.weight;
        }
        if axes.is_empty() {
            return Ok(());
        }
        profile(&axes, Pole::ALL.map(|pole| report.view.shows(pole)), self.style(), out.writer())?;
        out.empty()
    }
}

/// The findings in some voices, passage by passage.
fn blocks<'r>(report: &'r Report, voices: &[Voice]) -> Vec<Block<'r>> {
    let mut blocks: Vec<Block<'r>> = Vec::new();
    for (passage, cue) in report.findings().filter(|(_, cue)| voices.contains(&cue.voice)) {
        if blocks.last().is_none_or(|(last, _)| last.index != passage.index) {
            blocks.push((passage, BTreeMap::new()));
        }
        if let Some((_, sentences)) = blocks.last_mut() {
            sentences.entry(cue.sentence.start).or_default().push(cue);
        }
    }
    blocks
}

impl ReportFormat for Prose {
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let mut out = Lines::new(out, self.style());
        let bold = Paint::new().bold();
        out.line(&painted(self.style(), bold.underline(), &printable(&report.id)))?;
        out.empty()?;
        for (name, voices) in GROUPS {
            let blocks = blocks(report, voices);
            if !blocks.is_empty() {
                out.line(&painted(self.style(), bold, name))?;
                out.empty()?;
            }
            blocks.iter().try_for_each(|block| self.block(report, block, &mut out))?;
        }
        self.profile(report, &mut out)?;
        for pole in Pole::ALL.into_iter().filter(|p| report.view.shows(*p)) {
            out.wrapped("", &summary(report, pole))?;
        }
        let notes = notes(report).into_iter().map(|note| format!("Note: {}", printable(&note)));
        unseen(report).into_iter().chain(aside(report)).chain(notes).try_for_each(|note| out.wrapped("", &note))?;
        out.empty()
    }
}

/// One line a cue: `path:line:column: level axis entry voice stance words`.
#[derive(Debug, Default)]
pub struct Compact;

impl ReportFormat for Compact {
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let id = match report.row {
            Some(_) if !report.id.starts_with(&report.source) => format!("{}#{}", report.source, report.id),
            _ => report.id.clone(),
        };
        let id = printable(&id);
        for (p, c) in report.findings() {
            let (text, level) = (printable(&c.text), p.frame(c.pole).level);
            let reading = format!("{} {} {} {} {}", c.pole, c.axis, c.voice.name(), c.stance.name(), c.entry);
            writeln!(out, "{id}:{}:{}: level {level} {reading}: {text}", c.line, c.column)?;
        }
        notes(report).iter().try_for_each(|note| writeln!(out, "{id}: note: {}", printable(note)))
    }
}
