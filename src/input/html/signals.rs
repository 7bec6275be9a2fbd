//! What an element says of itself: its attributes, and what its names tell of the text inside (`boilerplate.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::elements::among;

/// An attribute as it is written.
pub(super) type Attribute<'s> = (&'s str, &'s str);

/// What kind of place on the page an element is, as far as it says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// It says nothing.
    #[default]
    Plain,
    /// The main part of the page.
    Main,
    /// An article.
    Article,
    /// The words of an article.
    Body,
    /// Notes or references: a part of the text.
    Notes,
    /// Top or side of the page, or of an article.
    Edge,
    /// Navigation, banners, forms.
    Furniture,
    /// The same, told by something that may hold a whole page too: a name, a form.
    NamedFurniture,
    /// What readers wrote.
    Talk,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    furniture_elements: String,
    form_elements: String,
    edge_elements: String,
    furniture_roles: String,
    article_elements: String,
    main_elements: String,
    main_roles: String,
    article_roles: String,
    body_properties: String,
    text_roles: String,
    sections: String,
    ignore: String,
    text: String,
    furniture: Vec<String>,
    talk: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| toml::from_str(include_str!("boilerplate.toml")).unwrap_or_default());

/// First word of a name → the words behind it, and what the whole says.
type Names = BTreeMap<&'static str, Vec<(Vec<&'static str>, Place)>>;

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let furniture = FILE.furniture.iter().map(|name| (name, Place::NamedFurniture));
    let mut names = Names::new();
    for (name, place) in furniture.chain(FILE.talk.iter().map(|name| (name, Place::Talk))) {
        let mut words = name.split(' ');
        let first = words.next().unwrap_or_default();
        names.entry(first).or_default().push((words.collect(), place));
    }
    names
});

/// The value of an attribute.
pub(super) fn value<'s>(attributes: &[Attribute<'s>], name: &str) -> Option<&'s str> {
    attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
}

/// Whether the element and all inside is not shown.
pub(super) fn is_hidden(attributes: &[Attribute<'_>]) -> bool {
    attributes.iter().any(|(key, value)| match key {
        key if key.eq_ignore_ascii_case("hidden") => true,
        key if key.eq_ignore_ascii_case("style") => hides(value),
        _ => false,
    })
}

/// Whether the element and all inside is shown, but not read out; a page behind an open dialog is, too.
pub(super) fn is_unread(attributes: &[Attribute<'_>]) -> bool {
    value(attributes, "aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}

fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(key, value)| {
        let (key, value) = (key.trim(), value.split('!').next().unwrap_or_default().trim());
        (key.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none"))
            || (key.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
    })
}

/// Whether the element leads away from the page.
pub(super) fn is_link(attributes: &[Attribute<'_>]) -> bool {
    value(attributes, "href").is_some_and(|address| !address.trim_start().starts_with('#'))
}

/// What an element says of the text inside.
pub(super) fn place(element: &str, attributes: &[Attribute<'_>]) -> Place {
    let file = &*FILE;
    let is = |list: &str, name: Option<&str>| name.is_some_and(|name| name.split_whitespace().any(|n| among(list, n)));
    let (role, property) = (value(attributes, "role"), value(attributes, "itemprop"));
    let named = named(element, attributes);
    match () {
        () if is(&file.text_roles, role) || named == Place::Notes => Place::Notes,
        () if is(&file.body_properties, property) => Place::Body,
        () if is(&file.main_roles, role) || among(&file.main_elements, element) => Place::Main,
        () if is(&file.furniture_roles, role) || among(&file.furniture_elements, element) => Place::Furniture,
        () if named == Place::Talk => named,
        () if is(&file.article_roles, role) || among(&file.article_elements, element) => Place::Article,
        () if named != Place::Plain => named,
        () if among(&file.edge_elements, element) => Place::Edge,
        () if among(&file.form_elements, element) => Place::NamedFurniture,
        () => Place::Plain,
    }
}

fn named(element: &str, attributes: &[Attribute<'_>]) -> Place {
    let own = element.contains('-').then_some(element);
    let classes = value(attributes, "class").unwrap_or_default();
    let is_section = classes.split_whitespace().chain([element]).any(|name| among(&FILE.sections, name));
    let id = value(attributes, "id").filter(|_| !is_section);
    let mut found = Place::Plain;
    for name in classes.split_whitespace().chain(id).chain(own) {
        match read_name(name) {
            Place::Notes => return Place::Notes,
            Place::Plain => {}
            place => found = place,
        }
    }
    found
}

fn read_name(name: &str) -> Place {
    let words = words(name);
    let has = |list: &str| words.iter().any(|word| among(list, word));
    if has(&FILE.text) {
        return Place::Notes;
    }
    if has(&FILE.ignore) {
        return Place::Plain;
    }
    let begins = |at: usize| {
        let rest = &words[at + 1..];
        let ends = NAMES.get(words[at].as_str())?;
        ends.iter().find(|(more, _)| rest.len() >= more.len() && more.iter().zip(rest).all(|(a, b)| a == b))
    };
    (0..words.len()).find_map(begins).map_or(Place::Plain, |(_, place)| *place)
}

/// The words of a name, parted at marks and at capitals behind small letters, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (small && c.is_uppercase()) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_place() {
        let table = [
            ("site-nav", Place::NamedFurniture),
            ("CookieBanner", Place::NamedFurniture),
            ("moreFromAuthor", Place::NamedFurniture),
            ("has-sidebar", Place::Plain),
            ("tag-social-media", Place::Plain),
            ("article-body", Place::Plain),
            ("market-shares", Place::Plain),
            ("comments__list", Place::Talk),
            ("footnotes", Place::Notes),
            ("breadth", Place::Plain),
            ("read", Place::Plain),
            ("", Place::Plain),
        ];
        for (name, expected) in table {
            assert_eq!(place("div", &[("class", name)]), expected, "{name}");
        }
    }

    #[test]
    fn hidden_elements_are_told_from_visible_ones() {
        let table = [
            ("hidden", "", true),
            ("style", "color: red; DISPLAY : none !important", true),
            ("style", "visibility:hidden", true),
            ("style", "display: block", false),
            ("class", "hidden", false),
        ];
        for (key, value, expected) in table {
            assert_eq!(is_hidden(&[(key, value)]), expected, "{key}={value}");
        }
    }
}
