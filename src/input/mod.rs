//! Bytes → [`Document`]: one file for each format, and their list.
//!
//! Reading a text never fails: any text is a document. What had to be guessed or repaired is told in its notices. A
//! container of an office format can be refused ([`Unreadable`]). To add a format, add a file here and a line to
//! [`Format::ALL`].

mod decode;
#[cfg(feature = "html")]
mod html;
mod markdown;
#[cfg(feature = "office")]
mod office;
mod plain;
mod rows;
mod unreadable;

use crate::document::{Decoded, Document, DocumentBuilder};

pub use decode::{decode, looks_binary};
pub use rows::{Columns, Row, RowFault, Rows, TableFault, read_csv, read_jsonl};
pub use unreadable::Unreadable;

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text: blank lines part passages.
    #[default]
    Plain,
    /// Markdown (`CommonMark` with tables, footnotes and front matter).
    Markdown,
    /// A web page: the text of its article (feature `html`).
    #[cfg(feature = "html")]
    Html,
    /// A web page: all its visible text (feature `html`).
    #[cfg(feature = "html")]
    HtmlFull,
    /// JSON Lines: an object a line, one field of it the text.
    Jsonl,
    /// Comma-separated values: a row a document, one column the text.
    Csv,
    /// Word (Office Open XML): the text that a reader sees, taken out of the container.
    Docx,
    /// OpenDocument text, likewise.
    Odt,
}

impl Format {
    /// All formats.
    pub const ALL: &[Self] = &[
        Self::Plain,
        Self::Markdown,
        #[cfg(feature = "html")]
        Self::Html,
        #[cfg(feature = "html")]
        Self::HtmlFull,
        Self::Jsonl,
        Self::Csv,
        Self::Docx,
        Self::Odt,
    ];

    /// The name used in results and for `--input-format`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            #[cfg(feature = "html")]
            Self::Html => "html",
            #[cfg(feature = "html")]
            Self::HtmlFull => "html-full",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Docx => "docx",
            Self::Odt => "odt",
        }
    }

    /// File name endings, without the dot.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Plain => &["txt", "text"],
            Self::Markdown => &["md", "markdown", "mdown"],
            #[cfg(feature = "html")]
            Self::Html => &["html", "htm", "xhtml"],
            #[cfg(feature = "html")]
            Self::HtmlFull => &[],
            Self::Jsonl => &["jsonl", "ndjson"],
            Self::Csv => &["csv"],
            Self::Docx => &["docx", "docm"],
            Self::Odt => &["odt"],
        }
    }

    /// The format called `name`; file name endings are understood too.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name || f.extensions().contains(&name))
    }

    /// The format of a file, by the ending of its name.
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|f| f.extensions().contains(&ending.as_str()))
    }

    /// Whether a file of this format holds many documents.
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv)
    }

    /// Whether the text is taken out of a container: offsets then count in [`Document::source`], not in the file.
    pub const fn is_office(self) -> bool {
        matches!(self, Self::Docx | Self::Odt)
    }

    /// The office format of a container, by what it holds; none for all else, and without feature `office`.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        #[cfg(feature = "office")]
        return office::format_of(bytes);
        #[cfg(not(feature = "office"))]
        bytes.get(..0).and(None)
    }
}

/// Largest file of an office format, in bytes.
pub const MAX_CONTAINER: u64 = 256 << 20;

/// Reads a file that holds one document: decodes a text, opens a container.
///
/// Limits of a container: 256 MiB for the file and for each part, 512 MiB for all parts that are read, 10,000 parts,
/// 6 million elements, 256 of them open, 1,024 attributes of a tag, 16 MiB between two tags, and, for parts above 32 MiB, 200 times the
/// packed size. Of longer texts the first 16 MiB or 250,000 paragraphs are read, and a notice says so.
///
/// # Errors
///
/// Only office formats are refused, when their container is broken, locked or beyond a limit.
///
/// # Examples
///
/// ```
/// use detente::input::{Format, read_bytes};
///
/// let document = read_bytes(b"An AI arms race.", Format::Plain)?;
/// assert_eq!(document.source(), "An AI arms race.");
/// # Ok::<(), detente::input::Unreadable>(())
/// ```
pub fn read_bytes(bytes: &[u8], format: Format) -> Result<Document, Unreadable> {
    if !format.is_office() {
        return Ok(read_text(decode_as(bytes, format), format));
    }
    #[cfg(feature = "office")]
    return office::read(bytes, format);
    #[cfg(not(feature = "office"))]
    Err(Unreadable::NotBuilt)
}

/// Bytes of a file → text, as its format asks for: a page may name its own encoding.
///
/// # Examples
///
/// ```
/// use detente::input::{Format, decode_as};
///
/// assert_eq!(decode_as(b"caf\xc3\xa9", Format::Plain).text, "café");
/// ```
pub fn decode_as(bytes: &[u8], format: Format) -> Decoded {
    match format {
        #[cfg(feature = "html")]
        Format::Html | Format::HtmlFull => html::decode(bytes),
        _ => decode(bytes),
    }
}

/// Cuts decoded text into passages. The text of a table row is no table itself; a table or office format reads as
/// plain.
///
/// # Examples
///
/// ```
/// use detente::document::PassageKind;
/// use detente::input::{Format, read_text};
///
/// let document = read_text("# Title\n\n- one\n- two\n".to_owned().into(), Format::Markdown);
/// let kinds: Vec<PassageKind> = document.passages().iter().map(|p| p.kind).collect();
/// assert_eq!(kinds, [PassageKind::Heading, PassageKind::ListItem, PassageKind::ListItem]);
/// ```
pub fn read_text(decoded: Decoded, format: Format) -> Document {
    let mut builder = DocumentBuilder::new(decoded);
    match format {
        Format::Markdown => markdown::read(&mut builder),
        #[cfg(feature = "html")]
        Format::Html | Format::HtmlFull => html::read(&mut builder, format == Format::HtmlFull),
        Format::Plain | Format::Jsonl | Format::Csv | Format::Docx | Format::Odt => plain::read(&mut builder),
    }
    builder.finish()
}
