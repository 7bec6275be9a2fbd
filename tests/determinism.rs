//! The same input gives the same bytes, for any number of threads and in any locale.

use std::collections::BTreeSet;

use detente::input::{Format, read_text};
use detente::report::Origin;
use detente::scanner::Options;

use crate::support::{SCANNER, corpus, finish, program, project};

const SURROUNDINGS: [(&str, &str); 6] =
    [("1", "C"), ("1", "de_DE.UTF-8"), ("2", "C"), ("4", "tr_TR.UTF-8"), ("8", "C.UTF-8"), ("0", "ja_JP.UTF-8")];

#[test]
fn threads_and_locales_change_no_byte() {
    for args in [
        ["--format", "jsonl"].as_slice(),
        &["--format", "csv", "--table", "cues"],
        &["--format", "csv"],
        &["--sort", "tilt"],
    ] {
        let outputs: BTreeSet<String> = SURROUNDINGS
            .iter()
            .map(|(threads, locale)| {
                let all = [&["scan", "-q", "-j", threads], args, &["corpus"]].concat();
                let run = finish(program(&all).current_dir(project("")).env("LC_ALL", locale).env("LANG", locale), b"");
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{all:?}");
                run.out
            })
            .collect();
        assert_eq!(outputs.len(), 1, "{args:?}: different outputs");
        assert!(outputs.iter().all(|o| o.lines().count() > 30), "{args:?}");
    }
}

#[test]
fn a_large_document_reads_the_same_with_one_thread_and_with_four() {
    let texts: Vec<String> = corpus().iter().map(|s| String::from_utf8(s.bytes.clone()).unwrap()).collect();
    let joined = texts.join("\n\n");
    let text = joined.repeat((1 << 20) / joined.len() + 1);
    let document = read_text(text.into(), Format::Plain);
    let record = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let report = pool.install(|| SCANNER.scan(&document, Origin::default(), Options::default()));
        serde_json::to_string(&report).unwrap()
    };
    let (one, four) = (record(1), record(4));
    assert!(one.len() > 100_000, "{} bytes", one.len());
    // Not `assert_eq`: it would print both.
    assert!(one == four, "the records differ at byte {:?}", one.bytes().zip(four.bytes()).position(|(a, b)| a != b));
}
