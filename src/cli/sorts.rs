//! The orders in which `detente scan` can list documents.

use std::cmp::Ordering;

use detente::report::Report;

/// An order of documents, by name.
pub(crate) type Sort = (&'static str, fn(&Report, &Report) -> Ordering);

/// The orders of `--sort`; equal documents keep their input order.
pub(crate) const SORTS: [Sort; 6] = [
    ("tilt", |a, b| a.tilt.total_cmp(&b.tilt)),
    ("race", |a, b| b.race.per_1000_words.total_cmp(&a.race.per_1000_words)),
    ("infrastructure", |a, b| b.infrastructure.per_1000_words.total_cmp(&a.infrastructure.per_1000_words)),
    ("words", |a, b| b.words.cmp(&a.words)),
    ("id", |a, b| a.id.cmp(&b.id)),
    ("title", |a, b| a.title.cmp(&b.title)),
];
