//! Gold folders and files → coded sets and challenge sets; every bad row is named with file and line.

use std::path::{Path, PathBuf};

use detente::eval::gold::{GoldDocument, GoldPassage, Item, Row, read_rows};
use detente::eval::set::{CodedSet, SetError};
use detente::input::decode;

use crate::cli::Stop;

/// What one argument holds.
#[derive(Debug)]
pub(crate) struct Gold {
    /// The argument, or the first of those that make one set.
    pub name: String,
    /// Documents and coded passages, where there are any.
    pub coded: Option<CodedSet>,
    /// Challenge items.
    pub items: Vec<Item>,
}

/// The rows of some files, each with its place for messages.
#[derive(Default)]
struct Rows {
    documents: Vec<GoldDocument>,
    passages: Vec<GoldPassage>,
    items: Vec<Item>,
    places: [Vec<String>; 2],
    faults: Vec<String>,
}

/// Reads all arguments: each folder is a set of its own; files of documents and passages belong together.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Vec<Gold>, Stop> {
    let (folders, files): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|path| path.is_dir());
    let mut sets = Vec::new();
    for folder in folders {
        sets.push((shown(folder), rows(&listed(folder)?)?));
    }
    let mut loose: Option<(String, Rows)> = None;
    for file in files {
        let here = rows(std::slice::from_ref(file))?;
        if here.items.is_empty() && here.faults.is_empty() {
            loose.get_or_insert_with(|| (shown(file), Rows::default())).1.add(here);
        } else {
            sets.push((shown(file), here));
        }
    }
    sets.extend(loose);
    let (golds, faults): (Vec<_>, Vec<_>) =
        sets.into_iter().map(|(name, rows)| rows.join(name)).partition(Result::is_ok);
    let faults: Vec<String> = faults.into_iter().filter_map(Result::err).collect();
    if !faults.is_empty() {
        return Err(Stop::refused(faults.join("\n")));
    }
    Ok(golds.into_iter().filter_map(Result::ok).collect())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The JSON Lines files of a folder, sorted; folders below it are sets of their own.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let unreadable = |e| Stop::unreadable(format!("{}: cannot be read: {e}", folder.display()));
    let mut files = Vec::new();
    for item in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = item.map_err(unreadable)?.path();
        if path.is_file() && path.extension().is_some_and(|e| e == "jsonl") {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Stop::unreadable(format!(
            "{}: holds no .jsonl file; a gold folder has docs.jsonl and passages.jsonl, or challenge items",
            folder.display()
        )));
    }
    Ok(files)
}

fn rows(files: &[PathBuf]) -> Result<Rows, Stop> {
    let mut out = Rows::default();
    for file in files {
        let name = shown(file);
        let unreadable = |e| Stop::unreadable(format!("{name}: cannot be read: {e}{}", meant_errors(&name)));
        let bytes = std::fs::read(file).map_err(unreadable)?;
        match read_rows(&decode(&bytes).text) {
            Ok(rows) => rows.into_iter().for_each(|(line, row)| out.put(format!("{name}:{line}"), row)),
            Err(errors) => {
                out.faults.extend(errors.iter().map(|e| format!("{name}:{}: {}", e.line, e.message)));
            }
        }
    }
    Ok(out)
}

/// A number in the place of a file was meant for the flag before it.
fn meant_errors(name: &str) -> String {
    match name.parse::<usize>() {
        Ok(number) => format!("; for that many errors write --errors={number}"),
        Err(_) => String::new(),
    }
}

impl Rows {
    fn put(&mut self, place: String, row: Row) {
        match row {
            Row::Document(document) => {
                self.documents.push(*document);
                self.places[0].push(place);
            }
            Row::Passage(passage) => {
                self.passages.push(*passage);
                self.places[1].push(place);
            }
            Row::Item(item) => self.items.push(*item),
        }
    }

    fn add(&mut self, mut other: Self) {
        self.documents.append(&mut other.documents);
        self.passages.append(&mut other.passages);
        for (places, more) in self.places.iter_mut().zip(&mut other.places) {
            places.append(more);
        }
    }

    fn join(self, name: String) -> Result<Gold, String> {
        let Self { documents, passages, items, places, faults } = self;
        if !faults.is_empty() {
            return Err(faults.join("\n"));
        }
        if documents.is_empty() && passages.is_empty() {
            return if items.is_empty() {
                Err(format!("{name}: holds no row"))
            } else {
                Ok(Gold { name, coded: None, items })
            };
        }
        let told = |e: &SetError| format!("{}: {}", places[usize::from(e.passage)][e.at], e.message);
        let set = CodedSet::new(documents, passages)
            .map_err(|errors| errors.iter().map(told).collect::<Vec<_>>().join("\n"))?;
        if set.passages().is_empty() && set.documents().iter().all(|d| d.coding.is_none()) {
            return Err(format!("{name}: no row has a `coding`; fill it in first (docs/evaluation.md)"));
        }
        Ok(Gold { name, coded: Some(set), items })
    }
}
