//! Tables of documents: JSON Lines and comma-separated values.
//!
//! A bad row never costs its neighbours: it becomes a fault with its number, and the next row is read.

use std::ops::ControlFlow;

use serde_json::{Map, Value};

use crate::lexicon::did_you_mean;

/// A line break more than this inside one CSV field means that its quote was never closed.
const MAX_BREAKS: usize = 10_000;

/// Which columns hold what.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The text; `text` where not named.
    pub text: Option<String>,
    /// The id; `id` where not named and present.
    pub id: Option<String>,
    /// The title; `title` where not named and present.
    pub title: Option<String>,
}

/// One document of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Number of the row: the line of a JSONL file, the record of a CSV file, from 1.
    pub number: u64,
    /// The text.
    pub text: String,
    /// The id, where the row has one.
    pub id: Option<String>,
    /// The title, where the row has one.
    pub title: Option<String>,
    /// All other columns, in their order.
    pub meta: Map<String, Value>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Number of the row or line, from 1.
    pub number: u64,
    /// What is wrong with it.
    pub message: String,
}

/// The table as a whole cannot be read as asked: a column is missing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TableFault(pub String);

/// Rows and faults of a table, in order.
pub type Rows = Vec<Result<Row, RowFault>>;

/// Reads JSON Lines.
///
/// # Errors
///
/// When no row has a named column, or the first row that can be read lacks the text column.
pub fn read_jsonl(text: &str, columns: &Columns) -> Result<Rows, TableFault> {
    let mut out = Rows::new();
    let mut seen = false;
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = i as u64 + 1;
        match object(line) {
            Ok(fields) => {
                if !seen {
                    check_columns(columns, &fields.keys().map(String::as_str).collect::<Vec<_>>())?;
                    seen = true;
                }
                out.push(row(number, fields, columns));
            }
            Err(message) => out.push(Err(RowFault { number, message })),
        }
    }
    Ok(out)
}

fn object(line: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(line) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(other) => Err(format!("is {}, not a JSON object", kind_of(&other))),
        Err(e) => Err(format!("is not valid JSON (column {}): {}", e.column(), reason(&e))),
    }
}

/// The parser's message without its own line number, which would count from this line.
fn reason(e: &serde_json::Error) -> String {
    let message = e.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn row(number: u64, mut fields: Map<String, Value>, columns: &Columns) -> Result<Row, RowFault> {
    let text_column = columns.text.as_deref().unwrap_or("text");
    let fault = |message: String| RowFault { number, message };
    let text = match fields.shift_remove(text_column) {
        Some(Value::String(text)) => text,
        Some(other) => return Err(fault(format!("column `{text_column}` is {}, not a string", kind_of(&other)))),
        None => return Err(fault(format!("has no column `{text_column}`"))),
    };
    let id = fields.shift_remove(columns.id.as_deref().unwrap_or("id")).and_then(plain);
    let title = fields.shift_remove(columns.title.as_deref().unwrap_or("title")).and_then(plain);
    Ok(Row { number, text, id, title, meta: fields })
}

fn plain(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(s) => Some(s),
        other => Some(other.to_string()),
    }
}

/// Refuses a table that lacks a column, and offers the nearest one.
fn check_columns(columns: &Columns, present: &[&str]) -> Result<(), TableFault> {
    let named = [
        ("--text-column", &columns.text, "text"),
        ("--id-column", &columns.id, ""),
        ("--title-column", &columns.title, ""),
    ];
    for (flag, column, default) in named {
        let name = column.as_deref().unwrap_or(default);
        if !name.is_empty() && !present.contains(&name) {
            let hint = did_you_mean(name, present.iter().copied());
            let list = present.join(", ");
            return Err(TableFault(format!(
                "there is no column `{name}`{hint} (columns: {list}); name the right one with {flag}"
            )));
        }
    }
    Ok(())
}

/// Reads comma-separated values with a header row.
///
/// # Errors
///
/// When the header lacks a named column, or the text column.
pub fn read_csv(bytes: &[u8], columns: &Columns) -> Result<Rows, TableFault> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = match reader.headers() {
        Ok(header) if !header.is_empty() => header.clone(),
        Ok(_) => return Ok(Rows::new()),
        Err(e) => return Err(TableFault(format!("the header row cannot be read: {e}"))),
    };
    check_columns(columns, &header.iter().collect::<Vec<_>>())?;
    let mut out = Rows::new();
    for (i, record) in reader.records().enumerate() {
        let number = i as u64 + 1;
        let done = record
            .map_err(|e| e.to_string())
            .and_then(|record| csv_row(number, &record, &header, columns, bytes, &mut out));
        match done {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => break,
            Err(message) => out.push(Err(RowFault { number, message })),
        }
    }
    Ok(out)
}

fn csv_row(
    number: u64,
    record: &csv::StringRecord,
    header: &csv::StringRecord,
    columns: &Columns,
    bytes: &[u8],
    out: &mut Rows,
) -> Result<ControlFlow<()>, String> {
    let line = record.position().map_or(0, csv::Position::line);
    if unclosed(record, bytes) {
        let message = format!(
            "a quote opened in the row that begins on line {line} is never closed; the rows behind it cannot be told apart"
        );
        out.push(Err(RowFault { number, message }));
        return Ok(ControlFlow::Break(()));
    }
    if record.len() != header.len() {
        return Err(format!("has {} fields, the header has {} (line {line})", record.len(), header.len()));
    }
    let fields = header.iter().zip(record).map(|(k, v)| (k.to_owned(), Value::String(v.to_owned()))).collect();
    out.push(row(number, fields, columns));
    Ok(ControlFlow::Continue(()))
}

/// Whether the last field runs to the end of the file behind an opening quote, or swallows thousands of lines.
fn unclosed(record: &csv::StringRecord, bytes: &[u8]) -> bool {
    let breaks = record.iter().map(|f| f.bytes().filter(|b| *b == b'\n').count()).max().unwrap_or(0);
    if breaks == 0 || breaks > MAX_BREAKS {
        return breaks > 0;
    }
    let start = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(usize::MAX));
    let tail = bytes.get(start..).unwrap_or_default();
    ends_file(record, tail) && tail.iter().filter(|b| **b == b'"').count() % 2 == 1
}

fn ends_file(record: &csv::StringRecord, tail: &[u8]) -> bool {
    let last = record.iter().next_back().unwrap_or_default();
    let end = tail.strip_suffix(b"\n").unwrap_or(tail);
    let field = last.strip_suffix('\n').unwrap_or(last).as_bytes();
    end.ends_with(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_rows_are_told_apart_from_good_ones() {
        let text =
            "{\"text\":\"a\"}\n{broken\n\nnull\n{\"text\":3}\n{\"body\":\"x\"}\n{\"text\":\"b\",\"id\":7,\"k\":1}\n";
        let rows = read_jsonl(text, &Columns::default()).unwrap();
        let seen: Vec<_> = rows.iter().map(|r| r.as_ref().map(|r| r.number).map_err(|f| f.number)).collect();
        assert_eq!(seen, [Ok(1), Err(2), Err(4), Err(5), Err(6), Ok(7)]);
        let last = rows[5].as_ref().unwrap();
        assert_eq!((last.id.as_deref(), last.meta.len()), (Some("7"), 1));
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named() {
        let rows =
            read_csv(b"id,text\n1,\"fine, \"\"so\"\" far\"\n2,\"never closed\n3,more\n", &Columns::default()).unwrap();
        assert!(rows[0].is_ok());
        assert!(rows[1].as_ref().unwrap_err().message.contains("line 3"), "{rows:?}");
        let good = read_csv(b"id,text\n1,\"two\nlines\"\n", &Columns::default()).unwrap();
        assert!(good.iter().all(Result::is_ok), "{good:?}");
    }

    #[test]
    fn a_missing_column_offers_the_nearest() {
        let columns = Columns { text: Some("bdy".into()), ..Columns::default() };
        let fault = read_jsonl("{\"body\":\"x\"}", &columns).unwrap_err();
        assert!(fault.0.contains("did you mean `body`"), "{fault}");
    }
}
