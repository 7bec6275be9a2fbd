//! Pages: one file that opens anywhere, asks the network for nothing and runs no script but its own.
//!
//! Templates (`*.html`), styles (`*.css`) and scripts (`*.js`) stand beside the code. `Shell` puts a page together
//! and names the hashes of its style and script in a content security policy; `Visible` escapes every value that a
//! template shows. `head` and `text` hold the two parts of a draft, which any page can show.

mod along;
mod check;
mod compare;
mod corpus;
mod details;
mod figures;
mod filters;
mod head;
mod notes;
mod pairs;
mod series;
mod text;
mod words;

use std::borrow::Cow;
use std::fmt;

use askama::filters::Escaper;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::harmful;
use super::note::relative;
use crate::lexicon::Lexicon;
use crate::report::Report;

pub use check::CheckPage;
pub use compare::compare_page;
pub use corpus::CorpusPage;

/// A report as others may see it: a document that goes by its path is named as seen from `folder`, so that a page tells
/// nothing of the machine.
fn portable<'r>(report: &'r Report, folder: &str) -> Cow<'r, Report> {
    let id = relative(&report.id, folder);
    if report.id != report.source || report.id == id {
        return Cow::Borrowed(report);
    }
    Cow::Owned(Report { id, ..report.clone() })
}

/// Escapes text for a page: marks of HTML become entities, and characters that steer the order or the lines of a text
/// become visible.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Visible;

impl Escaper for Visible {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        let special = |c: char| matches!(c, '<' | '>' | '&' | '"' | '\'') || harmful(c);
        let mut rest = text;
        while let Some(at) = rest.find(special) {
            dest.write_str(&rest[..at])?;
            let mut chars = rest[at..].chars();
            chars.next().map_or(Ok(()), |c| escaped(&mut dest, c))?;
            rest = chars.as_str();
        }
        dest.write_str(rest)
    }
}

fn escaped(dest: &mut impl fmt::Write, c: char) -> fmt::Result {
    match c {
        '\n' | '\r' | '\t' => dest.write_char(' '),
        '<' | '>' | '&' | '"' | '\'' => write!(dest, "&#{};", u32::from(c)),
        _ => write!(dest, "\\u{{{:x}}}", u32::from(c)),
    }
}

/// What surrounds every page: its head, with the policy that lets only its own style and script work.
#[derive(Debug)]
struct Shell {
    style: String,
    script: String,
    policy: String,
    version: &'static str,
    lexicon_version: String,
    lexicon_sha256: String,
}

impl Shell {
    /// A page with these styles, one behind the other, and this script.
    fn new(styles: &[&str], script: &str, lexicon: &Lexicon) -> Self {
        let style: String = styles.iter().map(|css| unix(css)).collect();
        let script = unix(script);
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
            hash(&style),
            hash(&script)
        );
        Self {
            style,
            script,
            policy,
            version: env!("CARGO_PKG_VERSION"),
            lexicon_version: lexicon.version().to_owned(),
            lexicon_sha256: lexicon.sha256().to_owned(),
        }
    }
}

/// Line ends as a browser sees them, wherever the file was checked out.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The name of a style or script in a content security policy.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// A number of things: `1 cue`, `2 cues`, `3,000 words`.
fn counted(n: impl TryInto<u64>, word: &str) -> String {
    let n = n.try_into().unwrap_or(u64::MAX);
    format!("{} {word}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A whole number with a comma between thousands.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A tilt as people read it: `−0.74`, `+0.10`.
fn signed(x: f64) -> String {
    let text = format!("{x:+.2}");
    if text == "-0.00" { "+0.00".to_owned() } else { text.replace('-', "−") }
}

/// A reason with quotation marks in place of backticks.
fn quoted(text: &str) -> String {
    let mark = |i: usize| ["”", "“"][i % 2];
    let pieces = text.split('`').enumerate();
    pieces.map(|(i, piece)| if i == 0 { piece.to_owned() } else { format!("{}{piece}", mark(i)) }).collect()
}

/// What a template could not do, as an error of writing.
fn unfilled(e: askama::Error) -> std::io::Error {
    std::io::Error::other(e)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut out = String::new();
        Visible.write_escaped_str(&mut out, text).unwrap();
        out
    }

    #[test]
    fn marks_and_steering_characters_are_shown_not_obeyed() {
        let table = [
            ("plain é 中", "plain é 中"),
            ("<b a=\"1\" c='2'>&amp;", "&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;amp;"),
            ("a\u{202e}b\u{2066}c\u{200f}", "a\\u{202e}b\\u{2066}c\\u{200f}"),
            ("a\u{0}\u{1b}[31m\u{85}", "a\\u{0}\\u{1b}[31m\\u{85}"),
            ("a\nb\tc\u{2028}d", "a b c\\u{2028}d"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn backticks_become_quotation_marks() {
        for (text, expected) in [("by `a` and `b`.", "by “a” and “b”."), ("none", "none"), ("`", "“")] {
            assert_eq!(quoted(text), expected);
        }
    }

    #[test]
    fn numbers_are_written_for_people() {
        for (n, expected) in [(0_u64, "0 words"), (1, "1 word"), (999, "999 words"), (1_234_567, "1,234,567 words")] {
            assert_eq!(counted(n, "word"), expected);
        }
        for (x, expected) in [(-0.74, "−0.74"), (0.1, "+0.10"), (-0.001, "+0.00"), (0.0, "+0.00")] {
            assert_eq!(signed(x), expected);
        }
    }
}
