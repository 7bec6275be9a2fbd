//! What is read of an OpenDocument text, and what is left out.

use detente::document::PassageKind::{self, Caption, Heading, ListItem, Paragraph, Quote, TableCell};
use detente::input::Format;

use super::{SECRET, container, read};

const NS: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/""#;
const TYPE: &str = "application/vnd.oasis.opendocument.text";

const STYLES: &str = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>"#;

/// The content of a text with this body.
pub(crate) fn content(body: &str) -> String {
    format!(
        "<office:document-content {NS}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

pub(crate) fn odt(body: &str) -> Vec<u8> {
    let meta = format!("<office:document-meta {NS}><dc:title>In the properties</dc:title></office:document-meta>");
    container(&[("mimetype", TYPE), ("content.xml", &content(body)), ("meta.xml", &meta)])
}

/// A text with a deletion, a hidden stretch and a comment.
pub(crate) fn draft(text: &str) -> Vec<u8> {
    odt(&format!(
        r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>{SECRET}</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p>{text}<text:change text:change-id="c"/><office:annotation><dc:creator>{SECRET}</dc:creator><text:p>{SECRET}</text:p></office:annotation><text:span text:style-name="T2"> {SECRET}</text:span></text:p>"#
    ))
}

#[test]
fn blocks_are_what_their_elements_and_styles_say() {
    let table: [(&str, &[(PassageKind, &str)]); 13] = [
        ("<text:h text:outline-level='2'>x</text:h>", &[(Heading, "x")]),
        ("<text:p text:style-name='Heading_20_1'>x</text:p>", &[(Paragraph, "x")]),
        ("<text:p text:style-name='Title'>x</text:p>", &[(Paragraph, "x")]),
        (
            "<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list><text:p>y</text:p>",
            &[(ListItem, "x"), (Paragraph, "y")],
        ),
        ("<text:list><text:list-item><text:h>x</text:h></text:list-item></text:list>", &[(Heading, "x")]),
        ("<text:p text:style-name='P1'>x</text:p>", &[(Quote, "x")]),
        ("<text:p text:style-name='Illustration'>x</text:p>", &[(Caption, "x")]),
        (
            "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
            &[(TableCell, "x")],
        ),
        (
            "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note> b.</text:p><text:p>c</text:p>",
            &[(Paragraph, "a b."), (Paragraph, "c"), (Paragraph, "note")],
        ),
        (
            "<text:p>a <draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:desc>no</svg:desc></draw:frame>b</text:p>",
            &[(Paragraph, "a b"), (Paragraph, "box")],
        ),
        ("<text:section><text:p>x</text:p></text:section>", &[(Paragraph, "x")]),
        ("<text:p>x</text:p><text:p/><text:p> </text:p>", &[(Paragraph, "x")]),
        (
            "<text:table-of-content><text:index-body><text:p>x</text:p></text:index-body></text:table-of-content><text:p>y</text:p>",
            &[(Paragraph, "y")],
        ),
    ];
    for (body, expected) in table {
        let expected: Vec<_> = expected.iter().map(|(kind, text)| (heading(body, *kind), (*text).to_owned())).collect();
        assert_eq!(read(&odt(body), Format::Odt).0, expected, "{body}");
    }
}

/// A paragraph whose style is called so is a heading, whether the style is in the file or not.
fn heading(body: &str, kind: PassageKind) -> PassageKind {
    if body.contains("'Title'") || body.contains("'Heading_20_1'") { Heading } else { kind }
}

#[test]
fn letters_are_joined_and_spaces_are_read_as_meant() {
    let table = [
        ("<text:p>arms ra<text:span>ce</text:span></text:p>", "arms race"),
        ("<text:p>\n  a\n  b <text:span> c</text:span></text:p>", "a b c"),
        ("<text:p>a<text:s/>b<text:s text:c='2'/>c<text:s text:c='99999999999999999999'/></text:p>", "a b  c"),
        ("<text:p>a<text:tab/>b<text:line-break/>c</text:p>", "a\tb\nc"),
        ("<text:p>a <text:a>link</text:a> &lt;b&gt;</text:p>", "a link <b>"),
        (
            "<text:p><text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>over</text:ruby-text></text:ruby></text:p>",
            "base",
        ),
        ("<text:p>on <text:date>1 May</text:date></text:p>", "on 1 May"),
    ];
    for (body, expected) in table {
        assert_eq!(read(&odt(body), Format::Odt).2.source(), format!("{expected}\n"), "{body}");
    }
}

#[test]
fn what_a_reader_does_not_see_is_left_out_and_counted() {
    let hidden = "left out: 1 stretch of hidden text";
    let table = [
        (format!("<text:p text:style-name='P2'>{SECRET}</text:p>"), hidden),
        (format!("<text:p><text:span text:style-name='T2'>{SECRET}</text:span></text:p>"), hidden),
        (format!("<text:p><text:hidden-text text:is-hidden='true'>{SECRET}</text:hidden-text></text:p>"), hidden),
        (format!("<text:p>{SECRET}<text:hidden-paragraph text:is-hidden='true'/></text:p>"), hidden),
        (format!("<text:section text:display='none'><text:p>{SECRET}</text:p></text:section>"), hidden),
        (
            format!("<text:p><office:annotation><text:p>{SECRET}</text:p></office:annotation></text:p>"),
            "left out: 1 comment",
        ),
        (
            format!(
                "<text:tracked-changes><text:deletion><text:p>{SECRET}</text:p></text:deletion><text:deletion/></text:tracked-changes>"
            ),
            "left out: 2 tracked deletions",
        ),
    ];
    for (body, expected) in table {
        let body = format!("<text:p>before</text:p>{body}<text:p>after</text:p>");
        let (_, notices, document) = read(&odt(&body), Format::Odt);
        assert_eq!(notices, expected, "{body}");
        assert_eq!(document.source(), "before\n\nafter\n", "{body}");
    }
}

#[test]
fn the_title_is_on_the_page_or_in_the_properties() {
    let table = [
        ("<text:p text:style-name='Title'>On the page</text:p>", "On the page"),
        ("<text:p>x</text:p>", "In the properties"),
    ];
    for (body, expected) in table {
        assert_eq!(read(&odt(body), Format::Odt).2.title(), Some(expected), "{body}");
    }
}
