//! What holds for every page: ids, links and notes fit together, the policy names the right hashes, nothing is fetched.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use detente::lexicon::Lexicon;
use detente::render::{CheckPage, CorpusPage, CsvTable, Settings, Style};
use detente::report::{Origin, Report, View};
use detente::scanner::Options;
use sha2::{Digest, Sha256};

use crate::comparison;
use crate::support::{SCANNER, World, corpus, written};

/// A piece of a page.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    Open(String, BTreeMap<String, String>),
    Close(String),
    Text(String),
}

/// Cuts a page that is written as templates write it: quoted attributes, no comments.
pub(crate) fn cut(html: &str) -> Vec<Piece> {
    let (mut out, mut rest) = (Vec::new(), html);
    while let Some(at) = rest.find('<') {
        out.extend((at > 0).then(|| Piece::Text(plain(&rest[..at]))));
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            out.push(Piece::Close(name.to_owned()));
        } else if !tag.starts_with('!') {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            out.push(Piece::Open(name.to_owned(), attributes_of(attributes.trim_end_matches('/'))));
            out.extend(tag.ends_with('/').then(|| Piece::Close(name.to_owned())));
            if matches!(name, "script" | "style") {
                let close = rest.find(&format!("</{name}>")).unwrap();
                out.push(Piece::Text(rest[..close].to_owned()));
                rest = &rest[close..];
            }
        }
    }
    out
}

fn attributes_of(mut text: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    loop {
        text = text.trim_start();
        let end = text.find([' ', '=']).unwrap_or(text.len());
        let name = text[..end].to_owned();
        if name.is_empty() {
            return out;
        }
        let value = text[end..].strip_prefix("=\"").map(|v| &v[..v.find('"').unwrap()]);
        text = &text[end + value.map_or(0, |v| v.len() + 3)..];
        out.insert(name, plain(value.unwrap_or_default()));
    }
}

fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for c in ['<', '>', '"', '\''] {
        text = text.replace(&format!("&#{};", u32::from(c)), &c.to_string());
    }
    text.replace("&#38;", "&")
}

pub(crate) fn settings() -> Settings {
    let (style, table, folder) = (Style::default(), CsvTable::default(), String::new());
    Settings { style, table, folder, lexicon: Lexicon::builtin() }
}

/// The same reports, of which other frames are shown.
pub(crate) fn seen(reports: &[Report], race: bool, infrastructure: bool) -> Vec<Report> {
    let view = View { race, infrastructure, level: 1 };
    reports.iter().map(|report| Report { view, ..report.clone() }).collect()
}

/// All passages with their words.
pub(crate) const WHOLE: Options<'_> = Options { all_passages: true, texts: true, rules: None };

/// The corpus with all words.
pub(crate) fn reports() -> Vec<Report> {
    let options = WHOLE;
    let origin = |name: String| Origin { source: name.clone(), id: name, format: "plain", ..Origin::default() };
    corpus().iter().map(|s| SCANNER.scan(&s.document(), origin(s.name.clone()), options)).collect()
}

fn pages() -> Vec<(&'static str, String)> {
    let reports = reports();
    let checked = vec![
        ("check, one text", written(&mut CheckPage::new(settings()), &reports[..1])),
        ("check, all", written(&mut CheckPage::new(settings()), &reports)),
        ("check, race only", written(&mut CheckPage::new(settings()), &seen(&reports, true, false))),
        ("check, none", written(&mut CheckPage::new(settings()), &[])),
        ("scan, all", written(&mut CorpusPage::new(&settings()), &reports)),
        ("scan, none", written(&mut CorpusPage::new(&settings()), &[])),
    ];
    checked.into_iter().chain(comparison::pages(&reports)).collect()
}

pub(crate) fn opened(pieces: &[Piece]) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
    pieces.iter().filter_map(|p| match p {
        Piece::Open(name, attributes) => Some((name.as_str(), attributes)),
        _ => None,
    })
}

/// What stands in the elements called `name`, which hold text only.
fn texts<'p>(pieces: &'p [Piece], name: &'p str) -> impl Iterator<Item = (&'p BTreeMap<String, String>, &'p str)> {
    pieces.windows(2).filter_map(move |two| match two {
        [Piece::Open(tag, attributes), Piece::Text(text)] if tag == name => Some((attributes, text.as_str())),
        _ => None,
    })
}

#[test]
fn elements_are_closed_ids_are_unique_and_links_lead_somewhere() {
    const VOID: [&str; 2] = ["meta", "input"];
    for (name, html) in pages() {
        let pieces = cut(&html);
        let mut stack = Vec::new();
        for piece in &pieces {
            match piece {
                Piece::Open(tag, _) if !VOID.contains(&tag.as_str()) => stack.push(tag.clone()),
                Piece::Close(tag) => assert_eq!(stack.pop().as_ref(), Some(tag), "{name}: {stack:?}"),
                _ => {}
            }
        }
        assert!(stack.is_empty(), "{name}: {stack:?}");
        let mut ids = BTreeSet::new();
        opened(&pieces)
            .filter_map(|(_, a)| a.get("id"))
            .for_each(|id| assert!(ids.insert(id), "{name}: id {id} twice"));
        for key in ["href", "aria-labelledby"] {
            for to in opened(&pieces).filter_map(|(_, a)| a.get(key)) {
                let id =
                    if key == "href" { to.strip_prefix('#').unwrap_or_else(|| panic!("{name}: {to}")) } else { to };
                assert!(ids.contains(&id.to_owned()), "{name}: {key} to {to}");
            }
        }
    }
}

#[test]
fn every_cue_has_a_note_and_every_note_leads_back() {
    for (name, html) in pages().into_iter().filter(|(name, _)| name.starts_with("check")) {
        let pieces = cut(&html);
        let ids = |mark: &str| -> Vec<String> {
            let all = opened(&pieces).filter_map(|(_, a)| a.get("id").cloned());
            all.filter(|id| id.starts_with('d') && id.contains(mark)).collect()
        };
        let links: BTreeSet<&String> = opened(&pieces).filter_map(|(_, a)| a.get("href")).collect();
        let (cues, notes) = (ids("-c"), ids("-n"));
        assert_eq!(cues.len(), notes.len(), "{name}");
        for (cue, note) in cues.iter().zip(&notes) {
            assert_eq!(&cue.replace("-c", "-n"), note, "{name}");
            assert!(links.contains(&format!("#{cue}")) && links.contains(&format!("#{note}")), "{name}: {cue}");
        }
    }
}

#[test]
fn the_text_on_the_page_is_the_text_that_was_read_and_shows_what_was_asked_for() {
    let reports = reports();
    for (race, infrastructure) in [(true, true), (true, false), (false, true)] {
        for report in seen(&reports, race, infrastructure) {
            let html = written(&mut CheckPage::new(settings()), std::slice::from_ref(&report));
            let pieces = cut(&html);
            let cues = report.findings().count();
            let marks = opened(&pieces).filter(|(_, a)| a.get("id").is_some_and(|id| id.starts_with("d1-c"))).count();
            assert_eq!(marks, cues, "{}", report.id);
            let expected: Vec<&str> = report.passages.iter().map(|p| p.text.as_str()).collect();
            assert_eq!(passages(&pieces), expected, "{}", report.id);
        }
    }
}

/// The words of each passage, without the tags of notes.
fn passages(pieces: &[Piece]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let (mut inside, mut skipped) = (None, false);
    for piece in pieces {
        match piece {
            Piece::Open(_, a) if a.get("class").is_some_and(|c| c == "passage") => inside = Some(String::new()),
            Piece::Open(tag, _) if tag == "div" && inside.as_ref().is_some_and(|name| !name.is_empty()) => {}
            Piece::Open(tag, a) if inside.as_ref().is_some_and(String::is_empty) && a.contains_key("class") => {
                inside = Some(tag.clone());
                out.push(String::new());
            }
            Piece::Open(tag, _) if tag == "a" => skipped = true,
            Piece::Close(tag) if tag == "a" => skipped = false,
            Piece::Close(tag) if inside.as_ref() == Some(tag) => inside = None,
            Piece::Text(text) if inside.as_ref().is_some_and(|name| !name.is_empty()) && !skipped => {
                out.last_mut().unwrap().push_str(text);
            }
            _ => {}
        }
    }
    out
}

#[test]
fn nothing_is_fetched_and_only_the_named_style_and_script_work() {
    const FETCHING: [&str; 8] = ["src", "srcset", "data", "action", "poster", "background", "ping", "formaction"];
    for (name, html) in pages() {
        let pieces = cut(&html);
        for (tag, attributes) in opened(&pieces) {
            let bad =
                attributes.keys().find(|k| *k == "style" || k.starts_with("on") || FETCHING.contains(&k.as_str()));
            assert_eq!(bad, None, "{name}: <{tag}>");
            assert!(!["link", "img", "iframe", "object", "embed", "base"].contains(&tag), "{name}: <{tag}>");
        }
        let policy = opened(&pieces).find(|(_, a)| a.get("http-equiv").is_some_and(|h| h == "Content-Security-Policy"));
        let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
        let style = texts(&pieces, "style").map(|(_, text)| hash(text)).collect::<Vec<_>>().join(" ");
        let script = texts(&pieces, "script").filter(|(a, _)| !a.contains_key("type")).map(|(_, text)| hash(text));
        let expected = format!(
            "default-src 'none'; style-src {style}; script-src {}; base-uri 'none'; form-action 'none'",
            script.collect::<Vec<_>>().join(" ")
        );
        assert_eq!(policy.unwrap().1["content"], expected, "{name}");
        assert!(!html.contains("url(") && !html.contains("@import"), "{name}");
    }
}

#[test]
fn styles_know_every_box_of_the_filters() {
    for (page, expected) in [("check, one text", 2 + 4 + 3 + 7), ("compare", 5 + 5 + 2 + 4 + 3 + 7)] {
        let html = pages().into_iter().find(|(name, _)| *name == page).unwrap().1;
        let pieces = cut(&html);
        let boxes: Vec<&String> =
            opened(&pieces).filter_map(|(_, a)| a.get("id")).filter(|id| id.starts_with("show-")).collect();
        assert_eq!(boxes.len(), expected, "{page}");
        for id in boxes {
            let rule = format!("body:has(#{id}:not(:checked)) .text .{}", &id["show-".len()..]);
            assert!(html.contains(&rule), "{page}: no rule for {id}");
        }
    }
}

/// What the script of a corpus page reads: rows, and a line of passages for each.
fn islands(html: &str) -> (Vec<serde_json::Value>, Vec<serde_json::Value>) {
    let pieces = cut(html);
    let island = |id: &str| texts(&pieces, "script").find(|(a, _)| a.get("id").is_some_and(|i| i == id)).unwrap().1;
    let lines = island("passages").lines().map(|line| serde_json::from_str(line).unwrap());
    (serde_json::from_str(island("data")).unwrap(), lines.collect())
}

#[test]
fn a_corpus_page_holds_every_document_and_its_framed_passages() {
    let reports = reports();
    let (rows, lines) = islands(&written(&mut CorpusPage::new(&settings()), &reports));
    assert_eq!((rows.len(), lines.len()), (reports.len(), reports.len()));
    for ((report, row), line) in reports.iter().zip(&rows).zip(&lines) {
        let framed = report.passages.iter().filter(|p| p.race.level.max(p.infrastructure.level) > 0).count();
        assert_eq!((&row[0], &row[6]), (&report.id.as_str().into(), &framed.into()), "{}", report.id);
        assert_eq!(line["passages"].as_array().unwrap().len(), framed, "{}", report.id);
        let parts = line["passages"].as_array().unwrap().iter().flat_map(|p| p["sentences"].as_array().unwrap());
        let cues = parts.flat_map(|s| s.as_array().unwrap()).filter(|part| part.is_array()).count();
        assert_eq!(cues, report.findings().count(), "{}", report.id);
    }
}

#[test]
fn the_first_rows_of_a_corpus_page_stand_there_without_script() {
    for (documents, rows) in [(0, 0), (3, 3), (230, 200)] {
        let table = "{\"text\": \"There is an AI arms race.\"}\n".repeat(documents);
        let world = World::new(&[("t.jsonl", table.as_bytes())]);
        let html = world.run(&["scan", "--format", "html", "t.jsonl"]).out;
        let body = html.split("id=\"rows\">").nth(1).unwrap().split("</tbody>").next().unwrap();
        assert_eq!(body.matches("<tr>").count(), rows, "{documents}");
        let told = format!("the first {rows} of {documents} documents");
        assert!(html.split("<noscript>").nth(1).unwrap().contains(&told), "{documents}");
    }
}

#[test]
fn a_large_text_is_shown_in_part_and_says_so() {
    let world = World::new(&[("a.txt", "There is an AI arms race.\n\n".repeat(75).as_bytes())]);
    let (_, lines) = islands(&world.run(&["scan", "--format", "html", "a.txt"]).out);
    assert_eq!((lines[0]["passages"].as_array().unwrap().len(), &lines[0]["left_out"]), (30, &45.into()));
}

/// Date and outlet of each row.
type Rows = &'static [(&'static str, &'static str)];

#[test]
fn dates_and_outlets_make_charts() {
    let row = |date: &str, outlet: &str| {
        format!("{{\"text\": \"There is an AI arms race.\", \"date\": \"{date}\", \"outlet\": \"{outlet}\"}}\n")
    };
    let table: [(Rows, &[&str], &[&str]); 3] = [
        (&[("", "")], &[], &["Mean tilt by"]),
        (
            &[("2024-01-02", "Echo"), ("2024-03", "Echo"), ("soon", "Post")],
            &["Mean tilt by month", "2024-03", "1 document without a readable date.", "Echo", "Post"],
            &["without an outlet"],
        ),
        (&[("2001", "Echo"), ("2024-03", "")], &["Mean tilt by year", "1 document without an outlet."], &["2024-03"]),
    ];
    for (rows, shown, not_shown) in table {
        let text: String = rows.iter().map(|(date, outlet)| row(date, outlet)).collect();
        let html = World::new(&[("t.jsonl", text.as_bytes())]).run(&["scan", "--format", "html", "t.jsonl"]).out;
        for words in shown {
            assert!(html.contains(words), "{rows:?}: not shown: {words}");
        }
        for words in not_shown {
            assert!(!html.contains(words), "{rows:?}: shown: {words}");
        }
    }
}

#[test]
fn the_same_texts_give_the_same_page() {
    let world =
        World::new(&[("a.txt", b"There is no AI arms race."), ("b.md", b"# Open\n\nWe need open standards for AI.")]);
    for command in ["check", "scan"] {
        let page = |threads: &str| world.run(&[command, "--format", "html", "-j", threads, "a.txt", "b.md"]).out;
        assert_eq!(page("1"), page("2"), "{command}");
        assert!(page("1").starts_with("<!doctype html>"), "{command}");
    }
}

/// The relative luminance of WCAG of a colour written `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5))
}

#[test]
fn every_colour_of_text_can_be_read_on_every_ground_in_both_schemes() {
    let css = crate::support::text_of("src/render/html/shell.css");
    let schemes: Vec<BTreeMap<&str, &str>> = css
        .split(":root {")
        .skip(1)
        .map(|rule| rule.split('}').next().unwrap().split(';').filter_map(|d| d.trim().split_once(": #")).collect())
        .filter(|scheme: &BTreeMap<_, _>| scheme.values().all(|v| v.len() == 6))
        .collect();
    assert_eq!(schemes.len(), 2, "{schemes:?}");
    for scheme in schemes {
        let shade = |name: &str| luminance(&format!("#{}", scheme[name]));
        for text in ["--ink", "--dim", "--link", "--race", "--infrastructure"] {
            for ground in ["--paper", "--soft"] {
                let (a, b) = (shade(text), shade(ground));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
            }
        }
    }
}
