//! Bytes of a page → text: byte order mark, declared encoding, UTF-8, and windows-1252 in the end.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::Decoded;
use crate::input::decode as decode_unicode;
use crate::source_map::SourceMap;

/// Where a declaration has to stand.
const HEAD: usize = 1024;

/// Bytes outside ASCII that tell UTF-8 from encodings that take several bytes for a character.
const MANY: usize = 64;

/// Decodes a page; offsets lead back to its bytes, whatever the encoding.
pub(in crate::input) fn decode(bytes: &[u8]) -> Decoded {
    if Encoding::for_bom(bytes).is_some() {
        return decode_unicode(bytes);
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    // Chance does not make that many characters of other encodings look like UTF-8.
    let sure = valid && bytes.iter().filter(|b| !b.is_ascii()).take(MANY).count() == MANY;
    match declared(&bytes[..bytes.len().min(HEAD)]) {
        Some(encoding) if encoding != UTF_8 && !(sure || (valid && encoding.is_single_byte())) => {
            legacy(bytes, encoding)
        }
        Some(encoding) if encoding != UTF_8 && !bytes.is_ascii() => {
            let notice = format!("encoding: the page says {}, but is UTF-8 throughout; read as UTF-8", encoding.name());
            with_notice(decode_unicode(bytes), notice)
        }
        None if !valid => {
            let notice = "encoding: not named, and not UTF-8; read as windows-1252, so odd characters may be wrong";
            with_notice(legacy(bytes, WINDOWS_1252), notice.to_owned())
        }
        _ => decode_unicode(bytes),
    }
}

fn with_notice(mut decoded: Decoded, notice: String) -> Decoded {
    decoded.notices.push(notice);
    decoded
}

/// The encoding that the head of a page names, in a `meta` element or an XML declaration.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let xml = head.starts_with(b"<?xml").then(|| label(&head, b"encoding")).flatten();
    let encoding = xml.or_else(|| {
        let mut tags = head.split(|b| *b == b'<').filter(|tag| tag.starts_with(b"meta"));
        tags.find_map(|tag| label(tag.split(|b| *b == b'>').next()?, b"charset"))
    })?;
    // A declaration that could be read is not UTF-16.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The encoding behind `key`, an equals sign and perhaps a quote mark.
fn label(text: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let at = text.windows(key.len()).position(|window| window == key)?;
    let rest = text[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(b)).count();
    Encoding::for_label(&rest[..len])
}

/// Decodes byte by byte, so that each character is known to stand for the bytes that were eaten for it.
fn legacy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut map) = (String::with_capacity(bytes.len() + bytes.len() / 8), SourceMap::default());
    let (mut from, mut repaired, mut buffer) = (0, 0, [0; 32]);
    for at in 0..bytes.len() {
        let last = at + 1 == bytes.len();
        let (_, _, written, bad) = decoder.decode_to_utf8(&bytes[at..=at], &mut buffer, last);
        repaired += usize::from(bad);
        if written > 0 {
            text.push_str(&String::from_utf8_lossy(&buffer[..written]));
            // A repair gives back plain letters that had been taken for a part of a character.
            let given = buffer[..written].iter().rev().zip(bytes[from..=at].iter().rev());
            let plain = given.take_while(|(out, byte)| out == byte && out.is_ascii()).count();
            map.replace(written - plain, from, at + 1 - from - plain);
            map.copy(plain, at + 1 - plain);
            from = at + 1;
        }
    }
    let notice =
        || format!("invalid {}: {repaired} place(s) replaced; save the page as UTF-8 to be safe", encoding.name());
    Decoded { text, map, notices: if repaired > 0 { vec![notice()] } else { Vec::new() } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    const META: &str = "<meta charset=";

    #[test]
    fn the_encoding_is_found_as_browsers_find_it() {
        let table: [(&[u8], &str, usize); 11] = [
            (b"caf\xc3\xa9 race", "café race", 0),
            (b"\xef\xbb\xbf<meta charset=gbk>caf\xc3\xa9 race", "café race", 0),
            (b"<meta charset=\"iso-8859-1\">caf\xe9 race", "café race", 0),
            (
                b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>\xe3\xee\xed\xea\xe0",
                "гонка",
                0,
            ),
            (b"<?xml version='1.0' encoding='koi8-r'?><p>\xc7\xcf\xce\xcb\xc1", "гонка", 0),
            (b"<meta charset=shift_jis>\x8c\x52\x8e\x96 race", "軍事 race", 0),
            (b"<meta charset=utf-16>caf\xc3\xa9", "café", 0),
            (b"<meta charset=nonsense>caf\xe9", "café", 1),
            (b"caf\xe9 \x93race\x94", "café “race”", 1),
            (b"<meta charset=iso-8859-1>caf\xc3\xa9", "café", 1),
            (b"<meta charset=euc-kr>a\xff b", "a\u{fffd} b", 1),
        ];
        for (bytes, expected, notices) in table {
            let decoded = decode(bytes);
            assert!(decoded.text.ends_with(expected), "{} does not end with {expected}", decoded.text);
            assert_eq!(decoded.notices.len(), notices, "{expected}: {:?}", decoded.notices);
        }
    }

    #[test]
    fn offsets_lead_to_the_bytes_of_the_file() {
        let table: [(&str, &[u8]); 5] = [
            ("gbk", b"\x81&arms race"),
            ("gbk", b"\xbe\xfc\xb1\xb8 arms race"),
            ("iso-2022-jp", b"\x1b$B73Hw\x1b(B arms race"),
            ("big5", b"\xad\x78 arms race"),
            ("windows-1252", b"\x93\xe9\x94 arms race"),
        ];
        for (name, text) in table {
            let bytes = [META.as_bytes(), name.as_bytes(), b">", text].concat();
            let decoded = decode(&bytes);
            let at = decoded.text.find("arms").unwrap_or_else(|| panic!("{name}: {}", decoded.text));
            let span = decoded.map.source_span(Span::new(at, at + 9));
            assert_eq!(&bytes[span.start..span.end], b"arms race", "{name}: {}", decoded.text);
        }
    }
}
