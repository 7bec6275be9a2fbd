//! One JSON object of a gold file, and what is said when a field is missing or wrong.

use serde_json::{Map, Value};

use crate::lexicon::did_you_mean;

/// The fields of a row, or of an object in it.
#[derive(Clone, Copy)]
pub(super) struct Fields<'r>(&'r Map<String, Value>);

impl<'r> Fields<'r> {
    pub(super) fn new(map: &'r Map<String, Value>) -> Self {
        Self(map)
    }

    pub(super) fn has(self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn get(self, name: &str) -> Result<&'r Value, String> {
        let known = || self.0.keys().map(String::as_str);
        self.0.get(name).ok_or_else(|| format!("`{name}` is missing{}", did_you_mean(name, known())))
    }

    /// A string, or a number as a string: ids come as both.
    pub(super) fn text(self, name: &str) -> Result<String, String> {
        match self.get(name)? {
            Value::String(s) => Ok(s.clone()),
            Value::Number(n) => Ok(n.to_string()),
            other => Err(wrong(name, other, "must be a text")),
        }
    }

    /// The same, empty where it is missing or null.
    pub(super) fn text_or_empty(self, name: &str) -> Result<String, String> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(String::new()),
            _ => self.text(name),
        }
    }

    pub(super) fn yes_or_no(self, name: &str) -> Result<bool, String> {
        self.get(name)?.as_bool().ok_or_else(|| wrong(name, &self.0[name], "must be true or false"))
    }

    /// A whole number from 0 to `most`.
    pub(super) fn whole(self, name: &str, most: u64) -> Result<u64, String> {
        let value = self.get(name)?;
        let bounds = || wrong(name, value, &format!("must be a whole number from 0 to {most}"));
        value.as_u64().filter(|n| *n <= most).ok_or_else(bounds)
    }

    pub(super) fn number(self, name: &str) -> Result<f64, String> {
        self.get(name)?.as_f64().ok_or_else(|| wrong(name, &self.0[name], "must be a number"))
    }

    /// One of some names.
    pub(super) fn choice<T: Copy>(self, name: &str, choices: &[(impl AsRef<str>, T)]) -> Result<T, String> {
        choose(name, &self.text(name)?, choices)
    }

    /// A list of some names.
    pub(super) fn choices<T: Copy>(self, name: &str, choices: &[(impl AsRef<str>, T)]) -> Result<Vec<T>, String> {
        self.list(name)?.iter().map(|item| choose(name, item, choices)).collect()
    }

    pub(super) fn list(self, name: &str) -> Result<Vec<String>, String> {
        let value = self.get(name)?;
        let must = || wrong(name, value, "must be a list of texts");
        let items = value.as_array().ok_or_else(must)?;
        items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(must)).collect()
    }

    /// An object; nothing where it is missing or null, or where all its fields are null: not coded yet.
    pub(super) fn object(self, name: &str) -> Result<Option<Fields<'r>>, String> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Object(map)) if map.values().all(Value::is_null) => Ok(None),
            Some(Value::Object(map)) => Ok(Some(Fields(map))),
            Some(other) => Err(wrong(name, other, "must be an object")),
        }
    }
}

fn choose<T: Copy>(name: &str, value: &str, choices: &[(impl AsRef<str>, T)]) -> Result<T, String> {
    let names = || choices.iter().map(|c| c.0.as_ref());
    choices.iter().find(|c| c.0.as_ref() == value).map(|c| c.1).ok_or_else(|| {
        let all: Vec<_> = names().collect();
        format!("`{name}` is `{value}`, must be one of {}{}", all.join(", "), did_you_mean(value, names()))
    })
}

/// At most this many characters of a wrong value are repeated in a message.
const SHOWN: usize = 40;

fn wrong(name: &str, value: &Value, must: &str) -> String {
    let written = value.to_string();
    let mut shown: String = written.chars().take(SHOWN).collect();
    if shown.len() < written.len() {
        shown.push('…');
    }
    format!("`{name}` is {shown}, {must}")
}
