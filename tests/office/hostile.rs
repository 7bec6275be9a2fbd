//! Files that are broken, locked, or made to harm: each is refused with its code, and none stops the program.

use std::fmt::Write as _;

use detente::input::{Format, read_bytes};
use proptest::prelude::*;

use super::odt::{content, odt};
use super::{Docx, container, docx, refusal, relations};

/// A Word document whose main part is this.
fn with_main(main: impl AsRef<[u8]>) -> Vec<u8> {
    container(&[
        ("[Content_Types].xml", b"<Types/>".as_slice()),
        ("_rels/.rels", relations(&[("officeDocument", "document.xml")]).as_bytes()),
        ("document.xml", main.as_ref()),
    ])
}

fn document(inner: &str) -> String {
    format!("<w:document {}>{inner}</w:document>", super::WORD_NS)
}

fn bomb() -> String {
    let mut dtd = "<!DOCTYPE w [<!ENTITY a0 'ha'>".to_owned();
    for i in 1..20 {
        write!(dtd, "<!ENTITY a{i} '&a{};&a{};'>", i - 1, i - 1).unwrap();
    }
    dtd + "]>" + &document("<w:body><w:p><w:r><w:t>&a19;</w:t></w:r></w:p></w:body>")
}

#[test]
fn harmful_files_are_refused_with_their_code() {
    let many = |n: usize| container(&(0..n).map(|i| (format!("{i}"), "")).collect::<Vec<_>>());
    let attributes: String = (0..2000).fold(String::new(), |all, i| all + &format!(" a{i}='1'"));
    let blank = " ".repeat(40 << 20);
    let table = [
        ("entity bomb", with_main(bomb()), "dtd-refused"),
        (
            "other file by entity",
            with_main(format!("<!DOCTYPE w SYSTEM 'file:///etc/passwd'>{}", document(""))),
            "dtd-refused",
        ),
        ("100,000 nested tags", with_main(document(&"<w:p>".repeat(100_000))), "too-deep"),
        ("2,000 attributes", with_main(document(&format!("<w:p{attributes}/>"))), "too-many-attributes"),
        ("10,001 parts", many(10_001), "too-many-entries"),
        ("zip bomb", with_main(document(&blank)), "zip-bomb"),
        (
            "cut main part",
            with_main("<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"),
            "damaged",
        ),
        ("no markup", with_main("words"), "damaged"),
        (
            "bad bytes",
            with_main(
                document("\u{0}").into_bytes().into_iter().map(|b| if b == 0 { 0xff } else { b }).collect::<Vec<_>>(),
            ),
            "damaged",
        ),
        ("wrong root", with_main("<x/>"), "not-a-docx"),
        (
            "a sheet",
            with_main("<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"),
            "not-a-docx",
        ),
        ("no parts", container::<&str, &str>(&[]), "not-a-docx"),
        ("no relations", container(&[("[Content_Types].xml", "<T/>")]), "missing-part"),
        (
            "no main part",
            container(&[
                ("[Content_Types].xml", "<T/>".to_owned()),
                ("_rels/.rels", relations(&[("officeDocument", "../../etc/passwd")])),
            ]),
            "missing-part",
        ),
        ("no bytes", Vec::new(), "not-a-docx"),
        ("no end", docx("<w:p/>")[..600].to_vec(), "damaged"),
    ];
    for (what, bytes, code) in table {
        assert_eq!(refusal(&bytes, Format::Docx), code, "{what}");
    }
}

#[test]
fn harmful_texts_are_refused_with_their_code() {
    let kind = "application/vnd.oasis.opendocument.text";
    let locked = "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    let body = content("<text:p>x</text:p>");
    let sheet = body.replace("office:text", "office:spreadsheet");
    let table = [
        (
            "locked",
            container(&[("mimetype", kind), ("META-INF/manifest.xml", locked), ("content.xml", "garbage")]),
            "encrypted",
        ),
        ("locked as a whole", container(&[("mimetype", kind), ("encrypted-package", "x")]), "encrypted"),
        ("entity bomb", container(&[("mimetype", kind), ("content.xml", &bomb())]), "dtd-refused"),
        (
            "a sheet",
            container(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &sheet)]),
            "not-an-odt",
        ),
        ("a sheet that does not say so", container(&[("content.xml", &sheet)]), "not-an-odt"),
        ("no content", container(&[("mimetype", kind)]), "missing-part"),
        ("another root", container(&[("mimetype", kind), ("content.xml", "<x/>")]), "not-an-odt"),
        (
            "bomb in the styles",
            container(&[("mimetype", kind), ("styles.xml", &"<x>".repeat(300)), ("content.xml", &body)]),
            "too-deep",
        ),
    ];
    for (what, bytes, code) in table {
        assert_eq!(refusal(&bytes, Format::Odt), code, "{what}");
    }
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut out = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = out[at..].windows(from.len()).position(|w| w == from) {
        out[at + found..at + found + to.len()].copy_from_slice(to);
        at += found + to.len();
    }
    out
}

/// The central headers of a container: where each begins.
fn headers(bytes: &[u8]) -> Vec<usize> {
    (0..bytes.len().saturating_sub(4)).filter(|i| bytes[*i..].starts_with(b"PK\x01\x02")).collect()
}

#[test]
fn containers_that_lie_are_refused() {
    let good = docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>");
    let twins = replaced(&good, b"docProps/core.xml", b"word/document.xml");
    assert_eq!(refusal(&twins, Format::Docx), "duplicate-part");
    let edit = |at: usize, value: &[u8]| {
        let mut bytes = good.clone();
        let header = headers(&good)[3];
        bytes[header + at..header + at + value.len()].copy_from_slice(value);
        bytes
    };
    let table = [
        ("a size above all limits", edit(24, &0x7fff_ffff_u32.to_le_bytes()), "too-large"),
        ("a size that makes a bomb", edit(24, &0x0400_0000_u32.to_le_bytes()), "zip-bomb"),
        ("a size that is too small", edit(24, &10_u32.to_le_bytes()), "damaged"),
        ("a wrong check sum", edit(16, &[1, 2, 3, 4]), "damaged"),
        ("two parts in one place", edit(42, &0_u32.to_le_bytes()), "overlapping-parts"),
        ("a part that is locked", edit(8, &1_u16.to_le_bytes()), "encrypted"),
    ];
    for (what, bytes, code) in table {
        assert_eq!(refusal(&bytes, Format::Docx), code, "{what}");
    }
}

#[test]
fn very_much_of_anything_is_refused() {
    let style = |i: usize| format!("<w:style w:type='paragraph' w:styleId='{i}'/>");
    let styles = (0..400_000).fold(String::new(), |all, i| all + &style(i));
    let file = Docx { body: "<w:p/>".to_owned(), styles, ..Docx::default() };
    assert_eq!(refusal(&file.bytes(), Format::Docx), "too-large");
    let piece = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(17 << 20));
    assert_eq!(refusal(&docx(&piece), Format::Docx), "too-large");
}

#[test]
fn very_long_texts_are_cut_with_a_notice() {
    let paragraph = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "wörd ".repeat(200_000));
    let document = read_bytes(&docx(&paragraph.repeat(18)), Format::Docx).unwrap();
    assert!((14 << 20..=17 << 20).contains(&document.source().len()), "{}", document.source().len());
    assert!(document.notices()[0].starts_with("text-truncated:"), "{:?}", document.notices());
}

#[test]
fn very_many_paragraphs_are_cut_with_a_notice() {
    let body: String =
        (0..260_000).fold(String::new(), |all, i| all + &format!("<w:p><w:r><w:t>{i}</w:t></w:r></w:p>"));
    let document = read_bytes(&docx(&body), Format::Docx).unwrap();
    assert_eq!(document.passages().len(), 250_000);
    assert!(document.notices()[0].starts_with("text-truncated:"), "{:?}", document.notices());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    /// Two formats, a thousand files each, with bytes changed, in the container or in the markup.
    #[test]
    fn no_change_of_bytes_makes_the_reader_stop(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
        inside in any::<bool>(),
    ) {
        let body = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>An arms</w:t><w:br/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>";
        let text = "<text:h>An arms<text:line-break/></text:h><text:list><text:list-item><text:p>race<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note></text:p></text:list-item></text:list>";
        let change = |bytes: &mut Vec<u8>| changes.iter().for_each(|(at, byte)| *at.get_mut(bytes) = *byte);
        for (format, whole, markup) in [
            (Format::Docx, docx(body), document(&format!("<w:body>{body}</w:body>"))),
            (Format::Odt, odt(text), content(text)),
        ] {
            let (mut bytes, mut markup) = (whole, markup.into_bytes());
            if inside {
                change(&mut markup);
                bytes = if format == Format::Docx { with_main(&markup) } else { container(&[("content.xml", &markup)]) };
            } else {
                change(&mut bytes);
            }
            if let Ok(document) = read_bytes(&bytes, format) {
                prop_assert!(document.passages().iter().all(|p| !p.span.slice(document.clean()).is_empty()));
            }
        }
    }
}
