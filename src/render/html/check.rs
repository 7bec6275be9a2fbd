//! `detente check --format html`: drafts as they read, every cue underlined, with a note on each.

use std::collections::BTreeMap;
use std::io::{self, Write};

use askama::Template;

use super::filters::{Filter, classes, filters};
use super::section::Section;
use super::{Shell, counted, unfilled};
use crate::render::{ReportFormat, Settings};
use crate::report::Report;

/// Writes one page for all drafts; asks for reports with all passages and their words.
#[derive(Debug)]
pub struct CheckPage {
    settings: Settings,
    /// Texts of the page so far, each filled in.
    sections: Vec<String>,
    contents: Vec<Line>,
    /// Class of cues → how many of them are shown.
    counts: BTreeMap<&'static str, usize>,
}

/// A line of the table of contents.
#[derive(Debug)]
struct Line {
    prefix: String,
    title: String,
    label: &'static str,
    cues: String,
}

#[derive(Template)]
#[template(path = "check.html")]
struct Page<'p> {
    shell: Shell,
    title: String,
    contents: &'p [Line],
    sections: &'p [String],
    filters: Vec<Filter>,
    terms: Vec<(&'p str, &'p str)>,
    one_sided: bool,
}

/// The terms that a page explains at its foot.
const TERMS: [&str; 13] = [
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
    /// A page of the poles that `settings` name.
    pub fn new(settings: Settings) -> Self {
        Self { settings, sections: Vec::new(), contents: Vec::new(), counts: BTreeMap::new() }
    }

    fn page(&self) -> Page<'_> {
        let Settings { lexicon, race, infrastructure, .. } = &self.settings;
        let title = match self.contents.as_slice() {
            [line] => format!("{}: framing of AI", line.title),
            lines => format!("{}: framing of AI", counted(lines.len(), "text")),
        };
        let guide = lexicon.guide();
        let terms = TERMS.iter().filter_map(|t| guide.terms.get_key_value(*t));
        let styles = [include_str!("shell.css"), include_str!("cue.css"), include_str!("check.css")];
        Page {
            shell: Shell::new(&styles, include_str!("check.js"), lexicon),
            title,
            contents: &self.contents,
            sections: &self.sections,
            filters: filters(&self.counts, |p| self.settings.shows(p), |a| guide.axis(a).question.clone()),
            terms: terms.map(|(term, text)| (term.as_str(), text.as_str())).collect(),
            one_sided: race != infrastructure,
        }
    }
}

impl ReportFormat for CheckPage {
    fn report(&mut self, report: &Report, _out: &mut dyn Write) -> io::Result<()> {
        let prefix = format!("d{}", self.contents.len() + 1);
        let section = Section::new(&prefix, report, &self.settings);
        let notes = || section.groups.iter().flat_map(|g| &g.passages).flat_map(|p| &p.notes);
        for class in notes().flat_map(|n| classes(n.cue)) {
            *self.counts.entry(class).or_default() += 1;
        }
        let line = Line {
            prefix: prefix.clone(),
            title: section.title.to_owned(),
            label: report.label,
            cues: counted(notes().count(), "cue"),
        };
        self.sections.push(section.render().map_err(unfilled)?);
        self.contents.push(line);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let page = self.page().render().map_err(unfilled)?;
        writeln!(out, "{page}")
    }
}
