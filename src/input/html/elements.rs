//! What each element does to the text inside and around it, read from `elements.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What an element does to text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Root,
    Block,
    Rule,
    Paragraph,
    Heading,
    Item,
    Quote,
    Cell,
    Caption,
    Link,
    Mark,
    Break,
    Preformatted,
    Title,
    Meta,
    Void,
    Silent,
    /// All that the file does not name.
    #[serde(skip)]
    Inline,
}

impl Role {
    /// Whether its tags part passages.
    pub(super) fn parts(self) -> bool {
        self <= Self::Caption || self == Self::Preformatted
    }

    /// Whether its start tag ends an open paragraph.
    fn ends_paragraph(self) -> bool {
        self.parts() && !matches!(self, Self::Cell | Self::Caption)
    }

    /// Whether it has content of its own.
    pub(super) fn has_content(self) -> bool {
        !matches!(self, Self::Root | Self::Rule | Self::Break | Self::Meta | Self::Void)
    }
}

/// A start tag that ends open elements.
#[derive(Debug, Deserialize)]
struct Implied {
    starts: String,
    ends: String,
    within: String,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    parts_of_text: String,
    lists: String,
    table_parts: String,
    implied: Vec<Implied>,
    #[serde(flatten)]
    roles: BTreeMap<Role, String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| toml::from_str(include_str!("elements.toml")).unwrap_or_default());

static ROLES: LazyLock<BTreeMap<&str, Role>> = LazyLock::new(|| {
    FILE.roles.iter().flat_map(|(role, names)| names.split_whitespace().map(|name| (name, *role))).collect()
});

/// The role of an element.
pub(super) fn role(name: &str) -> Role {
    let mut buffer = [0; 16];
    let Some(lower) = buffer.get_mut(..name.len()) else { return Role::Inline };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(|name| ROLES.get(name)).copied().unwrap_or(Role::Inline)
}

/// Whether `name` is among the words of `list`.
pub(super) fn among(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|word| word.eq_ignore_ascii_case(name))
}

/// How many of the open elements stay open, when `name` starts.
pub(super) fn kept_at_start(name: &str, role: Role, open: &[(&str, Role)]) -> usize {
    let mut kept = open.len();
    if role.ends_paragraph() {
        kept = nearest(open, |_, role| role == Role::Paragraph, |_, role| is_cell_or_table(role)).unwrap_or(kept);
    }
    for rule in FILE.implied.iter().filter(|rule| role.parts() && among(&rule.starts, name)) {
        kept = nearest(&open[..kept], |n, _| among(&rule.ends, n), |n, _| among(&rule.within, n)).unwrap_or(kept);
    }
    kept
}

/// Elements that part passages and yet belong to running text, as lists and tables do.
pub(super) fn parts_of_text() -> &'static str {
    &FILE.parts_of_text
}

/// Whether the end tag of `name` does not reach across an open `other`.
pub(super) fn shields(name: &str, role: Role, other: (&str, Role)) -> bool {
    match other {
        (_, Role::Cell | Role::Caption) => !among(&FILE.table_parts, name),
        (table, _) if table.eq_ignore_ascii_case("table") => !name.eq_ignore_ascii_case(table),
        (list, _) => matches!(role, Role::Item | Role::Paragraph) && among(&FILE.lists, list),
    }
}

fn is_cell_or_table(role: Role) -> bool {
    matches!(role, Role::Cell | Role::Caption)
}

/// The innermost open element that is wanted, unless a bound stands inside it.
pub(super) fn nearest(
    open: &[(&str, Role)],
    wanted: impl Fn(&str, Role) -> bool,
    bound: impl Fn(&str, Role) -> bool,
) -> Option<usize> {
    for (at, (name, role)) in open.iter().enumerate().rev() {
        if wanted(name, *role) {
            return Some(at);
        }
        if bound(name, *role) {
            return None;
        }
    }
    None
}
