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
//!
//! ```
//! use detente::eval::bootstrap::Rounds;
//! use detente::eval::evaluation::Evaluation;
//! use detente::eval::gold::{Row, read_rows};
//! use detente::eval::set::CodedSet;
//! use detente::lexicon::Lexicon;
//! use detente::scanner::Scanner;
//!
//! let rows = r#"
//! {"id": "a", "text": "We must win the AI race against China.", "source": "Ours"}
//! {"pid": "a-0", "doc_id": "a", "start": 0, "end": 38, "coding": {"topic": true, "race": 3, "race_voice": "author", "race_stance": "asserted", "infra": 0, "infra_voice": "none", "infra_stance": "none", "axes": ["metaphor:race"], "tilt": -2}}
//! "#;
//! let (mut documents, mut passages) = (Vec::new(), Vec::new());
//! for (_, row) in read_rows(rows).unwrap() {
//!     match row {
//!         Row::Document(document) => documents.push(*document),
//!         Row::Passage(passage) => passages.push(*passage),
//!         Row::Item(_) => {}
//!     }
//! }
//! let set = CodedSet::new(documents, passages).unwrap();
//! let reports = set.scan(&Scanner::new(Lexicon::builtin()));
//! let result = Evaluation::new(&set, &reports, Rounds { rounds: 100, seed: 7 });
//! assert_eq!((result.figures[0].name.as_str(), result.figures[0].value), ("race clear: F1", Some(1.0)));
//! ```

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
