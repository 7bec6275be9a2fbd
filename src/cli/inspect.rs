//! `detente inspect`: shows how a text was cut and read.

use std::io::Write;

use detente::inspection::Inspection;
use detente::render::inspection;
use detente::scanner::{Options, Scanner};

use super::args::InspectArgs;
use super::output::Output;
use super::summary::Summary;
use super::{Exit, Stop, load_lexicon, run};

/// Runs the command.
pub(crate) fn run(args: &InspectArgs) -> Result<Exit, Stop> {
    let scanner = Scanner::new(load_lexicon(&args.input.lexicon)?);
    let mut output = Output::open(&args.run)?;
    let mut summary = Summary::new(&args.run);
    let show = |view: &Inspection, out: &mut dyn Write| match (args.text, args.format.as_str()) {
        (true, _) => out.write_all(view.text.as_bytes()),
        (false, "jsonl") => {
            serde_json::to_writer(&mut *out, view)?;
            out.write_all(b"\n")
        }
        _ => inspection(view, out),
    };
    run::each(
        &args.input,
        &args.run,
        &mut summary,
        |document, origin| scanner.inspect(document, origin, Options::default()),
        |view, summary| {
            summary.inspected();
            output.write(|out| show(&view, out))
        },
    )?;
    output.close()?;
    Ok(summary.close())
}
