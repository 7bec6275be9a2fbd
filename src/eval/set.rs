//! Coded sets: documents and passages that belong together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::gold::{GoldDocument, GoldPassage};
use crate::document::Decoded;
use crate::input::read_text;
use crate::lexicon::did_you_mean;
use crate::report::{Origin, Report};
use crate::scanner::{Options, Scanner};

/// Documents and coded passages that belong together.
#[derive(Clone, Debug, Default)]
pub struct CodedSet {
    documents: Vec<GoldDocument>,
    /// Coded passages, each with the number of its document.
    passages: Vec<(usize, GoldPassage)>,
    uncoded: usize,
}

impl CodedSet {
    /// Joins passages to their documents; passages without coding are counted and left out.
    ///
    /// # Errors
    ///
    /// For each bad row its kind and number in the lists, and what is wrong: an id given twice, a passage without its
    /// document, offsets outside the text or inside a character.
    pub fn new(documents: Vec<GoldDocument>, passages: Vec<GoldPassage>) -> Result<Self, Vec<SetError>> {
        let (mut errors, mut ids) = (Vec::new(), BTreeMap::new());
        for (at, document) in documents.iter().enumerate() {
            if ids.insert(document.id.clone(), at).is_some() {
                let message = format!("the id `{}` stands twice", document.id);
                errors.push(SetError { passage: false, at, message });
            }
        }
        let mut kept = Vec::new();
        let all = passages.len();
        for (at, passage) in passages.into_iter().enumerate() {
            match place(&passage, &documents, &ids) {
                Ok(document) if passage.coding.is_some() => kept.push((document, passage)),
                Ok(_) => {}
                Err(message) => errors.push(SetError { passage: true, at, message }),
            }
        }
        let uncoded = all - kept.len();
        if errors.is_empty() { Ok(Self { documents, passages: kept, uncoded }) } else { Err(errors) }
    }

    /// The documents.
    pub fn documents(&self) -> &[GoldDocument] {
        &self.documents
    }

    /// The coded passages, each with the number of its document.
    pub fn passages(&self) -> &[(usize, GoldPassage)] {
        &self.passages
    }

    /// How many passages had no coding and were left out.
    pub fn uncoded(&self) -> usize {
        self.uncoded
    }

    /// Scans every document, in parallel; reports come in the order of the documents.
    pub fn scan(&self, scanner: &Scanner) -> Vec<Report> {
        self.documents.par_iter().map(|document| scan(scanner, document)).collect()
    }
}

/// A row that does not fit the others of its set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetError {
    /// Whether it is a passage; else a document.
    pub passage: bool,
    /// Its number among the rows of its kind, from 0.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

fn place(passage: &GoldPassage, documents: &[GoldDocument], ids: &BTreeMap<String, usize>) -> Result<usize, String> {
    let id = &passage.doc_id;
    let at = *ids.get(id).ok_or_else(|| {
        let near = did_you_mean(id, ids.keys().map(String::as_str));
        format!("there is no document `{id}`; add its row{near}")
    })?;
    let (text, start, end) = (&documents[at].text, passage.start, passage.end);
    if start >= end || end > text.len() {
        return Err(format!("`start` {start} and `end` {end} are no stretch of the {} bytes of `{id}`", text.len()));
    }
    if !(text.is_char_boundary(start) && text.is_char_boundary(end)) {
        return Err(format!("`start` {start} or `end` {end} cuts a character of `{id}`; offsets count UTF-8 bytes"));
    }
    Ok(at)
}

fn scan(scanner: &Scanner, gold: &GoldDocument) -> Report {
    let document = read_text(Decoded::from(gold.text.clone()), gold.format).with_title(gold.title.clone());
    let origin = Origin { id: gold.id.clone(), offset_basis: "field", ..Origin::default() };
    scanner.scan(&document, origin, Options::default())
}
