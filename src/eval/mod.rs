//! How well texts are read: result records against rows that people (or other readers) have coded.
//!
//! The floor is pure like the rest of the library: it takes the text of gold files and gives plain data. Formats and
//! figures are explained in `docs/evaluation.md`.
//!
//! | module | holds |
//! |---|---|
//! | [`gold`] | coded documents, coded passages and challenge items, read from JSON Lines |
//! | [`set`], [`units`] | coded sets; reports joined to what was coded |
//! | [`metrics`], [`agreement`], [`bootstrap`] | F1, rank correlation, alpha, intervals |
//! | [`figures`], [`evaluation`] | the figures of a coded set |
//! | [`challenge`] | texts and pairs read right |
//! | [`mistakes`] | what was read otherwise than coded, with the cues |
//! | [`baselines`], [`ablate`], [`fit`] | simple methods, parts taken away, cut points fitted |
//! | [`sample`] | passages drawn for coding |

pub mod ablate;
pub mod agreement;
pub mod baselines;
pub mod bootstrap;
pub mod challenge;
mod cuts;
pub mod evaluation;
mod fields;
pub mod figures;
pub mod fit;
pub mod gold;
pub mod metrics;
pub mod mistakes;
pub mod sample;
pub mod set;
pub mod units;
