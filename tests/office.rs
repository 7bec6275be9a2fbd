//! Word and OpenDocument files: what is read, what is left out, what is refused. The files are made here.

use std::io::{Cursor, Write};

use detente::document::{Document, PassageKind};
use detente::input::{Format, Unreadable, read_bytes};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::support::{Run, World};

mod hostile;
mod odt;
mod words;

/// Words that must never be seen: they stand where text is deleted, hidden or commented.
const SECRET: &str = "SECRETWORD";

const WORD_NS: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:o""#;
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A container of these parts.
pub(crate) fn container<N: AsRef<str>, B: AsRef<[u8]>>(parts: &[(N, B)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_ref(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn relations(all: &[(&str, &str)]) -> String {
    let one = |(kind, target): &(&str, &str)| {
        let kind = if kind.contains(':') { (*kind).to_owned() } else { format!("{RELATION}/{kind}") };
        format!(r#"<Relationship Id="r" Type="{kind}" Target="{target}"/>"#)
    };
    format!("<Relationships>{}</Relationships>", all.iter().map(one).collect::<String>())
}

/// The parts of a Word document.
pub(crate) struct Docx {
    pub(crate) body: String,
    pub(crate) styles: String,
    pub(crate) footnotes: String,
    pub(crate) endnotes: String,
    pub(crate) title: String,
    pub(crate) main: &'static str,
}

impl Default for Docx {
    fn default() -> Self {
        let [body, styles, footnotes, endnotes, title] = [const { String::new() }; 5];
        Self { body, styles, footnotes, endnotes, title, main: "word/document.xml" }
    }
}

impl Docx {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (folder, file) = self.main.rsplit_once('/').unwrap();
        let word = |root: &str, inner: &str| format!(r#"<?xml version="1.0"?><w:{root} {WORD_NS}>{inner}</w:{root}>"#);
        let core = format!(r#"<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></c>"#, self.title);
        container(&[
            ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
            (
                "_rels/.rels".to_owned(),
                relations(&[("officeDocument", self.main), ("x:metadata/core-properties", "/docProps/core.xml")]),
            ),
            ("docProps/core.xml".to_owned(), core),
            (self.main.to_owned(), word("document", &format!("<w:body>{}</w:body>", self.body))),
            (
                format!("{folder}/_rels/{file}.rels"),
                relations(&[("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("endnotes", "endnotes.xml")]),
            ),
            (format!("{folder}/styles.xml"), word("styles", &self.styles)),
            (format!("{folder}/footnotes.xml"), word("footnotes", &self.footnotes)),
            (format!("{folder}/endnotes.xml"), word("endnotes", &self.endnotes)),
            ("word/comments.xml".to_owned(), word("comments", &format!("<w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p>"))),
            ("word/header1.xml".to_owned(), word("hdr", &format!("<w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p>"))),
        ])
    }
}

/// A Word document with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    Docx { body: body.to_owned(), ..Docx::default() }.bytes()
}

/// What was read: each passage with its kind, and the notices.
fn read(bytes: &[u8], format: Format) -> (Vec<(PassageKind, String)>, String, Document) {
    let document = read_bytes(bytes, format).unwrap();
    let passages = document.passages().iter().map(|p| (p.kind, p.span.slice(document.clean()).to_owned())).collect();
    let notices = document.notices().join("; ");
    (passages, notices, document)
}

/// The code with which a file is refused.
fn refusal(bytes: &[u8], format: Format) -> &'static str {
    read_bytes(bytes, format).map_or_else(Unreadable::code, |document| panic!("read: {:?}", document.source()))
}

/// Fails where the run shows what must not be seen, whatever it printed.
fn keeps_the_secret(run: &Run, what: &str) {
    assert!(!run.out.contains(SECRET) && !run.err.contains(SECRET), "{what}\n{}\n{}", run.out, run.err);
}

const RACE: &str = "There is an AI arms race. In AI the winner takes all.";

fn draft() -> Vec<u8> {
    let deleted = format!(r"<w:del><w:r><w:delText>{SECRET} in the AI arms race.</w:delText></w:r></w:del>");
    let hidden = format!(r"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET} winner takes all in AI.</w:t></w:r>");
    let comment = r"<w:r><w:commentReference w:id='1'/></w:r>";
    docx(&format!("<w:p><w:r><w:t>{RACE}</w:t></w:r>{deleted}{hidden}{comment}</w:p>"))
}

#[test]
fn what_was_deleted_or_hidden_is_in_no_output() {
    let odt = odt::draft(RACE);
    let world = World::new(&[("draft.docx", &draft()), ("draft.odt", &odt)]);
    let outputs: [&[&str]; 12] = [
        &["scan"],
        &["scan", "--format", "jsonl"],
        &["scan", "--format", "jsonl", "--all-passages"],
        &["scan", "--format", "json"],
        &["scan", "--format", "csv"],
        &["scan", "--format", "csv", "--table", "passages", "--all-passages"],
        &["scan", "--format", "csv", "--table", "cues"],
        &["check", "--poles", "both"],
        &["check", "--format", "compact"],
        &["inspect"],
        &["inspect", "--format", "jsonl"],
        &["inspect", "--text"],
    ];
    for file in ["draft.docx", "draft.odt"] {
        for args in outputs.into_iter().chain([&["sample"][..], &["lexicon", "stats"]]) {
            let run = world.run(&[args, &[file]].concat());
            assert!(run.code == 0 && !run.out.is_empty(), "{args:?} {file}: {run:?}");
            keeps_the_secret(&run, &format!("{args:?} {file}"));
        }
        let told = "left out: 1 tracked deletion, 1 comment, 1 stretch of hidden text";
        for args in [&["scan", "--format", "jsonl"][..], &["check"], &["scan", "--format", "csv"]] {
            let run = world.run(&[args, &[file]].concat());
            assert!(run.out.contains(told), "{args:?} {file}: {}", run.out);
        }
    }
}

#[test]
fn offsets_count_in_the_text_that_inspect_prints() {
    let world = World::new(&[("draft.docx", &draft()), ("draft.odt", &odt::draft(RACE))]);
    for file in ["draft.docx", "draft.odt"] {
        let text = world.run(&["inspect", "--text", file]).out;
        assert_eq!(text, format!("{RACE}\n"), "{file}");
        let run = world.run(&["scan", "--format", "jsonl", file]);
        let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(record["offset_basis"], "extracted", "{file}");
        let cues = record["passages"][0]["cues"].as_array().unwrap();
        assert!(cues.len() > 1, "{file}: {record}");
        for cue in cues {
            let [start, end] = ["start", "end"].map(|key| usize::try_from(cue[key].as_u64().unwrap()).unwrap());
            assert_eq!(cue["text"], text[start..end], "{file}: {cue}");
            assert_eq!(cue["column"], start + 1, "{file}: {cue}");
        }
    }
}

#[test]
fn a_file_that_is_refused_is_named_and_the_rest_is_read() {
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("..EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let old = locked.iter().copied().take(8).chain("WordDocument".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let table: [(&str, Vec<u8>, &[&str]); 5] = [
        ("a.docx", locked, &["error: a.docx: encrypted: the file is protected by a password; save a copy without one"]),
        ("b.docx", old, &["error: b.docx: old-word:", "save it as .docx"]),
        ("c.docx", b"Just words.".to_vec(), &["error: c.docx: not-a-docx:"]),
        ("d.odt", docx("<w:p/>"), &["error: d.odt: not-an-odt:"]),
        ("e.odt", b"PK\x03\x04 cut".to_vec(), &["error: e.odt: damaged:"]),
    ];
    for (name, bytes, words) in table {
        let run = World::new(&[(name, &bytes), ("good.docx", &draft())]).run(&["scan", "--format", "jsonl", "."]);
        assert_eq!(run.code, 3, "{name}: {}", run.err);
        let name_in_folder = |w: &&str| run.err.replace("./", "").contains(*w);
        assert!(words.iter().all(name_in_folder), "{name}: {}", run.err);
        assert!(run.out.lines().count() == 1 && run.out.contains("good.docx"), "{name}: {}", run.out);
    }
}

#[test]
fn the_lock_file_of_an_open_document_is_skipped() {
    let run = World::new(&[("d/draft.docx", &draft()), ("d/~$draft.docx", b"\x05Somebody")]).run(&["scan", "d"]);
    assert!(run.code == 0 && run.err.contains("1 lock file of an open document"), "{run:?}");
}

#[test]
fn a_pipe_is_told_by_its_content_and_a_name_by_its_ending() {
    let world = World::new(&[]);
    let table: [(&[&str], Vec<u8>, &str); 5] = [
        (&[], draft(), "docx"),
        (&[], odt::draft(RACE), "odt"),
        (&["--stdin-filename", "a.docm"], draft(), "docx"),
        (&["--input-format", "odt"], odt::draft(RACE), "odt"),
        (&[], RACE.as_bytes().to_vec(), "plain"),
    ];
    for (args, bytes, format) in table {
        let run = world.pipe(&[&["scan", "--format", "jsonl", "-"], args].concat(), &bytes);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(record["format"], format, "{args:?}");
    }
    let other = world.pipe(&["scan", "-"], &container(&[("a.txt", "x")]));
    assert!(other.code == 3 && other.err.contains("not a text"), "{other:?}");
}
