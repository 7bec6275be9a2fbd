//! Word classes as files write them, put together: a class may name other classes, and files add to it.

use std::collections::BTreeMap;

use super::pattern::{Words, expand};
use super::vocab::MAX_CLASSES;

/// An item of a class where it is written.
struct Item {
    at: usize,
    file: String,
    text: String,
}

/// What is wrong with an item.
pub(super) struct ClassFault {
    pub(super) class: String,
    pub(super) file: String,
    pub(super) at: usize,
    pub(super) what: String,
}

impl ClassFault {
    fn new(class: &str, item: &Item, what: String) -> Self {
        Self { class: class.into(), file: item.file.clone(), at: item.at, what }
    }
}

/// The items of all classes, by class.
#[derive(Default)]
pub(super) struct WrittenClasses(BTreeMap<String, Vec<Item>>);

/// The classes that an item of a class names: `{nation|company}`.
fn inner(item: &str) -> Option<impl Iterator<Item = &str>> {
    Some(item.strip_prefix('{')?.strip_suffix('}')?.split('|').map(str::trim))
}

impl WrittenClasses {
    /// Adds what a file writes under the name of a class, with the places of the items.
    pub(super) fn add(&mut self, class: &str, file: &str, items: Vec<(usize, String)>) {
        let item = |(at, text)| Item { at, file: file.into(), text };
        self.0.entry(class.into()).or_default().extend(items.into_iter().map(item));
    }

    /// Gives every word its classes; what cannot be done is told.
    pub(super) fn build(&self, words: &mut Words) -> Vec<ClassFault> {
        for name in self.0.keys().take(MAX_CLASSES) {
            words.vocab.add_class(name);
        }
        let mut wrong = self.faults();
        for name in self.0.keys() {
            let Some(class) = words.vocab.class(name) else { continue };
            let mut items = Vec::new();
            self.gather(name, &mut Vec::new(), &mut items);
            for item in items {
                match expand(&item.text, words) {
                    Ok(all) => all.iter().for_each(|seq| words.vocab.add_member(class, seq)),
                    Err(message) => wrong.push(ClassFault::new(name, item, message)),
                }
            }
        }
        words.vocab.sort_members();
        wrong
    }

    /// Items that name a class which is not there, and classes beyond the most.
    fn faults(&self) -> Vec<ClassFault> {
        let unknown = |name: &&str| !self.0.contains_key(*name);
        let mut out = Vec::new();
        for (number, (name, items)) in self.0.iter().enumerate() {
            for item in items {
                let what = if number >= MAX_CLASSES {
                    Some(format!("a lexicon can have {MAX_CLASSES} word classes, and this is one too many"))
                } else {
                    inner(&item.text)
                        .and_then(|mut names| names.find(unknown))
                        .map(|other| format!("unknown word class `{{{other}}}`"))
                };
                out.extend(what.map(|what| ClassFault::new(name, item, what)));
            }
        }
        out
    }

    /// The items of a class, those of the classes that it names included; a circle is cut where it closes.
    fn gather<'c>(&'c self, name: &'c str, above: &mut Vec<&'c str>, out: &mut Vec<&'c Item>) {
        if above.contains(&name) {
            return;
        }
        above.push(name);
        for item in self.0.get(name).into_iter().flatten() {
            match inner(&item.text) {
                Some(others) => others.for_each(|other| self.gather(other, above, out)),
                None => out.push(item),
            }
        }
        above.pop();
    }
}
