//! One spelling for one phrase: folds the many ways of writing the same words.
//!
//! Folding rewrites characters, never words: soft hyphens and other invisible characters go, the many
//! spaces and hyphens become the common ones, full-width letters and ligatures become plain letters
//! (compatibility forms of Unicode Standard Annex 15). Quotation marks and dashes stay, since voice and
//! clauses are read from them.

use unicode_normalization::UnicodeNormalization;

use crate::source_map::SourceMap;

/// Appends `source[from..]`, folded, to `clean` and notes in `map` where each stretch came from.
///
/// `at` is the offset of the first byte of `piece` in the text that `map` leads to.
pub(crate) fn fold_into(piece: &str, at: usize, clean: &mut String, map: &mut SourceMap) {
    let mut rest = piece;
    let mut offset = at;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|b| !b.is_ascii()).unwrap_or(rest.len());
        clean.push_str(&rest[..plain]);
        map.copy(plain, offset);
        rest = &rest[plain..];
        offset += plain;
        if let Some(c) = rest.chars().next() {
            fold_char(c, offset, clean, map);
            rest = &rest[c.len_utf8()..];
            offset += c.len_utf8();
        }
    }
}

fn fold_char(c: char, at: usize, clean: &mut String, map: &mut SourceMap) {
    let before = clean.len();
    match c {
        '\u{2010}' | '\u{2011}' | '\u{ff0d}' | '\u{2043}' => clean.push('-'),
        '\u{2028}' | '\u{2029}' | '\u{85}' => clean.push('\n'),
        _ if is_invisible(c) => {}
        _ if c.is_whitespace() => clean.push(' '),
        _ if has_plain_form(c) => clean.extend(std::iter::once(c).nfkc()),
        _ => clean.push(c),
    }
    let len = clean.len() - before;
    if len == c.len_utf8() { map.copy(len, at) } else { map.replace(len, at, c.len_utf8()) }
}

/// Characters that shape or hide text without being part of a word (default-ignorable code points in use).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Blocks of letters that exist only as variants of plain ones: ligatures, full-width and mathematical forms.
fn has_plain_form(c: char) -> bool {
    matches!(c, '\u{17f}' | '\u{1d400}'..='\u{1d7ff}' | '\u{2100}'..='\u{214f}' | '\u{fb00}'..='\u{fb06}' | '\u{ff01}'..='\u{ff5e}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn spellings_fold_to_one_and_map_back() {
        let table = [
            ("arms\u{a0}race", "arms race"),
            ("arms\u{2011}race", "arms-race"),
            ("ar\u{ad}ms race", "arms race"),
            ("arms\u{200b} race", "arms race"),
            ("ａｒｍｓ race", "arms race"),
            ("o\u{fb03}ce", "office"),
            ("“arms race” — now", "“arms race” — now"),
        ];
        for (source, expected) in table {
            let (mut clean, mut map) = (String::new(), SourceMap::default());
            fold_into(source, 0, &mut clean, &mut map);
            assert_eq!(clean, expected, "{source}");
            assert_eq!(map.source_span(Span::new(0, clean.len())), Span::new(0, source.len()), "{source}");
        }
    }
}
