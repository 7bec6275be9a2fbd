//! Flags that several commands have: inputs, decisions, how a run behaves. Help texts are the doc comments.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use detente::config::Poles;
use detente::gate::Gate;
use detente::input::Format;

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

impl InputArgs {
    /// The name that the user gave standard input.
    pub(crate) fn stdin_name(&self) -> Option<&str> {
        self.stdin_filename.as_deref()
    }
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
