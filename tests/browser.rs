//! Pages in a real browser: hostile texts stay text, and what is clicked does what it says.
//!
//! Runs only where `DETENTE_BROWSER` names a Chromium; `chromedriver` (or what `DETENTE_DRIVER` names) drives it.

mod driver;
mod hostile;

use serde_json::{Value, json};

use self::driver::Browser;
use self::hostile::{Canary, Place, drafts, file_name, neutral, payloads, table};
use crate::support::World;

const TEXT: &str = "# A talk\n\nWe must win the AI race against China.\n\n“Whoever leads in AI will rule the century,” \
                    the minister said. There is no AI arms race.\n\nAI should be built as public infrastructure, with open standards and shared data.\n";

/// Each kind of element on a page, by tag, names of attributes and classes, with its number.
const SHAPE: &str = "
    const counts = {};
    for (const e of document.querySelectorAll('*')) {
        const names = e.getAttributeNames().sort().join(' ');
        const classes = [...e.classList].filter(c => !words.includes(c)).sort().join(' ');
        const key = `${e.localName}[${names}].${classes}`;
        counts[key] = (counts[key] || 0) + 1;
    }
    return { counts, title: document.title, marker: Boolean(window.owned) };";

/// Classes that tell how a cue was read.
const READINGS: &str = "const words = 'race infrastructure asserted hypothetical negated criticised author attributed mention \
                        metaphor advantage pace knowledge relations payoff horizon roomy here \
                        same edited moved removed added gone new voice stance kept'.split(' ');";

fn shape(browser: &Browser) -> Value {
    browser.run(&format!("{READINGS}{SHAPE}"))
}

/// The page that a command makes of a file, on disk.
fn page(world: &World, command: &[&str]) -> String {
    let run = world.run(&[command, &["--format", "html", "-q", "-o", "page.html"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    format!("file://{}", world.path("page.html").display())
}

#[test]
fn hostile_texts_and_names_stay_text() {
    let Some(browser) = Browser::start() else { return };
    let canary = Canary::new();
    let payloads = payloads(canary.port());
    assert!(payloads.len() * Place::ALL.len() >= 500, "{} payloads", payloads.len());
    for command in [["check", "--poles", "both", "t.jsonl"].as_slice(), &["scan", "t.jsonl"]] {
        for place in Place::ALL {
            let shown = |words: &[String]| {
                let world = World::new(&[("t.jsonl", table(words, place).as_bytes())]);
                browser.open(&page(&world, command));
                let opened = browser.run(OPEN_ALL);
                (shape(&browser), opened)
            };
            let twin: Vec<String> = payloads.iter().map(|p| neutral(p)).collect();
            let ((hostile, opened), (neutral, neutral_opened)) = (shown(&payloads), shown(&twin));
            let at = format!("{command:?}, {place:?}");
            assert_eq!(opened.as_array().unwrap().len(), neutral_opened.as_array().unwrap().len(), "{at}");
            assert_eq!(hostile["marker"], false, "{at}: a script of a text was run");
            assert_eq!(hostile["title"], neutral["title"], "{at}");
            same_shape(&hostile, &neutral, place.keeps_the_reading(), &at);
            same_shape(&json!({"counts": merged(&opened)}), &json!({"counts": merged(&neutral_opened)}), false, &at);
        }
    }
    assert_eq!(canary.hits(), 0, "a page asked for something");
}

#[test]
fn hostile_drafts_stay_text() {
    let Some(browser) = Browser::start() else { return };
    let canary = Canary::new();
    let payloads = payloads(canary.port());
    let twins: Vec<String> = payloads.iter().map(|p| neutral(p)).collect();
    let shown = |names: [&str; 2], texts: &[String; 2]| {
        let world = World::new(&[(names[0], texts[0].as_bytes()), (names[1], texts[1].as_bytes())]);
        browser.open(&page(&world, &["compare", "--poles", "both", names[0], names[1]]));
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; });");
        shape(&browser)
    };
    let row = |words: &str, text: &String| json!({"id": words, "title": words, "text": text}).to_string();
    let rows =
        |words: &str, texts: &[String; 2]| shown(["a.jsonl", "b.jsonl"], &texts.each_ref().map(|t| row(words, t)));
    for place in [Place::Paragraph, Place::Sentence, Place::Speaker] {
        let (hostile, twin) = (rows("a", &drafts(&payloads, place)), rows("a", &drafts(&twins, place)));
        let at = format!("{place:?}");
        assert_eq!((&hostile["marker"], &hostile["title"]), (&false.into(), &twin["title"]), "{at}");
        same_shape(&hostile, &twin, false, &at);
    }
    let texts = drafts(&["together".to_owned()], Place::Paragraph);
    let twin = shown(["a.txt", "b.txt"], &texts);
    for payload in payloads.iter().step_by(7) {
        let names = ["old", "new"].map(|draft| file_name(draft, payload));
        let by_name = shown([&names[0], &names[1]], &texts);
        let by_id = rows(payload, &texts);
        for (hostile, at) in [(by_name, "name"), (by_id, "id and title")] {
            assert_eq!(hostile["marker"], false, "{at}: {payload}: a script was run");
            same_shape(&hostile, &twin, true, &format!("{at}: {payload}"));
        }
    }
    assert_eq!(canary.hits(), 0, "a page asked for something");
}

/// Opens every row of every page of a corpus table; the shape of the table after each page.
const OPEN_ALL: &str = "
    const seen = [];
    const next = document.getElementById('next');
    document.querySelectorAll('details').forEach(d => { d.open = true; });
    for (;;) {
        document.querySelectorAll('#rows button').forEach(b => b.click());
        const counts = {};
        for (const e of document.querySelectorAll('#rows *')) {
            const key = `${e.localName}[${e.getAttributeNames().sort().join(' ')}]`;
            counts[key] = (counts[key] || 0) + 1;
        }
        seen.push(counts);
        if (!next || next.disabled) return seen;
        next.click();
    }";

fn merged(pages: &Value) -> Value {
    let all = pages.as_array().unwrap().iter().flat_map(|p| p.as_object().unwrap().clone());
    Value::Object(all.collect())
}

/// No kind of element beside those of the neutral twin; the same number of each, where the reading is the same.
fn same_shape(hostile: &Value, neutral: &Value, same_numbers: bool, at: &str) {
    // A payload can make a text look as if it were in another language, which a page says in a paragraph of its own.
    let told = |kind: &str| kind == "p[class].warning";
    for (kind, number) in hostile["counts"].as_object().unwrap().iter().filter(|(kind, _)| !told(kind)) {
        let expected = neutral["counts"].get(kind);
        assert!(expected.is_some(), "{at}: a new kind of element: {kind}");
        assert!(!same_numbers || expected == Some(number), "{at}: {kind}: {number}, not {expected:?}");
    }
}

const VISIBLE_NOTES: &str = "return [...document.querySelectorAll('.note')].filter(n => n.offsetParent).length;";
const VISIBLE_REFS: &str = "return [...document.querySelectorAll('.ref')].filter(n => n.offsetParent).length;";

#[test]
fn boxes_hide_cues_and_cues_open_their_notes() {
    let Some(browser) = Browser::start() else { return };
    let world = World::new(&[("t.md", TEXT.as_bytes())]);
    browser.open(&page(&world, &["check", "--poles", "both", "t.md"]));
    let count = |name: &str| {
        let script = format!("return document.querySelectorAll('.note.{name}').length;");
        browser.run(&script).as_u64().unwrap()
    };
    let all = count("race") + count("infrastructure");
    assert!(count("infrastructure") > 0 && count("attributed") > 0 && count("negated") > 0, "{all}");
    for name in ["race", "infrastructure", "negated", "attributed", "author", "metaphor", "knowledge"] {
        browser.click(&format!("#show-{name}"));
        for script in [VISIBLE_NOTES, VISIBLE_REFS] {
            assert_eq!(browser.run(script), all - count(name), "without {name}");
        }
        browser.click(&format!("#show-{name}"));
        assert_eq!(browser.run(VISIBLE_NOTES), all, "with {name} again");
    }
    browser.keys("#show-race", " ");
    assert_eq!(browser.run(VISIBLE_NOTES), all - count("race"), "space bar");
    browser.keys("#show-race", " ");
    browser.run("document.querySelectorAll('.note').forEach(n => { n.open = false; });");
    browser.click("#d1-c2");
    assert_eq!(
        browser.run("return [location.hash, document.getElementById('d1-n2').closest('details').open];"),
        json!(["#d1-n2", true])
    );
    browser.click("#d1-n2 a");
    assert_eq!(browser.run("return location.hash;"), "#d1-c2");
    browser.keys("body", "jj");
    assert_eq!(browser.run("return document.activeElement.getAttribute('href');"), "#d1-n2", "j, j");
    browser.keys("body", "k");
    assert_eq!(browser.run("return document.activeElement.getAttribute('href');"), "#d1-n1", "k");
}

/// Numbers of the findings whose rows, and whose marks in a draft, are seen.
const SEEN: &str = "
    const number = e => e.id.split(/-[cn]/)[1];
    const rows = [...document.querySelectorAll('.finding')].filter(e => e.offsetParent);
    const refs = side => [...document.querySelectorAll(`[id^=${side}-c]`)].filter(e => e.querySelector('.ref').offsetParent);
    return [rows.map(e => number(e.querySelector('.full'))), refs('old').map(number), refs('new').map(number)];";

/// A box, and the findings that are seen without its tick: as rows, and in the old and the new draft.
type Unticked = (&'static str, [&'static [&'static str]; 3]);

#[test]
fn boxes_of_a_comparison_hide_findings_and_findings_lead_to_both_drafts() {
    let Some(browser) = Browser::start() else { return };
    let old = "We must win the AI race.\n\nThere is no time to lose in AI.\n\nThe hall is small.\n";
    let new = "“We must win the AI race,” she said.\n\nAI should be public infrastructure.\n\nThe hall is small.\n";
    let world = World::new(&[("a.txt", old.as_bytes()), ("b.txt", new.as_bytes())]);
    browser.open(&page(&world, &["compare", "--poles", "both", "a.txt", "b.txt"]));
    let table: [Unticked; 9] = [
        ("gone", [&["1", "2", "4"], &["1", "2"], &["1", "2", "4"]]),
        ("new", [&["1", "2", "3"], &["1", "2", "3"], &["1", "2"]]),
        ("voice", [&["3", "4"], &["3"], &["4"]]),
        ("infrastructure", [&["1", "2", "3"], &["1", "2", "3"], &["1", "2"]]),
        ("author", [&["1", "2"], &[], &["1", "2"]]),
        ("attributed", [&["1", "2", "3", "4"], &["1", "2", "3"], &["4"]]),
        ("removed", [&["1", "2", "4"], &["1", "2"], &["1", "2", "4"]]),
        ("same", [&["1", "2", "3", "4"], &["1", "2", "3"], &["1", "2", "4"]]),
        ("pace", [&["1", "2", "4"], &["1", "2"], &["1", "2", "4"]]),
    ];
    assert_eq!(browser.run(SEEN), json!([["1", "2", "3", "4"], ["1", "2", "3"], ["1", "2", "4"]]));
    for (name, expected) in table {
        browser.click(&format!("#show-{name}"));
        assert_eq!(browser.run(SEEN), json!(expected), "without {name}");
        browser.click(&format!("#show-{name}"));
    }
    browser.click("#new-c1 .ref");
    assert_eq!(
        browser.run("return [location.hash, document.getElementById('new-n1').closest('details').open];"),
        json!(["#new-n1", true])
    );
    browser.click(".places a");
    assert_eq!(browser.run("return location.hash;"), "#old-c1");
    browser.keys("body", "jj");
    assert_eq!(browser.run("return document.activeElement.getAttribute('href');"), "#old-n2", "j, j");
}

#[test]
fn the_table_of_a_corpus_is_sorted_searched_and_opened() {
    let Some(browser) = Browser::start() else { return };
    let row = |i: usize| match i % 3 {
        0 => json!({"id": format!("race-{i}"), "text": "In AI the winner takes all. We must win the AI race."}),
        1 => {
            json!({"id": format!("open-{i}"), "text": "AI should be built as public infrastructure, with open standards and shared data."})
        }
        _ => json!({"id": format!("calm-{i}"), "text": "The library opens at nine."}),
    };
    let rows: Vec<String> = (0..250).map(|i| row(i).to_string()).collect();
    let world = World::new(&[("t.jsonl", rows.join("\n").as_bytes())]);
    browser.open(&page(&world, &["scan", "t.jsonl"]));
    let first = || browser.run("return document.querySelector('#rows th').textContent;");
    let count = || browser.run("return document.getElementById('count').textContent;");
    assert_eq!((first(), count()), ("race-0".into(), "250 of 250 documents".into()));
    browser.click("[data-key=tilt] button");
    browser.click("[data-key=tilt] button");
    assert_eq!(first(), "open-1");
    browser.click("#next");
    assert_eq!(browser.run("return document.getElementById('page').textContent;"), "page 2 of 3");
    browser.keys("#search", "race-24");
    assert_eq!((first(), count()), ("race-24".into(), "5 of 250 documents".into()));
    browser.click("#rows button");
    let cues = browser.run("return [...document.querySelectorAll('.panel .cue')].map(c => c.className);");
    assert!(cues.as_array().unwrap().contains(&"cue race asserted author".into()), "{cues}");
    browser.click("#rows button");
    assert_eq!(browser.run("return document.querySelectorAll('.panel').length;"), 0);
}
