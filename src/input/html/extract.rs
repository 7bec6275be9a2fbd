//! Which blocks of a page are its text: article, or everything but the furniture.
//!
//! Text is never given up lightly. A part of the page goes if it says what it is (navigation, a class called
//! `cookie-banner`) or holds little but links; where one article holds most of the prose, what stands outside goes too.

use super::page::{Block, Page, Shape, Size};
use super::signals::Place;
use crate::document::PassageKind;

/// Less than one part in so many of the prose is no text.
const FEW: usize = 8;
/// The most prose that stands on a card, and how many cards make a row.
const CARD: usize = 400;
const ROW: usize = 3;
/// Links that make a menu of a box; of a cell, which may stand in a table of data.
const MENU: [usize; 2] = [2, 4];

/// What a region and the regions inside hold.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    chars: usize,
    linked: usize,
    links: usize,
    prose: usize,
    /// Headings that lead to other pages.
    teasers: usize,
    /// Whether a headline stands inside.
    headline: bool,
    /// Whether the main part or the words of the article stand inside.
    main: bool,
}

impl Sums {
    fn core(&self) -> bool {
        self.headline || self.main
    }

    fn add(&mut self, other: &Self) {
        self.chars += other.chars;
        self.linked += other.linked;
        self.links += other.links;
        self.prose += other.prose;
        self.teasers += other.teasers;
        self.headline |= other.headline;
        self.main |= other.main;
    }

    fn of(block: &Block) -> Self {
        let Size { chars, linked, links, .. } = block.size;
        Self {
            chars,
            linked,
            links,
            prose: if block.size.is_prose() { chars - linked } else { 0 },
            teasers: usize::from(block.kind == PassageKind::Heading && linked * 10 >= chars * 9),
            headline: is_headline(block),
            main: false,
        }
    }
}

/// For each block, whether it belongs to the text.
pub(super) fn choose(page: &Page) -> Vec<bool> {
    let out = furniture(page);
    let text = sums(page, |region| !out[region]);
    let scope = Scope::find(page, &text);
    let menus = either(&menus(page, &sums(page, |_| true)), &cards(page, &text));
    let keep = |block: &Block| !out[block.region] && !menus[block.region] && scope.keeps(page, block);
    let kept: Vec<bool> = page.blocks.iter().map(keep).collect();
    if kept.contains(&true) { kept } else { vec![true; page.blocks.len()] }
}

fn is_headline(block: &Block) -> bool {
    block.kind == PassageKind::Heading && block.depth == 1 && block.size.linked * 2 < block.size.chars
}

/// What each region holds, counting the blocks of regions that `counts`.
fn sums(page: &Page, counts: impl Fn(usize) -> bool) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); page.regions.len()];
    for block in page.blocks.iter().filter(|block| counts(block.region)) {
        sums[block.region].add(&Sums::of(block));
    }
    for at in (1..page.regions.len()).rev() {
        let (outer, inner) = sums.split_at_mut(at);
        let region = &page.regions[at];
        inner[0].main |= inner[0].chars > 0 && matches!(region.place, Place::Main | Place::Body);
        outer[region.parent].add(&inner[0]);
    }
    sums
}

/// Spreads what holds for a region to the regions inside.
fn spread(page: &Page, mut holds: Vec<bool>) -> Vec<bool> {
    for at in 1..page.regions.len() {
        holds[at] |= holds[page.regions[at].parent];
    }
    holds
}

/// The regions that are no text, by what they say of themselves.
fn furniture(page: &Page) -> Vec<bool> {
    let all = sums(page, |_| true);
    let sure = spread(page, claims(page, |at, place| place == Place::Furniture && !all[at].main));
    let talk = spread(page, claims(page, |at, place| place == Place::Talk && !all[at].core()));
    let rest = sums(page, |region| !sure[region] && !talk[region])[0].prose;
    let small = |at: usize| all[at].prose * 2 <= rest.max(1);
    let named = claims(page, |at, place| place == Place::NamedFurniture && !all[at].core() && small(at));
    let furnished = (0..all.len()).any(|at| (sure[at] || named[at] || talk[at]) && all[at].links > 0);
    let articles = inside(page, &[Place::Article, Place::Main, Place::Body]);
    let edges =
        claims(page, |at, place| place == Place::Edge && furnished && !articles[at] && !all[at].main && small(at));
    let by_name = spread(page, either(&named, &edges));
    let out = either(&sure, &talk);
    let kept = sums(page, |region| !out[region] && !by_name[region])[0].prose;
    match () {
        // A page of comments is about them.
        () if rest == 0 => either(&sure, &by_name),
        // Names that would take nearly all of a page are misread.
        () if kept * FEW < rest => out,
        () => either(&out, &by_name),
    }
}

/// The regions of which something holds.
fn claims(page: &Page, holds: impl Fn(usize, Place) -> bool) -> Vec<bool> {
    page.regions.iter().enumerate().map(|(at, region)| holds(at, region.place)).collect()
}

fn either(some: &[bool], others: &[bool]) -> Vec<bool> {
    some.iter().zip(others).map(|(some, other)| *some || *other).collect()
}

/// For each region, whether it is or stands in one of these places.
fn inside(page: &Page, places: &[Place]) -> Vec<bool> {
    spread(page, claims(page, |_, place| places.contains(&place)))
}

/// Boxes that hold links and no prose, and what stands in them.
fn menus(page: &Page, all: &[Sums]) -> Vec<bool> {
    let is_menu = |at: usize| {
        let links = match page.regions[at].shape {
            Shape::Part | Shape::Item => return false,
            Shape::Box => MENU[0],
            Shape::Cell => MENU[1],
        };
        let Sums { chars, linked, prose, links: found, .. } = all[at];
        at > 0 && found >= links && prose == 0 && !all[at].core() && linked * 10 >= chars * 6
    };
    let notes = inside(page, &[Place::Notes]);
    spread(page, (0..all.len()).map(|at| is_menu(at) && !notes[at]).collect())
}

/// Rows of cards, each a heading that leads to another page and a few words: what else there is to read. They stay where
/// they are most of the text.
fn cards(page: &Page, text: &[Sums]) -> Vec<bool> {
    let is_card = |at: usize| {
        at > 0
            && text[at].teasers == 1
            && text[at].prose <= CARD
            && page.regions[at].shape != Shape::Part
            && !text[at].core()
    };
    let mut row = vec![0; text.len()];
    (0..text.len()).filter(|at| is_card(*at)).for_each(|at| row[page.regions[at].parent] += 1);
    let in_row = (0..text.len()).map(|at| is_card(at) && row[page.regions[at].parent] >= ROW).collect();
    let cards = spread(page, in_row);
    let left = sums(page, |region| !cards[region] && text[region].chars > 0)[0].prose;
    if left * 2 >= text[0].prose && left > CARD { cards } else { vec![false; text.len()] }
}

/// The part of the page that holds the article, as far as one can be told apart.
struct Scope {
    /// Regions inside the main part, or all.
    main: Vec<bool>,
    /// Regions inside the article, or the main part.
    article: Vec<bool>,
    /// Regions inside some article.
    articles: Vec<bool>,
    /// Regions at the edge of an article.
    edges: Vec<bool>,
}

impl Scope {
    fn find(page: &Page, text: &[Sums]) -> Self {
        let all = vec![true; page.regions.len()];
        let main = Self::largest(page, text, Place::Main, &all, text[0].prose).unwrap_or(all);
        let prose = sums(page, |region| main[region] && text[region].chars > 0)[0].prose;
        let article = Self::largest(page, text, Place::Article, &main, prose).unwrap_or_else(|| main.clone());
        let edges = inside(page, &[Place::Edge]);
        Self { articles: inside(page, &[Place::Article]), edges, main, article }
    }

    /// The regions inside the largest one of this place, if it holds most of the prose.
    fn largest(page: &Page, text: &[Sums], place: Place, within: &[bool], prose: usize) -> Option<Vec<bool>> {
        let found = || (0..text.len()).filter(|at| page.regions[*at].place == place && within[*at]);
        let largest = found().max_by_key(|at| (text[*at].prose, std::cmp::Reverse(*at)))?;
        let mut inside = vec![false; text.len()];
        inside[largest] = true;
        let inside = spread(page, inside);
        let most = text[largest].prose * 2 >= prose && prose > 0;
        // The only one under a headline: the others are about other things.
        let alone =
            text[largest].prose > CARD && text[largest].headline && !found().any(|at| text[at].headline && !inside[at]);
        (most || alone).then_some(inside)
    }

    fn keeps(&self, page: &Page, block: &Block) -> bool {
        let at = block.region;
        let edge = self.edges[at] && page.regions.len() > 1 && self.articles[at];
        if self.article[at] {
            !edge || block.size.is_prose()
        } else {
            is_headline(block) || (self.main[at] && !self.articles[at] && block.size.is_prose())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::input::{Format, read_text};

    const STORY: &str = "<p>The ports test their models together, and they publish all that they have learned.</p>";
    const OTHER: &str = "<p>Whoever wins the race will rule the century, says a man who sells the running shoes.</p>";
    const LINKS: &str = "<ul><li><a href=/1>Who wins?</a><li><a href=/2>Who loses?</a></ul>";

    /// `S` stands for prose of the story, `O` for other prose, `L` for a list of links; of the passages found, the
    /// story gives `S`, the other text `O`, links `L`, anything else itself.
    fn outline(page: &str) -> String {
        let page = page.replace('S', STORY).replace('O', OTHER).replace('L', LINKS);
        let document = read_text(page.into(), Format::Html);
        let texts = document.passages().iter().map(|p| match p.span.slice(document.clean()) {
            text if STORY.contains(text) => "S",
            text if OTHER.contains(text) => "O",
            text if LINKS.contains(text) => "L",
            text => text,
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_text_is_told_from_the_furniture() {
        let card = "<div><h3><a href=/3>a title</a></h3>O</div>";
        let many = "S".repeat(8);
        let table = [
            ("<p>one</p><h2>two</h2><ul><li>three</ul>".to_owned(), "one two three"),
            ("<nav>L</nav>S<aside>O</aside><footer>O</footer>".to_owned(), "S"),
            ("S<aside>O</aside><footer>O</footer>".to_owned(), "S O O"),
            ("<main>S</main>O".to_owned(), "S"),
            ("<h1>head</h1><article>S S</article>O".to_owned(), "head S S O"),
            ("<main><article>SS</article>O</main>".to_owned(), "S S O"),
            ("<main><article>SS</article><article>O</article></main>".to_owned(), "S S"),
            ("<article>S</article><article>S</article><article>S</article>".to_owned(), "S S S"),
            ("<article>S<aside>O short</aside><footer>tags: L</footer></article>".to_owned(), "S O"),
            ("<div class=cookie-banner>O</div>S".to_owned(), "S"),
            ("<div class=sidebar><h1>head</h1>S</div>".to_owned(), "head S"),
            ("<div class=share>SS</div>O".to_owned(), "S S O"),
            ("<div id=comments>OOO</div>S".to_owned(), "S"),
            ("<h2>talk</h2><div id=comments>OOO</div>".to_owned(), "talk O O O"),
            ("<article class='post newsletter-post'>S</article>".to_owned(), "S"),
            ("<form id=aspnetForm><div class=menu>L</div>S</form>".to_owned(), "S"),
            ("<div>L</div>S".to_owned(), "S"),
            ("S L".to_owned(), "S L L"),
            ("S<div class=references><div>L</div></div>".to_owned(), "S L L"),
            ("<table><td>L L<td>S</table>".to_owned(), "S"),
            ("<section id=recommendations>S</section><section id=discussion>S</section>SSS".to_owned(), "S S S S S"),
            ("<section class=recommendations>O</section>SSS".to_owned(), "S S S"),
            (format!("{many}<div>{}</div>", card.repeat(3)), "S S S S S S S S"),
            (format!("{many}<div>{}</div>", card.repeat(2)), "S S S S S S S S a title O a title O"),
            (format!("S<div>{}</div>", card.repeat(3)), "S a title O a title O a title O"),
            ("<blockquote>S<footer>a name</footer></blockquote><nav>L</nav>".to_owned(), "S a name"),
            ("<nav>L</nav>".to_owned(), "L L"),
            (String::new(), ""),
        ];
        for (page, expected) in table {
            assert_eq!(outline(&page), expected, "{page}");
        }
    }
}
