//! Where results go: standard output or a file, with colour or without.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;

use anstream::{AutoStream, ColorChoice};
use detente::lexicon::Lexicon;
use detente::render::{CsvTable, Settings, Style};

use super::Stop;
use super::args::shared::{Color, RunArgs};

/// Columns of an output that is no terminal.
const WIDTH: usize = 100;

/// An open output and how to write to it.
pub(crate) struct Output {
    writer: Box<dyn Write + Send>,
    name: String,
    /// Width and colour.
    pub style: Style,
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output").field("name", &self.name).field("style", &self.style).finish_non_exhaustive()
    }
}

impl Output {
    /// Opens what the flags ask for.
    pub(crate) fn open(run: &RunArgs) -> Result<Self, Stop> {
        let (writer, name): (Box<dyn Write + Send>, String) = match &run.output {
            Some(path) => {
                let name = path.display().to_string();
                let file = File::create(path).map_err(|e| Stop::unwritten(&name, &e))?;
                (Box::new(BufWriter::new(file)), name)
            }
            None => (Box::new(BufWriter::new(io::stdout())), "standard output".to_owned()),
        };
        let width = if run.output.is_some() { WIDTH } else { width() };
        Ok(Self { writer, name, style: Style { width, colour: colour(run) } })
    }

    /// What formats want to know of a run, for this output.
    pub(crate) fn settings(&self, lexicon: &Arc<Lexicon>, table: CsvTable) -> Settings {
        Settings { style: self.style, table, lexicon: lexicon.clone(), folder: folder() }
    }

    /// Does some writing; what goes wrong stops the run, quietly if the reader went away.
    pub(crate) fn write(&mut self, job: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
        let done = job(&mut *self.writer);
        done.map_err(|e| Stop::unwritten(&self.name, &e))
    }

    /// Sends what is still held back.
    pub(crate) fn close(mut self) -> Result<(), Stop> {
        let done = self.writer.flush();
        done.map_err(|e| Stop::unwritten(&self.name, &e))
    }
}

/// The columns that there are: as the surroundings say, or as the terminal has.
fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || io::stdout().is_terminal().then(textwrap::termwidth);
    told.or_else(seen).unwrap_or(WIDTH)
}

/// The folder where the program runs, with forward slashes.
pub(crate) fn folder() -> String {
    let folder = std::env::current_dir().unwrap_or_default();
    folder.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Writes a text to standard output.
pub(crate) fn print(text: &str) -> Result<(), Stop> {
    let done = io::stdout().write_all(text.as_bytes());
    done.map_err(|e| Stop::unwritten("standard output", &e))
}

fn colour(run: &RunArgs) -> bool {
    match run.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => run.output.is_none() && AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    }
}
