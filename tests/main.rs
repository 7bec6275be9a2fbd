//! The integration tests, one binary: rules of the house, data, formats, the command line, and what always holds.

#![cfg(all(feature = "cli", feature = "html"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[cfg(feature = "page")]
mod browser;
mod cli;
#[cfg(feature = "page")]
mod comparison;
mod composition;
mod constructions;
mod corpus;
mod decisions;
mod determinism;
mod eval;
mod floors;
mod formats;
mod hints;
mod html;
mod lexicons;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "page")]
mod pages;
mod properties;
mod selection;
mod stance;
mod support;
mod voice;
