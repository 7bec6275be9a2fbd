//! The styles of an OpenDocument text.

use super::styles::{Style, Styles};
use super::xml::{Ns, Sink, Tag};

/// Reads the styles, those of the file and those of its text.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) styles: Styles,
    open: Option<(String, String, Style)>,
}

impl Sheet {
    fn begin(&mut self, tag: &Tag<'_>) {
        let (Some(family), Some(id)) = (tag.attr("family"), tag.attr("name")) else { return };
        let level = tag.attr("default-outline-level");
        let style = Style {
            name: tag.attr("display-name").unwrap_or_else(|| id.clone()),
            parent: tag.attr("parent-style-name"),
            outline: level.map(|level| level.parse::<u8>().map_or(9, |level| level.clamp(1, 10) - 1)),
            ..Style::default()
        };
        self.open = Some((family, id, style));
    }
}

impl Sink for Sheet {
    fn open(&mut self, tag: &Tag<'_>) {
        match (tag.ns, tag.name, &mut self.open) {
            (Ns::Style, "style", _) => self.begin(tag),
            (Ns::Style, "text-properties", Some((_, _, style))) => {
                style.hidden = tag.attr("display").map(|display| display == "none");
            }
            _ => {}
        }
    }

    fn close(&mut self, ns: Ns, name: &str) {
        if (ns, name) != (Ns::Style, "style") {
            return;
        }
        match self.open.take() {
            Some((family, id, style)) if family == "paragraph" => self.styles.add_paragraph(id, style),
            Some((family, id, style)) if family == "text" => self.styles.add_text(id, style),
            _ => {}
        }
    }

    fn text(&mut self, _: &str) {}

    fn full(&self) -> bool {
        self.styles.is_full()
    }
}
