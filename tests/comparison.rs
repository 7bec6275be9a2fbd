//! Pages of two drafts: every finding and every passage stands on them, where it belongs.

use std::collections::BTreeMap;

use detente::compare::{Change, Comparison, PassageChange};
use detente::input::{Format, read_text};
use detente::render::compare_page;
use detente::report::{Origin, Report};

use crate::pages::{Piece, WHOLE, cut, opened, reports, seen, settings};
use crate::support::{SCANNER, World};

/// A draft and the next one: words edited, quoted and denied, passages moved, removed and added.
const DRAFTS: [&str; 2] = [
    "# A talk\n\nWe must win the AI race. Whoever leads in AI will rule the century.\n\nThe hall is small.\n\n- AI should be \
     built as public infrastructure, with open standards.\n\nThere is no time to lose in AI.\n\nIn AI the winner takes all, and \
     the rest of the field is left behind.\n\nThank you.\n",
    "# A talk\n\nIn AI the winner takes all, and the rest of the field is left behind.\n\n“We must win the AI race,” the minister \
     said. There is no AI arms race.\n\nThe hall is small!\n\n- AI should be built as public infrastructure, with open \
     standards and data.\n\nShared data serve hospitals that use AI.\n\nThank you.\n",
];

fn drafts(texts: [&str; 2]) -> [Report; 2] {
    let origin = |id: &str| Origin { source: id.into(), id: id.into(), format: "markdown", ..Origin::default() };
    let scan = |text: &str, id| SCANNER.scan(&read_text(text.to_owned().into(), Format::Markdown), origin(id), WHOLE);
    [scan(texts[0], "old.md"), scan(texts[1], "new.md")]
}

fn compared(old: &Report, new: &Report) -> (Comparison, String) {
    let (comparison, mut out) = (Comparison::new(old, new), Vec::new());
    compare_page(&comparison, old, new, &settings(), &mut out).unwrap();
    (comparison, String::from_utf8(out).unwrap())
}

/// Pages that are tested as all others are.
pub(crate) fn pages(reports: &[Report]) -> Vec<(&'static str, String)> {
    let [old, new] = drafts(DRAFTS);
    let race = seen(&[old.clone(), new.clone()], true, false);
    let empty = &drafts(["", ""])[1];
    vec![
        ("compare", compared(&old, &new).1),
        ("compare, race only", compared(&race[0], &race[1]).1),
        ("compare, the same", compared(&new, &new).1),
        ("compare, strangers", compared(&reports[0], &reports[1]).1),
        ("compare, with nothing", compared(&old, empty).1),
    ]
}

/// What the elements of a page hold, by id.
fn classes_by_id(pieces: &[Piece]) -> BTreeMap<&str, Vec<&str>> {
    let named = opened(pieces).filter_map(|(_, a)| Some((a.get("id")?.as_str(), a.get("class")?.split(' ').collect())));
    named.collect()
}

#[test]
fn every_finding_of_two_drafts_is_marked_in_its_draft_with_what_became_of_it() {
    let reports = reports();
    let [old, new] = drafts(DRAFTS);
    let pairs = reports.windows(2).map(|two| (&two[0], &two[1])).chain([(&old, &new), (&new, &new)]);
    for (old, new) in pairs {
        let (comparison, html) = compared(old, new);
        let pieces = cut(&html);
        let (ids, at) = (classes_by_id(&pieces), format!("{} → {}", old.id, new.id));
        let findings = comparison.passages.iter().flat_map(|pair| pair.findings.iter().map(move |f| (pair.change, f)));
        let mut number = 0;
        for (passage, finding) in findings {
            number += 1;
            let once = passage == PassageChange::Same && finding.change == Change::Kept;
            for (side, cue) in [("old", &finding.old), ("new", &finding.new)] {
                let mark = ids.get(format!("{side}-c{number}").as_str());
                let note = ids.get(format!("{side}-n{number}").as_str());
                assert_eq!(mark.is_some(), note.is_some(), "{at}: {side} {number}");
                let Some(cue) = cue else { continue };
                if let Some(classes) = mark {
                    let expected =
                        [cue.pole.name(), cue.stance.name(), cue.voice.name(), cue.axis.name(), finding.change.name()];
                    assert!(expected.iter().all(|class| classes.contains(class)), "{at}: {side} {number}: {classes:?}");
                }
                assert!(mark.is_some() || (once && side == "old"), "{at}: {side} {number} is not shown");
            }
        }
        assert_eq!(html.matches("<li class=\"was ").count(), number, "{at}");
    }
}

/// The words of the versions in a draft, without tags of notes.
fn versions(pieces: &[Piece], side: &str) -> Vec<String> {
    let (mut out, mut depth, mut skipped): (Vec<String>, usize, bool) = (Vec::new(), 0, false);
    for piece in pieces {
        match piece {
            Piece::Open(_, a) if a.get("class").is_some_and(|c| *c == format!("side at-{side}")) => {
                out.push(String::new());
                depth = 1;
            }
            Piece::Open(tag, a) => {
                depth += usize::from(depth > 0 && tag == "div");
                skipped |= tag == "a" || a.get("class").is_some_and(|c| c == "where");
            }
            Piece::Close(tag) => {
                depth -= usize::from(depth > 0 && tag == "div");
                skipped &= !["a", "p"].contains(&tag.as_str());
            }
            Piece::Text(text) if depth > 0 && !skipped => out.last_mut().unwrap().push_str(text),
            Piece::Text(_) => {}
        }
    }
    out.iter().map(|text| text.trim_matches('\n').to_owned()).collect()
}

#[test]
fn both_drafts_stand_on_the_page_unchanged_passages_once() {
    let [old, new] = drafts(DRAFTS);
    let (comparison, html) = compared(&old, &new);
    let pieces = cut(&html);
    let text = |report: &Report, at: Option<usize>| at.map(|at| report.passages[at].text.clone());
    let told: Vec<&str> = comparison.passages.iter().map(|pair| pair.change.name()).collect();
    assert!(PassageChange::ALL.iter().all(|change| told.contains(&change.name())), "{told:?}");
    let expected: Vec<String> = comparison.passages.iter().filter_map(|pair| text(&new, pair.new)).collect();
    assert_eq!(versions(&pieces, "new"), expected);
    let shown = comparison.passages.iter().filter(|pair| pair.change != PassageChange::Same);
    let expected: Vec<String> = shown.filter_map(|pair| text(&old, pair.old)).collect();
    assert_eq!(versions(&pieces, "old"), expected);
    for words in ["stood behind", "1 passage with the same words", "<del>", "<ins>", "other voice", "removed", "added"]
    {
        assert!(html.contains(words), "not shown: {words}");
    }
}

#[test]
fn the_program_compares_as_a_page() {
    let world = World::new(&[("a.md", DRAFTS[0].as_bytes()), ("b.md", DRAFTS[1].as_bytes())]);
    let page = |threads: &str| world.run(&["compare", "--format", "html", "-j", threads, "a.md", "b.md"]).out;
    assert_eq!(page("1"), page("2"));
    assert!(page("1").starts_with("<!doctype html>"));
    let told = world.run(&["compare", "-q", "a.md", "b.md"]).out;
    let sentence = told.trim().rsplit("\n\n").next().unwrap().replace('\n', " ").replace('\'', "&#39;");
    assert!(page("1").contains(&sentence), "{sentence}");
}
