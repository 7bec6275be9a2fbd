//! What is read of a Word document, and what is left out.

use detente::document::PassageKind::{Caption, Heading, ListItem, Paragraph, Quote, TableCell};
use detente::input::Format;

use super::{Docx, SECRET, read};

/// A paragraph with these properties and this text.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn style(id: &str, name: &str, inner: &str) -> String {
    format!(r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{inner}</w:style>"#)
}

fn styles() -> String {
    let hidden = r"<w:rPr><w:vanish/></w:rPr>";
    [
        style("Heading1", "heading 1", r#"<w:pPr><w:outlineLvl w:val="0"/></w:pPr>"#),
        style("berschrift2", "heading 2", ""),
        style("Own", "Own", r#"<w:basedOn w:val="berschrift2"/>"#),
        style("Sub", "Subtitle", r#"<w:basedOn w:val="Title"/>"#),
        style("Bullets", "Bullets", r#"<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>"#),
        style("Zitat", "Intense Quote", ""),
        style("Loop", "Loop", r#"<w:basedOn w:val="Loop"/>"#),
        style("Gone", "Gone", hidden),
        format!(r#"<w:style w:type="character" w:styleId="Faint"><w:name w:val="Faint"/>{hidden}</w:style>"#),
    ]
    .concat()
}

#[test]
fn paragraphs_are_what_their_styles_say() {
    let of = |id: &str| format!(r#"<w:pStyle w:val="{id}"/>"#);
    let listed = |id: u8| format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{id}"/></w:numPr>"#);
    let cell = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("", "x"), p("", "y"));
    let table = [
        (p(&of("Heading1"), "x"), vec![(Heading, "x")]),
        (p(&of("Heading7"), "x"), vec![(Heading, "x")]),
        (p(&of("berschrift2"), "x"), vec![(Heading, "x")]),
        (p(&of("Own"), "x"), vec![(Heading, "x")]),
        (p(&of("Title"), "x"), vec![(Heading, "x")]),
        (p(&of("Sub"), "x"), vec![(Paragraph, "x")]),
        (p(r#"<w:outlineLvl w:val="2"/>"#, "x"), vec![(Heading, "x")]),
        (p(&(of("Heading1") + r#"<w:outlineLvl w:val="9"/>"#), "x"), vec![(Paragraph, "x")]),
        (p(&listed(4), "x"), vec![(ListItem, "x")]),
        (p(&of("Bullets"), "x"), vec![(ListItem, "x")]),
        (p(&(of("Bullets") + &listed(0)), "x"), vec![(Paragraph, "x")]),
        (p(&(of("Heading1") + &listed(4)), "x"), vec![(Heading, "x")]),
        (p(&of("ListParagraph"), "x"), vec![(ListItem, "x")]),
        (p(&(listed(0) + r#"<w:ind w:start="720"/>"#), "x"), vec![(ListItem, "x")]),
        (p(r#"<w:ind w:start="720"/>"#, "x"), vec![(Paragraph, "x")]),
        (p(&of("Zitat"), "x"), vec![(Quote, "x")]),
        (p(&of("Quotations"), "x"), vec![(Quote, "x")]),
        (p(&of("BlockText"), "x"), vec![(Quote, "x")]),
        (p(&of("Caption"), "x"), vec![(Caption, "x")]),
        (p(&of("Loop"), "x"), vec![(Paragraph, "x")]),
        (p(&of("Unknown"), "x"), vec![(Paragraph, "x")]),
        (p(&(of("TOC1")), "x") + &p("", "y"), vec![(Paragraph, "y")]),
        (cell, vec![(TableCell, "x"), (TableCell, "y")]),
        (p("<w:pPrChange><w:pPr><w:pStyle w:val='Title'/></w:pPr></w:pPrChange>", "x"), vec![(Paragraph, "x")]),
    ];
    for (body, expected) in table {
        let (found, ..) = read(&Docx { body: body.clone(), styles: styles(), ..Docx::default() }.bytes(), Format::Docx);
        let expected: Vec<_> = expected.into_iter().map(|(kind, text)| (kind, text.to_owned())).collect();
        assert_eq!(found, expected, "{body}");
    }
}

#[test]
fn letters_are_joined_and_marks_are_read() {
    let table = [
        ("<w:r><w:t>arms ra</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>ce</w:t></w:r>", "arms race"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>x</w:t></w:r>", "co\u{2011}op\u{ad}x"),
        ("<w:r><w:sym w:font='F' w:char='F04A'/><w:t>a</w:t></w:r>", "a"),
        ("<w:r><w:t>a &amp; b &#8220;c&#x201D; d\ne</w:t></w:r>", "a & b “c” d e"),
        ("<w:r><w:t><![CDATA[a < b]]></w:t></w:r>", "a < b"),
        ("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
        ("<w:smartTag><w:r><w:t>tag</w:t></w:r></w:smartTag>", "tag"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>box</w:t></w:r></w:sdtContent></w:sdt>", "box"),
        ("<w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:moveTo><w:r><w:t>to</w:t></w:r></w:moveTo>", "into"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>over</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "base",
        ),
        ("<w:fldSimple w:instr='DATE'><w:r><w:t>May</w:t></w:r></w:fldSimple>", "May"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>result</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "result",
        ),
        ("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r>", "a"),
    ];
    for (inner, expected) in table {
        let (_, notices, document) = read(&super::docx(&format!("<w:p>{inner}</w:p>")), Format::Docx);
        assert_eq!(document.source().trim_end_matches('\n'), expected, "{inner}");
        assert_eq!(notices, "", "{inner}");
    }
}

#[test]
fn what_a_reader_does_not_see_is_left_out_and_counted() {
    let hidden = format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r>");
    let deleted = format!("<w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>");
    let row = |mark: &str| {
        format!(
            "<w:tbl><w:tr><w:trPr>{mark}</w:trPr><w:tc><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        )
    };
    let table = [
        (format!("<w:p>{deleted}</w:p><w:p>{deleted}</w:p>"), "left out: 2 tracked deletions"),
        (format!("<w:p><w:del><w:r><w:t>{SECRET}</w:t></w:r></w:del></w:p>"), "left out: 1 tracked deletion"),
        (format!("<w:p><w:moveFrom><w:r><w:t>{SECRET}</w:t></w:r></w:moveFrom></w:p>"), "left out: 1 tracked deletion"),
        (
            format!("<w:p><w:ins><w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:ins></w:p>"),
            "left out: 1 tracked deletion",
        ),
        (row("<w:del/>"), "left out: 1 tracked deletion"),
        (row("<w:hidden/>"), "left out: 1 stretch of hidden text"),
        (
            format!("<w:p>{hidden}{hidden}<w:r><w:t> and </w:t></w:r>{hidden}</w:p>"),
            "left out: 2 stretches of hidden text",
        ),
        (
            format!("<w:p><w:pPr><w:pStyle w:val='Gone'/></w:pPr><w:r><w:t>{SECRET}</w:t></w:r></w:p>"),
            "left out: 1 stretch of hidden text",
        ),
        (
            format!("<w:p><w:r><w:rPr><w:rStyle w:val='Faint'/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"),
            "left out: 1 stretch of hidden text",
        ),
        (
            "<w:p><w:r><w:commentReference w:id='0'/></w:r><w:r><w:commentReference w:id='1'/></w:r></w:p>".to_owned(),
            "left out: 2 comments",
        ),
        (
            "<w:p><w:r><w:rPr><w:rStyle w:val='Faint'/><w:vanish w:val='0'/></w:rPr><w:t>and</w:t></w:r></w:p>"
                .to_owned(),
            "",
        ),
        (format!("<w:p><w:r><w:instrText>{SECRET}</w:instrText></w:r></w:p>"), ""),
        ("<w:p><w:del></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t> </w:t></w:r></w:p>".to_owned(), ""),
    ];
    for (body, expected) in table {
        let body = format!("<w:p><w:r><w:t>before</w:t></w:r></w:p>{body}<w:p><w:r><w:t>after</w:t></w:r></w:p>");
        let (_, notices, document) =
            read(&Docx { body: body.clone(), styles: styles(), ..Docx::default() }.bytes(), Format::Docx);
        assert_eq!(notices, expected, "{body}");
        assert!(!format!("{document:?}").contains(SECRET), "{body}");
        let words: Vec<&str> = document.source().split_whitespace().filter(|word| *word != "and").collect();
        assert_eq!(words, ["before", "after"], "{body}");
    }
}

#[test]
fn a_deleted_paragraph_end_joins_what_stands_around_it() {
    let cut = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>an arms </w:t></w:r></w:p>";
    let table = [
        (format!("{cut}<w:p><w:r><w:t>race</w:t></w:r></w:p>"), "an arms race\n"),
        (cut.to_owned(), "an arms\n"),
        (
            format!("<w:tbl><w:tr><w:tc>{cut}</w:tc><w:tc><w:p><w:r><w:t>race</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
            "an arms\n\nrace\n",
        ),
    ];
    for (body, expected) in table {
        assert_eq!(read(&super::docx(&body), Format::Docx).2.source(), expected, "{body}");
    }
}

#[test]
fn text_boxes_come_once_and_behind_their_paragraph() {
    let content = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>first </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{content}</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>half</w:t></w:r></w:p><w:p><w:r><w:t>next</w:t></w:r></w:p>"
    );
    assert_eq!(read(&super::docx(&body), Format::Docx).2.source(), "first half\n\nboxed\n\nnext\n");
}

#[test]
fn notes_come_last_and_only_those_with_a_mark() {
    let note = |kind: &str, id: u8, text: &str| {
        format!("<w:{kind} w:id='{id}'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>")
    };
    let body = "<w:p><w:r><w:t>One</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t> goes</w:t></w:r><w:r><w:endnoteReference w:id='2'/></w:r><w:r><w:t> on.</w:t></w:r><w:del><w:r><w:footnoteReference w:id='3'/></w:r></w:del></w:p><w:p><w:r><w:t>Two.</w:t></w:r></w:p>";
    let separator =
        format!("<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:footnote>");
    let file = Docx {
        body: body.to_owned(),
        footnotes: separator + &note("footnote", 2, "Below.") + &note("footnote", 3, SECRET),
        endnotes: note("endnote", 2, "At the end."),
        ..Docx::default()
    };
    let (passages, notices, document) = read(&file.bytes(), Format::Docx);
    assert_eq!(document.source(), "One goes on.\n\nTwo.\n\nBelow.\n\nAt the end.\n");
    assert!(passages.iter().all(|(kind, _)| *kind == Paragraph), "{passages:?}");
    assert_eq!(notices, "left out: 1 note without a mark in the text");
}

#[test]
fn line_breaks_are_soft_and_empty_lines_part_passages() {
    let body = "<w:p><w:r><w:t>an arms</w:t><w:br/><w:t>race</w:t><w:br/><w:br/><w:t>more</w:t></w:r></w:p>";
    let (passages, _, document) = read(&super::docx(body), Format::Docx);
    assert_eq!(passages, [(Paragraph, "an arms race".to_owned()), (Paragraph, "more".to_owned())]);
    assert_eq!(document.source(), "an arms\nrace\n\nmore\n");
}

#[test]
fn the_title_is_on_the_page_or_in_the_properties() {
    let titled = p("<w:pStyle w:val='Title'/>", "On the page");
    let table =
        [(titled.as_str(), "In there", Some("On the page")), ("", " In\nthere ", Some("In there")), ("", "", None)];
    for (body, title, expected) in table {
        let file = Docx { body: body.to_owned(), title: title.to_owned(), ..Docx::default() };
        assert_eq!(read(&file.bytes(), Format::Docx).2.title(), expected, "{body} {title}");
    }
}

#[test]
fn the_main_part_is_found_by_relation_not_by_name() {
    let file = Docx {
        body: p("<w:pStyle w:val='Own'/>", "here"),
        styles: styles(),
        main: "odd/place/text2.xml",
        ..Docx::default()
    };
    assert_eq!(read(&file.bytes(), Format::Docx).0, [(Heading, "here".to_owned())]);
}
