//! Bytes → text: UTF-8, and UTF-16 with a byte order mark.

use crate::document::Decoded;
use crate::source_map::SourceMap;

/// How much of a file is looked at to tell text from other data.
const PROBE: usize = 8 << 10;

/// Whether the bytes are no text: a NUL among the first 8 KiB, and no byte order mark of UTF-16.
pub fn looks_binary(bytes: &[u8]) -> bool {
    utf16_order(bytes).is_none() && bytes[..bytes.len().min(PROBE)].contains(&0)
}

/// Decodes a text file; what is no valid text becomes U+FFFD, counted in a notice, and offsets stay true.
///
/// # Examples
///
/// ```
/// use detente::input::decode;
/// use detente::span::Span;
///
/// let decoded = decode(b"\xff\xfea\0b\0");
/// assert_eq!(decoded.text, "ab");
/// assert_eq!(decoded.map.source_span(Span::new(1, 2)), Span::new(4, 6));
/// ```
pub fn decode(bytes: &[u8]) -> Decoded {
    match utf16_order(bytes) {
        Some(read) => decode_utf16(bytes, read),
        None => decode_utf8(bytes),
    }
}

type ReadUnit = fn([u8; 2]) -> u16;

fn utf16_order(bytes: &[u8]) -> Option<ReadUnit> {
    match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}

fn decode_utf8(bytes: &[u8]) -> Decoded {
    let skipped = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let (mut text, mut map) = (String::with_capacity(bytes.len()), SourceMap::default());
    let (mut at, mut bad, mut first) = (skipped, 0, 0);
    for chunk in bytes[skipped..].utf8_chunks() {
        text.push_str(chunk.valid());
        map.copy(chunk.valid().len(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first = if bad == 0 { at } else { first };
            bad += 1;
            text.push('\u{fffd}');
            map.replace(3, at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
    Decoded { text, map, notices: repaired(bad, first, "UTF-8") }
}

fn decode_utf16(bytes: &[u8], read: ReadUnit) -> Decoded {
    let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    let (mut text, mut map) = (String::with_capacity(bytes.len() / 2), SourceMap::default());
    let (mut at, mut bad, mut first) = (2, 0, 0);
    for c in char::decode_utf16(units) {
        if c.is_err() {
            first = if bad == 0 { at } else { first };
            bad += 1;
        }
        let (c, units) = c.map_or(('\u{fffd}', 1), |c| (c, c.len_utf16()));
        text.push(c);
        map.replace(c.len_utf8(), at, 2 * units);
        at += 2 * units;
    }
    Decoded { text, map, notices: repaired(bad, first, "UTF-16") }
}

fn repaired(bad: usize, first: usize, encoding: &str) -> Vec<String> {
    let notice = || {
        format!(
            "invalid {encoding}: {bad} place(s) replaced, the first at byte {first}; save the file as UTF-8 to be safe"
        )
    };
    if bad == 0 { Vec::new() } else { vec![notice()] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn offsets_lead_back_to_the_bytes() {
        let bad = b"caf\xe9 arms race";
        let decoded = decode(bad);
        let at = decoded.text.find("arms").unwrap();
        assert_eq!(decoded.map.source_span(Span::new(at, at + 4)), Span::new(5, 9));
        assert_eq!(decoded.notices.len(), 1);
    }

    #[test]
    fn surrogate_pairs_count_four_bytes() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("é😀x".encode_utf16().flat_map(u16::to_le_bytes));
        let decoded = decode(&bytes);
        let at = decoded.text.find('x').unwrap();
        assert_eq!(decoded.map.source_span(Span::new(at, at + 1)), Span::new(8, 10));
    }
}
