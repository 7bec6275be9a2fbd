//! Which configuration file holds for a text: `detente.toml`, looked for upwards from its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use detente::config::{Config, Poles, Settings};

use super::Stop;
use super::args::shared::ProjectArgs;
use super::globs::PathGlob;

/// The names of the configuration file, the first one first.
pub(crate) const NAMES: [&str; 2] = ["detente.toml", ".detente.toml"];

/// A configuration file in its folder.
#[derive(Debug, Default)]
pub(crate) struct Project {
    /// The file, as it is named in messages; empty where there is none.
    pub name: String,
    /// What it says.
    pub config: Config,
    folder: PathBuf,
    globs: BTreeMap<String, PathGlob>,
}

impl Project {
    fn read(path: &Path) -> Result<Self, Stop> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|e| Stop::refused(format!("{name}: cannot be read: {e}")))?;
        let config = Config::parse(&name, &text).map_err(Stop::refused)?;
        let globs = config.globs().map(|glob| Ok((glob.to_owned(), PathGlob::new(&name, glob)?)));
        let globs = globs.collect::<Result<_, Stop>>()?;
        let folder = path.parent().map(absolute).unwrap_or_default();
        Ok(Self { name, config, folder, globs })
    }

    /// What holds for a text.
    pub(crate) fn settings(&self, path: &str, poles: Poles) -> Settings {
        self.config.settings(poles, |glob| self.matches(glob, path))
    }

    /// Whether a text that was found in a folder is left out.
    pub(crate) fn excludes(&self, path: &str) -> bool {
        self.config.exclude.iter().any(|glob| self.matches(glob, path))
    }

    fn matches(&self, glob: &str, path: &str) -> bool {
        let path = absolute(Path::new(path));
        let inside = path.strip_prefix(&self.folder).unwrap_or(&path);
        self.globs.get(glob).is_some_and(|glob| glob.matches(inside))
    }

    /// A path that the file names, as seen from the folder where the program runs.
    pub(crate) fn path(&self, written: &str) -> PathBuf {
        Path::new(&self.name).parent().unwrap_or(Path::new("")).join(written)
    }
}

/// Where a path leads, `..` and links followed as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (absolute.parent().and_then(|folder| folder.canonicalize().ok()), absolute.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => absolute,
    }
}

/// The configuration of each folder, read once.
#[derive(Debug)]
pub(crate) struct Projects {
    /// The one that holds for all texts, where the user named it or wants none.
    fixed: Option<Arc<Project>>,
    by_folder: BTreeMap<PathBuf, Arc<Project>>,
}

impl Projects {
    /// No configuration file is looked for.
    pub(crate) fn none() -> Self {
        Self { fixed: Some(Arc::default()), by_folder: BTreeMap::new() }
    }

    /// As the flags ask for.
    pub(crate) fn new(args: &ProjectArgs) -> Result<Self, Stop> {
        if args.isolated {
            return Ok(Self::none());
        }
        let fixed = args.config.as_deref().map(Project::read).transpose()?.map(Arc::new);
        Ok(Self { fixed, by_folder: BTreeMap::new() })
    }

    /// The project of a text; `-` stands in the folder where the program runs.
    pub(crate) fn of(&mut self, path: &str) -> Result<Arc<Project>, Stop> {
        if let Some(fixed) = &self.fixed {
            return Ok(fixed.clone());
        }
        let folder = Path::new(path).parent().unwrap_or(Path::new("")).to_owned();
        if let Some(known) = self.by_folder.get(&folder) {
            return Ok(known.clone());
        }
        let project = match search(&folder) {
            Some(file) => self.read_before(&file).map_or_else(|| Project::read(&file).map(Arc::new), Ok)?,
            None => Arc::default(),
        };
        self.by_folder.insert(folder, project.clone());
        Ok(project)
    }

    fn read_before(&self, file: &Path) -> Option<Arc<Project>> {
        self.by_folder.values().find(|project| Path::new(&project.name) == file).cloned()
    }

    /// The project of a text that was asked for before.
    pub(crate) fn known(&self, path: &str) -> Arc<Project> {
        let folder = Path::new(path).parent().unwrap_or(Path::new(""));
        self.fixed.as_ref().or_else(|| self.by_folder.get(folder)).cloned().unwrap_or_default()
    }
}

/// The nearest file, from a folder upwards; named as the user would.
fn search(folder: &Path) -> Option<PathBuf> {
    let start = absolute(folder);
    let here = absolute(Path::new(""));
    let found =
        start.ancestors().find_map(|folder| NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file()))?;
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}
