//! Texts that try to become elements, scripts or requests, and the places in a table where they can stand.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

/// Listens on the loopback and counts who comes.
pub(super) struct Canary {
    port: u16,
    hits: Arc<AtomicUsize>,
}

impl Canary {
    pub(super) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let hits = Arc::new(AtomicUsize::new(0));
        let counter = hits.clone();
        // Ends with the process.
        std::thread::spawn(move || {
            listener.incoming().for_each(|_| {
                counter.fetch_add(1, Ordering::SeqCst);
            });
        });
        Self { port, hits }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }
}

/// What could end the text, attribute, element or comment that a payload stands in.
const BREAKS: [&str; 6] = ["", "\">", "'>", "</script>", "</title></style>", "-->"];

/// What is tried then; `EVIL` is a script, `URL` leads to the canary.
const TRIES: [&str; 20] = [
    "<script>EVIL</script>",
    "<img src=x onerror=EVIL>",
    "<img src=URL>",
    "<svg onload=EVIL><circle r=9></svg>",
    "<iframe src=URL></iframe>",
    "<link rel=stylesheet href=URL>",
    "<a href=\"javascript:EVIL\">x</a>",
    "<style>@import 'URL'; body { background: url(URL) }</style>",
    "<meta http-equiv=refresh content=\"0;url=URL\">",
    "<base href=URL><x-evil is=b>",
    "<form action=URL><input autofocus onfocus=EVIL></form>",
    "<!-- <![CDATA[ <?php ?>",
    "<b>bold</b><mark class=cue id=d1-c1>fake</mark>",
    "\" onmouseover=\"EVIL\" style=\"background:url(URL)\" x=\"",
    "' autofocus onfocus='EVIL' '",
    "&lt;script&gt;EVIL&lt;/script&gt;&#60;b&#62;&amp;quot;",
    "{{ 7 * 7 }}{% raw %}${EVIL}`#{EVIL}`",
    "\u{202e}evil\u{2066}\u{200f}\u{2028}\u{1b}[31m\u{0}\u{7f}",
    "<details open ontoggle=EVIL><template><script>EVIL</script></template>",
    "LONG",
];

/// Every break before every try.
pub(super) fn payloads(port: u16) -> Vec<String> {
    let url = format!("http://127.0.0.1:{port}/hit");
    let evil = format!("window.owned=1,document.title='owned',new Image().src='{url}'");
    let filled = |text: String| text.replace("EVIL", &evil).replace("URL", &url).replace("LONG", &"w".repeat(3000));
    BREAKS.iter().flat_map(|b| TRIES.iter().map(move |t| format!("{b}{t}"))).map(filled).collect()
}

/// Harmless words in place of a payload; a line separator and what stands behind it can end a passage, so they stay.
pub(super) fn neutral(payload: &str) -> String {
    if payload.contains('\u{2028}') { "neutral\u{2028}\u{1b}[31m words".to_owned() } else { "neutral words".to_owned() }
}

/// Where a payload stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Sentence,
    Speaker,
    Title,
    Id,
    Date,
    Outlet,
    Other,
}

impl Place {
    pub(super) const ALL: [Self; 8] =
        [Self::Paragraph, Self::Sentence, Self::Speaker, Self::Title, Self::Id, Self::Date, Self::Outlet, Self::Other];

    /// Whether words here leave the reading of the framed sentences as it is.
    pub(super) fn keeps_the_reading(self) -> bool {
        !matches!(self, Self::Sentence | Self::Speaker)
    }
}

/// A table with a row for each of these words, which stand in one place; ids and outlets stay different.
pub(super) fn table(words: &[String], place: Place) -> String {
    let row = |(n, words): (usize, &String)| {
        let at = |here: Place, other: &str| if here == place { words.clone() } else { other.to_owned() };
        let (sentence, speaker) = (at(Place::Sentence, "together"), at(Place::Speaker, "Smith"));
        let text = format!(
            "We must win the AI race against China {sentence} and soon.\n\n“In AI the winner takes all,” said Anna \
             {speaker}.\n\n{speaker}: There is no AI arms race.\n\nAI should be built as public infrastructure with shared data.\n\n{}",
            at(Place::Paragraph, "The end")
        );
        let (id, outlet) = (format!("{n} {}", at(Place::Id, "id")), format!("{n} {}", at(Place::Outlet, "outlet")));
        let row = json!({
            "id": id, "title": at(Place::Title, "title"), "date": at(Place::Date, "2024-01"), "outlet": outlet,
            "other": at(Place::Other, "other"), "text": text,
        });
        row.to_string() + "\n"
    };
    words.iter().enumerate().map(row).collect()
}

/// Two drafts of one text with these words in it, which stand in one place: passages are edited, moved, removed and added.
pub(super) fn drafts(words: &[String], place: Place) -> [String; 2] {
    let at = |here: Place, words: &str, other: &str| if here == place { words.to_owned() } else { other.to_owned() };
    let part = |(n, words): (usize, &String), end: &str| {
        let (sentence, speaker) = (at(Place::Sentence, words, "together"), at(Place::Speaker, words, "Smith"));
        format!(
            "We must win the AI race against China {sentence} and {end} {n}.\n\n“In AI the winner takes all,” said Anna \
             {speaker} {end}.\n\n{speaker}: There is no AI arms race.\n\n{n} {} {end}\n\n",
            at(Place::Paragraph, words, "The end")
        )
    };
    let parts = |end: &str| words.iter().enumerate().map(|one| part(one, end)).collect::<String>();
    let frame = "The grid of the town was built by many hands over a hundred years.";
    let (gone, came) = ("There is no time to lose in AI.", "AI serves everyone as a public utility.");
    let kept = "AI should be built as public infrastructure with shared data.\n\nThe hall is small.";
    [
        format!("{kept}\n\n{frame}\n\n{gone}\n\n{}", parts("soon")),
        format!("{kept}\n\n{}\n\n{came}\n\n{frame}\n", parts("later")),
    ]
}

/// The name of a draft's file with these words in it: no slash, nothing that no file system takes, not too long.
pub(super) fn file_name(draft: &str, words: &str) -> String {
    let allowed = |c: &char| !matches!(c, '/' | '\\' | '\0');
    let name: String = words.chars().filter(allowed).take(120).collect();
    format!("{draft}{name}.txt")
}
