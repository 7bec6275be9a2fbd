//! Reads one table of a lexicon file, key by key, and notes every fault with its line.

use std::ops::RangeInclusive;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, did_you_mean};
use super::pattern;

/// Where faults go: the file they are in and the list.
#[derive(Debug)]
pub(crate) struct Faults<'a> {
    pub(crate) file: Arc<str>,
    pub(crate) text: &'a str,
    pub(crate) list: &'a mut Vec<Fault>,
}

impl Faults<'_> {
    /// The line of a byte offset of the file, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        1 + self.text.as_bytes()[..offset.min(self.text.len())].iter().filter(|b| **b == b'\n').count()
    }

    /// Notes a fault at a byte offset of the file.
    pub(crate) fn at(&mut self, offset: usize, entry: Option<&str>, message: impl Into<String>) {
        let line = self.line(offset);
        self.list.push(Fault { file: self.file.clone(), line, entry: entry.map(Into::into), message: message.into() });
    }
}

/// The tables of a file; none where its syntax is at fault.
pub(crate) fn parse<'t>(text: &'t str, faults: &mut Faults<'_>) -> Option<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for e in &errors {
        faults.at(e.span().map_or(0, |s| s.start), None, e.message());
    }
    errors.is_empty().then(|| table.into_inner())
}

/// One `[[table]]` of a file.
#[derive(Debug)]
pub(crate) struct Row<'t, 'i, 'f, 'a> {
    table: &'t DeTable<'i>,
    offset: usize,
    pub(crate) id: Option<String>,
    pub(crate) faults: &'f mut Faults<'a>,
}

impl<'t, 'i, 'f, 'a> Row<'t, 'i, 'f, 'a> {
    /// A row whose keys must be among `known`; its `id`, if any, names it in faults.
    pub(crate) fn new(table: &'t DeTable<'i>, offset: usize, known: &[&str], faults: &'f mut Faults<'a>) -> Self {
        let id = table.get("id").and_then(|v| v.get_ref().as_str()).map(str::to_owned);
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let hint = did_you_mean(name, known.iter().copied());
                faults.at(key.span().start, id.as_deref(), format!("unknown key `{name}`{hint}"));
            }
        }
        Self { table, offset, id, faults }
    }

    pub(crate) fn fault(&mut self, offset: Option<usize>, message: impl Into<String>) {
        self.faults.at(offset.unwrap_or(self.offset), self.id.as_deref(), message);
    }

    fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.table.get(key)
    }

    /// The offset of a key's value, to point at.
    pub(crate) fn place(&self, key: &str) -> Option<usize> {
        self.get(key).map(|v| v.span().start)
    }

    /// A string, or nothing where the key is missing.
    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        match value.get_ref().as_str() {
            Some(s) if !s.trim().is_empty() => Some(s.to_owned()),
            _ => {
                self.fault(Some(value.span().start), format!("`{key}` must be a string that is not empty"));
                None
            }
        }
    }

    /// A string that must be there.
    pub(crate) fn needed(&mut self, key: &str) -> Option<String> {
        if self.get(key).is_none() {
            self.fault(None, format!("`{key}` is missing"));
        }
        self.text(key)
    }

    /// A truth value; false where the key is missing.
    pub(crate) fn flag(&mut self, key: &str) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.fault(Some(value.span().start), format!("`{key}` must be true or false"));
            false
        })
    }

    /// A number above 0 and up to 1 that must be there.
    pub(crate) fn share(&mut self, key: &str) -> Option<f64> {
        let Some(value) = self.get(key) else {
            self.fault(None, format!("`{key}` is missing"));
            return None;
        };
        let good = numeric(value.get_ref()).filter(|n| *n > 0.0 && *n <= 1.0);
        if good.is_none() {
            self.fault(Some(value.span().start), format!("`{key}` must be a number above 0 and up to 1"));
        }
        good
    }

    /// A number in a range, or nothing where the key is missing.
    pub(crate) fn number(&mut self, key: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let value = self.get(key)?;
        let good = numeric(value.get_ref()).filter(|n| range.contains(n));
        if good.is_none() {
            self.fault(Some(value.span().start), format!("`{key}` must be {} to {}", range.start(), range.end()));
        }
        good
    }

    /// A whole number in a range, or nothing where the key is missing.
    pub(crate) fn whole(&mut self, key: &str, range: RangeInclusive<u8>) -> Option<u8> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(i) => i.as_str().parse().ok().filter(|n| range.contains(n)),
            _ => None,
        };
        if number.is_none() {
            self.fault(Some(value.span().start), format!("`{key}` must be {} to {}", range.start(), range.end()));
        }
        number
    }

    /// A list of strings with their offsets; empty where the key is missing.
    pub(crate) fn list(&mut self, key: &str) -> Vec<(usize, String)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.fault(Some(value.span().start), format!("`{key}` must be a list of strings"));
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(s) if !s.trim().is_empty() => out.push((item.span().start, s.to_owned())),
                _ => self.fault(
                    Some(item.span().start),
                    format!("`{key}` holds something that is no string, or an empty one"),
                ),
            }
        }
        out
    }

    /// The same without offsets.
    pub(crate) fn strings(&mut self, key: &str) -> Vec<String> {
        self.list(key).into_iter().map(|(_, s)| s).collect()
    }

    /// One of a few names, looked up in a table; `default` where the key is missing.
    pub(crate) fn choice<T: Copy>(&mut self, key: &str, names: &[(&str, T)], default: Option<T>) -> Option<T> {
        if self.get(key).is_none() && default.is_some() {
            return default;
        }
        let name = self.needed(key)?;
        let found = names.iter().find(|(n, _)| *n == name).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = names.iter().map(|(n, _)| *n).collect();
            let message = format!(
                "`{key}` is `{name}`, must be one of {}{}",
                known.join(", "),
                did_you_mean(&name, known.iter().copied())
            );
            self.fault(self.place(key), message);
        }
        found
    }
}

/// A number, with or without a point.
fn numeric(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(f) => f.as_str().parse().ok(),
        DeValue::Integer(i) => i.as_str().parse().ok(),
        _ => None,
    }
}

/// The tables of an array of tables.
pub(super) fn rows<'t, 'i>(value: &'t Spanned<DeValue<'i>>) -> impl Iterator<Item = (usize, &'t DeTable<'i>)> {
    let items = value.get_ref().as_array().into_iter().flat_map(|a| a.iter());
    items.filter_map(|item| Some((item.span().start, item.get_ref().as_table()?)))
}

/// The words of all patterns of a file, each once.
pub(super) fn pattern_words<'t>(table: &'t DeTable<'_>) -> Vec<&'t str> {
    let mut seen = FxHashSet::default();
    let lists = table.values().flat_map(rows).flat_map(|(_, row)| {
        ["patterns", "wider", "near", "unless", "words"]
            .into_iter()
            .filter_map(move |key| row.get(key)?.get_ref().as_array())
    });
    let written = lists.flat_map(|list| list.iter()).filter_map(|item| item.get_ref().as_str());
    written.flat_map(pattern::words).filter(|word| seen.insert(*word)).collect()
}
