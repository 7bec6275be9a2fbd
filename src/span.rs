//! The engine's only coordinate: a half-open range of bytes.
//!
//! Everything between input and report speaks in spans of the clean text; [`crate::source_map`] turns
//! them into places in the file that the reader has.

use std::ops::Range;

/// A half-open range of byte offsets, `start` included, `end` not.
///
/// # Examples
///
/// ```
/// use detente::span::Span;
///
/// let span = Span::new(4, 9);
/// assert_eq!(span.slice("the arms race"), "arms ");
/// assert!(span.overlaps(Span::new(8, 20)) && !span.overlaps(Span::new(9, 20)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one; never below `start`.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// How many bytes it covers.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span, `by` bytes further on.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The words that it covers.
    ///
    /// # Panics
    ///
    /// When it lies outside `text` or cuts a character.
    pub fn slice(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
