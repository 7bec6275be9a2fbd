//! `detente eval`: compares what is found with what was coded.

pub(crate) mod args;
mod compare;
mod read;
mod table;

use std::io::{self, Write};
use std::sync::Arc;

use detente::eval::ablate::{Ablation, ablate};
use detente::eval::baselines::{Baseline, Spotter};
use detente::eval::bootstrap::Rounds;
use detente::eval::challenge::{self, ChallengeResult, answers};
use detente::eval::evaluation::Evaluation;
use detente::eval::figures::figures;
use detente::eval::fit::{Fit, fit};
use detente::eval::gold::Item;
use detente::eval::mistakes::{self, Mistake};
use detente::eval::set::CodedSet;
use detente::eval::units::Units;
use detente::lexicon::Lexicon;
use detente::report::{LexiconStamp, Report};
use detente::scanner::Scanner;
use serde::Serialize;

use self::args::EvalArgs;
use self::compare::{AnsweringMethod, Method};
use self::read::Gold;
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
    #[serde(skip_serializing_if = "Option::is_none")]
    ablation: Option<Vec<Ablation>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fit: Option<Fit>,
}

/// What was found out about one set.
#[derive(Default, Serialize)]
struct SetRecord {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    coded: Option<Evaluation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<ChallengeResult>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baselines: Option<Vec<Method>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge_baselines: Option<Vec<AnsweringMethod>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<Mistake>>,
}

/// Runs the command.
pub(crate) fn run(args: &EvalArgs) -> Result<Exit, Stop> {
    let golds = read::read(&args.gold)?;
    if args.fit && golds.iter().all(|gold| gold.coded.is_none()) {
        return Err(Stop::refused("--fit needs a coded set (documents and passages); name its folder"));
    }
    let lexicon = load_lexicon(&args.lexicon)?;
    let record = evaluate(args, &golds, &lexicon);
    let mut output = Output::open(&args.run)?;
    output.write(|out| write(args, &record, out))?;
    output.close()?;
    Ok(Exit::Done)
}

fn evaluate(args: &EvalArgs, golds: &[Gold], lexicon: &Arc<Lexicon>) -> Record {
    let scanner = Scanner::new(lexicon.clone());
    let items = || golds.iter().flat_map(|gold| gold.items.iter().cloned()).collect::<Vec<Item>>();
    Record {
        schema: SCHEMA,
        detente: env!("CARGO_PKG_VERSION"),
        lexicon: LexiconStamp::from(&**lexicon),
        rounds: args.rounds,
        seed: args.seed,
        sets: golds.iter().map(|gold| one(args, gold, &scanner)).collect(),
        ablation: args.ablate.then(|| ablate(lexicon, &coded(golds).collect::<Vec<_>>(), &items())),
        fit: args.fit.then(|| fitted(golds, &scanner)),
    }
}

fn coded(golds: &[Gold]) -> impl Iterator<Item = &CodedSet> {
    golds.iter().filter_map(|gold| gold.coded.as_ref())
}

fn fitted(golds: &[Gold], scanner: &Scanner) -> Fit {
    let read: Vec<(&CodedSet, Vec<Report>)> = coded(golds).map(|set| (set, set.scan(scanner))).collect();
    let sets: Vec<(&CodedSet, &[Report])> = read.iter().map(|(set, reports)| (*set, reports.as_slice())).collect();
    fit(&sets, scanner.lexicon().decision())
}

fn one(args: &EvalArgs, gold: &Gold, scanner: &Scanner) -> SetRecord {
    let rounds = Rounds { rounds: args.rounds, seed: args.seed };
    let mut record = SetRecord { name: gold.name.clone(), ..SetRecord::default() };
    let mut wrong = Vec::new();
    if let Some(set) = &gold.coded {
        let reports = set.scan(scanner);
        record.coded = Some(Evaluation::new(set, &reports, rounds));
        record.baselines = args.baselines.then(|| methods(set, scanner.lexicon()));
        wrong.extend(args.errors.map(|most| mistakes::of_set(set, &reports, most)));
    }
    if !gold.items.is_empty() {
        let reports = challenge::scan(&gold.items, scanner);
        record.challenge_baselines = args.baselines.then(|| answering(&gold.items, scanner.lexicon()));
        record.challenge = Some(ChallengeResult::new(&gold.items, &answers(&reports), rounds));
        wrong.extend(args.errors.map(|most| mistakes::of_items(&gold.items, &reports, most)));
    }
    record.errors = args.errors.map(|_| wrong.concat());
    record
}

/// Simple methods on a set.
fn methods(set: &CodedSet, lexicon: &Lexicon) -> Vec<Method> {
    let spotter = Spotter::new(lexicon);
    let one = |method: Baseline| {
        let readings = spotter.read(set, method);
        Method { method: method.name(), figures: figures(&Units::new(set, &readings), Rounds::NONE) }
    };
    Baseline::ALL.map(one).into()
}

/// Simple methods on a challenge set.
fn answering(items: &[Item], lexicon: &Lexicon) -> Vec<AnsweringMethod> {
    let spotter = Spotter::new(lexicon);
    let one = |method: Baseline| {
        let result = ChallengeResult::new(items, &spotter.answer(items, method), Rounds::NONE);
        AnsweringMethod { method: method.name(), tally: result.all }
    };
    Baseline::ALL.map(one).into()
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
        let methods = set.challenge_baselines.as_deref().unwrap_or_default();
        set.challenge.iter().try_for_each(|result| table::challenge(&set.name, result, methods, out))?;
        if let (Some(result), Some(list)) = (&set.coded, &set.baselines) {
            compare::methods(&result.figures, list, out)?;
        }
        set.errors.iter().try_for_each(|list| table::mistakes(list, out))?;
    }
    record.ablation.iter().try_for_each(|list| compare::ablations(list, out))?;
    record.fit.iter().try_for_each(|fit| compare::fit(fit, out))
}
