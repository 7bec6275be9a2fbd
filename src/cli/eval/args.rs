//! Flags of `detente eval` and `detente sample`. Help texts are the doc comments.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::args::shared::{InputArgs, RunArgs};

/// `detente eval`
#[derive(Debug, Args)]
#[command(
    after_help = "Gold files are JSON Lines. A coded set has documents (`id`, `text`) and passages (`pid`, `doc_id`, `start`, `end`, `coding`); a challenge set has items (`id`, `pair`, `text`, `race`, `infrastructure`). docs/evaluation.md has the formats and figures.\n\nExamples:\n  detente eval gold/                       figures with 95 % intervals\n  detente eval --errors=20 gold/           what was read otherwise than coded\n  detente eval --baselines gold/           beside simple methods\n  detente eval --ablate gold/ pairs.jsonl  what each part of the lexicon buys"
)]
pub(crate) struct EvalArgs {
    /// Folders and files of a coded set or of a challenge set
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,
    /// Run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Add or replace lexicon entries from a file
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub lexicon: Vec<PathBuf>,
    /// Form of the results
    #[arg(long, value_name = "FORMAT", help_heading = "Output", default_value = "table", value_parser = ["table", "json"])]
    pub format: String,
    /// Resamples behind each 95 % interval; 0 leaves intervals out
    #[arg(long, value_name = "N", help_heading = "Figures", default_value_t = 1000)]
    pub rounds: usize,
    /// Where the generator of resamples starts
    #[arg(long, value_name = "N", help_heading = "Figures", default_value_t = 7)]
    pub seed: u64,
    /// Show what was read otherwise than coded, at most N of each set [default: 30]
    #[arg(long, value_name = "N", help_heading = "Figures", num_args = 0..=1, require_equals = true, default_missing_value = "30")]
    pub errors: Option<usize>,
    /// Score simple methods on the same units
    #[arg(long, help_heading = "Figures")]
    pub baselines: bool,
    /// Score again with one part of the lexicon taken away at a time
    #[arg(long, help_heading = "Figures")]
    pub ablate: bool,
    /// Fit the cut points of levels and stances, and judge them on sources left out
    #[arg(long, help_heading = "Figures")]
    pub fit: bool,
}

/// How passages are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Strata {
    /// Every passage with the same chance
    None,
    /// As many with race cues, infrastructure cues, both and none
    Cues,
}

/// `detente sample`
#[derive(Debug, Args)]
#[command(
    mut_arg("output", |a| a.value_name("FOLDER").help("Write docs.jsonl and passages.jsonl into a folder; else both go to standard output")),
    after_help = "Fill in the `coding` of the rows, then run `detente eval FOLDER`; docs/evaluation.md says how to code."
)]
pub(crate) struct SampleArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
    /// Run.
    #[command(flatten)]
    pub run: RunArgs,
    /// How many passages to draw
    #[arg(short = 'n', long = "number", value_name = "N", default_value_t = 100, help_heading = "Sample")]
    pub number: usize,
    /// Where the generator starts; the same seed draws the same passages
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Sample")]
    pub seed: u64,
    /// How passages are drawn
    #[arg(long, value_enum, default_value_t = Strata::None, help_heading = "Sample")]
    pub stratify: Strata,
    /// Leave out passages with fewer words
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Sample")]
    pub min_words: usize,
}
