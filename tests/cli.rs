//! The command line as a user meets it: exit codes, messages, and nothing harmful on the terminal.

use std::io::{BufRead, BufReader};

use serde_json::Value;

use crate::lexicons::{FIVE_FAULTS, FIVE_TOLD};
use crate::support::{Run, World};

const RACE: &str = "We are losing the AI arms race to China, and in AI the winner takes all.";
const CALM: &str = "The library opens at nine and closes at five on weekdays.";
const OPEN: &str = "AI should be built as public infrastructure, with open standards and shared data.";

fn world(files: &[(&str, &str)]) -> World {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    World::new(&files)
}

/// Fails unless the run ended so and said all of these words on standard error.
fn expect(run: &Run, code: i32, words: &[&str], what: &str) {
    assert_eq!(run.code, code, "{what}: exit code\nstdout: {}\nstderr: {}", run.out, run.err);
    for word in words {
        assert!(run.err.contains(word), "{what}: not said: {word}\nstderr: {}", run.err);
    }
}

fn records(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

/// One field of all records of a scan.
fn scanned(world: &World, field: &str, args: &[&str]) -> Vec<String> {
    let run = world.run(&[&["scan", "--format", "jsonl"], args].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    records(&run).iter().map(|r| r[field].as_str().map_or_else(|| r[field].to_string(), str::to_owned)).collect()
}

#[test]
fn what_is_misspelt_is_refused_and_the_nearest_offered() {
    let world = world(&[
        ("a.txt", RACE),
        ("body.jsonl", "{\"body\": \"x\", \"key\": 1}\n"),
        ("body.csv", "body,key\nx,1\n"),
        (
            "key.toml",
            &FIVE_FAULTS
                .split("\n\n[[entry]]\nid = \"test-five\"")
                .next()
                .unwrap()
                .replace("weight = 7", "weight = 0.7"),
        ),
    ]);
    let table: [(&[&str], &[&str]); 22] = [
        (&["scna", "a.txt"], &["scan"]),
        (&["scan", "--formt", "jsonl", "a.txt"], &["--formt", "--format"]),
        (&["scan", "--format", "jsnl", "a.txt"], &["jsnl", "jsonl"]),
        (&["scan", "--input-format", "markdwn", "a.txt"], &["markdown"]),
        (&["scan", "--format", "csv", "--table", "cue", "a.txt"], &["cues"]),
        (&["scan", "--sort", "titl", "a.txt"], &["tilt", "title"]),
        (&["scan", "--min-level", "4", "a.txt"], &["4", "0..=3"]),
        (&["scan", "--color", "alway", "a.txt"], &["always"]),
        (&["scan", "-j", "many", "a.txt"], &["many"]),
        (&["check", "--format", "compct", "a.txt"], &["compact"]),
        (&["check", "--poles", "bth", "a.txt"], &["both"]),
        (&["inspect", "--format", "jsnl", "a.txt"], &["jsonl"]),
        (&["explain", "arms-rase"], &["arms-rase", "did you mean `arms-race`?"]),
        (&["explain", "advantge"], &["did you mean `advantage`?"]),
        (&["explain", "tillt"], &["did you mean `tilt`?"]),
        (&["lexicon", "chek", "key.toml"], &["check"]),
        (&["lexicon", "check", "key.toml"], &["key.toml:35", "test-four", "`wieght`", "did you mean `weight`?"]),
        (
            &["scan", "--text-column", "bdy", "body.jsonl"],
            &["body.jsonl", "`bdy`", "did you mean `body`?", "--text-column"],
        ),
        (
            &["scan", "--text-column", "body", "--id-column", "keys", "body.jsonl"],
            &["did you mean `key`?", "--id-column"],
        ),
        (
            &["scan", "--text-column", "body", "--title-column", "boby", "body.csv"],
            &["did you mean `body`?", "--title-column"],
        ),
        (&["scan", "body.jsonl"], &["no column `text`", "columns: body, key", "--text-column"]),
        (&["scan", "body.csv"], &["no column `text`", "columns: body, key", "--text-column"]),
    ];
    for (args, words) in table {
        expect(&world.run(args), 2, words, &args.join(" "));
    }
}

#[test]
fn what_cannot_be_done_is_refused_and_explained() {
    let world = world(&[("a.txt", RACE), ("no.toml", "axis = \n")]);
    let table: [(&[&str], &[&str]); 10] = [
        (&[], &["Usage", "scan", "check"]),
        (&["a.txt"], &["`detente scan a.txt`", "`detente check a.txt`"]),
        (&["https://example.org/article"], &["`detente scan https://example.org/article`"]),
        (
            &["scan", "https://example.org/article"],
            &["https://example.org/article", "save the page first: detente works offline"],
        ),
        (&["check", "http://example.org/article"], &["save the page first: detente works offline"]),
        (&["scan", "--exclude", "[", "a.txt"], &["--exclude"]),
        (&["scan", "--file-list", "none.txt"], &["none.txt", "cannot read the list of files"]),
        (&["scan", "--lexicon", "none.toml", "a.txt"], &["none.toml", "cannot read the lexicon"]),
        (&["scan", "--lexicon", "no.toml", "a.txt"], &["no.toml:1"]),
        (&["explain", "zzzzz"], &["nothing is called `zzzzz`"]),
    ];
    for (args, words) in table {
        expect(&world.run(args), 2, words, &args.join(" "));
    }
}

#[test]
fn a_lexicon_with_five_faults_is_told_all_five_by_every_command() {
    let world = world(&[("mine.toml", FIVE_FAULTS), ("a.txt", RACE)]);
    let commands: [&[&str]; 6] = [
        &["lexicon", "check", "mine.toml"],
        &["lexicon", "test", "--lexicon", "mine.toml"],
        &["scan", "--lexicon", "mine.toml", "a.txt"],
        &["check", "--lexicon", "mine.toml", "a.txt"],
        &["inspect", "--lexicon", "mine.toml", "a.txt"],
        &["explain", "--lexicon", "mine.toml"],
    ];
    for args in commands {
        let run = world.run(args);
        for (line, entry, words) in FIVE_TOLD {
            let place = format!("mine.toml:{line}: ");
            let told = run.err.lines().any(|l| l.contains(&place) && l.contains(entry) && l.contains(words));
            assert!(told, "{args:?}: not told: {place}{entry} {words}\n{}", run.err);
        }
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_scored() {
    let table: [(&str, &[u8], &[&str], usize); 6] = [
        // file, its bytes, what is said about it, records beside the good file's
        ("none.txt", b"", &["none.txt", "cannot be read"], 0),
        (
            "broken.jsonl",
            b"{\"text\": \"one\"}\n{broken\n\n{\"text\": \"two\"}\n",
            &["broken.jsonl:2", "not valid JSON"],
            2,
        ),
        (
            "null.jsonl",
            b"{\"text\": \"one\"}\nnull\n[1]\n",
            &["null.jsonl:2", "is null", "null.jsonl:3", "is a list"],
            1,
        ),
        (
            "lacks.jsonl",
            b"{\"text\": \"one\"}\n{\"body\": \"two\"}\n{\"text\": 3}\n",
            &["lacks.jsonl:2", "no column `text`", "lacks.jsonl:3", "is a number"],
            1,
        ),
        ("quote.csv", b"id,text\n1,fine\n2,\"never closed\n3,more\n", &["quote.csv", "line 3", "never closed"], 1),
        ("short.csv", b"id,text\n1\n2,fine\n", &["short.csv:1", "1 fields"], 1),
    ];
    for (name, bytes, words, others) in table {
        let world = World::new(&[("good.txt", RACE.as_bytes())]);
        if name != "none.txt" {
            world.put(name, bytes);
        }
        let run = world.run(&["scan", "--format", "jsonl", name, "good.txt"]);
        expect(&run, 3, words, name);
        assert!(run.err.contains("not readable"), "{name}: the summary is silent: {}", run.err);
        assert_eq!(records(&run).len(), others + 1, "{name}: {}", run.out);
        assert_eq!(records(&run).last().unwrap()["id"], "good.txt", "{name}");
    }
}

#[test]
fn nothing_to_read_is_said() {
    let world = World::new(&[("hollow/a.pdf", b"x"), ("nul.txt", b"\0\x01\x02"), ("header.csv", b"id,text\n")]);
    std::fs::create_dir(world.path("empty")).unwrap();
    let table: [(&str, &[&str]); 4] = [
        ("empty", &["nothing was read"]),
        ("hollow", &["nothing was read", "1 skipped", ".pdf"]),
        ("nul.txt", &["nothing was read", "NUL"]),
        ("header.csv", &["nothing was read"]),
    ];
    for (path, words) in table {
        for command in ["scan", "check", "inspect"] {
            expect(&world.run(&[command, path]), 3, words, &format!("{command} {path}"));
        }
    }
}

#[test]
fn what_is_no_text_is_skipped_and_counted() {
    let world =
        World::new(&[("d/a.txt", RACE.as_bytes()), ("d/b.txt", b"\0\x01\x02"), ("d/c.bin", b"x"), ("d/d.bin", b"y")]);
    let run = world.run(&["scan", "-v", "d"]);
    expect(
        &run,
        0,
        &["3 skipped", "2 no format that detente reads (.bin)", "1 not a text", "skipped d/b.txt", "skipped d/c.bin"],
        "scan -v d",
    );
    assert!(!world.run(&["scan", "d"]).err.contains("d/c.bin"), "names skipped files without -v");
}

#[test]
fn odd_files_are_scored_with_a_warning() {
    let table: [(&str, &[u8], &str, bool); 5] = [
        // file, bytes, warning, whether the frame is found
        ("empty.txt", b"", "no words", false),
        ("blank.md", b"  \n\n \t", "no words", false),
        ("mark.txt", b"\xef\xbb\xbf", "no words", false),
        (
            "latin.txt",
            b"caf\xe9 talk. There is an AI arms race.",
            "invalid UTF-8: 1 place(s) replaced, the first at byte 3",
            true,
        ),
        ("utf16.txt", b"\xff\xfea\0\x00\xd8b\0", "invalid UTF-16", false),
    ];
    for (name, bytes, warning, found) in table {
        let run = World::new(&[(name, bytes)]).run(&["scan", "--format", "jsonl", name]);
        expect(&run, 0, &["1 document"], name);
        let record = &records(&run)[0];
        assert!(record["warnings"].to_string().contains(warning), "{name}: {}", record["warnings"]);
        assert_eq!(record["race"]["level"] != 0, found, "{name}");
    }
}

#[test]
fn standard_input_is_read_when_piped_or_asked_for() {
    let world = world(&[("a.txt", CALM)]);
    let table: [(&[&str], &str, &str); 4] = [
        (&["scan", "--format", "jsonl"], "-", "plain"),
        (&["scan", "--format", "jsonl", "-"], "-", "plain"),
        (&["scan", "--format", "jsonl", "-", "--stdin-filename", "draft.md"], "draft.md", "markdown"),
        (&["scan", "--format", "jsonl", "--input-format", "markdown"], "-", "markdown"),
    ];
    for (args, id, format) in table {
        let run = world.pipe(args, RACE.as_bytes());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        let record = &records(&run)[0];
        assert_eq!((&record["id"], &record["format"]), (&id.into(), &format.into()), "{args:?}");
        assert!(record["race"]["level"].as_u64() > Some(0), "{args:?}");
    }
    let run = world.pipe(&["check"], RACE.as_bytes());
    assert!(run.code == 0 && run.out.contains("arms race"), "{run:?}");
}

#[test]
fn folders_are_read_in_order_and_as_the_flags_say() {
    let names =
        ["tree/b.txt", "tree/a.md", "tree/drop.txt", "tree/.hidden.txt", "tree/sub/deep.md", "tree/old/away.txt"];
    let world = world(&names.map(|name| (name, RACE)));
    world.put("tree/.ignore", b"drop.txt\n");
    world.put("tree/sub/.gitignore", b"*.bak\n");
    let table: [(&[&str], &[&str]); 6] = [
        (&[], &["a.md", "b.txt", "old/away.txt", "sub/deep.md"]),
        (&["--no-ignore"], &["a.md", "b.txt", "drop.txt", "old/away.txt", "sub/deep.md"]),
        (&["--hidden"], &[".hidden.txt", "a.md", "b.txt", "old/away.txt", "sub/deep.md"]),
        (&["--exclude", "**/old/**"], &["a.md", "b.txt", "sub/deep.md"]),
        (&["--exclude", "*.md", "--exclude", "**/away.txt"], &["b.txt"]),
        (&["tree/drop.txt"], &["a.md", "b.txt", "old/away.txt", "sub/deep.md", "drop.txt"]),
    ];
    for (args, names) in table {
        let expected: Vec<String> = names.iter().map(|n| format!("tree/{n}")).collect();
        assert_eq!(scanned(&world, "id", &[&["tree"], args].concat()), expected, "{args:?}");
        let listed = world.run(&[&["scan", "--files", "tree"], args].concat());
        expect(&listed, 0, &[], "--files");
        assert_eq!(listed.out.lines().collect::<Vec<_>>(), expected, "--files {args:?}");
    }
}

#[test]
fn a_list_of_files_is_read_in_its_order() {
    let world =
        world(&[("a.txt", RACE), ("b.txt", CALM), ("list", "b.txt\n\na.txt\n"), ("urls", "https://example.org/a\n")]);
    assert_eq!(scanned(&world, "id", &["--file-list", "list"]), ["b.txt", "a.txt"]);
    let run = world.pipe(&["scan", "--format", "jsonl", "--file-list", "-"], b"b.txt\na.txt\n");
    assert_eq!(records(&run).iter().map(|r| r["id"].clone()).collect::<Vec<_>>(), ["b.txt", "a.txt"]);
    expect(&world.run(&["scan", "--file-list", "urls"]), 2, &["detente works offline"], "a list with a URL");
}

#[test]
fn documents_are_ordered_and_chosen_as_asked() {
    let world = world(&[
        ("r/a.txt", CALM),
        ("r/b.txt", OPEN),
        ("r/c.txt", RACE),
        ("r/d.txt", &format!("{}{RACE}", format!("{CALM}\n\n").repeat(40))),
    ]);
    let table: [(&[&str], &[&str]); 7] = [
        (&[], &["a", "b", "c", "d"]),
        (&["--sort", "tilt", "--top", "1"], &["c"]),
        (&["--sort", "race"], &["c", "d", "a", "b"]),
        (&["--sort", "infrastructure", "--top", "1"], &["b"]),
        (&["--sort", "words", "--top", "1"], &["d"]),
        (&["--top", "2"], &["a", "b"]),
        (&["--min-level", "3"], &["b", "c"]),
    ];
    for (args, names) in table {
        let expected: Vec<String> = names.iter().map(|n| format!("r/{n}.txt")).collect();
        assert_eq!(scanned(&world, "id", &[&["r"], args].concat()), expected, "{args:?}");
    }
}

#[test]
fn columns_of_a_table_become_id_title_and_meta() {
    let world = world(&[
        ("t.jsonl", &format!("{{\"key\": 1, \"body\": \"{RACE}\", \"head\": \"T\", \"outlet\": \"A\"}}\n")),
        ("t.csv", &format!("outlet,key,head,body\nA,1,T,\"First,\n\"\"line\"\" {RACE}\"\n")),
        ("m.csv", &format!("text\n\"# {RACE}\"\n")),
    ]);
    for table in ["t.jsonl", "t.csv"] {
        let run = world.run(&[
            "scan",
            "--format",
            "jsonl",
            "--text-column",
            "body",
            "--id-column",
            "key",
            "--title-column",
            "head",
            table,
        ]);
        assert_eq!(run.code, 0, "{table}: {}", run.err);
        let record = &records(&run)[0];
        let told = ["id", "title", "row", "offset_basis"].map(|field| record[field].clone());
        assert_eq!(told, ["1".into(), "T".into(), 1.into(), "field".into()] as [Value; 4], "{table}");
        assert_eq!(record["meta"], serde_json::json!({"outlet": "A"}), "{table}");
    }
    assert_eq!(scanned(&world, "id", &["m.csv"]), ["m.csv#1"]);
    let run = world.run(&["scan", "--format", "jsonl", "--text-format", "markdown", "m.csv"]);
    assert_eq!(records(&run)[0]["passages"][0]["kind"], "heading");
}

#[test]
fn an_id_given_twice_is_warned_about() {
    let once = world(&[("t.jsonl", "{\"id\": 1, \"text\": \"a\"}\n{\"id\": 1, \"text\": \"b\"}\n")]);
    expect(&once.run(&["scan", "t.jsonl"]), 0, &["warning: one document has the id of another: 1\n"], "twice");
    assert_eq!(once.run(&["scan", "-q", "t.jsonl"]).err, "");
    let several = "{\"id\": \"x\", \"text\": \"a\"}\n".repeat(6);
    let run = world(&[("t.jsonl", &several)]).run(&["scan", "t.jsonl"]);
    expect(&run, 0, &["warning: 5 documents have the id of another: x, x, x, ...\n"], "six times");
}

#[test]
fn results_go_to_standard_output_and_the_rest_to_standard_error() {
    let world = world(&[("a.txt", RACE), ("b.txt", CALM)]);
    let run = world.run(&["scan", "--format", "jsonl", "a.txt", "b.txt"]);
    expect(&run, 0, &["2 documents scored", " words", " findings"], "scan");
    assert_eq!(run.out.lines().count(), 2);
    for command in ["scan", "check", "inspect"] {
        assert_eq!(world.run(&[command, "-q", "a.txt"]).err, "", "{command} -q");
    }
}

#[test]
fn output_that_cannot_be_written_is_exit_code_4() {
    let world = world(&[("a.txt", RACE)]);
    for command in ["scan", "check", "inspect"] {
        let run = world.run(&[command, "-o", "no/dir/out", "a.txt"]);
        expect(&run, 4, &["cannot write", "no/dir/out"], command);
        let run = world.run(&[command, "-q", "-o", "out", "a.txt"]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{command} -o");
        assert!(!std::fs::read_to_string(world.path("out")).unwrap().is_empty(), "{command} -o");
    }
    // A wrong argument is told first.
    expect(
        &world.run(&["scan", "--text-column", "x", "-o", "no/dir/out", "--format", "x", "a.txt"]),
        2,
        &[],
        "usage before output",
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_exit_code_4() {
    let world = world(&[("a.txt", RACE)]);
    let commands: [&[&str]; 7] = [
        &["scan", "a.txt"],
        &["scan", "--format", "jsonl", "a.txt"],
        &["scan", "--files", "a.txt"],
        &["check", "a.txt"],
        &["inspect", "a.txt"],
        &["explain", "tilt"],
        &["lexicon", "list"],
    ];
    for args in commands {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = world.command(args).stdout(full).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{args:?}: {err}");
        assert!(err.contains("cannot write standard output") && err.contains("incomplete"), "{args:?}: {err}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let world = world(&[("a.txt", RACE)]);
    (0..300).for_each(|i| world.put(&format!("many/{i}.txt"), RACE.repeat(20).as_bytes()));
    let mut child = world.command(&["scan", "--format", "jsonl", "-q", "many"]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(first.starts_with('{'), "{first}");
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn colour_only_where_it_is_asked_for() {
    type Surroundings = &'static [(&'static str, &'static str)];
    let world = world(&[("a.txt", RACE)]);
    let table: [(Surroundings, &[&str], bool); 7] = [
        (&[], &[], false),
        (&[], &["--color", "auto"], false),
        (&[], &["--color", "always"], true),
        (&[("NO_COLOR", "1")], &["--color", "always"], true),
        (&[("CLICOLOR_FORCE", "1")], &[], true),
        (&[("CLICOLOR_FORCE", "1")], &["--color", "never"], false),
        (&[("NO_COLOR", "1")], &[], false),
    ];
    for command in ["scan", "check"] {
        for (env, flags, coloured) in table {
            let run = world.run_in(env, &[&[command, "a.txt"], flags].concat());
            assert_eq!(run.out.contains("\u{1b}["), coloured, "{command} {flags:?} {env:?}: {}", run.out);
        }
        let run = world.run_in(&[("CLICOLOR_FORCE", "1")], &[command, "a.txt", "-o", "out"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(!std::fs::read_to_string(world.path("out")).unwrap().contains('\u{1b}'), "{command}: colour in a file");
    }
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let text = format!("\u{1b}]0;owned\u{7}\u{1b}[31m\u{202e}“{RACE}” said Eve\u{1b}[2J Smith. {RACE}\u{9b}31m");
    let name = "esc\u{7}\u{1b}[1mname.txt";
    let world = world(&[(name, &text), ("a.txt", RACE)]);
    let commands: [&[&str]; 10] = [
        &["scan", name],
        &["scan", "--format", "jsonl", "--all-passages", name],
        &["scan", "--format", "csv", "--table", "cues", name],
        &["scan", "--files", name],
        &["check", "--poles", "both", name],
        &["check", "--format", "compact", name],
        &["inspect", name],
        &["inspect", "--format", "jsonl", name],
        &["scan", "a.txt", "none\u{1b}[31m.txt"],
        &["explain", "arms\u{1b}[31mrace"],
    ];
    for args in commands {
        let run = world.run(args);
        for (stream, text) in [("stdout", &run.out), ("stderr", &run.err)] {
            let harmful: Vec<char> =
                text.chars().filter(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}').collect();
            // JSON writes C0 controls as escapes; the others are no more than text there.
            let json = args.contains(&"jsonl") && harmful.iter().all(|c| u32::from(*c) >= 0x80);
            assert!(harmful.is_empty() || json, "{args:?}, {stream}: {harmful:?}\n{text:?}");
        }
    }
}

#[test]
fn lexicon_commands_do_what_they_say() {
    let own = FIVE_FAULTS.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n").replace("weight = 7", "weight = 0.7");
    let world = world(&[
        ("own.toml", &format!("{own}\n")),
        ("a.txt", RACE),
        ("flag.txt", "They hoist a flag over all of us in AI."),
    ]);
    let table: [(&[&str], i32, &str); 7] = [
        (&["lexicon", "list"], 0, "arms-race"),
        (&["lexicon", "list", "--lexicon", "own.toml"], 0, "test-one"),
        (&["lexicon", "stats"], 0, "entries"),
        (&["lexicon", "stats", "a.txt"], 0, "arms-race"),
        (&["lexicon", "check", "own.toml"], 0, "no fault"),
        (&["explain", "arms-race"], 0, "arms race"),
        (&["explain"], 0, "axes: metaphor, advantage"),
    ];
    for (args, code, words) in table {
        let run = world.run(args);
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
        assert!(run.out.contains(words), "{args:?}: not shown: {words}\n{}", run.out);
    }
    let (mine, shipped) = (
        world.run(&["scan", "--format", "jsonl", "--lexicon", "own.toml", "flag.txt"]),
        world.run(&["scan", "--format", "jsonl", "flag.txt"]),
    );
    assert!(mine.out.contains("\"entry\":\"test-one\""), "{}", mine.out);
    assert_ne!(records(&mine)[0]["lexicon"]["sha256"], records(&shipped)[0]["lexicon"]["sha256"]);
}

#[test]
fn examples_that_fail_are_shown_and_refused() {
    let own = FIVE_FAULTS
        .split("\n\n")
        .take(2)
        .collect::<Vec<_>>()
        .join("\n\n")
        .replace("weight = 7", "weight = 0.7")
        .replace("The band played a song", "They hoist a flag");
    let world = world(&[("own.toml", &own)]);
    expect(&world.run(&["lexicon", "check", "own.toml"]), 2, &["test-one", "is found in its counter-example"], "check");
    let run = world.run(&["lexicon", "test", "--lexicon", "own.toml"]);
    assert!(
        run.code == 2 && run.out.contains("test-one should not be found in") && run.out.ends_with(" failed\n"),
        "{run:?}"
    );
}

#[test]
fn inspection_prints_the_text_that_offsets_count_in() {
    let text = "\u{feff}Caf\u{e9} talk.\r\n\r\nThere is an AI arms race.\r\n";
    let world = world(&[("a.txt", text)]);
    assert_eq!(world.run(&["inspect", "--text", "a.txt"]).out, text.trim_start_matches('\u{feff}'));
    let run = world.run(&["inspect", "--format", "jsonl", "a.txt"]);
    let record = &records(&run)[0];
    for key in ["id", "passages", "sentences", "topic", "voice", "cues", "dropped"] {
        assert!(!record[key].is_null(), "{key} is missing: {record}");
    }
}

#[test]
fn help_and_version_name_everything() {
    let world = world(&[]);
    let run = world.run(&["--version"]);
    assert_eq!((run.code, run.out.as_str()), (0, concat!("detente ", env!("CARGO_PKG_VERSION"), "\n")));
    let help = world.run(&["--help"]).out;
    for command in ["scan", "check", "explain", "inspect", "lexicon", "eval", "sample"] {
        assert!(help.contains(command), "--help does not name {command}");
        let run = world.run(&[command, "--help"]);
        assert!(run.code == 0 && run.out.contains("Usage"), "{command} --help: {run:?}");
    }
}
