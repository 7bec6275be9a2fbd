//! What several test modules need: the shipped scanner, the corpus, and the program in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use detente::document::Document;
use detente::input::{Format, decode, read_text};
use detente::lexicon::Lexicon;
use detente::render::ReportFormat;
use detente::report::{Origin, Report};
use detente::scanner::{Options, Scanner};
use tempfile::TempDir;

/// The shipped lexicon, indexed once.
pub(crate) static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::new(Lexicon::builtin()));

/// A path of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of a folder and the folders below, sorted, whose names end so; paths as seen from the project.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut out = Vec::new();
    for item in std::fs::read_dir(project(folder)).unwrap() {
        let item = item.unwrap();
        let path = format!("{folder}/{}", item.file_name().to_string_lossy());
        if item.file_type().unwrap().is_dir() {
            out.extend(files(&path, ending));
        } else if path.ends_with(ending) {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// The text of a file of the project.
pub(crate) fn text_of(path: &str) -> String {
    std::fs::read_to_string(project(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A text of the corpus.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Format,
}

impl Sample {
    pub(crate) fn document(&self) -> Document {
        read_text(decode(&self.bytes), self.format)
    }

    pub(crate) fn scan(&self) -> Report {
        let origin = Origin {
            source: self.name.clone(),
            id: self.name.clone(),
            format: self.format.name(),
            offset_basis: "source",
            ..Origin::default()
        };
        SCANNER.scan(&self.document(), origin, Options::default())
    }
}

/// All texts of the corpus, sorted by name.
pub(crate) fn corpus() -> Vec<Sample> {
    let texts = files("corpus", "").into_iter().filter(|path| path.matches('/').count() == 1);
    let named = texts.filter_map(|path| Some((Format::of_path(&path)?, path)));
    named
        .map(|(format, path)| Sample {
            bytes: std::fs::read(project(&path)).unwrap(),
            name: path.replace("corpus/", ""),
            format,
        })
        .collect()
}

/// A plain text, scanned.
pub(crate) fn scan(id: &str, text: &str) -> Report {
    let origin =
        Origin { source: id.into(), id: id.into(), format: "plain", offset_basis: "source", ..Origin::default() };
    SCANNER.scan(&read_text(text.to_owned().into(), Format::Plain), origin, Options::default())
}

/// What a format makes of some reports.
pub(crate) fn written(format: &mut dyn ReportFormat, reports: &[Report]) -> String {
    let mut out = Vec::new();
    format.begin(&mut out).unwrap();
    for report in reports {
        format.report(report, &mut out).unwrap();
    }
    format.end(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder of its own in which the program runs.
pub(crate) struct World {
    folder: TempDir,
}

impl World {
    /// A folder with these files.
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let world = Self { folder: TempDir::new().unwrap() };
        for (name, bytes) in files {
            world.put(name, bytes);
        }
        world
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, about to run here, with no say of the surroundings about colour.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = program(args);
        command.current_dir(self.folder.path());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        finish(&mut self.command(args), b"")
    }

    pub(crate) fn pipe(&self, args: &[&str], stdin: &[u8]) -> Run {
        finish(&mut self.command(args), stdin)
    }

    pub(crate) fn run_in(&self, env: &[(&str, &str)], args: &[&str]) -> Run {
        finish(self.command(args).envs(env.iter().copied()), b"")
    }
}

/// The program, about to run.
pub(crate) fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "CI", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command, stdin: &[u8]) -> Run {
    let mut child = command.spawn().unwrap();
    // A program that does not want its input may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}
