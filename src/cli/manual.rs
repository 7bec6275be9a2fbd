//! `detente completions` and `detente man`: what a package puts beside the program.

use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::output::print;
use super::{Exit, Stop};

/// Prints a completion script.
pub(crate) fn completions(args: &CompletionsArgs) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "detente", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| Exit::Done)
}

/// Prints the man page of the program, or writes all pages, one a command, into a folder.
pub(crate) fn man(args: &ManArgs) -> Result<Exit, Stop> {
    let command = Cli::command();
    let mut page = Vec::new();
    let done = match &args.folder {
        Some(folder) => std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder)),
        None => clap_mangen::Man::new(command).render(&mut page),
    };
    done.map_err(|e| Stop::unwritten("the man page", &e))?;
    print(&String::from_utf8_lossy(&page)).map(|()| Exit::Done)
}
