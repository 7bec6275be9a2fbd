//! Rows of gold files: documents, coded passages and challenge items, told apart by their fields.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::fields::Fields;
use crate::input::Format;
use crate::lexicon::{Axis, Pole};
use crate::score::FrameStance;

/// Whose words carry a frame in a whole passage or document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FrameVoice {
    /// Nobody's: the frame is absent.
    #[default]
    None,
    /// The writer's.
    Author,
    /// Somebody else's.
    Attributed,
    /// Both.
    Both,
}

impl FrameVoice {
    /// All of them, in the order of confusion matrices.
    pub const ALL: [Self; 4] = [Self::None, Self::Author, Self::Attributed, Self::Both];

    /// The name used in gold files and figures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Author => "author",
            Self::Attributed => "attributed",
            Self::Both => "both",
        }
    }
}

/// What a coder saw of one frame, or what a reader found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrameCode {
    /// How strongly it is present: 0 none, 1 trace, 2 clear, 3 dominant.
    pub level: u8,
    /// Whose words.
    pub voice: FrameVoice,
    /// What is done with it.
    pub stance: FrameStance,
}

/// What a coder wrote down for a passage or document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coding {
    /// Whether it is about AI.
    pub topic: bool,
    /// The race frame.
    pub race: FrameCode,
    /// The infrastructure frame.
    pub infrastructure: FrameCode,
    /// Ends of axes that are present.
    pub axes: BTreeSet<(Axis, Pole)>,
    /// From race (negative) to infrastructure (positive); any scale, since only ranks count.
    pub tilt: f64,
}

impl Coding {
    /// The code of one frame.
    pub fn frame(&self, pole: Pole) -> FrameCode {
        match pole {
            Pole::Race => self.race,
            Pole::Infrastructure => self.infrastructure,
        }
    }
}

/// A whole document of a gold set.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// Its name, unique in the set.
    pub id: String,
    /// Its title, where there is one.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// How the text is written.
    pub format: Format,
    /// Who published it; figures are shown by source, and `--fit` leaves one source out at a time.
    pub source: String,
    /// Whether it is about something else and must not be flagged (`"topic": "hard_negative"`).
    pub hard_negative: bool,
    /// What was coded for the document as a whole.
    pub coding: Option<Coding>,
}

/// A passage of a gold set.
#[derive(Clone, Debug)]
pub struct GoldPassage {
    /// Its name.
    pub pid: String,
    /// The document that it stands in.
    pub doc_id: String,
    /// First byte in the text of the document.
    pub start: usize,
    /// Byte behind the last one.
    pub end: usize,
    /// Whether it is scored but never shown (`"part": "sealed"`).
    pub sealed: bool,
    /// What was coded; nothing where the coder has not come to it.
    pub coding: Option<Coding>,
}

/// A short text of a challenge set, with the stances that are right for it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its name.
    pub id: String,
    /// The kind of difficulty.
    pub kind: String,
    /// The pair that it belongs to: texts that differ in little and must be read differently.
    pub pair: String,
    /// The text.
    pub text: String,
    /// Acceptable stances of the race frame.
    pub race: Vec<FrameStance>,
    /// Acceptable stances of the infrastructure frame.
    pub infrastructure: Vec<FrameStance>,
    /// Whether it is scored but never shown (`"part": "sealed"`).
    pub sealed: bool,
}

/// A row of a gold file.
#[derive(Clone, Debug)]
pub enum Row {
    /// A document: it has `id` and `text`.
    Document(Box<GoldDocument>),
    /// A passage: it has `doc_id`.
    Passage(Box<GoldPassage>),
    /// A challenge item: it has `text` and `race`.
    Item(Box<Item>),
}

/// What is wrong with one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Reads the rows of a gold file in JSON Lines, each with its line number.
///
/// # Errors
///
/// Every bad row, with its line.
///
/// # Examples
///
/// ```
/// use detente::eval::gold::{Row, read_rows};
///
/// let rows = read_rows(r#"{"id": "a", "kind": "plain", "pair": "1", "text": "There is no AI race.", "race": ["rejected"], "infrastructure": ["none"]}"#);
/// assert!(matches!(rows.unwrap()[0].1, Row::Item(_)));
/// let bad = read_rows(r#"{"id": "a", "text": "x", "race": ["rejcted"], "infrastructure": ["none"]}"#).unwrap_err();
/// assert!(bad[0].message.contains("did you mean `rejected`?"));
/// ```
pub fn read_rows(text: &str) -> Result<Vec<(usize, Row)>, Vec<RowError>> {
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match parse(line).and_then(|map| row(Fields::new(&map))) {
            Ok(row) => rows.push((at + 1, row)),
            Err(message) => errors.push(RowError { line: at + 1, message }),
        }
    }
    if errors.is_empty() { Ok(rows) } else { Err(errors) }
}

fn parse(line: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(line).map_err(|e| {
        let message = e.to_string();
        format!("not a JSON object (column {}): {}", e.column(), message.split(" at line ").next().unwrap_or(&message))
    })
}

fn row(fields: Fields<'_>) -> Result<Row, String> {
    match () {
        () if fields.has("doc_id") => passage(fields).map(|p| Row::Passage(Box::new(p))),
        () if fields.has("race") => item(fields).map(|i| Row::Item(Box::new(i))),
        () if fields.has("text") => document(fields).map(|d| Row::Document(Box::new(d))),
        () => Err("this row is of no known kind: a document has `id` and `text`, a passage `pid` and `doc_id`, a challenge item `text` and `race`".into()),
    }
}

fn document(fields: Fields<'_>) -> Result<GoldDocument, String> {
    let texts = Format::ALL.iter().filter(|f| !f.is_table());
    let formats: Vec<(&'static str, Format)> = texts.map(|f| (f.name(), *f)).collect();
    let format = if fields.has("format") { fields.choice("format", &formats)? } else { Format::Plain };
    Ok(GoldDocument {
        id: fields.text("id")?,
        title: Some(fields.text_or_empty("title")?).filter(|t| !t.is_empty()),
        text: fields.text("text")?,
        format,
        source: fields.text_or_empty("source")?,
        hard_negative: fields.text_or_empty("topic")? == "hard_negative",
        coding: coding(fields)?,
    })
}

fn passage(fields: Fields<'_>) -> Result<GoldPassage, String> {
    let place = |name| fields.whole(name, u64::from(u32::MAX)).map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    Ok(GoldPassage {
        pid: fields.text("pid")?,
        doc_id: fields.text("doc_id")?,
        start: place("start")?,
        end: place("end")?,
        sealed: sealed(fields)?,
        coding: coding(fields)?,
    })
}

fn item(fields: Fields<'_>) -> Result<Item, String> {
    let stances = FrameStance::ALL.map(|s| (s.name(), s));
    let accepted = |name| {
        let found = fields.choices(name, &stances)?;
        if found.is_empty() { Err(format!("`{name}` is empty, must name at least one stance")) } else { Ok(found) }
    };
    let id = fields.text("id")?;
    let pair = fields.text_or_empty("pair")?;
    Ok(Item {
        kind: fields.text_or_empty("kind")?,
        pair: if pair.is_empty() { id.clone() } else { pair },
        id,
        text: fields.text("text")?,
        race: accepted("race")?,
        infrastructure: accepted("infrastructure")?,
        sealed: sealed(fields)?,
    })
}

fn sealed(fields: Fields<'_>) -> Result<bool, String> {
    Ok(fields.text_or_empty("part")? == "sealed")
}

fn coding(fields: Fields<'_>) -> Result<Option<Coding>, String> {
    let Some(fields) = fields.object("coding")? else { return Ok(None) };
    let read = || {
        Ok(Coding {
            topic: fields.yes_or_no("topic")?,
            race: frame(fields, "race")?,
            infrastructure: frame(fields, "infra")?,
            axes: fields.choices("axes", AXES.as_slice())?.into_iter().collect(),
            tilt: fields.number("tilt")?,
        })
    };
    read().map(Some).map_err(|e: String| format!("coding: {e}"))
}

fn frame(fields: Fields<'_>, key: &str) -> Result<FrameCode, String> {
    let level = u8::try_from(fields.whole(key, 3)?).unwrap_or(0);
    let voice = fields.choice(&format!("{key}_voice"), &FrameVoice::ALL.map(|v| (v.name(), v)))?;
    let stance = fields.choice(&format!("{key}_stance"), &FrameStance::ALL.map(|s| (s.name(), s)))?;
    let absent = [level == 0, voice == FrameVoice::None, stance == FrameStance::None];
    if absent.contains(&true) && absent.contains(&false) {
        return Err(format!(
            "`{key}` is {level}, `{key}_voice` {}, `{key}_stance` {}: level 0, voice none and stance none go together",
            voice.name(),
            stance.name()
        ));
    }
    Ok(FrameCode { level, voice, stance })
}

/// `AXIS:race` and `AXIS:infra`, as gold files name the ends of axes.
static AXES: LazyLock<Vec<(String, (Axis, Pole))>> = LazyLock::new(|| {
    let key = |axis: Axis, pole| match pole {
        Pole::Race => format!("{axis}:race"),
        Pole::Infrastructure => format!("{axis}:infra"),
    };
    Axis::ALL.into_iter().flat_map(|axis| Pole::ALL.map(|pole| (key(axis, pole), (axis, pole)))).collect()
});
