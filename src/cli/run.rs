//! Reads all inputs in parallel and hands on what was made of each, in input order.

use std::collections::BTreeSet;

use detente::document::Document;
use detente::report::Origin;
use rayon::prelude::*;

use super::args::shared::InputArgs;
use super::inputs::{Failure, Reader, Task};
use super::summary::Summary;
use super::walk::Found;
use super::{Exit, Stop};

/// How many tasks are in flight at a time.
const BATCH: usize = 256;

/// Applies `work` to every document, in parallel, and `done` to every result, in order.
pub(crate) fn each<T: Send>(
    found: Found,
    input: &InputArgs,
    summary: &mut Summary,
    work: impl Fn(&Document, Origin) -> T + Sync,
    mut done: impl FnMut(T, &mut Summary) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let Found { inputs, skipped, faults } = found;
    summary.skip(skipped);
    for fault in &faults {
        summary.fail(fault, Exit::Incomplete);
    }
    let (reader, progress) = (Reader::new(input), summary.progress.clone());
    progress.expect(inputs.len());
    let opened = |input| {
        let tasks = reader.tasks(input);
        progress.expect(tasks.len().saturating_sub(1));
        tasks
    };
    let mut tasks = inputs.into_iter().flat_map(opened).peekable();
    let (mut ids, mut repeated) = (BTreeSet::new(), Vec::new());
    while tasks.peek().is_some() {
        let batch: Vec<Task> = tasks.by_ref().take(BATCH).collect();
        let one = |task| reader.document(task).map(|(document, origin)| (origin.id.clone(), work(&document, origin)));
        let results: Vec<_> = batch.into_par_iter().map(one).collect();
        progress.done(results.len());
        for result in results {
            match result {
                Ok((id, result)) => {
                    if !ids.insert(id.clone()) {
                        repeated.push(id);
                    }
                    done(result, summary)?;
                }
                Err(failure) => report(failure, summary),
            }
        }
    }
    progress.clear();
    if !repeated.is_empty() {
        summary.warn(&told(&repeated));
    }
    Ok(())
}

/// How many ids a warning names.
const NAMED: usize = 3;

/// A warning about ids that an earlier document has as well.
fn told(repeated: &[String]) -> String {
    let named = repeated.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if repeated.len() > NAMED { ", ..." } else { "" };
    match repeated.len() {
        1 => format!("one document has the id of another: {named}"),
        many => format!("{many} documents have the id of another: {named}{more}"),
    }
}

fn report(failure: Failure, summary: &mut Summary) {
    match failure {
        Failure::Skipped { path, reason } => summary.skip([(path, reason)]),
        Failure::Unreadable(message) => summary.fail(&message, Exit::Incomplete),
        Failure::Refused(message) => summary.fail(&message, Exit::Refused),
    }
}
