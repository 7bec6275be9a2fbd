//! `detente inspect`: shows how a text was cut and read.

use std::io::Write;

use detente::config::Poles;
use detente::inspection::Inspection;
use detente::render::inspection;
use detente::scanner::Options;

use super::args::InspectArgs;
use super::args::shared::ProjectArgs;
use super::output::Output;
use super::session::Session;
use super::{Exit, Stop};

/// Runs the command.
pub(crate) fn run(args: &InspectArgs) -> Result<Exit, Stop> {
    let ProjectArgs { baseline, write_baseline, fail_on, .. } = &args.project;
    if baseline.is_some() || write_baseline.is_some() || !fail_on.is_empty() {
        return Err(Stop::refused("inspect shows everything: it takes no baseline and no gate"));
    }
    let session = Session::open(&args.input, &args.project, &args.run, Poles::Both)?;
    let mut output = Output::open(&args.run)?;
    let show = |view: &Inspection, out: &mut dyn Write| match (args.text, args.format.as_str()) {
        (true, _) => out.write_all(view.text.as_bytes()),
        (false, "jsonl") => {
            serde_json::to_writer(&mut *out, view)?;
            out.write_all(b"\n")
        }
        _ => inspection(view, out),
    };
    let exit = session.read(
        |scanner, document, origin, settings| {
            scanner.inspect(document, origin, Options { rules: Some(&settings.rules), ..Options::default() })
        },
        |view, summary, _, _| {
            summary.inspected();
            output.write(|out| show(&view, out))
        },
    )?;
    output.close()?;
    Ok(exit)
}
