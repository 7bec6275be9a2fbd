//! `detente check --format html`: drafts as they read, every cue underlined, with a note on each.

use std::collections::BTreeMap;
use std::io::{self, Write};

use askama::Template;

use super::filters::{Filter, classes, filters};
use super::head::Head;
use super::text::Text;
use super::{Shell, counted, portable, unfilled};
use crate::lexicon::Pole;
use crate::render::{ReportFormat, Settings};
use crate::report::Report;

/// Writes one page for all drafts; asks for reports with all passages and their words.
#[derive(Debug)]
pub struct CheckPage {
    settings: Settings,
    /// Texts of the page so far, each filled in.
    drafts: Vec<Draft>,
    /// Class of cues → how many of them are shown.
    counts: BTreeMap<&'static str, usize>,
    /// Whether race and infrastructure cues are shown in some draft.
    shown: [bool; 2],
}

/// A text, filled in, and its line in the table of contents.
#[derive(Debug)]
struct Draft {
    prefix: String,
    title: String,
    label: &'static str,
    cues: String,
    head: String,
    text: String,
}

#[derive(Template)]
#[template(path = "check.html")]
struct Page<'p> {
    shell: Shell,
    title: String,
    drafts: &'p [Draft],
    filters: Vec<Filter>,
    terms: Vec<(&'p str, &'p str)>,
    one_sided: bool,
}

/// The terms that a page explains at its foot.
pub(super) const TERMS: [&str; 13] = [
    "tilt",
    "level",
    "evidence",
    "asserted",
    "hypothetical",
    "negated",
    "criticised",
    "author",
    "attributed",
    "mention",
    "rejected",
    "reported",
    "mixed",
];

impl CheckPage {
    /// An empty page.
    pub fn new(settings: Settings) -> Self {
        Self { settings, drafts: Vec::new(), counts: BTreeMap::new(), shown: [false; 2] }
    }

    fn page(&self) -> Page<'_> {
        let lexicon = &self.settings.lexicon;
        let title = match self.drafts.as_slice() {
            [draft] => format!("{}: framing of AI", draft.title),
            drafts => format!("{}: framing of AI", counted(drafts.len(), "text")),
        };
        let guide = lexicon.guide();
        let terms = TERMS.iter().filter_map(|t| guide.terms.get_key_value(*t));
        let styles = [include_str!("shell.css"), include_str!("cue.css"), include_str!("draft.css")];
        Page {
            shell: Shell::new(&styles, include_str!("draft.js"), lexicon),
            title,
            drafts: &self.drafts,
            filters: filters(&self.counts, |p| self.shown[p as usize], |a| guide.axis(a).question.clone()),
            terms: terms.map(|(term, text)| (term.as_str(), text.as_str())).collect(),
            one_sided: self.shown[0] != self.shown[1],
        }
    }
}

impl ReportFormat for CheckPage {
    fn report(&mut self, report: &Report, _out: &mut dyn Write) -> io::Result<()> {
        let prefix = format!("d{}", self.drafts.len() + 1);
        let report = &*portable(report, &self.settings.folder);
        for pole in Pole::ALL {
            self.shown[pole as usize] |= report.view.shows(pole);
        }
        let head = Head::new(&prefix, report, &self.settings);
        let text = Text::new(&prefix, report, &self.settings);
        for class in text.notes().flat_map(|n| classes(n.cue)) {
            *self.counts.entry(class).or_default() += 1;
        }
        self.drafts.push(Draft {
            title: head.title.to_owned(),
            label: report.label,
            cues: counted(text.notes().count(), "cue"),
            head: head.render().map_err(unfilled)?,
            text: text.render().map_err(unfilled)?,
            prefix,
        });
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let page = self.page().render().map_err(unfilled)?;
        writeln!(out, "{page}")
    }
}
