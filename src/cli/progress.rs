//! A line on the terminal for runs that take long: how many documents, how fast, how long still.

use std::fmt::Write;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::args::shared::RunArgs;

/// Nothing is shown before a run has taken this long.
const PATIENCE: Duration = Duration::from_secs(1);

/// The progress of a run; silent where nobody looks at standard error.
#[derive(Clone, Debug)]
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// A line that is hidden at first.
    pub(crate) fn new(run: &RunArgs) -> Self {
        let seen = std::io::stderr().is_terminal() && !run.quiet;
        Self(seen.then(|| {
            let style = ProgressStyle::with_template("{pos} of {len} documents, {rate} a second, about {eta} left");
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
            let rate = |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "{:.0}", state.per_sec());
            };
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate))
        }))
    }

    /// Adds documents to those that are to be read.
    pub(crate) fn expect(&self, documents: usize) {
        self.0.iter().for_each(|bar| bar.inc_length(documents as u64));
    }

    /// Counts documents that are done.
    pub(crate) fn done(&self, documents: usize) {
        let Some(bar) = &self.0 else { return };
        if bar.is_hidden() && bar.elapsed() >= PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(documents as u64);
    }

    /// Does some other writing to the terminal, the line out of its way.
    pub(crate) fn aside(&self, job: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(job),
            None => job(),
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        self.0.iter().for_each(ProgressBar::finish_and_clear);
    }
}
