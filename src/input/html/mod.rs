//! Web pages: the text of the article, or all that can be seen.
//!
//! A page is read once as a stream of tags and text ([`stream`]), cut into blocks ([`blocks`]), of which those that
//! are text are chosen ([`extract`]) and written ([`write`]). What an element means stands in `elements.toml`, how
//! the furniture of a page is told from its text in `boilerplate.toml`.

mod blocks;
mod charset;
mod elements;
mod entities;
mod extract;
mod page;
mod signals;
mod stream;
mod write;

use self::page::{Block, Page, Piece};
use crate::document::{DocumentBuilder, PassageKind};
use crate::span::Span;

pub(in crate::input) use charset::decode;

/// Reads the builder's whole text; `all` of what is visible, or the article.
pub(super) fn read(builder: &mut DocumentBuilder, all: bool) {
    let source = builder.source().to_owned();
    let page = blocks::read(&source).without_layout_tables();
    let chosen = if all { vec![true; page.blocks.len()] } else { extract::choose(&page) };
    let kept: Vec<&Block> = page.blocks.iter().zip(chosen).filter(|(_, keep)| *keep).map(|(block, _)| block).collect();
    let words: Vec<Span> = kept.iter().flat_map(|block| &block.pieces).filter_map(Piece::words).collect();
    let read = |at: Span| {
        let behind = words.partition_point(|piece| piece.start <= at.start);
        behind.checked_sub(1).is_some_and(|i| words[i].contains(at))
    };
    // A directive in brackets is one where it is read, not in a script or beside the article.
    builder.retain_directives(|directive| source[directive.at.start..].starts_with('<') || read(directive.at));
    if let Some(title) = title(&source, &page, &kept) {
        builder.title(&title);
    }
    for block in kept {
        write::write(builder, &source, block);
    }
    for notice in notices(&page) {
        builder.notice(notice);
    }
}

/// The name of the page, without the name of the site where a headline shows which is which.
fn title(source: &str, page: &Page, kept: &[&Block]) -> Option<String> {
    let is_first = |block: &&&Block| block.kind == PassageKind::Heading && block.depth == 1;
    let headlines: Vec<String> = kept.iter().filter(is_first).map(|block| write::block_words(source, block)).collect();
    let named = page.title.map(|span| write::words(source, span)).filter(|title| !title.is_empty());
    let shared = page.shared_title.as_deref().map(write::tidy).filter(|title| !title.is_empty());
    let named = named.or(shared).or_else(|| headlines.first().filter(|_| headlines.len() == 1).cloned())?;
    let front = headlines.iter().find(|headline| is_front(&named, headline));
    Some(front.cloned().unwrap_or(named))
}

/// Whether `title` is the headline and the name of a site.
fn is_front(title: &str, headline: &str) -> bool {
    let rest = title.strip_prefix(headline).map(str::trim_start).unwrap_or_default();
    !headline.is_empty() && rest.starts_with(['|', '-', '–', '—', '·', '•', ':', '»', '/'])
}

fn notices(page: &Page) -> Vec<String> {
    let mut notices = Vec::new();
    if page.hidden > 0 {
        let stretches = if page.hidden == 1 { "1 stretch".to_owned() } else { format!("{} stretches", page.hidden) };
        notices.push(format!("hidden: {stretches} of hidden text left out"));
    }
    if !page.whole {
        notices.push("page: nested too deeply; its end was not read".to_owned());
    }
    notices
}

#[cfg(test)]
mod tests {
    use crate::document::PassageKind::{self, Caption, Heading, ListItem, Paragraph, Quote, TableCell};
    use crate::input::{Format, read_text};

    fn passages(page: &str) -> Vec<(PassageKind, String)> {
        let document = read_text(page.to_owned().into(), Format::HtmlFull);
        document.passages().iter().map(|p| (p.kind, p.span.slice(document.clean()).to_owned())).collect()
    }

    type Case<'t> = (&'t str, &'t [(PassageKind, &'t str)]);

    fn check(table: &[Case<'_>]) {
        for (page, expected) in table {
            let expected: Vec<_> = expected.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
            assert_eq!(passages(page), expected, "{page}");
        }
    }

    #[test]
    fn blocks_are_read_as_a_reader_would() {
        let table: [Case<'_>; 15] = [
            ("<p>One</p><p>Two</p>", &[(Paragraph, "One"), (Paragraph, "Two")]),
            ("<p>One<p>Two", &[(Paragraph, "One"), (Paragraph, "Two")]),
            ("bare text", &[(Paragraph, "bare text")]),
            ("<div>a<p>b</p>c</div>d", &[(Paragraph, "a"), (Paragraph, "b"), (Paragraph, "c"), (Paragraph, "d")]),
            ("<h2>Head</h2>Text", &[(Heading, "Head"), (Paragraph, "Text")]),
            ("<h2>Head</h3>Text", &[(Heading, "Head"), (Paragraph, "Text")]),
            ("<ul><li>one<li>two</ul>three", &[(ListItem, "one"), (ListItem, "two"), (Paragraph, "three")]),
            ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", &[(ListItem, "a"), (ListItem, "b"), (ListItem, "c")]),
            ("<li><p>a</p><p>b</p></li>", &[(ListItem, "a"), (ListItem, "b")]),
            ("<dl><dt>a<dd>b<dt>c</dl>", &[(ListItem, "a"), (ListItem, "b"), (ListItem, "c")]),
            (
                "<table><tr><th>a<td>b<tr><td>c</table>d",
                &[(TableCell, "a"), (TableCell, "b"), (TableCell, "c"), (Paragraph, "d")],
            ),
            ("<table><caption>cap<tr><td>a</table>", &[(Caption, "cap"), (TableCell, "a")]),
            ("<blockquote>a<p>b</p></blockquote>c", &[(Quote, "a"), (Quote, "b"), (Paragraph, "c")]),
            ("<blockquote><ul><li>a</ul></blockquote>", &[(Quote, "a")]),
            ("<figure><img alt=x><figcaption>cap</figcaption></figure>t", &[(Caption, "cap"), (Paragraph, "t")]),
        ];
        check(&table);
    }

    #[test]
    fn words_are_joined_parted_and_left_out_as_a_reader_sees_them() {
        let table: [Case<'_>; 26] = [
            ("one<br>two", &[(Paragraph, "one two")]),
            ("one<br> <br/>two<br><br><br>three", &[(Paragraph, "one"), (Paragraph, "two"), (Paragraph, "three")]),
            ("one<hr>two", &[(Paragraph, "one"), (Paragraph, "two")]),
            ("<pre>a\nb\n\n \nc</pre>", &[(Paragraph, "a b"), (Paragraph, "c")]),
            ("arms <em>race</em>", &[(Paragraph, "arms race")]),
            ("ar<b>ms</b> race", &[(Paragraph, "arms race")]),
            ("ar&shy;ms<wbr>&nbsp;&#32;\n race", &[(Paragraph, "arms race")]),
            ("arms<!-- a > b --> race", &[(Paragraph, "arms race")]),
            ("a<script>if (a < b) '</p>'</script>b<style>p {}</style>c", &[(Paragraph, "abc")]),
            (
                "a <select><option>no</select><button>no</button>b<svg><title>no</title><text>no</text></svg>",
                &[(Paragraph, "a b")],
            ),
            ("<template>no</template><noscript>no</noscript><textarea>no</textarea>a", &[(Paragraph, "a")]),
            ("a <span hidden>no <b>no</b></span>b<div style='display:none'>no</div>", &[(Paragraph, "a b")]),
            ("he <q>said so</q> then", &[(Paragraph, "he “said so” then")]),
            ("<b><p>one</b> goes on</p>two", &[(Paragraph, "one goes on"), (Paragraph, "two")]),
            ("<a><div>one</a></div>two", &[(Paragraph, "one"), (Paragraph, "two")]),
            ("<p><span>one<p>two", &[(Paragraph, "one"), (Paragraph, "two")]),
            (
                "<table><td>One long sentence, or nearly so, about the laying out of pages by tables.<p>And another long sentence, or nearly so, about the laying out of pages by tables.</table>",
                &[
                    (Paragraph, "One long sentence, or nearly so, about the laying out of pages by tables."),
                    (Paragraph, "And another long sentence, or nearly so, about the laying out of pages by tables."),
                ],
            ),
            ("<table><td><div>a</table>b", &[(TableCell, "a"), (Paragraph, "b")]),
            ("<ul><li>a</p>b</ul>", &[(ListItem, "a"), (ListItem, "b")]),
            ("a</p>b</br>c", &[(Paragraph, "a"), (Paragraph, "b c")]),
            ("<P>ONE<UL><LI>TWO</UL>", &[(Paragraph, "ONE"), (ListItem, "TWO")]),
            ("1 < 2 & 3 &lt; 4 &notanentity; &amp", &[(Paragraph, "1 < 2 & 3 < 4 ¬anentity; &")]),
            ("<head><title>T</title></head><body>a", &[(Paragraph, "a")]),
            ("text <div unfinished", &[(Paragraph, "text")]),
            (
                "<?xml version='1.0'?><head><title/><script src='x'/></head><p/><p>a<a id='b'/>b<svg/></p><div hidden='hidden'/>c",
                &[(Paragraph, "ab"), (Paragraph, "c")],
            ),
            ("<x-card>a</x-card> <my-b>b</my-b>", &[(Paragraph, "a b")]),
        ];
        check(&table);
    }

    #[test]
    fn words_lead_back_to_their_bytes() {
        let table = [
            ("<p>an arms <em>race</em> here", "arms race", "arms <em>race"),
            ("an <b>ar</b>ms&nbsp;race here", "arms race", "ar</b>ms&nbsp;race"),
            ("&#8220;arms race&rdquo;", "“arms race”", "&#8220;arms race&rdquo;"),
            ("&lt;b&gt; x", "<b>", "&lt;b&gt;"),
            ("<td>arms\r\n   race</td>", "arms race", "arms\r\n   race"),
            ("<q>arms race</q>", "arms race", "arms race"),
            ("o&#xFB03;ce x", "office", "o&#xFB03;ce"),
            ("arms<br>race", "arms race", "arms<br>race"),
        ];
        for (page, phrase, expected) in table {
            let document = read_text(page.to_owned().into(), Format::HtmlFull);
            let at = document.clean().find(phrase).unwrap_or_else(|| panic!("{page}: {}", document.clean()));
            let span = document.source_span((at..at + phrase.len()).into());
            assert_eq!(span.slice(page), expected, "{page}");
        }
    }

    #[test]
    fn the_title_loses_the_name_of_the_site_only_where_a_headline_shows_it() {
        let table = [
            ("<title>Race | Daily</title><h1>Race</h1>x", Some("Race")),
            ("<title>Race | Daily</title><h1>Other</h1>x", Some("Race | Daily")),
            ("<title>\n Race &amp;\n Co </title>x", Some("Race & Co")),
            ("<meta property='og:title' content='Race &amp; Co'>x", Some("Race & Co")),
            ("<h1>Race</h1>x", Some("Race")),
            ("<h1>Race</h1><h1>Other</h1>", None),
            ("<svg><title>icon</title></svg><h2>Race</h2>", None),
            ("<title></title>x", None),
        ];
        for (page, expected) in table {
            let document = read_text(page.to_owned().into(), Format::Html);
            assert_eq!(document.title(), expected, "{page}");
        }
    }

    #[test]
    fn hidden_text_is_counted() {
        let table = [
            (
                "<p hidden>a b</p><p>x <i style='visibility:hidden'>c</i><span aria-hidden=true>d</span>",
                Some("3 stretches"),
            ),
            ("<p hidden>a <b>b</b> c</p>x", Some("1 stretch ")),
            ("<p hidden> </p>x<script>y</script>", None),
        ];
        for (page, expected) in table {
            let document = read_text(page.to_owned().into(), Format::Html);
            let notice = document.notices().first();
            assert_eq!(
                notice.map(|n| n.contains(expected.unwrap_or("none"))),
                expected.map(|_| true),
                "{page}: {notice:?}"
            );
        }
    }
}
