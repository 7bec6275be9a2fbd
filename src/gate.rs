//! A gate on findings: `level=2,voice=author` is crossed by a finding that meets every condition.

use std::fmt;
use std::str::FromStr;

use crate::lexicon::{Axis, Kind, Pole, did_you_mean};
use crate::report::{Cue, PassageReport, Report};
use crate::stance::{Stance, Voice};

/// Conditions that a finding can meet, and how many findings it takes.
///
/// # Examples
///
/// ```
/// use detente::gate::Gate;
///
/// let gate: Gate = "level=2,voice=author|mention,count=3".parse().unwrap();
/// assert_eq!((gate.count(), gate.to_string().as_str()), (3, "level=2,voice=author|mention,count=3"));
/// let error = "voic=author".parse::<Gate>().unwrap_err();
/// assert!(error.to_string().contains("did you mean `voice`?"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    written: String,
    conditions: Vec<Condition>,
    count: usize,
}

/// Why a gate cannot be read, with what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct GateError(String);

#[derive(Clone, Debug, PartialEq)]
enum Condition {
    Level(u8),
    Weight(f64),
    Named(Key, Vec<String>),
}

/// What a condition with names looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Pole,
    Axis,
    Voice,
    Stance,
    Kind,
    Entry,
}

const KEYS: [(&str, Key); 6] = [
    ("pole", Key::Pole),
    ("axis", Key::Axis),
    ("voice", Key::Voice),
    ("stance", Key::Stance),
    ("kind", Key::Kind),
    ("entry", Key::Entry),
];

/// The conditions that take a number.
const NUMBERS: [&str; 3] = ["level", "weight", "count"];

impl Gate {
    /// How many findings of a run cross it, at least 1.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The entries that it names.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        let named = self.conditions.iter().filter_map(|condition| match condition {
            Condition::Named(Key::Entry, ids) => Some(ids),
            _ => None,
        });
        named.flatten().map(String::as_str)
    }

    /// How many findings of a report meet its conditions.
    pub fn findings(&self, report: &Report) -> usize {
        report.findings().filter(|(passage, cue)| self.conditions.iter().all(|c| c.meets(passage, cue))).count()
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl FromStr for Gate {
    type Err = GateError;

    fn from_str(written: &str) -> Result<Self, GateError> {
        let mut gate = Self { written: written.to_owned(), conditions: Vec::new(), count: 1 };
        for part in written.split(',').map(str::trim) {
            let (key, value) = part
                .split_once('=')
                .ok_or_else(|| GateError(format!("`{part}` is no condition; write it like `voice=author`")))?;
            match (key.trim(), value.trim()) {
                ("count", value) => gate.count = number(key, value, 1..=1_000_000)?,
                ("level", value) => gate.conditions.push(Condition::Level(number(key, value, 1..=3)?)),
                ("weight", value) => gate.conditions.push(Condition::Weight(share(value)?)),
                (key, value) => gate.conditions.push(named(key, value)?),
            }
        }
        Ok(gate)
    }
}

fn number<N: FromStr + PartialOrd + fmt::Display>(
    key: &str,
    value: &str,
    range: std::ops::RangeInclusive<N>,
) -> Result<N, GateError> {
    let number = value.parse().ok().filter(|n| range.contains(n));
    number.ok_or_else(|| GateError(format!("`{key}={value}`: must be {} to {}", range.start(), range.end())))
}

fn share(value: &str) -> Result<f64, GateError> {
    let share = value.parse().ok().filter(|x| (0.0..=1.0).contains(x));
    share.ok_or_else(|| GateError(format!("`weight={value}`: must be a number from 0 to 1")))
}

fn named(key: &str, value: &str) -> Result<Condition, GateError> {
    let Some((_, found)) = KEYS.iter().find(|(name, _)| *name == key) else {
        let hint = did_you_mean(key, KEYS.iter().map(|k| k.0).chain(NUMBERS));
        return Err(GateError(format!("`{key}` is nothing that a gate can ask for{hint}")));
    };
    let values: Vec<String> = value.split('|').map(|v| v.trim().to_owned()).collect();
    let known = found.values();
    if let Some(wrong) = values.iter().find(|v| !known.is_empty() && !known.contains(&v.as_str())) {
        let hint = did_you_mean(wrong, known.iter().copied());
        return Err(GateError(format!("`{key}={wrong}`: must be one of {}{hint}", known.join(", "))));
    }
    Ok(Condition::Named(*found, values))
}

impl Key {
    /// The values that it can have; none where any word will do.
    fn values(self) -> Vec<&'static str> {
        match self {
            Self::Pole => Pole::ALL.map(Pole::name).to_vec(),
            Self::Axis => Axis::ALL.map(Axis::name).to_vec(),
            Self::Voice => Voice::ALL.map(Voice::name).to_vec(),
            Self::Stance => Stance::ALL.map(Stance::name).to_vec(),
            Self::Kind => Kind::ALL.map(Kind::name).to_vec(),
            Self::Entry => Vec::new(),
        }
    }

    fn of(self, cue: &Cue) -> &str {
        match self {
            Self::Pole => cue.pole.name(),
            Self::Axis => cue.axis.name(),
            Self::Voice => cue.voice.name(),
            Self::Stance => cue.stance.name(),
            Self::Kind => cue.kind.name(),
            Self::Entry => &cue.entry,
        }
    }
}

impl Condition {
    fn meets(&self, passage: &PassageReport, cue: &Cue) -> bool {
        match self {
            Self::Level(least) => passage.frame(cue.pole).level >= *least,
            Self::Weight(least) => cue.weight >= *least,
            Self::Named(key, values) => values.iter().any(|v| v == key.of(cue)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faulty_gates_say_what_is_wrong() {
        let table = [
            ("", "no condition"),
            ("level", "no condition"),
            ("level=9", "must be 1 to 3"),
            ("count=0", "must be 1 to"),
            ("weight=2", "0 to 1"),
            ("lvel=2", "did you mean `level`"),
            ("voice=autor", "did you mean `author`"),
            ("stance=asserted|denied", "`stance=denied`"),
        ];
        for (written, expected) in table {
            let error = written.parse::<Gate>().expect_err(written).to_string();
            assert!(error.contains(expected), "{written}: {error}");
        }
    }
}
