//! A text, cut into passages: what every input format produces and every later floor reads.
//!
//! A document holds three texts: the bytes of the source (by offset only), the decoded text, and the clean text
//! in which words are found. Maps lead back from each to the one before.

mod builder;

pub use builder::DocumentBuilder;

use crate::directive::Directive;
use crate::source_map::SourceMap;
use crate::span::Span;

/// What a passage is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// A title or a section heading.
    Heading,
    /// A paragraph of running text.
    Paragraph,
    /// An item of a list, its lead-in left out.
    ListItem,
    /// A paragraph of a block quotation.
    Quote,
    /// A cell of a table.
    TableCell,
    /// The words under, or in place of, a picture.
    Caption,
}

/// A paragraph-sized block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is on the page.
    pub kind: PassageKind,
    /// Where it stands in the clean text.
    pub span: Span,
    /// The passage that introduces the list it belongs to.
    pub lead_in: Option<usize>,
    /// The heading of the section it stands in.
    pub heading: Option<usize>,
    /// The heading that ends that section.
    pub next_heading: Option<usize>,
    /// Depth of a heading, 1 for the outermost; 0 for all else.
    pub depth: u8,
}

/// Decoded text and the way back to the bytes it came from.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// From its bytes to bytes of the source.
    pub map: SourceMap,
    /// What was repaired or guessed on the way, in words for the user.
    pub notices: Vec<String>,
}

impl From<String> for Decoded {
    fn from(text: String) -> Self {
        let mut map = SourceMap::default();
        map.copy(text.len(), 0);
        Self { text, map, notices: Vec::new() }
    }
}

/// A text ready to be read.
///
/// # Examples
///
/// ```
/// use detente::input::{Format, read_text};
///
/// let document = read_text("One.\n\nTwo.".to_owned().into(), Format::Plain);
/// let texts: Vec<&str> = document.passages().iter().map(|p| p.span.slice(document.clean())).collect();
/// assert_eq!(texts, ["One.", "Two."]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Document {
    title: Option<String>,
    clean: String,
    clean_map: SourceMap,
    decoded: Decoded,
    directives: Vec<Directive>,
    passages: Vec<Passage>,
}

impl Document {
    /// The title, where the source names one; it gives context and is no passage.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The same document under another title.
    #[must_use]
    pub fn with_title(self, title: Option<String>) -> Self {
        Self { title: title.or(self.title), ..self }
    }

    /// The text in which words are found.
    pub fn clean(&self) -> &str {
        &self.clean
    }

    /// The passages in reading order; they never overlap.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// What was repaired or guessed when the text was decoded.
    pub fn notices(&self) -> &[String] {
        &self.decoded.notices
    }

    /// The comments by which the writer switches findings off; they are no text of any passage.
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// The decoded source text.
    pub fn source(&self) -> &str {
        &self.decoded.text
    }

    /// Where a stretch of clean text stands in the decoded source text.
    pub fn decoded_span(&self, clean: Span) -> Span {
        self.clean_map.source_span(clean)
    }

    /// Where a stretch of clean text stands in the bytes of the source.
    pub fn source_span(&self, clean: Span) -> Span {
        self.decoded.map.source_span(self.decoded_span(clean))
    }
}
