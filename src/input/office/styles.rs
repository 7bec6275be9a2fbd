//! Named styles: what a paragraph is, told by the style it has and the styles that one is based on.

use std::collections::BTreeMap;

use crate::document::PassageKind;

use super::blocks::Shape;

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading(u8),
    Quote,
    Caption,
    Contents,
    /// Part of a list, numbered or not.
    Item,
    /// Running text, whatever the style is based on.
    Plain,
}

/// Names of styles, small letters only, as the word processors write them in files of any language.
const ROLES: &[(&str, Role)] = &[
    ("title", Role::Title),
    ("subtitle", Role::Plain),
    ("author", Role::Plain),
    ("date", Role::Plain),
    ("blocktext", Role::Quote),
    ("blockquote", Role::Quote),
    ("quote", Role::Quote),
    ("intensequote", Role::Quote),
    ("quotation", Role::Quote),
    ("quotations", Role::Quote),
    ("caption", Role::Caption),
    ("imagecaption", Role::Caption),
    ("tablecaption", Role::Caption),
    ("figurecaption", Role::Caption),
    ("listparagraph", Role::Item),
    ("listcontinue", Role::Item),
    ("tocheading", Role::Contents),
    ("contentsheading", Role::Contents),
    ("tableoffigures", Role::Contents),
];

type Numbered = (&'static str, fn(u8) -> Role);

/// Names that a digit from 1 to 9 follows.
const NUMBERED: &[Numbered] =
    &[("heading", Role::Heading), ("toc", |_| Role::Contents), ("contents", |_| Role::Contents)];

/// Longest chain of styles that are based on each other.
const MAX_CHAIN: usize = 16;

/// Most bytes of all styles: some two hundred thousand of them.
const MAX_STYLES: usize = 16 << 20;

/// One style.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) name: String,
    pub(super) parent: Option<String>,
    /// Outline level from 0; 9 says that it is none.
    pub(super) outline: Option<u8>,
    pub(super) listed: Option<bool>,
    pub(super) hidden: Option<bool>,
}

/// What a paragraph's style says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) role: Option<Role>,
    pub(super) outline: Option<u8>,
    pub(super) listed: bool,
    pub(super) hidden: bool,
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraph: BTreeMap<String, Style>,
    text: BTreeMap<String, Style>,
    size: usize,
    /// The style of paragraphs that name none.
    pub(super) default: Option<String>,
}

impl Styles {
    /// Adds a style of paragraphs.
    pub(super) fn add_paragraph(&mut self, id: String, style: Style) {
        self.size += size(&id, &style);
        self.paragraph.insert(id, style);
    }

    /// Adds a style of letters.
    pub(super) fn add_text(&mut self, id: String, style: Style) {
        self.size += size(&id, &style);
        self.text.insert(id, style);
    }

    /// Whether there are more than any file has.
    pub(super) fn is_full(&self) -> bool {
        self.size > MAX_STYLES
    }

    /// What a paragraph style says.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Look {
        let Some(id) = id.or(self.default.as_deref()) else { return Look::default() };
        let own = self.paragraph.get(id).map(|style| style.name.as_str());
        let chain = chain(&self.paragraph, id);
        let role = own.and_then(role).or_else(|| role(id)).or_else(|| inherited(&chain));
        Look {
            role,
            outline: chain.iter().find_map(|(_, style)| style.outline),
            listed: chain.iter().find_map(|(_, style)| style.listed).unwrap_or(false),
            hidden: hidden(&chain),
        }
    }

    /// Whether a style of letters hides them.
    pub(super) fn hides(&self, id: &str) -> bool {
        hidden(&chain(&self.text, id))
    }
}

/// About what a style takes up.
fn size(id: &str, style: &Style) -> usize {
    size_of::<Style>() + 2 * id.len() + style.name.len() + style.parent.as_ref().map_or(0, String::len)
}

type Chain<'s> = Vec<(&'s str, &'s Style)>;

/// A style, and those that it is based on.
fn chain<'s>(styles: &'s BTreeMap<String, Style>, id: &str) -> Chain<'s> {
    let mut next = styles.get_key_value(id);
    let mut chain = Vec::new();
    while let (Some((id, style)), true) = (next, chain.len() < MAX_CHAIN) {
        chain.push((id.as_str(), style));
        next = style.parent.as_deref().and_then(|parent| styles.get_key_value(parent));
    }
    chain
}

/// The first role along a chain; a chain that leads out of the file ends in a name that may still tell.
fn inherited(chain: &Chain<'_>) -> Option<Role> {
    let known = chain.iter().find_map(|(id, style)| role(&style.name).or_else(|| role(id)));
    known.or_else(|| role(chain.last()?.1.parent.as_deref()?))
}

fn hidden(chain: &Chain<'_>) -> bool {
    chain.iter().find_map(|(_, style)| style.hidden).unwrap_or(false)
}

/// The role that a name tells; spaces and their written form `_20_` do not count.
fn role(name: &str) -> Option<Role> {
    let plain: String = name.replace("_20_", "").chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    let numbered = |(word, role): &Numbered| {
        let digit = plain.strip_prefix(word)?.parse::<u8>().ok()?;
        (1..=9).contains(&digit).then(|| role(digit))
    };
    let named = ROLES.iter().find(|(word, _)| *word == plain).map(|(_, role)| *role);
    named.or_else(|| NUMBERED.iter().find_map(numbered))
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) cell: bool,
    pub(super) item: bool,
}

/// What a paragraph is; none for a line of a table of contents.
pub(super) fn shape(look: Look, place: Place) -> Option<Shape> {
    let outline = look.outline.map(|level| (level < 9).then_some(level + 1));
    match (look.role, outline) {
        (Some(Role::Contents), _) => None,
        (Some(Role::Title), _) => Some(Shape::heading(1, true)),
        (_, Some(Some(depth))) | (Some(Role::Heading(depth)), None) => Some(Shape::heading(depth, false)),
        (Some(Role::Caption), _) => Some(Shape::plain(PassageKind::Caption)),
        _ if place.cell => Some(Shape::plain(PassageKind::TableCell)),
        (Some(Role::Quote), _) => Some(Shape::plain(PassageKind::Quote)),
        (role, _) if place.item || role == Some(Role::Item) => Some(Shape::plain(PassageKind::ListItem)),
        _ => Some(Shape::plain(PassageKind::Paragraph)),
    }
}
