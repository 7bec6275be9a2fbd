//! Byte offsets → lines and columns, as editors count them.

use crate::document::Document;

/// Lines and columns of a text.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`] bytes.
    counts: Vec<usize>,
}

/// Characters are counted ahead in steps of this many bytes, so that a long line costs no more than a short one.
const STEP: usize = 512;

impl<'t> Lines<'t> {
    pub(crate) fn new(document: &'t Document) -> Self {
        let text = document.source();
        let bytes = text.as_bytes();
        let breaks = |(i, b): (usize, &u8)| match b {
            b'\n' => Some(i + 1),
            b'\r' if bytes.get(i + 1) != Some(&b'\n') => Some(i + 1),
            _ => None,
        };
        let starts = std::iter::once(0).chain(bytes.iter().enumerate().filter_map(breaks)).collect();
        let mut counts = vec![0];
        for chunk in bytes.chunks(STEP) {
            counts.push(counts[counts.len() - 1] + characters(chunk));
        }
        Self { text, starts, counts }
    }

    /// Line and column, both from 1, of a byte of the decoded text.
    pub(crate) fn position(&self, at: usize) -> (u64, u64) {
        let line = self.starts.partition_point(|start| *start <= at);
        let column = self.before(at) - self.before(self.starts[line - 1]) + 1;
        (line as u64, column as u64)
    }

    /// How many characters begin before a byte.
    fn before(&self, at: usize) -> usize {
        let step = at / STEP;
        self.counts[step] + characters(&self.text.as_bytes()[step * STEP..at])
    }
}

/// How many characters begin among some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0xc0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Format, read_text};

    #[test]
    fn columns_count_characters_and_any_line_break_counts_once() {
        let document = read_text("é “x”\r\nab\ncd\ref".to_owned().into(), Format::Plain);
        let lines = Lines::new(&document);
        for (word, expected) in [("x", (1, 4)), ("ab", (2, 1)), ("cd", (3, 1)), ("f", (4, 2))] {
            assert_eq!(lines.position(document.source().find(word).unwrap()), expected, "{word}");
        }
    }
}
