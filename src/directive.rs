//! Comments by which a writer switches findings off: `<!-- detente-disable-next-line arms-race -- a treaty -->`.
//!
//! Where a format has no comments, brackets do as well: `[detente-disable-line]`. Words behind the directive name
//! entries, axes or poles, none means all; behind a dash stands the reason. A directive is no text of the document.

use crate::lexicon::nearest;
use crate::span::Span;

/// Longest directive, in bytes; what is longer is text.
const LONGEST: usize = 1000;

/// Most directives of a text; what is beyond is text, so that no text can make them dear.
const MOST: usize = 10_000;

/// What each directive starts with.
pub(crate) const PREFIX: &str = "detente-";

/// How far a directive reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole document.
    File,
    /// The line or lines on which it stands.
    Line,
    /// The next line that is not blank, with the lines onto which its paragraph is wrapped.
    NextLine,
    /// Everything behind it, up to a [`Reach::Enable`].
    Disable,
    /// Ends what a [`Reach::Disable`] began.
    Enable,
}

impl Reach {
    /// All of them with their names, as they stand behind `detente-`.
    pub const ALL: [(&'static str, Self); 5] = [
        ("disable-file", Self::File),
        ("disable-line", Self::Line),
        ("disable-next-line", Self::NextLine),
        ("disable", Self::Disable),
        ("enable", Self::Enable),
    ];
}

/// One directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Its name, `detente-` included, as it was written.
    pub name: String,
    /// How far it reaches; nothing for a misspelt name, whose words stay text.
    pub reach: Option<Reach>,
    /// The entries, axes or poles that it names; none means all.
    pub ids: Vec<String>,
    /// Why, as the writer put it.
    pub reason: Option<String>,
    /// Where it stands in the decoded text, its marks included.
    pub at: Span,
    /// What it governs in the decoded text; the ranges of `disable` and `enable` reach to the end.
    pub(crate) governs: Span,
}

impl Directive {
    fn names(&self, names: &[&str]) -> bool {
        self.ids.is_empty() || self.ids.iter().any(|id| names.contains(&id.as_str()))
    }

    /// Stretches what a [`Reach::NextLine`] governs to the end of the passage that begins there.
    pub(crate) fn reach_over(&mut self, passage: Span) {
        if self.governs.overlaps(passage) {
            self.governs.end = self.governs.end.max(passage.end);
        }
    }

    fn is_range(&self) -> bool {
        matches!(self.reach, Some(Reach::Disable | Reach::Enable))
    }
}

/// The directives of a decoded text, in order, 10,000 at most.
///
/// # Examples
///
/// ```
/// use detente::directive::{Reach, directives};
///
/// let found = directives("<!-- detente-disable-line arms-race, pace -- a treaty of 1922 -->");
/// assert_eq!(found[0].reach, Some(Reach::Line));
/// assert_eq!(found[0].ids, ["arms-race", "pace"]);
/// assert_eq!(found[0].reason.as_deref(), Some("a treaty of 1922"));
/// ```
pub fn directives(text: &str) -> Vec<Directive> {
    let (mut out, mut lines): (Vec<Directive>, _) = (Vec::new(), Around::default());
    for (at, _) in text.match_indices(PREFIX) {
        if out.len() < MOST && out.last().is_none_or(|last| last.at.end <= at) {
            out.extend(read(text, at, &mut lines));
        }
    }
    out
}

/// Which directive switches off a finding that begins at `at` and goes by any of `names`; the last range that speaks of
/// it decides between ranges.
pub fn switched_off(directives: &[Directive], at: usize, names: &[&str]) -> Option<usize> {
    let speaks = |d: &Directive| d.names(names) && d.governs.contains(Span::new(at, at));
    let line = directives.iter().position(|d| !d.is_range() && speaks(d));
    let range = || directives.iter().rposition(|d| d.is_range() && speaks(d));
    line.or_else(|| range().filter(|i| directives[*i].reach == Some(Reach::Disable)))
}

fn read(text: &str, at: usize, lines: &mut Around) -> Option<Directive> {
    let before = text[..at].trim_end();
    let (open, close) = [("<!--", "-->"), ("[", "]")].into_iter().find(|(open, _)| before.ends_with(open))?;
    let start = before.len() - open.len();
    let most = (at + LONGEST + close.len()).min(text.len());
    let most = (at..=most).rev().find(|i| text.is_char_boundary(*i))?;
    let inside = &text[at..most];
    let len = inside.find(close)?;
    let at = Span::new(start, at + len + close.len());
    let (what, reason) = parted(&inside[..len]);
    let mut words = what.split([' ', '\t', '\n', '\r', ',']).filter(|word| !word.is_empty());
    let name = words.next()?.to_owned();
    let reach = Reach::ALL.iter().find(|(known, _)| Some(*known) == name.strip_prefix(PREFIX)).map(|(_, reach)| *reach);
    let misspelt = || nearest(&name[PREFIX.len()..], Reach::ALL.iter().map(|(known, _)| *known)).is_some();
    if reach.is_none() && !misspelt() {
        return None;
    }
    // Word processors have hyphens of their own.
    let ids = words.map(|id| id.replace(['\u{2010}', '\u{2011}'], "-")).collect();
    Some(Directive { name, reach, ids, reason, at, governs: lines.governed(text, at, reach) })
}

/// What stands before the dash, and the reason behind it; word processors make one dash of two hyphens.
fn parted(inside: &str) -> (&str, Option<String>) {
    let dash = ["--", "–", "—"].into_iter().filter_map(|dash| Some((inside.find(dash)?, dash))).min();
    match dash {
        None => (inside, None),
        Some((at, dash)) => {
            let reason = inside[at + dash.len()..].split_whitespace().collect::<Vec<_>>().join(" ");
            (&inside[..at], Some(reason).filter(|r| !r.is_empty()))
        }
    }
}

/// The lines around the last directive: many of them can stand on one long line, which is measured once.
#[derive(Default)]
struct Around {
    line: Span,
    next: Span,
}

impl Around {
    fn governed(&mut self, text: &str, at: Span, reach: Option<Reach>) -> Span {
        match reach {
            None => Span::new(at.start, at.start),
            Some(Reach::File) => Span::new(0, text.len()),
            Some(Reach::Disable | Reach::Enable) => Span::new(at.end, text.len()),
            Some(Reach::Line) => self.measured(text, at).line,
            Some(Reach::NextLine) => self.measured(text, at).next,
        }
    }

    fn measured(&mut self, text: &str, at: Span) -> &Self {
        if self.line.is_empty() || !self.line.contains(at) {
            let line_end = |from: usize| text[from..].find(['\n', '\r']).map_or(text.len(), |len| from + len);
            let start = text[..at.start].rfind(['\n', '\r']).map_or(0, |i| i + 1);
            self.line = Span::new(start, line_end(at.end));
            let next = text.len() - text[self.line.end..].trim_start().len();
            self.next = Span::new(next, line_end(next));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is switched off in a text, each letter `x` standing for a finding of the entry `a` on the axis `pace`.
    fn off(text: &str) -> String {
        let all = directives(text);
        let inside = |at| all.iter().any(|d| d.at.contains(Span::new(at, at)));
        let marks = text.match_indices('x').filter(|(at, _)| !inside(*at));
        marks.map(|(at, _)| if switched_off(&all, at, &["a", "pace"]).is_some() { '-' } else { 'x' }).collect()
    }

    #[test]
    fn directives_reach_as_far_as_their_names_say() {
        let table = [
            ("x <!-- detente-disable-line --> x\nx", "--x"),
            ("<!-- detente-disable-next-line -->\nx\nx", "-x"),
            ("[detente-disable-next-line]\r\n\r\nx\r\nx", "-x"),
            ("x\n<!-- detente-disable -->\nx\n<!-- detente-enable -->\nx", "x-x"),
            ("x\n[detente-disable a]\nx\n[detente-enable b]\nx\n[detente-enable]\nx", "x--x"),
            ("x\n[detente-disable]\nx\n[detente-enable a]\nx", "x-x"),
            ("x\nx <!-- detente-disable-file pace -- a style sheet -->", "--"),
            ("x [detente-disable-line b, c] x", "xx"),
            ("x [ detente-disable-line b,a ] x", "--"),
            ("x (detente-disable-line) x", "xx"),
            ("x <!-- detente-disable-line x", "xx"),
            ("x [detente-disble-line] x", "xx"),
        ];
        for (text, expected) in table {
            assert_eq!(off(text), expected, "{text}");
        }
    }

    #[test]
    fn reasons_stand_behind_any_dash() {
        for text in ["[detente-disable a -- b c]", "[detente-disable a – b\nc]", "<!--detente-disable a — b c-->"] {
            let found = directives(text);
            assert_eq!(found[0].reason.as_deref(), Some("b c"), "{text}");
            assert_eq!(found[0].ids, ["a"], "{text}");
            assert_eq!(found[0].at, Span::new(0, text.len()), "{text}");
        }
    }
}
