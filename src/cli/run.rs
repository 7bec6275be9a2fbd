//! Reads all inputs in parallel and hands on what was made of each, in input order.

use std::collections::BTreeSet;

use detente::document::Document;
use detente::report::Origin;
use rayon::prelude::*;

use super::args::{InputArgs, RunArgs};
use super::inputs::{Failure, Reader, Task};
use super::summary::{Summary, say};
use super::walk::Found;
use super::{Exit, Stop};

/// How many tasks are in flight at a time.
const BATCH: usize = 256;

/// Applies `work` to every document, in parallel, and `done` to every result, in order.
pub(crate) fn each<T: Send>(
    found: Found,
    input: &InputArgs,
    run: &RunArgs,
    summary: &mut Summary,
    work: impl Fn(&Document, Origin) -> T + Sync,
    mut done: impl FnMut(T, &mut Summary) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let Found { inputs, skipped, faults } = found;
    summary.skip(skipped);
    for fault in &faults {
        summary.fail(fault, Exit::Incomplete);
    }
    let reader = Reader::new(input);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(run.threads).build().map_err(Stop::refused)?;
    let mut tasks = inputs.into_iter().flat_map(|input| reader.tasks(input)).peekable();
    let mut ids = Ids::default();
    while tasks.peek().is_some() {
        let batch: Vec<Task> = tasks.by_ref().take(BATCH).collect();
        let one = |task| reader.document(task).map(|(document, origin)| (origin.id.clone(), work(&document, origin)));
        let results: Vec<_> = pool.install(|| batch.into_par_iter().map(one).collect());
        for result in results {
            match result {
                Ok((id, result)) => {
                    ids.note(id, run);
                    done(result, summary)?;
                }
                Err(failure) => report(failure, summary),
            }
        }
    }
    Ok(())
}

fn report(failure: Failure, summary: &mut Summary) {
    match failure {
        Failure::Skipped { path, reason } => summary.skip([(path, reason)]),
        Failure::Unreadable(message) => summary.fail(&message, Exit::Incomplete),
        Failure::Refused(message) => summary.fail(&message, Exit::Refused),
    }
}

/// The ids seen so far.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    fn note(&mut self, id: String, run: &RunArgs) {
        if self.0.contains(&id) && !run.quiet {
            say(&format!("warning: more than one document has the id {id}"));
        }
        self.0.insert(id);
    }
}
