//! A run of `scan`, `check` or `compare`: configuration, lexicon, suppression, baseline and gates, joined once.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use detente::baseline::Baseline;
use detente::config::{Config, Poles, Settings};
use detente::document::Document;
use detente::gate::Gate;
use detente::lexicon::Lexicon;
use detente::report::{Origin, Report};
use detente::scanner::{Options, Scanner};
use detente::suppress::unknown;

use super::args::{InputArgs, ProjectArgs, RunArgs};
use super::project::{Project, Projects};
use super::summary::{Summary, say};
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

/// What is kept of all reports.
pub(crate) struct Tally<'a> {
    flags: &'a ProjectArgs,
    gates: Vec<(Gate, usize)>,
    baseline: Option<(String, Baseline)>,
    written: Baseline,
    read: BTreeSet<String>,
}

impl<'a> Session<'a> {
    /// Finds the inputs and all that holds for them; `poles` are shown unless the user has chosen.
    pub(crate) fn open(
        input: &'a InputArgs,
        flags: &'a ProjectArgs,
        run: &'a RunArgs,
        poles: Poles,
    ) -> Result<Self, Stop> {
        let mut projects = Projects::new(flags)?;
        let found = walk::find(input, &mut projects)?;
        let common = common(&found, input, &mut projects)?;
        let lexicons: Vec<PathBuf> = common.config.lexicon.iter().map(|file| common.path(file)).collect();
        let lexicon = load_lexicon(&[lexicons, input.lexicon.clone()].concat())?;
        check_ids("--ignore", flags.ignore.iter().map(String::as_str), &lexicon)?;
        check_ids(&format!("{}: `ignore`", common.name), common.config.ignored(), &lexicon)?;
        let tally = Tally::new(flags, &common)?;
        let scanner = scanner(&lexicon);
        Ok(Self { input, run, found, decisions: Decisions { flags, projects, poles }, tally, lexicon, scanner })
    }

    /// What holds for each input, those of which the same holds together.
    pub(crate) fn dump(&mut self) -> Result<String, Stop> {
        let mut all: Vec<(Arc<Project>, Settings, Vec<String>)> = Vec::new();
        for input in &self.found.inputs {
            let path = input.name(self.input).to_owned();
            let (project, settings) = (self.decisions.projects.of(&path)?, self.decisions.of(&path));
            match all.iter_mut().find(|(p, s, _)| p.name == project.name && *s == settings) {
                Some((_, _, names)) => names.push(path),
                None => all.push((project, settings, vec![path])),
            }
        }
        Ok(all.iter().map(|(p, settings, names)| init::dump(names, &p.name, &p.config, settings)).collect())
    }

    /// Scans all inputs and hands on the reports, in input order.
    pub(crate) fn each(
        self,
        options: Options<'_>,
        mut done: impl FnMut(Report) -> Result<(), Stop>,
    ) -> Result<Exit, Stop> {
        let scan = |scanner: &Scanner, document: &Document, origin, settings: &Settings| {
            let options = Options { rules: Some(&settings.rules), ..options };
            Report { view: settings.view, ..scanner.scan(document, origin, options) }
        };
        self.read(scan, |mut report, summary, tally| {
            tally.count(&mut report);
            summary.read(&report);
            done(report)
        })
    }

    /// Does some work on all inputs and hands on what came of it, in input order.
    pub(crate) fn read<T: Send>(
        self,
        work: impl Fn(&Scanner, &Document, Origin, &Settings) -> T + Sync,
        mut done: impl FnMut(T, &mut Summary, &mut Tally<'a>) -> Result<(), Stop>,
    ) -> Result<Exit, Stop> {
        let Self { input, run, found, decisions, mut tally, scanner, .. } = self;
        let mut summary = Summary::new(run);
        let work = |document: &Document, origin: Origin| {
            let settings = decisions.of(&origin.source);
            work(&scanner, document, origin, &settings)
        };
        runs::each(found, input, run, &mut summary, work, |result, summary| done(result, summary, &mut tally))?;
        let exit = tally.close(run)?;
        Ok(summary.close().or(exit))
    }
}

impl Decisions<'_> {
    /// What holds for a text: flags, then configuration, then the defaults of the command.
    fn of(&self, path: &str) -> Settings {
        let mut settings = self.projects.settings(path, self.poles);
        settings.rules.ignore.extend_from_slice(&self.flags.ignore);
        settings.rules.allow.extend_from_slice(&self.flags.allow);
        settings.rules.comments &= !self.flags.no_inline_config;
        settings.view = self.flags.poles.map_or(settings.view, |poles| poles.named().of(settings.view));
        settings.view.level = self.flags.level.unwrap_or(settings.view.level);
        settings
    }
}

impl<'a> Tally<'a> {
    fn new(flags: &'a ProjectArgs, common: &Project) -> Result<Self, Stop> {
        let gates = common.config.fail_on.iter().chain(&flags.fail_on).map(|gate| (gate.clone(), 0)).collect();
        let baseline = baseline(flags, common)?;
        Ok(Self { flags, gates, baseline, written: Baseline::default(), read: BTreeSet::new() })
    }

    /// Marks what is known, and counts what is left.
    fn count(&mut self, report: &mut Report) {
        if let Some((_, baseline)) = &mut self.baseline {
            baseline.mark(report);
            self.read.insert(report.id.clone());
        }
        if self.flags.write_baseline.is_some() {
            self.written.add(report);
        }
        self.gates.iter_mut().for_each(|(gate, crossed)| *crossed += gate.findings(report));
    }

    /// Tells what is stale, writes the new baseline, and says which gates were crossed.
    fn close(&self, run: &RunArgs) -> Result<Exit, Stop> {
        if !run.quiet {
            self.stale().iter().for_each(|message| say(message));
        }
        if let Some(path) = &self.flags.write_baseline {
            let name = path.display().to_string();
            std::fs::write(path, self.written.to_text()).map_err(|e| Stop::unwritten(&name, &e))?;
        }
        let crossed: Vec<_> = self.gates.iter().filter(|(gate, found)| *found >= gate.count()).collect();
        for (gate, found) in &crossed {
            say(&format!("gate `{gate}` is crossed by {found} finding{}", if *found == 1 { "" } else { "s" }));
        }
        Ok(if crossed.is_empty() { Exit::Done } else { Exit::Crossed })
    }

    /// What to say of the rows of the baseline that met nothing.
    fn stale(&self) -> Option<String> {
        let (name, baseline) = self.baseline.as_ref()?;
        let stale = baseline.stale(|document| self.read.contains(document));
        let stale: Vec<String> = stale.map(|(entry, id)| format!("{entry} in {id}")).collect();
        let some = stale.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let more = if stale.len() > 5 { ", …" } else { "" };
        let count = stale.len();
        let message =
            || format!("{name}: {count} stale, without a finding any more: {some}{more}; `--write-baseline` renews it");
        (count > 0).then(message)
    }
}

/// Refuses ids that nobody knows.
fn check_ids<'i>(place: &str, ids: impl Iterator<Item = &'i str>, lexicon: &Lexicon) -> Result<(), Stop> {
    let mut wrong = ids.filter_map(|id| unknown(id, lexicon));
    wrong.next().map_or(Ok(()), |what| Err(Stop::refused(format!("{place}: {what}"))))
}

/// The project whose lexicon, baseline and gates hold for the whole run: all that are met must agree.
fn common(found: &Found, input: &InputArgs, projects: &mut Projects) -> Result<Arc<Project>, Stop> {
    let whole = |config: &Config| (config.lexicon.clone(), config.baseline.clone(), config.fail_on.clone());
    let mut common: Option<Arc<Project>> = None;
    for one in &found.inputs {
        let project = projects.of(one.name(input))?;
        match &common {
            Some(other) if other.name != project.name && whole(&other.config) != whole(&project.config) => {
                let name = |p: &Project| if p.name.is_empty() { "no configuration".into() } else { p.name.clone() };
                return Err(Stop::refused(format!(
                    "{} and {} differ in `lexicon`, `baseline` or `fail-on`, which hold for a whole run: run their texts apart, or choose one with `--config`",
                    name(other),
                    name(&project)
                )));
            }
            Some(_) => {}
            None => common = Some(project),
        }
    }
    Ok(common.unwrap_or_default())
}

/// The baseline of a run; none while a new one is written.
fn baseline(flags: &ProjectArgs, common: &Project) -> Result<Option<(String, Baseline)>, Stop> {
    let configured = common.config.baseline.as_ref().map(|file| common.path(file));
    let Some(path) = flags.baseline.clone().or(configured).filter(|_| flags.write_baseline.is_none()) else {
        return Ok(None);
    };
    read_baseline(&path).map(Some)
}

fn read_baseline(path: &Path) -> Result<(String, Baseline), Stop> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| {
        Stop::refused(format!("{name}: cannot read the baseline: {e}; make one with `--write-baseline`"))
    })?;
    let baseline = Baseline::parse(&text).map_err(|e| Stop::refused(format!("{name}: {e}")))?;
    Ok((name, baseline))
}
