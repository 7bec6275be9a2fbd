//! The porch: the only part that touches files, streams and the clock.

pub(crate) mod args;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod globs;
pub(crate) mod init;
pub(crate) mod inputs;
pub(crate) mod inspect;
pub(crate) mod lexicon;
pub(crate) mod manual;
pub(crate) mod output;
pub(crate) mod progress;
pub(crate) mod project;
pub(crate) mod run;
pub(crate) mod sample;
pub(crate) mod scan;
pub(crate) mod session;
pub(crate) mod sorts;
pub(crate) mod summary;
pub(crate) mod tally;
pub(crate) mod walk;

use std::fmt;
use std::mem::ManuallyDrop;
use std::process::ExitCode;
use std::sync::Arc;

use detente::lexicon::{Lexicon, LexiconFile};
use detente::scanner::Scanner;

/// How a run ended; the first that applies, in this order, is the exit code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    #[default]
    Done,
    /// Done, and a gate that the user set was crossed.
    Crossed,
    /// Done, but some input could not be read, or there was nothing to read.
    Incomplete,
    /// Output could not be written.
    Unwritten,
    /// Usage, column or lexicon refused.
    Refused,
}

impl Exit {
    /// The worse of two.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        if self as u8 >= other as u8 { self } else { other }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Crossed => 1,
            Exit::Refused => 2,
            Exit::Incomplete => 3,
            Exit::Unwritten => 4,
        })
    }
}

/// Why a run cannot go on: the message for the user and the way it ends.
#[derive(Debug)]
pub(crate) struct Stop {
    exit: Exit,
    message: String,
}

impl Stop {
    /// Usage, column or lexicon refused.
    pub(crate) fn refused(message: impl fmt::Display) -> Self {
        Self { exit: Exit::Refused, message: message.to_string() }
    }

    /// All is done that the user asked for.
    pub(crate) fn done() -> Self {
        Self { exit: Exit::Done, message: String::new() }
    }

    /// Some input could not be read, and nothing can be said without it.
    pub(crate) fn unreadable(message: impl fmt::Display) -> Self {
        Self { exit: Exit::Incomplete, message: message.to_string() }
    }

    /// Output could not be written; that its reader went away is not our trouble.
    pub(crate) fn unwritten(what: &str, e: &std::io::Error) -> Self {
        if e.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::done();
        }
        Self { exit: Exit::Unwritten, message: format!("cannot write {what}: {e}; results are incomplete") }
    }

    /// The way it ends.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// The message, empty for a quiet end.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

/// A fault of the program ends it with code 101, on any thread, in any build. An abort could leave the texts that were read,
/// which may be confidential, in a core dump.
pub(crate) fn end_at_faults() {
    let say = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        say(fault);
        #[expect(clippy::exit, reason = "the one way to end from any thread without an abort")]
        std::process::exit(101)
    }));
}

/// Sets how many threads work, the main one among them; 0 is one a core. They are the same for the lexicon and for the
/// texts: starting threads, and memory for each, takes a good part of a short run.
pub(crate) fn set_threads(threads: usize) {
    // Too many threads for the system leave it to start what it can.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
}

/// A scanner for the rest of the run. Never freed: the process ends with the command, and freeing costs a short one a
/// tenth of its time.
pub(crate) fn scanner(lexicon: &Arc<Lexicon>) -> ManuallyDrop<Scanner> {
    ManuallyDrop::new(Scanner::new(lexicon.clone()))
}

/// The shipped lexicon, with the user's files on top.
pub(crate) fn load_lexicon(paths: &[std::path::PathBuf]) -> Result<Arc<Lexicon>, Stop> {
    if paths.is_empty() {
        return Ok(Lexicon::builtin());
    }
    let mut files = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|e| Stop::refused(format!("{name}: cannot read the lexicon: {e}")))?;
        files.push(LexiconFile { name, text: text.into() });
    }
    Lexicon::with_files(&files).map(Arc::new).map_err(Stop::refused)
}
