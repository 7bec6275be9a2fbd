//! Tags and text → blocks: passages to be, each with its kind, its pieces, and the part of the page it stands in.

mod text;

use std::collections::BTreeMap;

use self::text::characters;
use super::elements::{self, Role, among, kept_at_start, nearest};
use super::page::{Block, Page, Region, Shape, Size};
use super::signals::{Attribute, Place, is_hidden, is_link, is_unread, place};
use super::stream::Sink;
use crate::document::PassageKind;
use crate::span::Span;

/// Open elements that are kept track of, as many as browsers do; deeper ones are flattened.
const MAX_OPEN: usize = 512;

/// Reads a page. What is marked as not to be read out is left out as hidden, unless it is most of the page.
pub(super) fn read(source: &str) -> Page {
    let (page, unread) = walk(source, Sight::Unread);
    let visible: usize = page.blocks.iter().map(|block| block.size.chars).sum();
    if unread > visible { walk(source, Sight::Seen).0 } else { page }
}

/// The page, and how many characters of it were left out because they are not to be read out.
fn walk(source: &str, unread_is: Sight) -> (Page, usize) {
    let mut walk = Walk { unread_is, ..Walk::new(source) };
    let whole = super::stream::read(source, &mut walk);
    walk.end_block();
    (Page { whole, ..walk.page }, walk.unread)
}

/// What holds inside an open element.
#[derive(Clone, Copy, Debug)]
struct Inside {
    kind: PassageKind,
    depth: u8,
    region: usize,
    linked: bool,
    preformatted: bool,
    sight: Sight,
}

/// Whether text is seen by a reader of the page; the last that holds for an element or those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sight {
    Seen,
    /// Seen, but not to be read out.
    Unread,
    Hidden,
    /// No text of the page.
    Silent,
}

struct Walk<'s> {
    source: &'s str,
    page: Page,
    open: Vec<(&'s str, Role)>,
    inside: Vec<Inside>,
    /// Elements that were flattened, by name.
    flat: BTreeMap<String, usize>,
    block: Option<Block>,
    /// Whether the last thing in the block is a line break.
    broken: bool,
    /// Whether a link has begun of which no text was seen.
    new_link: bool,
    /// Whether the last text seen is hidden.
    in_hidden: bool,
    /// How text is taken that is not to be read out.
    unread_is: Sight,
    /// Characters that were left out for that.
    unread: usize,
}

impl<'s> Walk<'s> {
    fn new(source: &'s str) -> Self {
        let regions = vec![Region { parent: 0, place: Place::Plain, shape: Shape::Box }];
        let page = Page { blocks: Vec::new(), regions, title: None, shared_title: None, hidden: 0, whole: true };
        Self {
            source,
            page,
            open: Vec::new(),
            inside: Vec::new(),
            flat: BTreeMap::new(),
            block: None,
            broken: false,
            new_link: false,
            in_hidden: false,
            unread_is: Sight::Unread,
            unread: 0,
        }
    }

    fn inside(&self) -> Inside {
        self.inside.last().copied().unwrap_or(Inside {
            kind: PassageKind::Paragraph,
            depth: 0,
            region: 0,
            linked: false,
            preformatted: false,
            sight: Sight::Seen,
        })
    }

    fn block(&mut self) -> &mut Block {
        let Inside { kind, depth, region, .. } = self.inside();
        self.block.get_or_insert_with(|| Block { kind, depth, pieces: Vec::new(), size: Size::default(), region })
    }

    fn end_block(&mut self) {
        self.broken = false;
        self.page.blocks.extend(self.block.take().filter(|block| block.size.chars > 0));
    }

    /// Closes all but the outermost `kept` open elements.
    fn close_to(&mut self, kept: usize) {
        if kept < self.open.len() {
            self.open.truncate(kept);
            self.inside.truncate(kept);
            self.flat.clear();
            self.in_hidden &= self.inside().sight > Sight::Seen;
        }
    }

    fn push(&mut self, name: &'s str, role: Role, attributes: &[Attribute<'s>]) {
        let around = self.inside();
        let inside = self.within(around, name, role, attributes);
        let newly = inside.sight > Sight::Seen && around.sight == Sight::Seen;
        if self.open.len() < MAX_OPEN || newly {
            self.open.push((name, role));
            self.inside.push(inside);
        } else {
            *self.flat.entry(name.to_ascii_lowercase()).or_default() += 1;
        }
    }

    fn within(&mut self, around: Inside, name: &str, role: Role, attributes: &[Attribute<'s>]) -> Inside {
        let mut inside = around;
        match role {
            Role::Heading => (inside.kind, inside.depth) = (PassageKind::Heading, depth_of(name)),
            Role::Item if around.kind != PassageKind::Quote => inside.kind = PassageKind::ListItem,
            Role::Quote => inside.kind = PassageKind::Quote,
            Role::Cell => inside.kind = PassageKind::TableCell,
            Role::Caption => inside.kind = PassageKind::Caption,
            Role::Link => inside.linked |= is_link(attributes),
            Role::Preformatted => inside.preformatted = true,
            Role::Silent | Role::Title => inside.sight = Sight::Silent,
            _ => {}
        }
        let sight = match () {
            () if is_hidden(attributes) => Sight::Hidden,
            () if is_unread(attributes) => self.unread_is,
            () => Sight::Seen,
        };
        inside.sight = inside.sight.max(sight);
        self.new_link |= inside.linked && !around.linked;
        inside.region = self.region(around.region, name, role, attributes);
        inside
    }

    /// The region that an element opens, or the one it stands in.
    fn region(&mut self, parent: usize, name: &str, role: Role, attributes: &[Attribute<'s>]) -> usize {
        let holds_blocks = matches!(role, Role::Block | Role::Cell | Role::Item | Role::Quote | Role::Paragraph);
        let holds_words = matches!(role, Role::Inline | Role::Link);
        if self.open.len() >= MAX_OPEN || !(holds_blocks || holds_words) {
            return parent;
        }
        let shape = match role {
            Role::Cell => Shape::Cell,
            Role::Item => Shape::Item,
            Role::Block if !among(elements::parts_of_text(), name) => Shape::Box,
            _ => Shape::Part,
        };
        let place = match place(name, attributes) {
            // Who is quoted stands in the foot of a quotation.
            Place::Edge if self.inside().kind == PassageKind::Quote => Place::Plain,
            place => place,
        };
        if place == Place::Plain && shape == Shape::Part {
            return parent;
        }
        self.page.regions.push(Region { parent, place, shape });
        self.page.regions.len() - 1
    }

    /// Takes an element out that ends before elements inside it do.
    fn close_across(&mut self, at: usize) {
        self.open.remove(at);
        let gone = self.inside.remove(at);
        let around = at.checked_sub(1).is_some_and(|i| self.inside[i].linked);
        if gone.linked && !around {
            self.inside[at..].iter_mut().for_each(|inside| inside.linked = false);
        }
    }

    fn end_inline(&mut self, name: &str, role: Role, at: Span) {
        let same = |n: &str, _: Role| n.eq_ignore_ascii_case(name);
        let Some(found) = nearest(&self.open, same, |_, role| role == Role::Cell) else { return };
        if role == Role::Mark {
            self.mark("”", at.start);
        }
        if role == Role::Silent
            || self.inside[found].sight > Sight::Seen
            || !self.open[found..].iter().any(|(_, role)| role.parts())
        {
            self.close_to(found);
        } else {
            self.close_across(found);
        }
    }

    fn end_part(&mut self, name: &str, role: Role) {
        self.end_block();
        let same = |n: &str, r: Role| n.eq_ignore_ascii_case(name) || (role == Role::Heading && r == Role::Heading);
        if let Some(found) = nearest(&self.open, same, |n, r| elements::shields(name, role, (n, r))) {
            self.close_to(found);
        }
    }
}

fn depth_of(name: &str) -> u8 {
    name.bytes().last().filter(u8::is_ascii_digit).map_or(1, |digit| digit - b'0')
}

impl<'s> Sink<'s> for Walk<'s> {
    fn start(&mut self, name: &'s str, attributes: &[Attribute<'s>], at: Span) {
        let role = elements::role(name);
        if role.parts() {
            self.end_block();
            self.close_to(kept_at_start(name, role, &self.open));
        }
        match role {
            Role::Break => self.line_break(at),
            Role::Meta => self.meta(attributes),
            _ => {}
        }
        if role.has_content() {
            self.push(name, role, attributes);
        }
        if role == Role::Mark {
            self.mark("“", at.start);
        }
    }

    fn end(&mut self, name: &'s str, at: Span) {
        let role = elements::role(name);
        if let Some(count) = self.flat.get_mut(&name.to_ascii_lowercase()).filter(|count| **count > 0) {
            *count -= 1;
            if role.parts() {
                self.end_block();
            }
            return;
        }
        match role {
            Role::Break => self.line_break(at),
            role if role.parts() => self.end_part(name, role),
            role => self.end_inline(name, role, at),
        }
    }

    fn text(&mut self, at: Span) {
        let inside = self.inside();
        let blank = at.slice(self.source).trim().is_empty();
        if inside.sight == Sight::Silent {
            self.title(at);
        } else if inside.sight > Sight::Seen {
            self.unread += if inside.sight == Sight::Unread { characters(at.slice(self.source)) } else { 0 };
            self.page.hidden += usize::from(!blank && !self.in_hidden);
            self.in_hidden |= !blank;
        } else if inside.preformatted {
            self.preformatted(at);
        } else {
            self.visible(at);
        }
    }
}
