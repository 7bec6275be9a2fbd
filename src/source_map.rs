//! Where a stretch of rewritten text came from.
//!
//! Decoding, markup removal and folding each rewrite the text; each leaves a [`SourceMap`] from its output to
//! its input. A map is a list of runs, so a plain UTF-8 file costs one run and a lookup is a binary search.

use crate::span::Span;

/// A stretch in which every `clean_unit` bytes of output stand for `source_unit` bytes of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    clean: usize,
    source: usize,
    clean_unit: usize,
    source_unit: usize,
}

impl Run {
    fn unit_start(&self, clean: usize) -> usize {
        self.source + (clean - self.clean) / self.clean_unit * self.source_unit
    }

    fn continues_at(&self, next: &Run) -> bool {
        (self.clean_unit, self.source_unit) == (next.clean_unit, next.source_unit)
            && (next.clean - self.clean).is_multiple_of(self.clean_unit)
            && self.unit_start(next.clean) == next.source
    }
}

/// A map from byte offsets of a rewritten text to byte offsets of the text it was made from.
///
/// # Examples
///
/// A soft hyphen was dropped between `ar` and `ms`:
///
/// ```
/// use detente::source_map::SourceMap;
/// use detente::span::Span;
///
/// let mut map = SourceMap::default();
/// map.copy(2, 0);
/// map.copy(2, 4);
/// assert_eq!(map.source_span(Span::new(0, 4)), Span::new(0, 6));
/// ```
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    runs: Vec<Run>,
    clean_len: usize,
}

impl SourceMap {
    /// Output that repeats `len` bytes of input, found there at `source`.
    pub fn copy(&mut self, len: usize, source: usize) {
        self.push(len, source, 1, 1);
    }

    /// Output of `clean_len` bytes that stands, as one whole, for `source_len` bytes of input.
    pub fn replace(&mut self, clean_len: usize, source: usize, source_len: usize) {
        self.push(clean_len, source, clean_len, source_len);
    }

    fn push(&mut self, len: usize, source: usize, clean_unit: usize, source_unit: usize) {
        if len == 0 {
            return;
        }
        let run = Run { clean: self.clean_len, source, clean_unit, source_unit };
        if !self.runs.last().is_some_and(|last| last.continues_at(&run)) {
            self.runs.push(run);
        }
        self.clean_len += len;
    }

    /// The bytes of input that `clean` was made from.
    ///
    /// Text that was dropped inside the span belongs to it, text dropped at its edges does not. A span that
    /// cuts a unit (half of a ligature) covers the whole unit.
    pub fn source_span(&self, clean: Span) -> Span {
        let start = self.run_at(clean.start).map_or(0, |run| run.unit_start(clean.start));
        let last = clean.end.saturating_sub(1).max(clean.start);
        let end = self.run_at(last).map_or(0, |run| run.unit_start(last) + run.source_unit);
        Span::new(start, if clean.is_empty() { start } else { end.max(start) })
    }

    fn run_at(&self, clean: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.clean <= clean);
        self.runs.get(after.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_find_their_way_back() {
        let mut map = SourceMap::default();
        map.copy(3, 0); // "of "
        map.replace(2, 3, 3); // ligature of three bytes
        map.copy(4, 6); // "oor "
        map.replace(1, 10, 0); // inserted
        for (clean, source) in
            [((0, 3), (0, 3)), ((3, 5), (3, 6)), ((4, 6), (3, 7)), ((0, 9), (0, 10)), ((9, 10), (10, 10))]
        {
            let got = map.source_span(Span::new(clean.0, clean.1));
            assert_eq!(got, Span::new(source.0, source.1), "{clean:?}");
        }
    }

    #[test]
    fn runs_of_one_kind_are_one_run() {
        let mut map = SourceMap::default();
        for i in 0..100 {
            map.replace(1, i * 2, 2);
        }
        assert_eq!(map.runs.len(), 1);
        assert_eq!(map.source_span(Span::new(10, 20)), Span::new(20, 40));
    }
}
