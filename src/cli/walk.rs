//! Paths → the files to read, sorted; what is left out is counted with its reason.

use std::collections::BTreeMap;
use std::path::Path;

use detente::input::Format;
use ignore::WalkBuilder;

use super::Stop;
use super::args::shared::InputArgs;
use super::globs::PathGlob;
use super::project::Projects;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file, by the path that is shown.
    File(String),
}

impl Input {
    /// The path by which it is known; standard input by the name that the user gave it.
    pub(crate) fn name<'a>(&'a self, stdin: Option<&'a str>) -> &'a str {
        match self {
            Self::Stdin => stdin.unwrap_or("-"),
            Self::File(path) => path,
        }
    }
}

/// What to read, what not, and what went wrong.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In the order of the paths, sorted inside each folder.
    pub inputs: Vec<Input>,
    /// Files that were left out, and why.
    pub skipped: Vec<(String, String)>,
    /// Paths that cannot be read.
    pub faults: Vec<String>,
}

impl Found {
    /// Refuses to write over something that is to be read.
    pub(crate) fn spare(&self, target: &Path) -> Result<(), Stop> {
        let Ok(real) = target.canonicalize() else { return Ok(()) };
        let same = |input: &Input| matches!(input, Input::File(path) if Path::new(path).canonicalize().is_ok_and(|p| p == real));
        if self.inputs.iter().any(same) {
            let target = target.display();
            return Err(Stop::refused(format!(
                "{target} is read by this run and would be written over; name another file"
            )));
        }
        Ok(())
    }
}

/// Finds everything that the flags name.
pub(crate) fn find(args: &InputArgs, projects: &mut Projects) -> Result<Found, Stop> {
    let exclude = args.exclude.iter().map(|glob| PathGlob::new("--exclude", glob)).collect::<Result<Vec<_>, _>>()?;
    let mut found = Found::default();
    for path in paths(args)? {
        if path.contains("://") {
            return Err(Stop::refused(format!("{path} is a web address; save the page first: detente works offline")));
        }
        if path == "-" {
            found.inputs.push(Input::Stdin);
        } else if Path::new(&path).is_dir() {
            folder(&path, args, &exclude, projects, &mut found)?;
        } else {
            found.inputs.push(Input::File(path));
        }
    }
    Ok(found)
}

fn paths(args: &InputArgs) -> Result<Vec<String>, Stop> {
    let mut paths = args.paths.clone();
    if let Some(list) = &args.file_list {
        let text = if list == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(list) };
        let text = text.map_err(|e| Stop::refused(format!("{list}: cannot read the list of files: {e}")))?;
        paths.extend(text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned));
    } else if paths.is_empty() {
        if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
            return Err(Stop::refused("nothing to read: name files or folders, or pipe a text in"));
        }
        paths.push("-".into());
    }
    Ok(paths)
}

fn folder(
    path: &str,
    args: &InputArgs,
    exclude: &[PathGlob],
    projects: &mut Projects,
    found: &mut Found,
) -> Result<(), Stop> {
    let walk = WalkBuilder::new(path)
        .hidden(!args.hidden)
        .ignore(!args.no_ignore)
        .git_ignore(!args.no_ignore)
        .git_exclude(!args.no_ignore)
        .parents(!args.no_ignore)
        .require_git(false)
        .build();
    let mut files = Vec::new();
    for item in walk {
        match item {
            Ok(item) if item.file_type().is_some_and(|t| t.is_file()) => files.push(shown(item.path())),
            Ok(_) => {}
            Err(e) => found.faults.push(e.to_string()),
        }
    }
    files.sort();
    let excluded = |file: &String| {
        let file = Path::new(file.trim_start_matches("./"));
        exclude.iter().any(|glob| glob.matches(file))
    };
    for file in files.into_iter().filter(|file| !excluded(file)) {
        if projects.of(&file)?.excludes(&file) {
            found.skipped.push((file, "left out by the configuration".into()));
        } else if is_lock(&file) {
            found.skipped.push((file, "lock file of an open document".into()));
        } else if args.input_format.is_some() || Format::of_path(&file).is_some() {
            found.inputs.push(Input::File(file));
        } else {
            let kind = Path::new(&file)
                .extension()
                .map_or_else(|| "no ending".to_owned(), |e| format!(".{}", e.to_string_lossy()));
            found.skipped.push((file, format!("no format that detente reads ({kind})")));
        }
    }
    Ok(())
}

/// Whether a word processor put the file beside a document that is open in it.
fn is_lock(file: &str) -> bool {
    file.rsplit('/').next().is_some_and(|name| name.starts_with("~$"))
}

/// A path as it is shown: with forward slashes.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// How many files were skipped for each reason.
pub(crate) fn reasons(skipped: &[(String, String)]) -> BTreeMap<&str, usize> {
    skipped.iter().fold(BTreeMap::new(), |mut all, (_, reason)| {
        *all.entry(reason.as_str()).or_default() += 1;
        all
    })
}
