//! What a writer decides stays decided: comments, phrases, configuration, baselines, gates; and comparing two drafts.

use crate::support::{Run, World};

const RACE: &str = "We must win the AI race.";
const ARMS: &str = "The AI arms race goes on.";

/// The findings of a run of `check --format compact`, as `line entry`.
fn findings(run: &Run) -> Vec<String> {
    let found = run.out.lines().filter_map(|line| {
        let (place, rest) = line.split_once(": level")?;
        let entry = rest.split(": ").next()?.rsplit(' ').next()?;
        Some(format!("{} {entry}", place.split(':').nth(1)?))
    });
    found.collect()
}

fn check(world: &World, args: &[&str]) -> Run {
    world.run(&[&["check", "--format", "compact"], args].concat())
}

#[test]
fn comments_switch_findings_off_in_every_format() {
    let table: [(&str, &str, &[&str]); 9] = [
        ("a.html", "<p>The AI arms race. [detente-disable-line]</p>\n<p>The AI arms race.</p>", &["2 arms-race"]),
        (
            "a.md",
            "[detente-disable-next-line]\nMinisters speak of\nan AI arms race.\n\nThe AI arms race.\n",
            &["5 arms-race"],
        ),
        (
            "a.md",
            "<!-- detente-disable-next-line -- a treaty -->\nThe AI arms race.\n\nThe AI arms race.\n",
            &["4 arms-race"],
        ),
        ("a.md", "The AI arms race. <!-- detente-disable-line pace -->\n", &["1 arms-race"]),
        ("a.md", "The AI arms race. <!-- detente-disable-line metaphor -->\n", &[]),
        (
            "a.txt",
            "[detente-disable arms-race]\n\nThe AI arms race.\n\n[detente-enable]\n\nThe AI arms race.\n",
            &["7 arms-race"],
        ),
        ("a.txt", "The AI arms race.\n[detente-disable-file race – history]\n", &[]),
        (
            "a.html",
            "<p>The AI arms race.</p>\n<!-- detente-disable-next-line -->\n<p>The AI arms race.</p>",
            &["1 arms-race"],
        ),
        (
            "a.jsonl",
            "{\"text\": \"The AI arms race. [detente-disable-line]\"}\n{\"text\": \"The AI arms race.\"}\n",
            &["1 arms-race"],
        ),
    ];
    for (name, text, expected) in table {
        let world = World::new(&[(name, text.as_bytes())]);
        assert_eq!(findings(&check(&world, &[name])), expected, "{text}");
        let all = findings(&check(&world, &[name, "--no-inline-config"]));
        assert_eq!(all.len(), text.matches("arms race").count(), "{text}: {all:?}");
    }
}

#[test]
fn a_comment_is_no_text_and_a_suppressed_cue_counts_nowhere() {
    let text = "The AI arms race. [detente-disable-line arms-race -- the AI arms race of 1922]";
    let world = World::new(&[("a.txt", text.as_bytes())]);
    let run = world.run(&["scan", "--format", "jsonl", "a.txt"]);
    let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&record["words"], &record["race"]["level"]), (&4.into(), &0.into()), "{record}");
    assert_eq!(record["suppressed"][0]["reason"], "the AI arms race of 1922", "{record}");
    assert!(run.err.contains("0 findings, 1 suppressed"), "{}", run.err);
    assert!(world.run(&["inspect", "a.txt"]).out.contains("detente-disable-line in line 1: the AI arms race of 1922"));
}

#[test]
fn comments_without_effect_and_unknown_names_are_told() {
    let table = [
        ("[detente-disable-line]", "line 1: unused-suppression: detente-disable-line suppresses nothing"),
        (
            "[detente-disable-line arms-rce]",
            "line 1: unknown-id: no entry, axis or pole is called `arms-rce`; did you mean `arms-race`?",
        ),
        (
            "[detente-disble-line]",
            "line 1: unknown-directive: `detente-disble-line` is none; did you mean `detente-disable-line`?",
        ),
    ];
    for (text, expected) in table {
        let run = World::new(&[("a.txt", text.as_bytes())]).run(&["check", "a.txt"]);
        let shown = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains(expected), "{text}: {}", run.out);
    }
}

#[test]
fn the_nearest_configuration_upwards_holds() {
    let world = World::new(&[
        ("detente.toml", b"ignore = [\"arms-race\"]\n[[files]]\nglobs = [\"*.txt\"]\nallow = [\"AI race\"]\n"),
        ("a.md", format!("{ARMS}\n\n{RACE}\n").as_bytes()),
        ("deep/er/a.txt", format!("{ARMS}\n\n{RACE}\n").as_bytes()),
        ("own/detente.toml", b"level = 3\n"),
        ("own/a.md", ARMS.as_bytes()),
    ]);
    let table: [(&[&str], &[&str]); 5] = [
        (&["a.md"], &["3 win-in-ai", "3 ai-race"]),
        (&["deep/er/a.txt"], &["3 win-in-ai"]),
        (&["own/a.md"], &[]),
        (&["own/a.md", "--isolated"], &["1 arms-race"]),
        (&["own/a.md", "--config", "detente.toml"], &[]),
    ];
    for (args, expected) in table {
        assert_eq!(findings(&check(&world, args)), expected, "{args:?}");
    }
    let dump = world.run(&["check", "--dump-config", "deep/er/a.txt"]).out;
    assert!(dump.contains("deep/er/a.txt: detente.toml") && dump.contains("allow = [\"AI race\"]"), "{dump}");
}

#[test]
fn a_configuration_names_lexicons_baselines_and_what_is_left_out_from_its_own_folder() {
    let own = "axis = \"pace\"\npole = \"race\"\n[[entry]]\nid = \"own-sprint\"\nkind = \"claim\"\nweight = 0.9\nwhy = \"x\"\npatterns = [\"[lightning dash]\"]\nmatch = [\"A lightning dash for AI.\"]\nno_match = [\"AI.\"]\n";
    let world = World::new(&[
        ("house/detente.toml", b"lexicon = [\"own.toml\"]\nexclude = [\"old/**\"]\nbaseline = \"known.json\"\n"),
        ("house/own.toml", own.as_bytes()),
        ("house/known.json", b"{\"schema\": \"detente.baseline/1\", \"findings\": []}"),
        ("house/a.md", b"A lightning dash for AI."),
        ("house/old/b.md", ARMS.as_bytes()),
    ]);
    let run = check(&world, &["house"]);
    assert_eq!(findings(&run), ["1 own-sprint"], "{}", run.err);
    assert!(run.err.contains("1 left out by the configuration"), "{}", run.err);
}

#[test]
fn faulty_decisions_are_refused_with_file_line_and_remedy() {
    let table: [(&[u8], &[&str], &str); 7] = [
        (b"alow = []", &[], "detente.toml:1: unknown key `alow`; did you mean `allow`?"),
        (
            b"ignore = [\"arms-rce\"]",
            &[],
            "detente.toml:1: no entry, axis or pole is called `arms-rce`; did you mean `arms-race`?",
        ),
        (b"fail-on = [\"voice=autor\"]", &[], "did you mean `author`?"),
        (b"baseline = \"none.json\"", &[], "none.json: cannot read the baseline"),
        (b"lexicon = [\"none.toml\"]", &[], "none.toml: cannot read the lexicon"),
        (b"", &["--ignore", "arms-rce"], "--ignore: no entry, axis or pole"),
        (b"", &["--config", "none.toml"], "none.toml: cannot be read"),
    ];
    for (config, args, expected) in table {
        let world = World::new(&[("detente.toml", config), ("a.md", ARMS.as_bytes())]);
        let run = check(&world, &[&["a.md"], args].concat());
        assert!(run.code == 2 && run.err.contains(expected), "{expected}: {} {}", run.code, run.err);
    }
    let world = World::new(&[
        ("a/detente.toml", b"lexicon = [\"own.toml\"]"),
        ("a/a.md", ARMS.as_bytes()),
        ("b/b.md", ARMS.as_bytes()),
    ]);
    let run = check(&world, &["a", "b"]);
    assert!(run.code == 2 && run.err.contains("differ in `lexicon`"), "{}", run.err);
}

#[test]
fn a_baseline_hides_what_is_known_wherever_it_stands_and_tells_what_is_stale() {
    let world = World::new(&[("a.md", format!("{ARMS}\n\n{RACE}\n").as_bytes())]);
    world.run(&["check", "-q", "a.md", "--write-baseline", "known.json"]);
    let text = std::fs::read_to_string(world.path("known.json")).unwrap();
    assert!(!text.contains("race goes on"), "a baseline holds no text: {text}");
    world.put("a.md", format!("A first line.\n\n{ARMS} AI goes on.\n\n{ARMS}\n").as_bytes());
    let run = check(&world, &["a.md", "--baseline", "known.json"]);
    assert_eq!(findings(&run), ["5 arms-race"], "one was known, the other is new: {}", run.out);
    assert!(run.err.contains("1 known from the baseline"), "{}", run.err);
    assert!(
        run.err.contains("known.json: 2 stale, without a finding any more: ai-race in a.md, win-in-ai in a.md"),
        "{}",
        run.err
    );
    world.put("bad.json", b"{\"schema\": \"other\", \"findings\": []}");
    let run = check(&world, &["a.md", "--baseline", "bad.json"]);
    assert!(run.code == 2 && run.err.contains("bad.json: the schema is `other`"), "{}", run.err);
}

#[test]
fn the_first_of_the_exit_codes_that_applies_is_given() {
    let gate = ["--fail-on", "level=2,voice=author"];
    let no_gate = ["--fail-on", "voice=mention"];
    let none: [&str; 0] = [];
    let table: [(&[&str], &[&str], i32); 12] = [
        (&["a.md"], &none, 0),
        (&["a.md"], &gate, 1),
        (&["a.md"], &no_gate, 0),
        (&["a.md"], &["--fail-on", "voice=mention", "--fail-on", "axis=metaphor"], 1),
        (&["a.md"], &["--fail-on", "axis=metaphor,count=2"], 0),
        (&["a.md", "none.md"], &gate, 3),
        (&["a.md", "none.md"], &none, 3),
        (&["a.md"], &["--fail-on", "level=2", "-o", "no/such/folder"], 4),
        (&["a.md", "none.md"], &["-o", "no/such/folder"], 4),
        (&["a.md"], &["--fail-on", "lvel=2"], 2),
        (&["a.md", "t.csv"], &["--text-column", "none", "--fail-on", "level=2"], 2),
        (&["a.md"], &["--allow", "AI arms race", "--fail-on", "level=1"], 0),
    ];
    for command in ["check", "scan"] {
        for (files, args, code) in table {
            let world = World::new(&[("a.md", ARMS.as_bytes()), ("t.csv", b"id,text\n1,x\n")]);
            let run = world.run(&[&[command], files, args].concat());
            assert_eq!(run.code, code, "{command} {files:?} {args:?}: {}", run.err);
        }
    }
}

#[test]
fn machines_get_places_and_reasons_and_no_name_of_the_machine() {
    let world = World::new(&[(
        "dräfte/a b.md",
        format!("# T\n\n{ARMS}\n\nKeep. The AI arms race. <!-- detente-disable-line -- old -->\n").as_bytes(),
    )]);
    let path = world.path("dräfte/a b.md");
    for given in ["dräfte/a b.md", path.to_str().unwrap()] {
        let github = world.run(&["check", "-q", "--format", "github", given]).out;
        let expected = "::warning file=dräfte/a b.md,line=3,col=5,endColumn=17,title=race frame%3A arms-race::“AI arms race” (race, metaphor; asserted, author).";
        assert!(github.starts_with(expected), "{github}");
        let sarif: serde_json::Value =
            serde_json::from_str(&world.run(&["check", "-q", "--format", "sarif", given]).out).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let physical = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "dr%C3%A4fte/a%20b.md");
        assert_eq!((&physical["region"]["startLine"], &physical["region"]["endColumn"]), (&3.into(), &17.into()));
        assert_eq!(results[1]["suppressions"][0]["justification"], "old");
        let rule = usize::try_from(results[0]["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][rule]["id"], "arms-race");
    }
}

#[test]
fn sarif_is_what_the_published_schema_asks_for() {
    let text =
        format!("{ARMS}\n\n{RACE} [detente-disable-line -- old]\n\n\"{RACE}\" she said. [detente-disable-line pase]\n");
    let world = World::new(&[("a.md", text.as_bytes()), ("t.csv", b"id,text\n1,We must win the AI race.\n")]);
    let table: [&[&str]; 3] = [&["a.md", "t.csv"], &["a.md", "--poles", "both", "--ignore", "arms-race"], &["-"]];
    for args in table {
        let run = world.run(&[&["check", "-q", "--format", "sarif"], args].concat());
        let log: serde_sarif::sarif::Sarif = serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{args:?}: {e}"));
        assert_eq!(log.runs.len(), 1, "{args:?}");
    }
}

#[cfg(feature = "page")]
#[test]
fn pages_name_no_folder_of_the_machine() {
    let world = World::new(&[("a.md", ARMS.as_bytes()), ("b.md", RACE.as_bytes())]);
    let [a, b] = ["a.md", "b.md"].map(|name| world.path(name).to_str().unwrap().to_owned());
    let folder = a.trim_end_matches("/a.md").to_owned();
    let table: [&[&str]; 3] = [&["check", &a, &b], &["scan", &a, &b], &["compare", &a, &b]];
    for args in table {
        let page = world.run(&[args, &["--format", "html"]].concat()).out;
        assert!(page.contains("a.md") && !page.contains(&folder), "{args:?}");
    }
}

#[test]
fn a_comparison_says_what_became_of_each_finding() {
    let world = World::new(&[
        ("old.md", format!("# Title\n\n{ARMS}\n\n{RACE}\n\nWhoever leads in AI will rule the century.\n").as_bytes()),
        ("new.md", b"# Title\n\nThere is no AI arms race that goes on.\n\n\"We must win the AI race,\" the minister said.\n\nOpen models of AI are shared.\n"),
    ]);
    let run = world.run(&["compare", "old.md", "new.md", "--format", "json"]);
    let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let findings = record["passages"].as_array().unwrap().iter().flat_map(|pair| pair["findings"].as_array().unwrap());
    let mut found: Vec<String> = findings
        .map(|f| {
            let entry = [&f["new"], &f["old"]].into_iter().find_map(|cue| cue["entry"].as_str());
            format!("{} {}", f["change"].as_str().unwrap(), entry.unwrap())
        })
        .collect();
    found.sort();
    assert_eq!(
        found,
        ["gone own-the-century", "gone whoever-leads", "stance arms-race", "voice ai-race", "voice win-in-ai"]
    );
    let text = world.run(&["compare", "old.md", "new.md"]).out;
    assert!(text.contains("asserted, author → asserted, attributed (the minister)"), "{text}");
    assert!(text.contains("2 moved from your own voice to another's"), "{text}");
    for (args, code) in [
        (vec!["old.md"], 2),
        (vec!["old.md", "none.md"], 3),
        (vec!["old.md", "new.md", "--write-baseline", "b.json"], 2),
        (vec!["old.md", "new.md", "x.md"], 2),
    ] {
        let run = world.run(&[vec!["compare"], args.clone()].concat());
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
    }
}

#[test]
fn another_language_is_told_and_not_scored() {
    let german = "Die Regierung will das Wettrennen um die künstliche Intelligenz gewinnen, sagte der Minister am Montag in Berlin. Er forderte mehr Geld für Rechenzentren und warnte davor, den Anschluss zu verlieren.";
    let english = "The government wants to win the AI race, the minister said on Monday. He asked for more money for data centres and warned of falling behind in the field.";
    let world = World::new(&[
        ("de.txt", german.as_bytes()),
        ("en.txt", english.as_bytes()),
        ("both.txt", format!("{english}\n\n{english}\n\n{german}\n").as_bytes()),
    ]);
    let table = [
        ("de.txt", "not English", "German"),
        ("en.txt", "race", ""),
        ("both.txt", "race", "1 passage(s) in another language"),
    ];
    for (name, label, warning) in table {
        let run = world.run(&["scan", "--format", "jsonl", name]);
        let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let told = record["warnings"].to_string();
        assert!(record["label"].as_str().unwrap().contains(label), "{name}: {record}");
        assert!(if warning.is_empty() { told == "[]" } else { told.contains(warning) }, "{name}: {told}");
    }
}

#[test]
fn init_writes_a_file_once_and_packages_get_completions_and_pages() {
    let world = World::new(&[("a.md", ARMS.as_bytes())]);
    assert_eq!((world.run(&["init"]).code, check(&world, &["a.md"]).code), (0, 0));
    let again = world.run(&["init"]);
    assert!(again.code == 2 && again.err.contains("detente.toml is there already"), "{}", again.err);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(world.run(&["completions", shell]).out.contains("detente"), "{shell}");
    }
    assert!(world.run(&["man"]).out.contains(".TH detente 1"));
    assert_eq!(world.run(&["man", "pages"]).code, 0);
    assert!(world.path("pages/detente-check.1").exists());
}

#[test]
fn nothing_that_is_read_is_written_over() {
    let table: [&[&str]; 6] = [
        &["check", "a.md", "-o", "a.md"],
        &["scan", ".", "-o", "./a.md"],
        &["check", "a.md", "--write-baseline", "a.md"],
        &["compare", "a.md", "b.md", "-o", "b.md"],
        &["inspect", "a.md", "-o", "a.md"],
        &["lexicon", "stats", "a.md", "-o", "a.md"],
    ];
    for args in table {
        let world = World::new(&[("a.md", ARMS.as_bytes()), ("b.md", RACE.as_bytes())]);
        let run = world.run(args);
        assert!(run.code == 2 && run.err.contains("would be written over"), "{args:?}: {} {}", run.code, run.err);
        assert_eq!(std::fs::read_to_string(world.path("a.md")).unwrap(), ARMS, "{args:?}");
        assert_eq!(std::fs::read_to_string(world.path("b.md")).unwrap(), RACE, "{args:?}");
    }
}

#[test]
fn words_that_are_no_directive_stay_text() {
    let table = [
        ("a.md", "The [detente-era AI arms race] frightened all.", "1 arms-race"),
        ("a.md", "The AI arms race.\n\n```\n[detente-disable-file]\n```\n", "1 arms-race"),
        ("a.md", "The AI arms race, `<!-- detente-disable-file -->`.", "1 arms-race"),
        ("a.md", "<!-- detente-disable-line pace --> The AI arms race.", "1 arms-race"),
        ("a.txt", "[detente-disable-line pace -- see there] The AI arms race.", "1 arms-race"),
        ("a.html", "<p>The AI arms race.<script>x = '[detente-disable-file]'</script>", "1 arms-race"),
    ];
    for (name, text, expected) in table {
        let world = World::new(&[(name, text.as_bytes())]);
        assert_eq!(findings(&check(&world, &[name])), [expected], "{text}");
    }
}

#[test]
fn a_baseline_knows_each_document_and_is_written_whole_or_not_at_all() {
    let world = World::new(&[("a.md", ARMS.as_bytes()), ("b.md", ARMS.as_bytes())]);
    world.run(&["check", "-q", ".", "--write-baseline", "known.json"]);
    let text = std::fs::read_to_string(world.path("known.json")).unwrap();
    assert!(text.contains("\"a.md\"") && text.contains("\"b.md\""), "{text}");
    let one = check(&world, &["b.md", "--baseline", "known.json"]);
    assert!(one.out.is_empty() && !one.err.contains("stale"), "{} {}", one.out, one.err);
    std::fs::rename(world.path("a.md"), world.path("c.md")).unwrap();
    let moved = check(&world, &[".", "--baseline", "known.json"]);
    assert!(moved.out.is_empty(), "{}", moved.out);
    let lost = check(&world, &["b.md", "none.md", "--write-baseline", "known.json"]);
    assert!(lost.code == 3 && lost.err.contains("known.json is not written"), "{}", lost.err);
    assert_eq!(std::fs::read_to_string(world.path("known.json")).unwrap(), text);
}
