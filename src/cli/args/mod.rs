//! Every flag of the command line; those that commands share stand in `shared`, those of `eval` and `sample` in
//! `eval/args.rs`. Help texts are the doc comments.

pub(crate) mod shared;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use detente::render::{CsvTable, check_formats, compare_formats, scan_formats};

use super::eval::args::{EvalArgs, SampleArgs};

use shared::{InputArgs, ProjectArgs, RunArgs};

/// Finds arms-race framing and infrastructure framing in texts about AI.
///
/// Runs offline; nothing leaves the machine. Every score is a sum that you can trace to words on the page.
#[derive(Debug, Parser)]
#[command(
    version,
    propagate_version = true,
    after_help = "Examples:\n  detente scan corpus/                         one line a document\n  detente check draft.md                       what a writer should look at\n  detente check --format html -o a.html a.md   the draft with its findings, as a page\n  detente scan --format jsonl articles.csv     result records, one a line\n  cat speech.txt | detente check -             read from a pipe\n  detente explain arms-race                    what an entry means"
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Score documents
    Scan(ScanArgs),
    /// Show findings to a writer: the sentence, the voice, why, and what one could write
    Check(CheckArgs),
    /// Show what changed between two drafts of a text
    Compare(CompareArgs),
    /// Explain an entry, an axis or a term of the output
    Explain(ExplainArgs),
    /// Show how a text was cut and read: why was X (not) found?
    Inspect(InspectArgs),
    /// Write a commented configuration file, `detente.toml`
    Init(InitArgs),
    /// List, test and check lexicons
    Lexicon(LexiconArgs),
    /// Compare what is found with what people (or other readers) have coded
    Eval(EvalArgs),
    /// Draw passages from documents for coding by hand
    Sample(SampleArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the man page
    Man(ManArgs),
}

impl Command {
    /// How many threads it asks for; 0 is one a core.
    pub(crate) fn threads(&self) -> usize {
        let run = match self {
            Self::Scan(args) => &args.run,
            Self::Check(args) => &args.run,
            Self::Compare(args) => &args.run,
            Self::Inspect(args) => &args.run,
            Self::Eval(args) => &args.run,
            Self::Sample(args) => &args.run,
            Self::Lexicon(LexiconArgs { command: LexiconCommand::Stats(args) }) => &args.run,
            _ => return 0,
        };
        run.threads
    }
}

/// `detente scan`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente scan articles/                                     a table, one line a document\n  detente scan --format jsonl articles/ > results.jsonl      result records\n  detente scan --text-column body --format csv articles.csv  a row a document\n  detente scan --format html articles/ -o corpus.html        a page to sort and search\n  detente scan --sort tilt --top 10 articles/                the most race-framed first"
)]
pub(crate) struct ScanArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
    /// Decisions.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Form of the results
    #[arg(long, value_name = "FORMAT", help_heading = "Output", default_value = scan_formats()[0].name, value_parser = PossibleValuesParser::new(scan_formats().iter().map(|f| f.name)))]
    pub format: String,
    /// Which table `--format csv` writes
    #[arg(long, value_name = "TABLE", help_heading = "Output", default_value = "documents", value_parser = PossibleValuesParser::new(CsvTable::ALL.map(|t| t.0)))]
    pub table: String,
    /// List passages without evidence too
    #[arg(long, help_heading = "Output")]
    pub all_passages: bool,
    /// Order of documents; `tilt` puts the most race-framed first
    #[arg(long, value_name = "FIELD", help_heading = "Output", value_parser = PossibleValuesParser::new(super::sorts::SORTS.map(|s| s.0)))]
    pub sort: Option<String>,
    /// Only the first N documents
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub top: Option<usize>,
    /// Only documents whose race or infrastructure level reaches N (0 to 3)
    #[arg(long, value_name = "N", help_heading = "Output", value_parser = clap::value_parser!(u8).range(0..=3))]
    pub min_level: Option<u8>,
    /// Print the files that would be read, and stop
    #[arg(long, help_heading = "Run")]
    pub files: bool,
}

/// `detente check`
#[derive(Debug, Args)]
#[command(
    after_help = "In a text, <!-- detente-disable-next-line ID -- reason --> switches a finding off; also detente-disable-line, detente-disable ... detente-enable, and detente-disable-file. Without ID all findings are meant. In plain text, Word and OpenDocument, brackets do: [detente-disable-line].\n\nExit codes: 0 done, 1 a gate was crossed, 2 refused, 3 some input not read, 4 output not written; the first of 2, 4, 3, 1, 0.\n\nExamples:\n  detente check draft.docx                                   in your own voice, then quoted\n  detente check --format html draft.md -o page.html          a page to show\n  detente check --fail-on voice=author,stance=asserted drafts/   a gate\n  detente check --write-baseline known.json drafts/          from now on only what is new:\n  detente check --baseline known.json drafts/"
)]
pub(crate) struct CheckArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
    /// Decisions.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Form of the findings
    #[arg(long, value_name = "FORMAT", help_heading = "Output", default_value = check_formats()[0].name, value_parser = PossibleValuesParser::new(check_formats().iter().map(|f| f.name)))]
    pub format: String,
}

/// `detente inspect`
#[derive(Debug, Args)]
#[command(
    mut_arg("baseline", |a| a.hide(true)),
    mut_arg("write_baseline", |a| a.hide(true)),
    mut_arg("fail_on", |a| a.hide(true)),
    after_help = "Examples:\n  detente inspect draft.md             passages, topic terms, voices, cues, and what was dropped and why\n  detente inspect --text draft.docx    the text that places count in"
)]
pub(crate) struct InspectArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
    /// Decisions.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Form of the view
    #[arg(long, value_name = "FORMAT", help_heading = "Output", default_value = "text", value_parser = ["text", "jsonl"])]
    pub format: String,
    /// Print only the text that offsets count in
    #[arg(long, help_heading = "Output")]
    pub text: bool,
}

/// `detente compare`
#[derive(Debug, Args)]
#[command(
    after_help = "Gates (--fail-on) look at findings that are new or read otherwise than before.\n\nExamples:\n  detente compare monday.md tuesday.md\n  detente compare --format html monday.docx tuesday.docx -o changes.html"
)]
#[command(mut_arg("paths", |a| a.value_names(["OLD", "NEW"]).num_args(2).required(true).help("The draft before and the draft after")),
    mut_arg("file_list", |a| a.hide(true)),
    mut_arg("baseline", |a| a.hide(true)),
    mut_arg("write_baseline", |a| a.hide(true)))]
pub(crate) struct CompareArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
    /// Decisions.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Form of the comparison
    #[arg(long, value_name = "FORMAT", help_heading = "Output", default_value = compare_formats()[0], value_parser = PossibleValuesParser::new(compare_formats()))]
    pub format: String,
}

/// `detente init`
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Where the file is to stand
    #[arg(default_value = ".", value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// `detente explain`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente explain arms-race    an entry: why, other wordings, examples\n  detente explain pace         an axis, with practices and advice\n  detente explain tilt         a term of the output"
)]
pub(crate) struct ExplainArgs {
    /// An entry (`arms-race`), an axis (`advantage`) or a term (`tilt`); all of them where nothing is named
    pub name: Option<String>,
    /// Add or replace lexicon entries from a file
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
}

/// `detente lexicon`
#[derive(Debug, Args)]
pub(crate) struct LexiconArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: LexiconCommand,
}

/// What to do with a lexicon.
#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// List all entries
    List(LexiconOnly),
    /// Try every entry's own examples
    Test(LexiconOnly),
    /// How often each entry fires on some texts; without texts, the make-up of the lexicon
    Stats(Box<StatsArgs>),
    /// Check a lexicon file and name all its faults
    Check {
        /// The file
        file: PathBuf,
    },
}

/// A lexicon and nothing else.
#[derive(Debug, Args)]
pub(crate) struct LexiconOnly {
    /// Add or replace lexicon entries from a file
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
}

/// `detente lexicon stats`
#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
    /// Run.
    #[command(flatten)]
    pub run: RunArgs,
}

/// `detente completions`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  detente completions bash > ~/.local/share/bash-completion/completions/detente")]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `detente man`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  detente man | man -l -\n  detente man ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write the pages of all commands into this folder
    pub folder: Option<PathBuf>,
}
