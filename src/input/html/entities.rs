//! Character references: where one ends, and what it stands for.

use std::borrow::Cow;

/// The longest name of the table, `&` and `;` included.
const LONGEST: usize = 33;

/// The character reference at the start of `text`: its length in bytes and what it stands for.
pub(super) fn reference(text: &str) -> Option<(usize, Cow<'static, str>)> {
    if text.starts_with("&#") { numeric(text) } else { named(text) }
}

fn numeric(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let bytes = &text.as_bytes()[2..];
    let hex = matches!(bytes.first(), Some(b'x' | b'X'));
    let from = usize::from(hex);
    let is_digit = |b: &&u8| if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() };
    let digits = bytes[from..].iter().take_while(is_digit).count();
    let end = 2 + from + digits;
    let end = end + usize::from(text[end..].starts_with(';'));
    (digits > 0).then(|| (end, Cow::Owned(htmlize::unescape(&text[..end]).into_owned())))
}

/// The longest name of the table that the text begins with; old names need no semicolon.
fn named(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let bytes = text.as_bytes();
    let name = bytes[1..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
    let longest = 1 + name + usize::from(bytes.get(1 + name) == Some(&b';'));
    (3..=longest).rev().find_map(|len| {
        let found = htmlize::ENTITIES.get(&bytes[..len])?;
        Some((len, Cow::Borrowed(std::str::from_utf8(found).ok()?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_end_where_browsers_end_them() {
        let table = [
            ("&amp; x", Some((5, "&"))),
            ("&ampx", Some((4, "&"))),
            ("&notit;", Some((4, "¬"))),
            ("&notin;", Some((7, "∉"))),
            ("&nbsp;", Some((6, "\u{a0}"))),
            ("&#8217;s", Some((7, "’"))),
            ("&#x2019s", Some((7, "’"))),
            ("&#150;", Some((6, "–"))),
            ("&#0;", Some((4, "\u{fffd}"))),
            ("&#99999999999;", Some((14, "\u{fffd}"))),
            ("&CounterClockwiseContourIntegral;", Some((33, "∳"))),
            ("&nosuch;", None),
            ("& ", None),
            ("&", None),
            ("&#;", None),
            ("&#x;", None),
            ("&é", None),
        ];
        for (text, expected) in table {
            assert_eq!(reference(text).as_ref().map(|(len, c)| (*len, c.as_ref())), expected, "{text}");
        }
    }
}
