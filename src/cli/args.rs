//! Every flag of the command line; those of `eval` and `sample` stand in `eval/args.rs`. Help texts are the doc comments.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use detente::config::Poles;
use detente::gate::Gate;
use detente::input::Format;
use detente::render::{CsvTable, check_formats, compare_formats, scan_formats};

use super::eval::args::{EvalArgs, SampleArgs};

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

/// Where texts come from.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files and folders; `-`, or nothing in a pipe, is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Read the paths from a file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub file_list: Option<String>,
    /// The name that standard input has in results; its ending tells the format
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub stdin_filename: Option<String>,
    /// Read every input as this format, whatever its name
    #[arg(long, value_name = "FORMAT", help_heading = "Input", value_parser = PossibleValuesParser::new(Format::ALL.iter().map(|f| f.name())))]
    pub input_format: Option<String>,
    /// Column that holds the text of a table [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Tables (JSONL, CSV)")]
    pub text_column: Option<String>,
    /// Column that holds the id [default: id, if there is one]
    #[arg(long, value_name = "NAME", help_heading = "Tables (JSONL, CSV)")]
    pub id_column: Option<String>,
    /// Column that holds the title [default: title, if there is one]
    #[arg(long, value_name = "NAME", help_heading = "Tables (JSONL, CSV)")]
    pub title_column: Option<String>,
    /// How the text column is written
    #[arg(long, value_name = "FORMAT", help_heading = "Tables (JSONL, CSV)", default_value = "plain", value_parser = PossibleValuesParser::new(Format::ALL.iter().filter(|f| !f.is_table()).map(|f| f.name())))]
    pub text_format: String,
    /// Leave out paths that match
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    pub exclude: Vec<String>,
    /// Read hidden files and folders too
    #[arg(long, help_heading = "Input")]
    pub hidden: bool,
    /// Do not honour ignore files
    #[arg(long, help_heading = "Input")]
    pub no_ignore: bool,
    /// Add or replace lexicon entries from a file
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub lexicon: Vec<PathBuf>,
}

/// What has been decided for the texts, and what ends a run with exit code 1.
#[derive(Debug, Default, Args)]
pub(crate) struct ProjectArgs {
    /// Use this configuration file for all texts [default: the nearest `detente.toml` upwards of each]
    #[arg(short, long, value_name = "FILE", help_heading = "Decisions", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Look for no configuration file
    #[arg(long, help_heading = "Decisions")]
    pub isolated: bool,
    /// Print what holds for each input, and stop
    #[arg(long, help_heading = "Decisions")]
    pub dump_config: bool,
    /// Comments in the texts switch nothing off
    #[arg(long, help_heading = "Decisions")]
    pub no_inline_config: bool,
    /// Switch off entries, axes or poles
    #[arg(long, value_name = "ID", help_heading = "Decisions", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Cues that overlap this phrase do not count
    #[arg(long, value_name = "PHRASE", help_heading = "Decisions")]
    pub allow: Vec<String>,
    /// Show only findings that are not in this baseline
    #[arg(long, value_name = "FILE", help_heading = "Decisions")]
    pub baseline: Option<PathBuf>,
    /// Keep all findings of this run as a baseline
    #[arg(long, value_name = "FILE", help_heading = "Decisions")]
    pub write_baseline: Option<PathBuf>,
    /// Which frames are shown [default: race in check and compare, else both]
    #[arg(long, value_enum, value_name = "POLES", help_heading = "Decisions")]
    pub poles: Option<Shown>,
    /// The level that a frame must reach in its passage to be shown (1 to 3) [default: 1]
    #[arg(long, value_name = "N", help_heading = "Decisions", value_parser = clap::value_parser!(u8).range(1..=3))]
    pub level: Option<u8>,
    /// Exit with 1 if a finding meets all conditions, such as `level=2,voice=author`
    #[arg(long, value_name = "CONDITIONS", help_heading = "Decisions")]
    pub fail_on: Vec<Gate>,
}

/// How a run behaves.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Number of threads; 0 takes all cores
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0, help_heading = "Run")]
    pub threads: usize,
    /// Write results to a file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Colour
    #[arg(long, value_enum, default_value_t = Color::Auto, help_heading = "Output")]
    pub color: Color,
    /// Say nothing but results and errors
    #[arg(short, long, help_heading = "Run")]
    pub quiet: bool,
    /// Name every skipped file
    #[arg(short, long, help_heading = "Run")]
    pub verbose: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set; also where `CLICOLOR_FORCE` is
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `detente scan`
#[derive(Debug, Args)]
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
    #[arg(long, value_name = "FIELD", help_heading = "Output", value_parser = PossibleValuesParser::new(super::scan::SORTS.map(|s| s.0)))]
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

/// Which frames are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shown {
    /// Race frames
    Race,
    /// Infrastructure frames
    Infrastructure,
    /// Both
    Both,
}

impl Shown {
    /// The same in words of the library.
    pub(crate) fn named(self) -> Poles {
        match self {
            Self::Race => Poles::Race,
            Self::Infrastructure => Poles::Infrastructure,
            Self::Both => Poles::Both,
        }
    }
}

/// `detente check`
#[derive(Debug, Args)]
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
#[command(mut_arg("paths", |a| a.value_names(["OLD", "NEW"]).num_args(2).required(true).help("The draft before and the draft after")))]
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
