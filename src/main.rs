//! The command line program: parses the arguments, runs the command, ends with its exit code.

mod cli;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use cli::args::{Cli, Command};
use cli::{Exit, Stop, summary::say};

/// Half of a short run is memory for the lexicon, asked for by two threads at once; this allocator serves them faster.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::end_at_faults();
    if let Some(message) = forgotten_command() {
        say(&message);
        return Exit::Refused.into();
    }
    let command = Cli::parse().command;
    cli::set_threads(command.threads());
    let done = match &command {
        Command::Scan(args) => cli::scan::run(args),
        Command::Check(args) => cli::check::run(args),
        Command::Compare(args) => cli::compare::run(args),
        Command::Explain(args) => cli::explain::run(args),
        Command::Inspect(args) => cli::inspect::run(args),
        Command::Init(args) => cli::init::run(args),
        Command::Lexicon(args) => cli::lexicon::run(args),
        Command::Eval(args) => cli::eval::run(args),
        Command::Sample(args) => cli::sample::run(args),
        Command::Completions(args) => cli::manual::completions(args),
        Command::Man(args) => cli::manual::man(args),
    };
    done.unwrap_or_else(|stop: Stop| {
        if !stop.message().is_empty() {
            say(&format!("error: {}", stop.message()));
        }
        stop.exit()
    })
    .into()
}

/// `detente PATH` alone does not say what to do with it.
fn forgotten_command() -> Option<String> {
    let first = std::env::args().nth(1)?;
    let is_path = !first.starts_with('-') && (first.contains("://") || Path::new(&first).exists());
    is_path.then(|| format!("error: say what to do: `detente scan {first}` scores it, `detente check {first}` shows findings to a writer"))
}
