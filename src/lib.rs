//! Finds arms-race framing, and its counterpart, infrastructure framing, in texts about AI.
//!
//! Weighted lexicons feed a tokenizer and matcher; every cue is read for topic, voice and stance before it is
//! scored, and every score is a sum that a reader can trace back to words on the page. The library is pure: bytes
//! or text in, plain data out; no files, no printing, no clock, no network.
//!
//! ```
//! use detente::input::{Format, read_text};
//! use detente::lexicon::Lexicon;
//! use detente::report::Origin;
//! use detente::scanner::{Options, Scanner};
//!
//! let scanner = Scanner::new(Lexicon::builtin());
//! let text = "We must win the AI race against China.".to_owned();
//! let report = scanner.scan(&read_text(text.into(), Format::Plain), Origin::default(), Options::default());
//! assert!(report.race.level > 0 && report.tilt < 0.0);
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`lexicon`] | what to look for: axes, poles, entries, word classes, triggers |
//! | [`input`] | bytes → [`document::Document`] |
//! | [`scanner`] | a document in, its [`report::Report`] or [`inspection::Inspection`] out |
//! | [`stance`], [`voice`], [`score`] | what a reading says, and how it becomes numbers |
//! | [`render`] | reports → text |
//! | [`eval`] | reports against coded texts |
//!
//! Feature `cli` (default) adds the command line program, `page` (default) the HTML pages, `office` (default) Word and
//! OpenDocument text as input; the library needs none of their dependencies.

mod analysis;
pub mod baseline;
pub mod compare;
pub mod config;
pub mod directive;
pub mod document;
pub mod eval;
mod fold;
pub mod gate;
mod hints;
pub mod input;
pub mod inspection;
mod language;
pub mod lexicon;
mod lines;
mod matcher;
mod parsed;
pub mod render;
pub mod report;
pub mod scanner;
pub mod score;
pub mod selftest;
pub mod source_map;
pub mod span;
pub mod stance;
pub mod suppress;
mod tokens;
mod topic;
pub mod voice;
