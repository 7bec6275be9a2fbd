//! Web pages: the text of three pages, true offsets for any page, and pages made to harm.

use detente::document::Document;
use detente::input::{Format, decode_as, read_text};
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, proptest};

use crate::support::{World, files, text_of};

fn read(page: &[u8], format: Format) -> Document {
    read_text(decode_as(page, format), format)
}

fn passages(document: &Document) -> Vec<&str> {
    document.passages().iter().map(|p| p.span.slice(document.clean())).collect()
}

/// Next to each page stands its text: the title, and a line a passage.
#[test]
fn pages_give_their_article_and_nothing_else() {
    let pages = files("tests/pages", ".html");
    assert!(pages.len() >= 3, "{pages:?}");
    for path in pages {
        let expected = text_of(&path.replace(".html", ".txt"));
        let document = read(text_of(&path).as_bytes(), Format::Html);
        let found = [document.title().unwrap_or_default()].into_iter().chain(passages(&document));
        assert_eq!(found.collect::<Vec<_>>().join("\n") + "\n", expected, "{path}");
    }
}

/// What random pages are made of: tags that nest and tags that do not, references, and words.
const PIECES: &[&str] = &[
    "arms",
    "race",
    "AI",
    "x",
    "é",
    "日本",
    "ﬁrst",
    "word ",
    " ",
    " ",
    "\n",
    "\u{a0}",
    "\u{ad}",
    ". ",
    ", ",
    "-",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class='nav'>",
    "<div id=cookie-banner>",
    "<main>",
    "</main>",
    "<article>",
    "</article>",
    "<aside>",
    "</aside>",
    "<nav>",
    "</nav>",
    "<h1>",
    "</h1>",
    "<h2 id=a>",
    "</h2>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<caption>",
    "<blockquote>",
    "</blockquote>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href='/x'>",
    "<a href=#y>",
    "</a>",
    "<q>",
    "</q>",
    "<span hidden>",
    "<span aria-hidden=true>",
    "</span>",
    "<br>",
    "<br/>",
    "</br>",
    "<hr>",
    "<wbr>",
    "<img alt='no'>",
    "<pre>",
    "</pre>",
    "\n\n",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<template>",
    "</template>",
    "<select>",
    "</select>",
    "<textarea>",
    "</textarea>",
    "<!--",
    "-->",
    "<!doctype html>",
    "<![CDATA[",
    "]]>",
    "<?xml ?>",
    "<x-card>",
    "</x-card>",
    "<plaintext>",
    "&amp;",
    "&lt;",
    "&gt",
    "&nbsp;",
    "&shy;",
    "&#8217;",
    "&#x61;",
    "&eacute;",
    "&notit;",
    "&#0;",
    "&",
    "<",
    ">",
    "</",
    "/>",
    "\"",
    "'",
    "=",
    "<p class=\"",
    "<meta property='og:title' content='A &amp; B'>",
    "\0",
    "\u{feff}",
    "\r\n",
];

fn pages() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(PIECES);
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn encodings() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&["gbk", "gb18030", "shift_jis", "iso-2022-jp", "windows-1252", "utf-8", "big5"][..])
}

fn noise() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(proptest::num::u8::ANY, 0..40)
}

/// Where the words of a document stand in the clean text.
fn words(document: &Document) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    for passage in document.passages() {
        let text = passage.span.slice(document.clean());
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push((passage.span.start + from, passage.span.start + at));
                    start = None;
                }
                _ => {}
            }
        }
    }
    words
}

/// A stretch of a page without its tags and comments, references resolved and folded.
fn stripped(mut rest: &str) -> String {
    let mut out = String::new();
    while let Some(at) = rest.find('<') {
        out += &rest[..at];
        let tag = &rest[at..];
        let end = if tag.starts_with("<!--") { "-->" } else { ">" };
        rest = tag.find(end).map_or("", |len| &tag[len + end.len()..]);
    }
    let text = htmlize_like(&(out + rest));
    text.replace(['\u{ad}', '\u{feff}'], "").replace('ﬁ', "fi")
}

/// The references that [`PIECES`] holds.
fn htmlize_like(text: &str) -> String {
    [("&shy;", ""), ("&eacute;", "é"), ("&#x61;", "a"), ("&amp;", "&"), ("&notit;", "¬it;")]
        .iter()
        .fold(text.to_owned(), |text, (name, c)| text.replace(name, c))
}

/// Elements whose text a word may run across without taking it in.
const UNSEEN: [&str; 9] =
    ["<script", "<style", "<svg", "<template", "<select", "<textarea", "<title", "hidden", "<p class=\""];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_of_any_page_lead_back_to_their_own_letters(page in pages(), all in proptest::bool::ANY) {
        let document = read(page.as_bytes(), if all { Format::HtmlFull } else { Format::Html });
        let bom = page.len() - document.source().len();
        let mut last = 0;
        for (from, to) in words(&document) {
            let (word, span) = (&document.clean()[from..to], document.source_span((from..to).into()));
            prop_assert!(last <= span.start && span.start < span.end && span.end <= page.len(), "{word}: {span:?}");
            last = span.end;
            let slice = &page[span.start..span.end];
            prop_assert!(bom == 0 || span.start >= bom);
            if !UNSEEN.iter().any(|name| slice.contains(name)) {
                prop_assert!(stripped(slice) == word, "`{word}` is not `{slice}`");
            }
        }
    }

    #[test]
    fn bytes_of_any_encoding_give_offsets_inside_the_file(page in pages(), name in encodings(), noise in noise()) {
        let bytes = [b"<meta charset=", name.as_bytes(), b">", &noise, page.as_bytes(), &noise].concat();
        let document = read(&bytes, Format::HtmlFull);
        let spans: Vec<_> = words(&document).iter().map(|(from, to)| document.source_span((*from..*to).into())).collect();
        // Two words of one character (U+2105 is `c/o`) share its bytes.
        prop_assert!(spans.windows(2).all(|w| w[0].start <= w[1].start && w[0].end <= w[1].end), "{spans:?}");
        prop_assert!(spans.iter().all(|span| span.start < span.end && span.end <= bytes.len()), "{spans:?}");
    }
}

/// Each is read to its end, and the words that a browser would show are kept. How long it takes is not asked here.
#[test]
fn pages_made_to_harm_are_read_and_keep_their_text() {
    const N: usize = 100_000;
    let around = |inside: String| format!("<p>first words</p>{inside}");
    let attributes: String = (0..N).fold(String::new(), |out, i| out + " a" + &i.to_string() + "=1");
    let table = [
        ("nested boxes", around(format!("{}last words", "<div>".repeat(N))), true),
        ("nested and closed", around(format!("{}{}last words", "<div>".repeat(N), "</div>".repeat(N))), true),
        ("nested lists", around(format!("{}last words", "<ul><li>".repeat(N))), true),
        ("unclosed fonts", around(format!("{}last words", "<font>x".repeat(N))), true),
        ("stray ends", around(format!("{}{}last words", "<b>".repeat(1000), "</i></p>".repeat(N))), true),
        ("misnested", around(format!("{}last words", "<b><p>".repeat(N / 2) + &"</b></p>".repeat(N / 2))), true),
        ("nested tables", around(format!("{}last words", "<table><tr><td>".repeat(N / 4))), true),
        ("angles", around("<".repeat(1 << 20) + " last words"), true),
        ("ampersands", around("&".repeat(1 << 20) + " last words"), true),
        ("digits", around(format!("&#{};last words", "1".repeat(1 << 20))), true),
        ("attributes", around(format!("<b{attributes}>last words")), true),
        ("class names", around(format!("<b class=\"{}\">last words", "card-box ".repeat(N))), true),
        ("breaks", around("<br>".repeat(N) + "last words"), true),
        ("hidden boxes", around(format!("{}{}last words", "<div hidden>".repeat(N), "</div>".repeat(N))), true),
        ("silent elements", around(format!("{}{}last words", "<svg>".repeat(N), "</svg>".repeat(N))), true),
        ("quotations", around("<q>".repeat(N) + "last words"), true),
        ("unclosed comment", around(format!("<!-- {}last words", "x".repeat(1 << 20))), false),
        ("unclosed script", around(format!("<script>{}last words", "<p>".repeat(N))), false),
    ];
    for (name, page, ends) in table {
        let document = read(page.as_bytes(), Format::Html);
        let text = passages(&document).join(" ");
        let tail = &text[text.len().saturating_sub(40)..];
        assert!(text.starts_with("first words"), "{name}: begins otherwise");
        assert!(!ends || text.contains("last words"), "{name}: ends with {tail:?}");
    }
}

/// What the program makes of a page in an old encoding, and of a column of HTML.
#[test]
fn records_of_pages_have_offsets_in_the_file_and_warnings() {
    let page =
        b"<nav>AI race</nav><p>caf\xe9: There is no <b>AI</b>&nbsp;arms race.<p hidden>We are losing the AI race.";
    let row = "{\"html\": \"<nav>AI race</nav><p>There is no <b>AI</b> arms race.\"}\n";
    let world = World::new(&[("old.htm", page), ("t.jsonl", row.as_bytes())]);
    let run = world.run(&[
        "scan",
        "--format",
        "jsonl",
        "--text-format",
        "html",
        "--text-column",
        "html",
        "old.htm",
        "t.jsonl",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let records: Vec<serde_json::Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let cues: Vec<&serde_json::Value> = records.iter().map(|r| &r["passages"][0]["cues"][0]).collect();
    let at = |cue: &serde_json::Value, key: &str| usize::try_from(cue[key].as_u64().unwrap()).unwrap();
    assert_eq!(&page[at(cues[0], "start")..at(cues[0], "end")], b"AI</b>&nbsp;arms race", "{}", cues[0]);
    let told: Vec<_> = records.iter().map(|r| (r["format"].as_str(), r["offset_basis"].as_str())).collect();
    assert_eq!(told, [(Some("html"), Some("source")), (Some("jsonl"), Some("field"))]);
    let warnings = records[0]["warnings"].to_string();
    assert!(warnings.contains("windows-1252") && warnings.contains("1 stretch of hidden text"), "{warnings}");
    assert_eq!(records.iter().map(|r| r["passages_total"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(1)]);
}
