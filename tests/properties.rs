//! What holds for any text: nothing panics, offsets are true, and sums add up.

use std::collections::BTreeMap;

use detente::input::{Format, decode_as, read_text};
use detente::lexicon::Pole;
use detente::report::{Cue, Frame, Origin, Report};
use detente::scanner::Options;
use detente::stance::{Stance, Voice};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::TestCaseError;

use crate::support::SCANNER;

type Checked = Result<(), TestCaseError>;

/// What random texts are made of: words of the frames, marks that open voices and passages, odd characters.
const PIECES: &[&str] = &[
    "AI",
    "the AI race",
    "arms race",
    "ar\u{ad}ms race",
    "arms-\nrace",
    "we must win",
    "winner takes all",
    "open standards",
    "falling behind",
    "There is no",
    "not",
    "the myth of",
    "could",
    "is wrong",
    "according to",
    "he said",
    "she warned that",
    "also",
    "clearly",
    "grumbled that",
    "(AI)",
    "Dr.",
    "U.S.",
    "China",
    "Why This Is Wrong",
    "naval",
    "word",
    "x",
    "7",
    "é",
    "ﬁrst",
    "日本",
    "😀",
    "İ",
    "e\u{301}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[31m",
    "\0",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "'",
    "‘",
    "’",
    "—",
    "–",
    "-",
    " - ",
    "(",
    ")",
    "[",
    "]",
    "/",
    "…",
    " ",
    " ",
    " ",
    " ",
    ". ",
    "? ",
    "! ",
    ", ",
    "; ",
    ": ",
    "\t",
    "\u{a0}",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\n\n",
    "\n\n",
    "\n- ",
    "\n• ",
    "\n1. ",
    "\n> ",
    "\n# ",
    "\n## ",
    "\n---\n",
    "\n| a | b |\n|---|---|\n| ",
    "|",
    "*",
    "_",
    "`",
    "\n```\n",
    "&amp;",
    "<b>",
    "\\",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(PIECES).prop_map(str::to_owned);
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Bytes of a file: mostly text, with stretches that are none.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let noise = proptest::collection::vec(any::<u8>(), 0..6);
    let mark = prop_oneof![3 => Just(Vec::new()), 1 => Just(vec![0xef, 0xbb, 0xbf]), 1 => Just(vec![0xff, 0xfe]), 1 => Just(vec![0xfe, 0xff])];
    (mark, texts(), noise, texts())
        .prop_map(|(mark, a, noise, b)| [mark, a.into_bytes(), noise, b.into_bytes()].concat())
}

fn formats() -> impl Strategy<Value = Format> {
    proptest::sample::select(&[Format::Plain, Format::Markdown, Format::Html, Format::HtmlFull][..])
}

fn scan(source: &[u8], format: Format) -> Report {
    SCANNER.scan(
        &read_text(decode_as(source, format), format),
        Origin::default(),
        Options { all_passages: true, ..Options::default() },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_true_record(text in texts(), format in formats()) {
        let report = scan(text.as_bytes(), format);
        passages_are_in_order(&report, text.len())?;
        report.cues().try_for_each(|cue| cue_slices_to_its_text(cue, &text))?;
        evidence_is_the_sum_of_the_cues(&report)?;
        numbers_are_in_range(&report)?;
    }

    #[test]
    fn any_bytes_give_a_record_with_offsets_inside_the_file(bytes in files(), format in formats()) {
        let report = scan(&bytes, format);
        passages_are_in_order(&report, bytes.len())?;
        evidence_is_the_sum_of_the_cues(&report)?;
    }

    #[test]
    fn every_word_stands_in_one_sentence(text in texts()) {
        let view = SCANNER.inspect(&read_text(text.clone().into(), Format::Plain), Origin::default(), Options::default());
        let spans: Vec<(usize, usize)> = view.sentences.iter().map(|s| (offset(s.start), offset(s.end))).collect();
        prop_assert!(spans.windows(2).all(|w| w[0].1 <= w[1].0), "sentences overlap: {spans:?}");
        for passage in &view.passages {
            let (start, end) = (offset(passage.at.start), offset(passage.at.end));
            for (at, c) in text[start..end].char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                prop_assert!(spans.iter().any(|(from, to)| (*from..*to).contains(&(start + at))), "`{c}` at {} is in no sentence", start + at);
            }
        }
    }

    #[test]
    fn inspecting_and_scanning_find_the_same_cues(text in texts(), format in formats()) {
        let document = read_text(text.into(), format);
        let report = SCANNER.scan(&document, Origin::default(), Options::default());
        let view = SCANNER.inspect(&document, Origin::default(), Options::default());
        let told = |c: &Cue| (c.start, c.end, c.entry.clone(), c.voice, c.stance, c.speaker.clone());
        prop_assert_eq!(report.cues().map(told).collect::<Vec<_>>(), view.cues.iter().map(told).collect::<Vec<_>>());
    }
}

fn offset(at: u64) -> usize {
    usize::try_from(at).unwrap()
}

fn passages_are_in_order(report: &Report, len: usize) -> Checked {
    prop_assert_eq!(report.passages.len(), report.passages_total);
    let mut last = 0;
    for (at, passage) in report.passages.iter().enumerate() {
        prop_assert_eq!(passage.index, at);
        prop_assert!(
            last <= passage.start && passage.start < passage.end,
            "passage {at}: {last} {}–{}",
            passage.start,
            passage.end
        );
        last = passage.end;
        let mut behind = passage.start;
        for cue in &passage.cues {
            prop_assert!(
                behind <= cue.start && cue.start < cue.end && cue.end <= passage.end,
                "{cue:?} in {}–{}",
                passage.start,
                passage.end
            );
            behind = cue.end;
        }
    }
    prop_assert!(offset(last) <= len);
    prop_assert_eq!(report.words, report.passages.iter().map(|p| p.words).sum::<u64>());
    Ok(())
}

fn cue_slices_to_its_text(cue: &Cue, text: &str) -> Checked {
    let (start, end) = (offset(cue.start), offset(cue.end));
    prop_assert_eq!(text.get(start..end), Some(cue.text.as_str()));
    // A byte order mark belongs to the file, not to its first line.
    let before = &text[..start];
    let before = before.strip_prefix('\u{feff}').unwrap_or(before).replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    prop_assert_eq!((offset(cue.line), offset(cue.column)), (line, column), "{}", &cue.text);
    Ok(())
}

fn evidence_is_the_sum_of_the_cues(report: &Report) -> Checked {
    for pole in Pole::ALL {
        sums_up(report.frame(pole), report.cues().filter(|c| c.pole == pole))?;
        for passage in &report.passages {
            sums_up(passage.frame(pole), passage.cues.iter().filter(|c| c.pole == pole))?;
        }
    }
    Ok(())
}

fn sums_up<'c>(frame: &Frame, cues: impl Iterator<Item = &'c Cue>) -> Checked {
    let mut sums: BTreeMap<(Voice, Stance), f64> = BTreeMap::new();
    cues.for_each(|c| *sums.entry((c.voice, c.stance)).or_default() += c.weight);
    for (voice, stance) in Voice::ALL.into_iter().flat_map(|v| Stance::ALL.map(|s| (v, s))) {
        let (told, sum) = (frame.evidence.get(voice, stance), sums.get(&(voice, stance)).copied().unwrap_or_default());
        prop_assert!((told - sum).abs() < 1e-9, "{voice:?} {stance:?}: {told}, cues sum to {sum}");
    }
    Ok(())
}

fn numbers_are_in_range(report: &Report) -> Checked {
    prop_assert!(
        -1.0 <= report.tilt_low
            && report.tilt_low <= report.tilt
            && report.tilt <= report.tilt_high
            && report.tilt_high <= 1.0
    );
    for pole in Pole::ALL {
        let Frame { level, stance, .. } = report.frame(pole);
        prop_assert!(
            *level <= 3 && (*level == 0) == (stance.name() == "none"),
            "{pole}: level {level}, {}",
            stance.name()
        );
    }
    Ok(())
}

/// The work is counted, not timed: no more voices than marks, and each byte in one passage at most.
#[test]
fn very_many_quotation_marks_give_a_record() {
    let speech = "\"We must win the AI race,\" he said.";
    let table = [
        // what is repeated, and up to how many bytes
        ("\"".to_owned(), 1 << 20),
        ("“".to_owned(), 1 << 20),
        ("”".to_owned(), 1 << 20),
        ("“”".to_owned(), 1 << 20),
        ("'".to_owned(), 1 << 20),
        ("‘a ".to_owned(), 1 << 20),
        ("« ".to_owned(), 1 << 20),
        ("\" \"".to_owned(), 1 << 20),
        ("“a".to_owned(), 1 << 20),
        ("“AI race ".to_owned(), 1 << 18),
        (format!("{speech}\n"), 1 << 18),
        (format!("{speech} "), 1 << 15),
    ];
    for (piece, size) in table {
        let text = piece.repeat(size / piece.len());
        let view =
            SCANNER.inspect(&read_text(text.clone().into(), Format::Plain), Origin::default(), Options::default());
        // A verb of speech can open a voice of its own.
        let marks = text.chars().filter(|c| !c.is_alphanumeric()).count();
        assert!(view.voice.len() <= marks, "{piece}: {} voices of {marks} marks", view.voice.len());
        let covered: u64 = view.passages.iter().map(|p| p.at.end - p.at.start).sum();
        assert!(covered <= text.len() as u64, "{piece}: {covered} bytes in passages of a text of {}", text.len());
    }
}
