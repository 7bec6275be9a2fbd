//! Workflow commands of GitHub Actions: a line a finding, shown beside the changed text.

use std::io::{self, Write};

use super::note::{Place, is_own, message, relative};
use super::{ReportFormat, Settings, printable};
use crate::report::{Cue, Report};

/// Writes a command for each finding: a warning for the writer's own assertions, a notice for the rest.
#[derive(Debug)]
pub struct Github {
    settings: Settings,
}

impl Github {
    /// Commands that explain cues by the lexicon of `settings`.
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }

    fn line(&self, report: &Report, cue: &Cue) -> String {
        let file = property(&relative(&report.source, &self.settings.folder));
        let place = Place::of(cue);
        let place = match (report.offset_basis, place.end()) {
            ("source", (end, column)) if end == cue.line => {
                format!(",line={},col={},endColumn={}", cue.line, cue.column, column)
            }
            ("source", (end, _)) => format!(",line={},endLine={end}", cue.line),
            _ => String::new(),
        };
        let kind = if is_own(cue) { "warning" } else { "notice" };
        let title = property(&format!("{} frame: {}", cue.pole, cue.entry));
        format!("::{kind} file={file}{place},title={title}::{}", data(&message(cue, &self.settings.lexicon)))
    }
}

impl ReportFormat for Github {
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        report.findings().try_for_each(|(_, cue)| writeln!(out, "{}", self.line(report, cue)))?;
        let file = property(&relative(&report.source, &self.settings.folder));
        report.warnings.iter().try_for_each(|w| writeln!(out, "::notice file={file},title=detente::{}", data(w)))
    }
}

/// Text as the message of a command.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25")
}

/// Text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
