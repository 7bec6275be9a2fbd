//! `detente eval`: compares what is found with what was coded.

mod read;
mod table;

use std::io::{self, Write};

use detente::eval::bootstrap::Rounds;
use detente::eval::challenge::{self, ChallengeResult, answers};
use detente::eval::evaluation::Evaluation;
use detente::eval::mistakes::{self, Mistake};
use detente::report::LexiconStamp;
use detente::scanner::Scanner;
use serde::Serialize;

use self::read::Gold;
use crate::cli::args::EvalArgs;
use crate::cli::output::Output;
use crate::cli::{Exit, Stop, load_lexicon};

/// The name and version of the evaluation record.
const SCHEMA: &str = "detente.evaluation/1";

/// The record of a run, as `--format json` writes it.
#[derive(Serialize)]
struct Record {
    schema: &'static str,
    detente: &'static str,
    lexicon: LexiconStamp,
    rounds: usize,
    seed: u64,
    sets: Vec<SetRecord>,
}

/// What was found out about one set.
#[derive(Serialize)]
struct SetRecord {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    coded: Option<Evaluation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<ChallengeResult>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<Mistake>>,
}

/// Runs the command.
pub(crate) fn run(args: &EvalArgs) -> Result<Exit, Stop> {
    let golds = read::read(&args.gold)?;
    let scanner = Scanner::new(load_lexicon(&args.lexicon)?);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.run.threads).build().map_err(Stop::refused)?;
    let record = pool.install(|| evaluate(args, &golds, &scanner));
    let mut output = Output::open(&args.run)?;
    output.write(|out| write(args, &record, out))?;
    output.close()?;
    Ok(Exit::Done)
}

fn evaluate(args: &EvalArgs, golds: &[Gold], scanner: &Scanner) -> Record {
    Record {
        schema: SCHEMA,
        detente: env!("CARGO_PKG_VERSION"),
        lexicon: LexiconStamp::from(scanner.lexicon()),
        rounds: args.rounds,
        seed: args.seed,
        sets: golds.iter().map(|gold| one(args, gold, scanner)).collect(),
    }
}

fn one(args: &EvalArgs, gold: &Gold, scanner: &Scanner) -> SetRecord {
    let rounds = Rounds { rounds: args.rounds, seed: args.seed };
    let mut record = SetRecord { name: gold.name.clone(), coded: None, challenge: None, errors: None };
    let mut wrong = Vec::new();
    if let Some(set) = &gold.coded {
        let reports = set.scan(scanner);
        record.coded = Some(Evaluation::new(set, &reports, rounds));
        wrong.extend(args.errors.map(|most| mistakes::of_set(set, &reports, most)));
    }
    if !gold.items.is_empty() {
        let reports = challenge::scan(&gold.items, scanner);
        record.challenge = Some(ChallengeResult::new(&gold.items, &answers(&reports), rounds));
        wrong.extend(args.errors.map(|most| mistakes::of_items(&gold.items, &reports, most)));
    }
    record.errors = args.errors.map(|_| wrong.concat());
    record
}

fn write(args: &EvalArgs, record: &Record, out: &mut dyn Write) -> io::Result<()> {
    if args.format == "json" {
        serde_json::to_writer_pretty(&mut *out, record)?;
        return writeln!(out);
    }
    for (at, set) in record.sets.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        set.coded.iter().try_for_each(|result| table::evaluation(&set.name, result, out))?;
        set.challenge.iter().try_for_each(|result| table::challenge(&set.name, result, out))?;
        set.errors.iter().try_for_each(|list| table::mistakes(list, out))?;
    }
    Ok(())
}
