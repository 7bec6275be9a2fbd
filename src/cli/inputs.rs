//! Inputs → documents: one for a text file, one a row for a table.

use std::io::Read;

use detente::document::{Decoded, Document};
use detente::input::{
    Columns, Format, MAX_CONTAINER, Row, Unreadable, decode, looks_binary, read_bytes, read_csv, read_jsonl, read_text,
};
use detente::report::Origin;

use super::args::shared::InputArgs;
use super::walk::Input;

/// Something to read and score, small enough to be handed to a thread.
#[derive(Debug)]
pub(crate) enum Task {
    /// A file that holds one document.
    File(Input),
    /// A row of a table.
    Row {
        /// The table's name.
        source: String,
        /// The format of the table.
        format: Format,
        /// The row.
        row: Box<Row>,
        /// What was repaired in the table; the first row tells it.
        notices: Vec<String>,
    },
    /// Something that cannot be read.
    Failed(Failure),
}

/// Why an input gave no document.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// It is no text: left out and counted.
    Skipped {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// It cannot be read: named, and the run is incomplete.
    Unreadable(String),
    /// A column is missing: the run is refused.
    Refused(String),
}

/// How inputs are to be read.
#[derive(Debug)]
pub(crate) struct Reader {
    format: Option<Format>,
    text_format: Format,
    columns: Columns,
    stdin_name: Option<String>,
}

impl Reader {
    /// A reader as the flags ask for.
    pub(crate) fn new(args: &InputArgs) -> Self {
        let columns =
            Columns { text: args.text_column.clone(), id: args.id_column.clone(), title: args.title_column.clone() };
        Self {
            format: args.input_format.as_deref().and_then(Format::from_name),
            text_format: Format::from_name(&args.text_format).unwrap_or_default(),
            columns,
            stdin_name: args.stdin_filename.clone(),
        }
    }

    fn name(&self, input: &Input) -> String {
        input.name(self.stdin_name.as_deref()).to_owned()
    }

    fn format(&self, name: &str) -> Format {
        self.format.or_else(|| Format::of_path(name)).unwrap_or_default()
    }

    /// The format of a file with one document; what comes from a pipe without a name is told by its content.
    fn format_of(&self, input: &Input, name: &str, bytes: &[u8]) -> Format {
        let nameless = *input == Input::Stdin && self.stdin_name.is_none() && self.format.is_none();
        let told = if nameless { Format::of_bytes(bytes) } else { None };
        told.unwrap_or_else(|| self.format(name))
    }

    /// The tasks of an input; a table is read here, a text file later, by the thread that scores it.
    pub(crate) fn tasks(&self, input: Input) -> Vec<Task> {
        let source = self.name(&input);
        let format = self.format(&source);
        if !format.is_table() {
            return vec![Task::File(input)];
        }
        match bytes(&input, &source).and_then(|bytes| text_only(bytes, &source)) {
            Ok(bytes) => self.rows(&bytes, &source, format),
            Err(failure) => vec![Task::Failed(failure)],
        }
    }

    fn rows(&self, bytes: &[u8], source: &str, format: Format) -> Vec<Task> {
        let decoded = decode(bytes);
        let rows = match format {
            Format::Csv => read_csv(decoded.text.as_bytes(), &self.columns),
            _ => read_jsonl(&decoded.text, &self.columns),
        };
        let rows = match rows {
            Ok(rows) => rows,
            Err(fault) => return vec![Task::Failed(Failure::Refused(format!("{source}: {fault}")))],
        };
        let task = |row| match row {
            Ok(row) => Task::Row { source: source.to_owned(), format, row: Box::new(row), notices: Vec::new() },
            Err(detente::input::RowFault { number, message }) => {
                Task::Failed(Failure::Unreadable(format!("{source}:{number}: {message}")))
            }
        };
        let mut tasks: Vec<Task> = rows.into_iter().map(task).collect();
        if let Some(Task::Row { notices, .. }) = tasks.iter_mut().find(|task| matches!(task, Task::Row { .. })) {
            *notices = decoded.notices;
        }
        tasks
    }

    /// The document of a task.
    pub(crate) fn document(&self, task: Task) -> Result<(Document, Origin), Failure> {
        match task {
            Task::File(input) => self.file(&input),
            Task::Row { source, format, row, notices } => Ok(self.row(source, format, *row, notices)),
            Task::Failed(failure) => Err(failure),
        }
    }

    fn file(&self, input: &Input) -> Result<(Document, Origin), Failure> {
        let source = self.name(input);
        if self.format(&source).is_office() && is_too_large(input) {
            return Err(Failure::Unreadable(format!("{source}: {}", Unreadable::TooLarge)));
        }
        let mut bytes = bytes(input, &source)?;
        let format = self.format_of(input, &source, &bytes);
        if !format.is_office() {
            bytes = text_only(bytes, &source)?;
        }
        let document = read_bytes(&bytes, format).map_err(|e| Failure::Unreadable(format!("{source}: {e}")))?;
        let offset_basis = if format.is_office() { "extracted" } else { "source" };
        let origin = Origin { id: source.clone(), source, format: format.name(), offset_basis, ..Origin::default() };
        Ok((document, origin))
    }

    fn row(&self, source: String, format: Format, row: Row, notices: Vec<String>) -> (Document, Origin) {
        let document =
            read_text(Decoded { notices, ..Decoded::from(row.text) }, self.text_format).with_title(row.title);
        let id = row.id.unwrap_or_else(|| format!("{source}#{}", row.number));
        let origin =
            Origin { source, id, format: format.name(), offset_basis: "field", row: Some(row.number), meta: row.meta };
        (document, origin)
    }
}

fn bytes(input: &Input, source: &str) -> Result<Vec<u8>, Failure> {
    let read = match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
        Input::File(path) => std::fs::read(path),
    };
    read.map_err(|e| Failure::Unreadable(format!("{source}: cannot be read: {e}")))
}

/// Whether a file need not be loaded, since it would be refused.
fn is_too_large(input: &Input) -> bool {
    matches!(input, Input::File(path) if std::fs::metadata(path).is_ok_and(|file| file.len() > MAX_CONTAINER))
}

/// The same bytes, unless they are no text.
fn text_only(bytes: Vec<u8>, source: &str) -> Result<Vec<u8>, Failure> {
    if bytes.starts_with(b"%PDF-") {
        return Err(Failure::Unreadable(format!("{source}: a PDF, which is not read; save its text first")));
    }
    if looks_binary(&bytes) {
        return Err(Failure::Skipped {
            path: source.to_owned(),
            reason: "not a text (it holds a NUL byte); of other formats, save the text first".into(),
        });
    }
    Ok(bytes)
}
