//! Every input and output format works on every text; snapshots hold the views that people look at.

use detente::input::{Columns, Format, decode_as, read_csv, read_jsonl, read_text};
use detente::lexicon::{Axis, Lexicon};
use detente::render::{Csv, CsvTable, NamedFormat, Settings, Style, check_formats, inspection, scan_formats};
use detente::report::{Origin, Report};
use detente::scanner::Options;

use crate::support::{SCANNER, World, corpus, scan, written};

// Wordings that stay what they are when the lexicon grows.
const RACE: &str =
    "The winner takes all in AI.\n\n“There is an AI arms race,” the minister said. There is no AI arms race.\n";
const OPEN: &str = "We need open standards for AI.\n\n“Open standards for AI matter,” she said.\n";

fn settings(table: CsvTable) -> Settings {
    Settings { style: Style { width: 80, colour: false }, table, lexicon: Lexicon::builtin(), folder: String::new() }
}

fn named(formats: &[NamedFormat], name: &str, reports: &[Report]) -> String {
    let format = formats.iter().find(|f| f.name == name).unwrap_or_else(|| panic!("no format `{name}`"));
    written(&mut *(format.make)(settings(CsvTable::Documents)), reports)
}

fn reports() -> Vec<Report> {
    corpus().iter().map(crate::support::Sample::scan).collect()
}

#[test]
fn every_output_format_writes_every_text_in_whole_lines() {
    let reports = reports();
    for NamedFormat { name, make, .. } in scan_formats().iter().chain(check_formats()) {
        for report in &reports {
            let text = written(&mut *make(settings(CsvTable::Documents)), std::slice::from_ref(report));
            let silent = ["compact", "github"].contains(name) && report.cues().next().is_none();
            assert!(text.ends_with('\n') || (silent && text.is_empty()), "{name}, {}: {text:?}", report.id);
        }
    }
}

#[test]
fn json_parses_back_to_the_same_records() {
    let reports = reports();
    let lines: Vec<serde_json::Value> =
        named(scan_formats(), "jsonl", &reports).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let array: Vec<serde_json::Value> = serde_json::from_str(&named(scan_formats(), "json", &reports)).unwrap();
    assert_eq!(lines, array);
    assert_eq!(lines.len(), reports.len());
    for (record, report) in lines.iter().zip(&reports) {
        assert_eq!((&record["schema"], &record["id"]), (&"detente.result/1".into(), &report.id.as_str().into()));
    }
    let none: Vec<serde_json::Value> = serde_json::from_str(&named(scan_formats(), "json", &[])).unwrap();
    assert!(none.is_empty());
}

#[test]
fn every_row_of_a_csv_table_has_the_columns_of_its_header() {
    let reports = reports();
    let expected = [
        ("documents", reports.len()),
        ("passages", reports.iter().map(|r| r.passages.len()).sum()),
        ("cues", reports.iter().map(|r| r.cues().count()).sum()),
    ];
    for ((name, table), (same, rows)) in CsvTable::ALL.into_iter().zip(expected) {
        assert_eq!(name, same);
        let text = written(&mut Csv::new(table), &reports);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let unlike: Vec<_> = reader.records().filter_map(Result::err).collect();
        assert!(unlike.is_empty() && header.len() > 15, "{name}: {unlike:?}");
        assert_eq!(csv::Reader::from_reader(text.as_bytes()).records().count(), rows, "{name}");
    }
}

#[test]
fn the_columns_of_a_concordance_join_to_the_sentence() {
    let text = written(&mut Csv::new(CsvTable::Cues), &[scan("a.txt", RACE)]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let at = |name: &str| reader.headers().unwrap().iter().position(|h| h == name).unwrap();
    let columns = ["left", "cue", "right"].map(at);
    let joined: Vec<String> =
        reader.records().map(|r| columns.map(|c| r.as_ref().unwrap()[c].to_owned()).concat()).collect();
    assert!(joined.contains(&"There is no AI arms race.".to_owned()), "{joined:?}");
}

/// A text in each format, and the passages that must come out.
fn sample(format: Format) -> (&'static str, &'static [&'static str]) {
    match format {
        Format::Plain => ("One.\n\nTwo\ngoes on.", &["One.", "Two goes on."]),
        Format::Markdown => ("# One\n\nTwo *goes* on.", &["One", "Two goes on."]),
        Format::Html => ("<nav>Home</nav><h1>One</h1><p>Two <i>goes</i>\non.", &["One", "Two goes on."]),
        Format::HtmlFull => ("<nav>Home</nav><p>Two &amp; on.", &["Home", "Two & on."]),
        Format::Jsonl => ("{\"text\": \"One.\\n\\nTwo.\", \"id\": 7}\n", &["One.", "Two."]),
        Format::Csv => ("id,text\n7,\"One.\n\nTwo.\"\n", &["One.", "Two."]),
        Format::Docx | Format::Odt => unreachable!("office.rs makes these"),
    }
}

#[test]
fn every_input_format_reads_its_own_sample() {
    for format in Format::ALL.iter().copied().filter(|format| !format.is_office()) {
        let (text, expected) = sample(format);
        let rows = match format {
            Format::Jsonl => read_jsonl(text, &Columns::default()).unwrap(),
            Format::Csv => read_csv(text.as_bytes(), &Columns::default()).unwrap(),
            _ => Vec::new(),
        };
        let field = rows.into_iter().next().map(|row| row.unwrap().text);
        assert_eq!(field.is_some(), format.is_table(), "{}", format.name());
        let document = read_text(decode_as(field.as_deref().unwrap_or(text).as_bytes(), format), format);
        let passages: Vec<&str> = document.passages().iter().map(|p| p.span.slice(document.clean())).collect();
        assert_eq!(passages, expected, "{}", format.name());
    }
}

#[test]
fn formats_are_found_by_name_and_by_ending() {
    for format in Format::ALL.iter().copied() {
        assert_eq!(Format::from_name(format.name()), Some(format), "{}", format.name());
        for ending in format.extensions() {
            assert_eq!(Format::of_path(&format!("a/B.{}", ending.to_uppercase())), Some(format), "{ending}");
        }
    }
    assert_eq!(Format::of_path("a/b.pdf"), None);
}

#[test]
fn the_view_for_a_writer() {
    insta::assert_snapshot!(named(check_formats(), "text", &[scan("draft.txt", &format!("{RACE}\n{OPEN}"))]));
}

#[test]
fn the_view_a_line_a_cue() {
    insta::assert_snapshot!(named(check_formats(), "compact", &[scan("draft.txt", RACE)]));
}

#[test]
fn the_table_of_two_texts() {
    insta::assert_snapshot!(named(scan_formats(), "table", &[scan("race.txt", RACE), scan("open.txt", OPEN)]));
}

#[test]
fn the_view_of_how_a_text_was_read() {
    let document = read_text(RACE.to_owned().into(), Format::Plain);
    let view = SCANNER.inspect(&document, Origin { id: "race.txt".into(), ..Origin::default() }, Options::default());
    let mut out = Vec::new();
    inspection(&view, &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

const OWN: &str = r#"axis = "advantage"
pole = "race"

[[entry]]
id = "test-flag"
kind = "claim"
patterns = ["hoist~ a flag [on] {rival}", "hoist a flag"]
weight = 0.7
why = "Speaks of getting ahead of others by surprise."
alternatives = ["start early", "begin before others do"]
match = ["Brussels hopes to hoist a flag in artificial intelligence."]
no_match = ["The band played a song in the AI museum."]
source = "Test 2026"
"#;

#[test]
fn the_explanation_of_an_entry() {
    let run = World::new(&[("own.toml", OWN.as_bytes())]).run(&["explain", "test-flag", "--lexicon", "own.toml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    insta::assert_snapshot!(run.out);
}

/// Only the outline: what the guide says in each part may change, that it is shown must not.
#[test]
fn the_explanation_of_an_axis() {
    let run = World::new(&[]).run(&["explain", "payoff"]);
    let outline: Vec<&str> =
        run.out.lines().filter(|l| !l.starts_with(' ')).map(|l| l.split(": ").next().unwrap()).collect();
    insta::assert_snapshot!(outline.join("\n"));
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (shown, lexicon) = (flat(&run.out), Lexicon::builtin());
    let guide = lexicon.guide().axis(Axis::Payoff);
    let lists = [
        &guide.race_practices,
        &guide.infrastructure_practices,
        &guide.companies,
        &guide.governments,
        &guide.researchers,
    ];
    for text in lists.into_iter().flatten().chain([&guide.race, &guide.infrastructure, &guide.tenet, &guide.counter]) {
        assert!(shown.contains(&flat(text)), "not shown: {text}\n{}", run.out);
    }
}
