//! A run of `scan`, `check` or `compare`: configuration, lexicon, suppression and tally, joined once.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;

use detente::config::{Poles, Settings};
use detente::document::Document;
use detente::gate::Gate;
use detente::lexicon::Lexicon;
use detente::report::{Origin, Report};
use detente::scanner::{Options, Scanner};
use detente::suppress::Named;

use super::args::shared::{InputArgs, ProjectArgs, RunArgs};
use super::output::print;
use super::project::{Project, Projects};
use super::summary::Summary;
use super::tally::Tally;
use super::walk::{self, Found};
use super::{Exit, Stop, init, load_lexicon, run as runs, scanner};

/// Everything that holds for a run.
pub(crate) struct Session<'a> {
    input: &'a InputArgs,
    run: &'a RunArgs,
    found: Found,
    decisions: Decisions<'a>,
    tally: Tally<'a>,
    /// The lexicon of the run.
    pub lexicon: Arc<Lexicon>,
    scanner: ManuallyDrop<Scanner>,
}

/// What holds for each text.
struct Decisions<'a> {
    flags: &'a ProjectArgs,
    projects: Projects,
    /// The frames that are shown where nobody has chosen.
    poles: Poles,
}

impl<'a> Session<'a> {
    /// Finds the inputs and all that holds for them; `poles` are shown unless the user has chosen. Where the user asks
    /// what holds, that is printed, and the run ends.
    pub(crate) fn open(
        input: &'a InputArgs,
        flags: &'a ProjectArgs,
        run: &'a RunArgs,
        poles: Poles,
    ) -> Result<Self, Stop> {
        let mut projects = Projects::new(flags)?;
        let found = walk::find(input, &mut projects)?;
        for target in run.output.iter().chain(&flags.write_baseline) {
            found.spare(target)?;
        }
        let met = met(&found, input, &mut projects)?;
        let common = common(&met)?;
        let lexicons: Vec<PathBuf> = common.config.lexicon.iter().map(|file| common.path(file)).collect();
        let lexicon = load_lexicon(&[lexicons, input.lexicon.clone()].concat())?;
        check_ids(flags, &met, &lexicon)?;
        let tally = Tally::new(flags, &met)?;
        let decisions = Decisions { flags, projects, poles };
        if flags.dump_config {
            print(&decisions.dump(found.inputs.iter().map(|one| one.name(input.stdin_name()))))?;
            return Err(Stop::done());
        }
        let scanner = scanner(&lexicon);
        Ok(Self { input, run, found, decisions, tally, lexicon, scanner })
    }

    /// Scans all inputs and hands on the reports, in input order.
    pub(crate) fn each(
        self,
        options: Options<'_>,
        mut done: impl FnMut(Report) -> Result<(), Stop>,
    ) -> Result<Exit, Stop> {
        self.read(scan(options), |mut report, summary, tally, project| {
            tally.count(&mut report, &project.name);
            summary.read(&report);
            done(report)
        })
    }

    /// Does some work on all inputs and hands on what came of it, in input order.
    pub(crate) fn read<T: Send>(
        self,
        work: impl Fn(&Scanner, &Document, Origin, &Settings) -> T + Sync,
        mut done: impl FnMut(T, &mut Summary, &mut Tally<'a>, &Project) -> Result<(), Stop>,
    ) -> Result<Exit, Stop> {
        let Self { input, run, found, decisions, mut tally, scanner, .. } = self;
        let mut summary = Summary::new(run);
        let work = |document: &Document, origin: Origin| {
            let (project, settings) = decisions.of(&origin.source);
            (work(&scanner, document, origin, &settings), project)
        };
        runs::each(found, input, &mut summary, work, |(result, project), summary| {
            done(result, summary, &mut tally, &project)
        })?;
        let read = summary.close();
        let exit = tally.close(run, read == Exit::Done)?;
        Ok(read.or(exit))
    }
}

impl Decisions<'_> {
    /// The project of a text and what holds for it: flags, then configuration, then the defaults of the command.
    fn of(&self, path: &str) -> (Arc<Project>, Settings) {
        let project = self.projects.known(path);
        let mut settings = project.settings(path, self.poles);
        settings.rules.ignore.extend_from_slice(&self.flags.ignore);
        settings.rules.allow.extend_from_slice(&self.flags.allow);
        settings.rules.comments &= !self.flags.no_inline_config;
        settings.view = self.flags.poles.map_or(settings.view, |poles| poles.named().of(settings.view));
        settings.view.level = self.flags.level.unwrap_or(settings.view.level);
        (project, settings)
    }

    /// What holds for each of some texts, those of which the same holds together.
    fn dump<'i>(&self, paths: impl Iterator<Item = &'i str>) -> String {
        let mut all: Vec<(Arc<Project>, Settings, Vec<&str>)> = Vec::new();
        for path in paths {
            let (project, settings) = self.of(path);
            match all.iter_mut().find(|(p, s, _)| p.name == project.name && *s == settings) {
                Some((_, _, names)) => names.push(path),
                None => all.push((project, settings, vec![path])),
            }
        }
        all.iter().map(|(p, settings, names)| init::dump(names, &p.name, &p.config, settings)).collect()
    }
}

/// The work of a scan under the settings of each text.
pub(crate) fn scan(options: Options<'_>) -> impl Fn(&Scanner, &Document, Origin, &Settings) -> Report + Sync {
    move |scanner, document, origin, settings| {
        let options = Options { rules: Some(&settings.rules), ..options };
        Report { view: settings.view, ..scanner.scan(document, origin, options) }
    }
}

/// Refuses ids that nobody knows, all of them.
fn check_ids(flags: &ProjectArgs, met: &[Arc<Project>], lexicon: &Lexicon) -> Result<(), Stop> {
    let ignored = flags.ignore.iter().map(|id| ("--ignore".to_owned(), Named::Any(id)));
    let gated = flags.fail_on.iter().flat_map(Gate::entries).map(|id| ("--fail-on".to_owned(), Named::Entry(id)));
    let named = met.iter().flat_map(|p| p.config.named().map(|(line, named)| (format!("{}:{line}", p.name), named)));
    let wrong = ignored.chain(gated).chain(named);
    let wrong = wrong.filter_map(|(place, named)| named.unknown(lexicon).map(|what| format!("{place}: {what}")));
    let wrong: Vec<String> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(Stop::refused(wrong.join("\n"))) }
}

/// The projects of all inputs, each once.
fn met(found: &Found, input: &InputArgs, projects: &mut Projects) -> Result<Vec<Arc<Project>>, Stop> {
    let mut met: Vec<Arc<Project>> = Vec::new();
    for one in &found.inputs {
        let project = projects.of(one.name(input.stdin_name()))?;
        if !met.iter().any(|other| Arc::ptr_eq(other, &project) || other.name == project.name) {
            met.push(project);
        }
    }
    Ok(met)
}

/// A project whose lexicon holds for the whole run, since its numbers are to be compared: all that are met must agree.
fn common(met: &[Arc<Project>]) -> Result<Arc<Project>, Stop> {
    let files = |p: &Project| p.config.lexicon.iter().map(|file| p.path(file)).collect::<Vec<_>>();
    let Some(first) = met.first() else { return Ok(Arc::default()) };
    match met.iter().find(|other| files(other) != files(first)) {
        None => Ok(first.clone()),
        Some(other) => {
            let name = |p: &Project| if p.name.is_empty() { "no configuration".into() } else { p.name.clone() };
            Err(Stop::refused(format!(
                "{} and {} differ in `lexicon`, which holds for a whole run: run their texts apart, or choose one with `--config`",
                name(first),
                name(other)
            )))
        }
    }
}
