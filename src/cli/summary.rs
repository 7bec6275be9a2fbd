//! What was read and what was not, told on standard error when a run ends.

use std::io::Write;
use std::time::Instant;

use detente::render::printable;
use detente::report::Report;

use super::progress::Progress;
use super::walk::reasons;
use super::{Exit, args::shared::RunArgs};

/// Counts of a run.
#[derive(Debug)]
pub(crate) struct Summary {
    begun: Instant,
    quiet: bool,
    verbose: bool,
    documents: usize,
    words: u64,
    findings: usize,
    suppressed: usize,
    known: usize,
    failed: usize,
    skipped: Vec<(String, String)>,
    exit: Exit,
    /// The line that shows how far the run is.
    pub progress: Progress,
}

impl Summary {
    /// Starts to count.
    pub(crate) fn new(run: &RunArgs) -> Self {
        Self {
            begun: Instant::now(),
            quiet: run.quiet,
            verbose: run.verbose,
            documents: 0,
            words: 0,
            findings: 0,
            suppressed: 0,
            known: 0,
            failed: 0,
            skipped: Vec::new(),
            exit: Exit::Done,
            progress: Progress::new(run),
        }
    }

    /// Counts a document, those of its cues that are shown, and those that are not.
    pub(crate) fn read(&mut self, report: &Report) {
        self.documents += 1;
        self.words += report.words;
        self.findings += report.findings().count();
        self.suppressed += report.suppressed.iter().filter(|cue| report.view.shows(cue.pole)).count();
        self.known += report.cues().filter(|cue| cue.known && report.view.shows(cue.pole)).count();
    }

    /// Counts a document that was looked at only.
    pub(crate) fn inspected(&mut self) {
        self.documents += 1;
        self.quiet = true;
    }

    /// Counts files that were left out.
    pub(crate) fn skip(&mut self, skipped: impl IntoIterator<Item = (String, String)>) {
        for (path, reason) in skipped {
            if self.verbose && !self.quiet {
                self.progress.aside(|| say(&format!("skipped {path}: {reason}")));
            }
            self.skipped.push((path, reason));
        }
    }

    /// Names an input that cannot be read, and goes on.
    pub(crate) fn fail(&mut self, message: &str, exit: Exit) {
        self.progress.aside(|| say(&format!("error: {message}")));
        self.failed += 1;
        self.exit = self.exit.or(exit);
    }

    /// Says something that does not stop the run.
    pub(crate) fn warn(&self, message: &str) {
        if !self.quiet {
            self.progress.aside(|| say(&format!("warning: {message}")));
        }
    }

    /// Says what was done, and how the run ends.
    pub(crate) fn close(self) -> Exit {
        let empty = self.documents == 0 && self.failed == 0;
        if empty {
            let named = self.skipped.iter().take(5).map(|(path, reason)| format!("\n  {path}: {reason}"));
            say(&format!("error: nothing was read{}{}", self.told(), named.collect::<String>()));
        }
        if !self.quiet && !empty {
            let seconds = self.begun.elapsed().as_secs_f64();
            let Self { documents, words, findings, failed, .. } = self;
            let lost = if failed > 0 { format!(", {failed} not readable") } else { String::new() };
            let aside = [(self.suppressed, "suppressed"), (self.known, "known from the baseline")];
            let aside = aside.iter().filter(|(n, _)| *n > 0);
            let aside = aside.fold(String::new(), |all, (n, how)| all + &format!(", {n} {how}"));
            say(&format!(
                "{} scored{lost}{}; {}, {}{aside}, {seconds:.2} s",
                counted(documents as u64, "document"),
                self.told(),
                counted(words, "word"),
                counted(findings as u64, "finding")
            ));
        }
        self.exit.or(if empty { Exit::Incomplete } else { Exit::Done })
    }

    fn told(&self) -> String {
        if self.skipped.is_empty() {
            return String::new();
        }
        let parts: Vec<String> = reasons(&self.skipped).iter().map(|(reason, n)| format!("{n} {reason}")).collect();
        format!(", {} skipped: {}", self.skipped.len(), parts.join(", "))
    }
}

/// `1 finding`, `2 findings`.
pub(crate) fn counted(n: u64, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// A line on standard error; nobody is told if that fails.
pub(crate) fn say(message: &str) {
    let lines: Vec<_> = message.lines().map(printable).collect();
    let _ = writeln!(std::io::stderr().lock(), "{}", lines.join("\n"));
}
