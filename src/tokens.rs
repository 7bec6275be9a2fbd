//! A passage as numbered words, with what stands between them.
//!
//! Words are those of Unicode Standard Annex 29. Each is looked up once; the reading rules after that compare
//! numbers and look at the gaps for clause boundaries.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::Lexicon;
use crate::lexicon::vocab::{ClassId, Vocab, WordId};
use crate::span::Span;

/// What stands between a word and the one before it; a set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gap(u16);

impl Gap {
    pub(crate) const COMMA: Self = Self(1);
    pub(crate) const STOP: Self = Self(1 << 1);
    pub(crate) const COLON: Self = Self(1 << 2);
    pub(crate) const SEMICOLON: Self = Self(1 << 3);
    pub(crate) const DASH: Self = Self(1 << 4);
    pub(crate) const OPEN: Self = Self(1 << 5);
    pub(crate) const CLOSE: Self = Self(1 << 6);
    pub(crate) const QUOTE: Self = Self(1 << 7);
    pub(crate) const QUESTION: Self = Self(1 << 8);
    pub(crate) const OTHER: Self = Self(1 << 9);
    const HYPHEN: Self = Self(1 << 10);
    const SPACE: Self = Self(1 << 11);
    /// Marks that end a clause for certain.
    pub(crate) const CLAUSE: Self =
        Self(Self::STOP.0 | Self::COLON.0 | Self::SEMICOLON.0 | Self::DASH.0 | Self::OPEN.0 | Self::CLOSE.0);
    const BREAKS_PHRASE: Self = Self(Self::CLAUSE.0 | Self::COMMA.0 | Self::OTHER.0);

    /// Whether it holds any of the marks.
    pub(crate) fn has(self, marks: Self) -> bool {
        self.0 & marks.0 != 0
    }

    /// Whether the two words around it can belong to one phrase.
    pub(crate) fn joins(self) -> bool {
        !self.has(Self::BREAKS_PHRASE)
    }

    fn is_hyphen(self) -> bool {
        self == Self::HYPHEN
    }

    fn read(text: &str) -> Self {
        if text == " " {
            return Self::SPACE;
        }
        let mut gap = text.chars().fold(0, |gap, c| gap | Self::mark(c).0);
        let spaced = gap & Self::SPACE.0 != 0;
        if text.contains("''") {
            gap |= Self::QUOTE.0;
        }
        if text.contains("--") || text.contains('—') || (spaced && (gap & Self::HYPHEN.0 != 0)) {
            gap = (gap | Self::DASH.0) & !Self::HYPHEN.0;
        }
        Self(gap)
    }

    fn mark(c: char) -> Self {
        match c {
            ' ' | '\n' | '\t' | '\r' | '/' | '*' | '_' | '&' | '\'' | '‘' | '’' => Self::SPACE,
            '-' | '–' | '—' => Self::HYPHEN,
            ',' => Self::COMMA,
            '.' | '!' | '…' => Self::STOP,
            '?' => Self(Self::STOP.0 | Self::QUESTION.0),
            ':' => Self::COLON,
            ';' => Self::SEMICOLON,
            '(' | '[' | '{' => Self::OPEN,
            ')' | ']' | '}' => Self::CLOSE,
            '"' | '“' | '”' | '«' | '»' | '„' => Self::QUOTE,
            _ => Self::OTHER,
        }
    }
}

/// One word of a passage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) word: WordId,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Whether it begins with a capital letter or a digit.
    pub(crate) capital: bool,
}

/// The words of one passage, with offsets into the passage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) list: Vec<Token>,
    /// How many words Unicode counts; joined hyphenated words make the list shorter.
    pub(crate) words: usize,
    /// What stands behind the last word.
    pub(crate) tail: Gap,
}

impl Tokens {
    /// Cuts a passage into words.
    pub(crate) fn new(text: &str, lexicon: &Lexicon) -> Self {
        let mut tokens = Self { list: Vec::with_capacity(text.len() / 6 + 1), ..Self::default() };
        let mut end = 0;
        for (start, word) in text.unicode_word_indices() {
            tokens.words += 1;
            tokens.push(text, end, Span::new(start, start + word.len()), lexicon);
            end = start + word.len();
        }
        tokens.tail = Gap::read(&text[end..]);
        tokens
    }

    fn push(&mut self, text: &str, before: usize, span: Span, lexicon: &Lexicon) {
        let raw = span.slice(text);
        let mut gap = Gap::read(&text[before..span.start]);
        if gap.has(Gap::STOP)
            && self.list.last().is_some_and(|t| is_abbreviation(&text[t.start as usize..t.end as usize], lexicon))
        {
            gap.0 &= !Gap::STOP.0;
        }
        if gap.has(Gap::CLOSE) && self.spells_initials(text) {
            self.list.pop();
            gap.0 &= !(Gap::CLOSE.0 | Gap::OPEN.0);
        }
        let capital = raw.as_bytes()[0].is_ascii_uppercase()
            || raw.as_bytes()[0].is_ascii_digit()
            || raw.starts_with(char::is_uppercase);
        if gap.is_hyphen() && self.join(text, span.end, &lexicon.vocab) {
            return;
        }
        let (start, end) = (narrow(span.start), narrow(span.end));
        self.list.push(Token { start, end, word: look_up(raw, &lexicon.vocab), gap, capital });
    }

    /// Whether the last word stands in brackets behind the words that it abbreviates: "artificial intelligence (AI) race".
    fn spells_initials(&self, text: &str) -> bool {
        let Some((last, before)) = self.list.split_last().filter(|(last, _)| last.gap.has(Gap::OPEN)) else {
            return false;
        };
        let short = text[last.start as usize..last.end as usize].trim_end_matches('s');
        let Some(from) = before.len().checked_sub(short.len()).filter(|_| short.len() > 1) else { return false };
        let initial = |t: &Token| text.as_bytes()[t.start as usize].to_ascii_uppercase();
        before[from..].iter().map(initial).eq(short.bytes())
    }

    /// Makes one word of `co-operation` or of a word divided at the end of a line, if that word is known.
    fn join(&mut self, text: &str, end: usize, vocab: &Vocab) -> bool {
        let Some(last) = self.list.last_mut() else { return false };
        let whole = text[last.start as usize..end].replace('-', "");
        let word = look_up(&whole, vocab);
        if word == WordId::UNKNOWN {
            return false;
        }
        last.end = narrow(end);
        last.word = word;
        true
    }

    /// The bytes of the passage that a range of words covers.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.list.get(range.start).map_or(0, |t| t.start);
        let end = range.end.checked_sub(1).and_then(|i| self.list.get(i)).map_or(start, |t| t.end);
        Span::new(start as usize, (end as usize).max(start as usize))
    }

    /// The words that begin inside a stretch of the passage.
    pub(crate) fn within(&self, span: Span) -> Range<usize> {
        let at = |offset: usize| self.list.partition_point(|t| (t.start as usize) < offset);
        at(span.start)..at(span.end)
    }

    /// What stands before a word, or behind the last one.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.list.get(at).map_or(self.tail, |t| t.gap)
    }

    /// Whether the word at `at` belongs to a class.
    pub(crate) fn is(&self, at: usize, class: ClassId, lexicon: &Lexicon) -> bool {
        self.list.get(at).is_some_and(|t| lexicon.vocab.is_in(t.word, class))
    }
}

/// Offsets inside a passage; passages are windowed far below 4 GiB.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Whether a full stop behind `word` is part of it.
fn is_abbreviation(word: &str, lexicon: &Lexicon) -> bool {
    let initials = word.split('.').all(|part| part.len() <= 2 && part.starts_with(|c: char| c.is_ascii_alphabetic()));
    let initial = word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    initial || (initials && word.contains('.')) || lexicon.abbreviation[look_up(word, &lexicon.vocab).index()]
}

/// The number of a word: as it stands, without dots (`U.S`), without possessive *s*.
fn look_up(raw: &str, vocab: &Vocab) -> WordId {
    if raw.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return vocab.lookup(raw);
    }
    let word: Cow<'_, str> = if raw.contains('’') { raw.replace('’', "'").into() } else { raw.into() };
    let word = word.trim_matches('_');
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).unwrap_or(word);
    let dotless = bare.replace('.', "");
    let known = |w: &&str| vocab.lookup(w) != WordId::UNKNOWN;
    [dotless.as_str(), word, bare]
        .iter()
        .skip(usize::from(dotless == bare))
        .find(|w| known(w))
        .map_or(WordId::UNKNOWN, |w| vocab.lookup(w))
}

/// The sentences of a passage (Unicode Standard Annex 29), not broken behind abbreviations.
pub(crate) fn sentences(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (start, end) in pieces(text) {
        let end = start + text[start..end].trim_end().len();
        match out.last_mut() {
            Some(last) if !is_end(&text[..start], lexicon) => last.end = end.max(last.end),
            _ if end > start => out.push(Span::new(start, end)),
            _ => {}
        }
    }
    out
}

/// The pieces between sentence boundaries.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = if text.is_ascii() {
        ascii_boundaries(text)
    } else {
        text.split_sentence_bound_indices().map(|(start, _)| start).skip(1).collect()
    };
    starts.push(text.len());
    let mut from = 0;
    starts.into_iter().map(|to| (std::mem::replace(&mut from, to), to)).filter(|(from, to)| from < to).collect()
}

/// Where sentences begin in a text of ASCII characters, the first one aside. A boundary follows a mark or a line end, and
/// what stands around that, up to the next letter, decides; so the library is asked about these stretches only.
fn ascii_boundaries(text: &str) -> Vec<usize> {
    const MARKS: [char; 5] = ['.', '!', '?', '\n', '\r'];
    let mut starts = Vec::new();
    let mut at = 0;
    while let Some(mark) = text[at..].find(MARKS).map(|i| at + i) {
        let decided = |c: char| c.is_ascii_alphabetic() || MARKS.contains(&c);
        let end = text[mark + 1..].find(decided).map_or(text.len(), |i| mark + 2 + i);
        let from = mark.saturating_sub(1).max(starts.last().copied().unwrap_or(0));
        let found = text[from..end].split_sentence_bound_indices().map(|(i, _)| from + i).find(|i| *i > mark);
        starts.extend(found);
        at = found.unwrap_or(mark + 1).max(mark + 1);
    }
    starts
}

/// Whether a sentence can end with this text.
fn is_end(before: &str, lexicon: &Lexicon) -> bool {
    let Some(word) = before.trim_end().strip_suffix('.') else { return true };
    let start = word
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'))
        .map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    !is_abbreviation(&word[start..], lexicon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_do_not_break_behind_abbreviations() {
        let table = [
            ("The U.S. Senate met. Dr. Lee spoke, e.g. on chips.", 2),
            ("Is it over? No. We said so.", 3),
            ("“We must win,” she said. The library opens at nine.", 2),
            ("J. R. Smith agreed.", 1),
        ];
        let lexicon = Lexicon::builtin();
        for (text, expected) in table {
            let found = sentences(text, &lexicon);
            assert_eq!(found.len(), expected, "{text}: {found:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn asking_about_marks_alone_finds_the_boundaries_of_unicode(
            parts in proptest::collection::vec(proptest::sample::select(
                &["a", "B", "1", ".", "!", "?", " ", ",", "\"", ")", "\n", "\r", "-", "it is so"][..]), 0..14)
        ) {
            let text = parts.concat();
            let expected: Vec<usize> = text.split_sentence_bound_indices().map(|(i, _)| i).skip(1).collect();
            proptest::prop_assert_eq!(ascii_boundaries(&text), expected, "{:?}", text);
        }
    }

    #[test]
    fn initials_in_brackets_stand_for_the_words_before_them() {
        let lexicon = Lexicon::builtin();
        for (text, expected) in [
            ("the artificial intelligence (AI) race", 4),
            ("large language models (LLMs) spread", 4),
            ("the machine (AI) race", 4),
            ("(AI) race", 2),
        ] {
            assert_eq!(Tokens::new(text, &lexicon).list.len(), expected, "{text}");
        }
    }

    #[test]
    fn one_word_for_every_spelling() {
        let lexicon = Lexicon::builtin();
        let words = |text: &str| Tokens::new(text, &lexicon).list.iter().map(|t| t.word).collect::<Vec<_>>();
        for (a, b) in [
            ("ar-ms", "arms"),
            ("co-operation", "cooperation"),
            ("U.S.", "US"),
            ("China’s", "China"),
            ("A.I.", "AI"),
            ("_race_", "race"),
        ] {
            assert_eq!(words(a), words(b), "{a}");
        }
    }
}
