//! `detente eval` and `detente sample` as a researcher meets them, on a small gold set of our own.

use serde_json::{Value, json};

use crate::support::{Run, World};

/// A document with one paragraph for each kind of reading, and another topic.
const PARAGRAPHS: [&str; 5] = [
    "We must win the AI arms race, or we will fall behind for good.",
    "There is no AI arms race, and nobody gains from the talk of one.",
    "\"There is an AI arms race,\" the minister told reporters on Monday.",
    "Artificial intelligence should be shared infrastructure, built on open standards for everyone.",
    "The committee on machine learning met at nine, and the minutes were read.",
];

const OTHER: &str = "The naval arms race before 1914 was a race of dreadnoughts and of budgets.";

/// Level, stance and voice of the race frame and of the infrastructure frame.
type Code = [(u8, &'static str, &'static str); 2];

const NONE: (u8, &str, &str) = (0, "none", "none");

const CODES: [Code; 5] = [
    [(3, "asserted", "author"), NONE],
    [(2, "rejected", "author"), NONE],
    [(2, "reported", "attributed"), NONE],
    [NONE, (2, "asserted", "author")],
    [NONE, NONE],
];

fn coding([race, infra]: Code, topic: bool, tilt: f64) -> Value {
    let axes = if race.0 > 0 { vec!["metaphor:race"] } else { vec![] };
    json!({
        "topic": topic, "race": race.0, "race_stance": race.1, "race_voice": race.2,
        "infra": infra.0, "infra_stance": infra.1, "infra_voice": infra.2, "axes": axes, "tilt": tilt,
    })
}

fn documents() -> Vec<Value> {
    let text = PARAGRAPHS.join("\n\n");
    vec![
        json!({"id": "a", "title": "Notes", "text": text, "source": "Ours", "coding": coding([(2, "asserted", "both"), (2, "asserted", "author")], true, 0.0)}),
        json!({"id": "b", "title": null, "text": OTHER, "source": "Theirs", "topic": "hard_negative"}),
    ]
}

fn passages() -> Vec<Value> {
    let mut start = 0;
    let tilts = [-2.0, 1.0, -1.0, 2.0, 0.0];
    let mut rows = Vec::new();
    for (at, text) in PARAGRAPHS.iter().enumerate() {
        let end = start + text.len();
        rows.push(json!({"pid": format!("a-{at}"), "doc_id": "a", "start": start, "end": end, "coding": coding(CODES[at], true, tilts[at])}));
        start = end + 2;
    }
    rows.push(json!({"pid": "b-0", "doc_id": "b", "start": 0, "end": OTHER.len(), "coding": coding([NONE, NONE], false, 0.0)}));
    rows
}

/// Two pairs, the last text with stances that the program cannot give.
fn items() -> Vec<Value> {
    vec![
        json!({"id": "1a", "kind": "denial", "pair": "1", "text": "There is no AI arms race.", "race": ["rejected"], "infrastructure": ["none"]}),
        json!({"id": "1b", "kind": "denial", "pair": "1", "text": "There is an AI arms race.", "race": ["asserted"], "infrastructure": ["none"]}),
        json!({"id": "2a", "kind": "calm", "pair": "2", "text": "The AI committee met.", "race": ["none"], "infrastructure": ["none", "asserted"]}),
        json!({"id": "2b", "kind": "calm", "pair": "2", "text": "The AI board met.", "race": ["asserted"], "infrastructure": ["none"]}),
    ]
}

fn lines(rows: &[Value]) -> String {
    rows.iter().map(|row| format!("{row}\n")).collect::<Vec<_>>().concat()
}

fn world() -> World {
    let world = World::new(&[]);
    world.put("gold/docs.jsonl", lines(&documents()).as_bytes());
    world.put("gold/passages.jsonl", lines(&passages()).as_bytes());
    world.put("pairs.jsonl", lines(&items()).as_bytes());
    world
}

fn record(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}", run.out))
}

fn figure<'r>(set: &'r Value, name: &str) -> &'r Value {
    let all = set["coded"]["figures"].as_array().unwrap();
    all.iter().find(|f| f["name"] == name).unwrap_or_else(|| panic!("no figure {name}"))
}

#[test]
fn a_coded_set_and_a_challenge_set_are_scored() {
    let record = record(&world().run(&["eval", "--format", "json", "gold", "pairs.jsonl"]));
    let [coded, challenge] = [&record["sets"][0], &record["sets"][1]];
    let table = [
        ("race clear: F1", 1.0, 6),
        ("race asserted: F1", 1.0, 6),
        ("race rejected: F1", 1.0, 6),
        ("race reported: F1", 1.0, 6),
        ("race stance where both see a clear frame: macro-F1", 1.0, 3),
        ("race voice where both see a clear frame: accuracy", 1.0, 3),
        ("infrastructure clear: F1", 1.0, 6),
        ("hard-negative documents flagged as race framing", 0.0, 1),
        ("cue spans that do not slice to their own text", 0.0, 2),
    ];
    for (name, value, n) in table {
        let figure = figure(coded, name);
        assert_eq!((figure["value"].as_f64(), &figure["n"]), (Some(value), &json!(n)), "{name}: {figure}");
    }
    let interval = &figure(coded, "race present: F1")["interval"];
    assert!(interval[0].as_f64() <= interval[1].as_f64(), "{interval}");
    let all = &challenge["challenge"]["all"];
    let counts = ["texts", "texts_right", "pairs", "pairs_right"].map(|key| all[key].as_u64().unwrap());
    assert_eq!(counts, [4, 3, 2, 1], "{all}");
    assert_eq!(challenge["challenge"]["kinds"][0]["kind"], "denial");
}

#[test]
fn tables_are_the_same_for_any_number_of_threads() {
    let world = world();
    let args = ["eval", "--rounds", "50", "--errors", "--baselines", "--ablate", "--fit", "gold", "pairs.jsonl"];
    let one = world.run(&[&args[..], &["-j", "1"]].concat());
    let four = world.run(&[&args[..], &["-j", "4"]].concat());
    assert_eq!((one.code, &one.out), (0, &four.out), "{}", one.err);
    for words in [
        "race clear: F1",
        "race level (ordinal)",
        "race stance: coded (rows), found (columns)",
        "word list",
        "triggers: deny",
        "texts right",
        "left out at a time",
        "2b",
        "gold  race asserted | infrastructure none",
    ] {
        assert!(one.out.contains(words), "not shown: {words}\n{}", one.out);
    }
    assert_ne!(one.out, world.run(&[&args[..], &["--seed", "8", "--rounds", "3"]].concat()).out);
}

#[test]
fn what_a_part_buys_is_seen_when_it_is_taken_away() {
    let run = world().run(&["eval", "--format", "json", "--ablate", "--rounds", "0", "gold", "pairs.jsonl"]);
    let record = record(&run);
    let parts = record["ablation"].as_array().unwrap();
    let part = |name: &str| parts.iter().find(|p| p["part"] == name).unwrap_or_else(|| panic!("no part {name}"));
    assert_eq!((&part("")["passages_changed"], &part("")["texts_right"]), (&json!(0), &json!(3)));
    assert!(part("entries: metaphor-race.toml")["figures"][0].as_f64() < Some(0.0));
    assert_eq!(part("triggers: deny")["texts_right"], json!(-1));
    assert!(part("topic terms: other")["texts_changed"] == json!(0));
}

#[test]
fn sealed_rows_are_scored_and_never_shown() {
    let sealed = |rows: Vec<Value>| -> Vec<Value> {
        let seal = |mut row: Value| {
            row["part"] = "sealed".into();
            row
        };
        rows.into_iter().map(seal).collect()
    };
    let world = world();
    let mut wrong = passages();
    wrong[0]["coding"] = coding([NONE, NONE], true, 0.0);
    world.put("open/docs.jsonl", lines(&documents()).as_bytes());
    world.put("open/rows.jsonl", lines(&wrong).as_bytes());
    world.put("closed/docs.jsonl", lines(&documents()).as_bytes());
    world.put("closed/rows.jsonl", lines(&sealed(wrong)).as_bytes());
    world.put("closed.jsonl", lines(&sealed(items())).as_bytes());
    let shown = |path: &str| world.run(&["eval", "--errors=5", "--rounds", "0", path]).out;
    assert!(shown("open").contains(PARAGRAPHS[0]), "{}", shown("open"));
    assert!(shown("open").contains("cue   arms-race"), "{}", shown("open"));
    assert!(!shown("closed").contains("arms race"), "{}", shown("closed"));
    assert!(shown("closed.jsonl").contains("3/4") && !shown("closed.jsonl").contains("board"));
}

/// A row with one field changed.
fn with(mut row: Value, path: &str, value: Value) -> String {
    *row.pointer_mut(path).unwrap() = value;
    format!("{row}\n")
}

#[test]
fn bad_rows_are_refused_with_file_and_line() {
    let (document, passage, item) = (documents().remove(0), passages().remove(0), items().remove(0));
    let docs = lines(&documents());
    let table: [(String, &[&str]); 13] = [
        ("\n{\"id\": }\n".into(), &["bad.jsonl:2", "not a JSON object (column 8)"]),
        ("{\"name\": 1}\n".into(), &["bad.jsonl:1", "no known kind", "`doc_id`"]),
        (
            with(item.clone(), "/race", json!(["rejcted"])),
            &["bad.jsonl:1", "`race` is `rejcted`", "did you mean `rejected`?"],
        ),
        (with(item.clone(), "/race", json!([])), &["`race` is empty"]),
        (with(item, "/text", json!(3.5)).replace("text", "txet"), &["`text` is missing", "did you mean `txet`?"]),
        (
            docs.clone() + &with(passage.clone(), "/coding/race", json!(4)),
            &["bad.jsonl:3", "coding: `race` is 4", "0 to 3"],
        ),
        (docs.clone() + &with(passage.clone(), "/coding/race_voice", json!("autor")), &["did you mean `author`?"]),
        (docs.clone() + &with(passage.clone(), "/coding/race_stance", json!("none")), &["go together"]),
        (docs.clone() + &with(passage.clone(), "/coding/axes", json!(["pase:race"])), &["did you mean `pace:race`?"]),
        (
            docs.clone() + &with(passage.clone(), "/doc_id", json!("aa")),
            &["bad.jsonl:3", "no document `aa`", "did you mean `a`?"],
        ),
        (docs.clone() + &with(passage.clone(), "/end", json!(99_999)), &["bad.jsonl:3", "no stretch of the"]),
        (docs.clone() + &docs, &["bad.jsonl:3", "the id `a` stands twice"]),
        (with(document, "/coding", Value::Null), &["no row has a `coding`"]),
    ];
    for (text, words) in table {
        let world = World::new(&[("bad.jsonl", text.as_bytes())]);
        let run = world.run(&["eval", "bad.jsonl"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{text}\n{}", run.err);
        for w in words {
            assert!(run.err.contains(w), "not said: {w}\n{}", run.err);
        }
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let world = world();
    world.put("empty/readme.txt", b"x");
    let table: [(&[&str], i32, &str); 6] = [
        (&["eval"], 2, "GOLD"),
        (&["eval", "--errors", "5", "gold"], 3, "--errors=5"),
        (&["eval", "nowhere.jsonl"], 3, "nowhere.jsonl: cannot be read"),
        (&["eval", "empty"], 3, "holds no .jsonl file"),
        (&["eval", "--fit", "pairs.jsonl"], 2, "--fit needs a coded set"),
        (&["eval", "--format", "jsn", "gold"], 2, "json"),
    ];
    for (args, code, words) in table {
        let run = world.run(args);
        assert!(run.code == code && run.err.contains(words), "{args:?}: {run:?}");
    }
}

#[test]
fn a_sample_is_drawn_by_seed_and_can_be_coded_and_scored() {
    let world = World::new(&[]);
    for name in ["x.md", "y.txt", "z.txt"] {
        world.put(
            &format!("texts/{name}"),
            format!("\u{feff}# Notes of {name}\n\n{}", PARAGRAPHS.join("\n\n")).as_bytes(),
        );
    }
    let draw = |seed: &str| world.run(&["sample", "-q", "texts", "-n", "4", "--seed", seed]).out;
    assert_eq!(draw("1"), draw("1"));
    assert!((2..9).any(|seed| draw(&seed.to_string()) != draw("1")));
    let run = world.run(&["sample", "texts", "-n", "6", "--stratify", "cues", "-o", "mine"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let rows = std::fs::read_to_string(world.path("mine/passages.jsonl")).unwrap();
    let mut drawn: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(drawn.len(), 6, "{rows}");
    for stratum in ["race", "infrastructure", "neither"] {
        assert_eq!(drawn.iter().filter(|row| row["stratum"] == stratum).count(), 2, "{stratum}: {rows}");
    }
    assert!(drawn.iter().all(|row| PARAGRAPHS.contains(&row["text"].as_str().unwrap())), "{rows}");
    let again = world.run(&["sample", "texts", "-o", "mine"]);
    assert!(again.code == 2 && again.err.contains("may hold codings"), "{again:?}");
    let uncoded = world.run(&["eval", "mine"]);
    assert!(uncoded.code == 2 && uncoded.err.contains("no row has a `coding`"), "{uncoded:?}");
    for row in drawn.iter_mut().take(5) {
        let at = PARAGRAPHS.iter().position(|p| row["text"] == *p).unwrap();
        row["coding"] = coding(CODES[at], true, 0.0);
    }
    world.put("mine/passages.jsonl", lines(&drawn).as_bytes());
    let set = record(&world.run(&["eval", "--format", "json", "mine"]))["sets"][0].take();
    assert_eq!((&set["coded"]["passages"], &set["coded"]["uncoded"]), (&json!(5), &json!(1)));
    assert_eq!(figure(&set, "race present: F1")["value"], json!(1.0), "{set}");
}
