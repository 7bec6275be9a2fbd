//! What is kept of all reports of a run: the baseline and the gates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use detente::baseline::Baseline;
use detente::gate::Gate;
use detente::render::relative;
use detente::report::Report;

use super::args::shared::{ProjectArgs, RunArgs};
use super::output::folder;
use super::project::Project;
use super::summary::{counted, say};
use super::{Exit, Stop};

/// What is kept of all reports.
pub(crate) struct Tally<'a> {
    flags: &'a ProjectArgs,
    gates: Vec<Watched>,
    /// By the configuration file that names them; the empty name stands for the flag.
    baselines: BTreeMap<String, (String, Baseline)>,
    written: Baseline,
    read: BTreeSet<String>,
    /// Where the program runs: documents are named as seen from there.
    folder: String,
}

/// A gate, and how many findings have crossed it.
struct Watched {
    gate: Gate,
    /// The configuration file that sets it; none for a flag, which holds for all texts.
    project: Option<String>,
    crossed: usize,
}

impl<'a> Tally<'a> {
    pub(crate) fn new(flags: &'a ProjectArgs, met: &[Arc<Project>]) -> Result<Self, Stop> {
        let watched = |gate: &Gate, project| Watched { gate: gate.clone(), project, crossed: 0 };
        let of = |project: &Project| {
            project.config.fail_on.iter().map(|(_, gate)| watched(gate, Some(project.name.clone()))).collect::<Vec<_>>()
        };
        let gates = flags.fail_on.iter().map(|gate| watched(gate, None));
        let gates = gates.chain(met.iter().flat_map(|project| of(project))).collect();
        let baselines = baselines(flags, met)?;
        Ok(Self { flags, gates, baselines, written: Baseline::default(), read: BTreeSet::new(), folder: folder() })
    }

    /// Marks what is known, and counts what is left of a text of some project.
    pub(crate) fn count(&mut self, report: &mut Report, project: &str) {
        let own = if self.baselines.contains_key("") { "" } else { project };
        let name = if report.id == report.source { relative(&report.id, &self.folder) } else { report.id.clone() };
        if let Some((_, baseline)) = self.baselines.get_mut(own) {
            baseline.mark(report, &name);
            self.read.insert(name.clone());
        }
        if self.flags.write_baseline.is_some() {
            self.written.add(report, &name);
        }
        self.watch(report, project);
    }

    /// Counts findings that cross a gate.
    pub(crate) fn watch(&mut self, report: &Report, project: &str) {
        let here = self.gates.iter_mut().filter(|w| w.project.as_deref().is_none_or(|name| name == project));
        here.for_each(|watched| watched.crossed += watched.gate.findings(report));
    }

    /// Tells what is stale, writes the new baseline, and says which gates were crossed.
    pub(crate) fn close(&self, run: &RunArgs, complete: bool) -> Result<Exit, Stop> {
        if !run.quiet {
            self.baselines.values().filter_map(|b| self.stale(b)).for_each(|message| say(&message));
        }
        if let Some(path) = &self.flags.write_baseline {
            let name = path.display().to_string();
            if !complete {
                say(&format!("error: {name} is not written, since it would lack the findings of what was not read"));
                return Ok(Exit::Incomplete);
            }
            std::fs::write(path, self.written.to_text()).map_err(|e| Stop::unwritten(&name, &e))?;
        }
        let crossed: Vec<&Watched> = self.gates.iter().filter(|w| w.crossed >= w.gate.count()).collect();
        for Watched { gate, crossed, .. } in &crossed {
            say(&format!("gate `{gate}` is crossed by {}", counted(*crossed as u64, "finding")));
        }
        Ok(if crossed.is_empty() { Exit::Done } else { Exit::Crossed })
    }

    /// What to say of the rows of a baseline that met nothing.
    fn stale(&self, (name, baseline): &(String, Baseline)) -> Option<String> {
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

/// The baselines of a run, that of the flag for all texts; none while a new one is written.
fn baselines(flags: &ProjectArgs, met: &[Arc<Project>]) -> Result<BTreeMap<String, (String, Baseline)>, Stop> {
    if flags.write_baseline.is_some() {
        return Ok(BTreeMap::new());
    }
    if let Some(path) = &flags.baseline {
        return Ok(BTreeMap::from([(String::new(), read_baseline(path)?)]));
    }
    let configured = met.iter().filter_map(|p| Some((p.name.clone(), p.path(p.config.baseline.as_ref()?))));
    let read = |(name, path): (String, PathBuf)| {
        let baseline =
            read_baseline(&path).map_err(|e| Stop::refused(format!("{name}: `baseline`: {}", e.message())))?;
        Ok((name, baseline))
    };
    configured.map(read).collect()
}

fn read_baseline(path: &Path) -> Result<(String, Baseline), Stop> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| {
        Stop::refused(format!("{name}: cannot read the baseline: {e}; make one with `--write-baseline`"))
    })?;
    let baseline = Baseline::parse(&text).map_err(|e| Stop::refused(format!("{name}: {e}")))?;
    Ok((name, baseline))
}
