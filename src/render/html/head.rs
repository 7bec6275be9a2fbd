//! What stands above a text: its title, a sentence for each frame, figures and charts.

use askama::Template;

use super::along::{Bar, bars};
use super::counted;
use super::figures::{AxisRow, Scale, axis_rows, heaviest};
use crate::document::PassageKind;
use crate::lexicon::Pole;
use crate::render::Settings;
use crate::render::summary::{level_name, summary};
use crate::report::{Report, rounded};

/// Title and figures of a text; ids on the page begin with `prefix`.
#[derive(Template)]
#[template(path = "head.html")]
pub(super) struct Head<'r> {
    pub(super) prefix: &'r str,
    report: &'r Report,
    pub(super) title: &'r str,
    words: String,
    summaries: Vec<(Pole, String)>,
    scale: Scale,
    frames: Vec<FrameRow>,
    axes: Vec<AxisRow>,
    /// Whether race and infrastructure are shown.
    shown: [bool; 2],
    bars: Vec<Bar>,
}

/// Level and stance of one frame.
struct FrameRow {
    pole: Pole,
    squares: [&'static str; 3],
    level: u8,
    level_name: &'static str,
    stance: &'static str,
    rate: String,
}

impl<'r> Head<'r> {
    /// A head with the poles that are shown.
    pub(super) fn new(prefix: &'r str, report: &'r Report, settings: &'r Settings) -> Self {
        let poles = || Pole::ALL.into_iter().filter(|p| report.view.shows(*p));
        let question = |axis| settings.lexicon.guide().axis(axis).question.clone();
        let shown = Pole::ALL.map(|pole| report.view.shows(pole));
        Self {
            prefix,
            report,
            title: title(report),
            words: counted(report.words, "word"),
            summaries: poles().map(|p| (p, summary(report, p))).collect(),
            scale: Scale::new(report.tilt, Some((report.tilt_low, report.tilt_high))),
            frames: poles().map(|p| FrameRow::new(report, p)).collect(),
            axes: axis_rows(&report.axes, shown, heaviest(&[&report.axes], shown), question),
            shown,
            bars: bars(report, |p| report.view.shows(p)),
        }
    }
}

/// The title, or the heading with which the text begins, or the name.
pub(super) fn title(report: &Report) -> &str {
    let first = report.passages.first().filter(|p| p.kind == PassageKind::Heading).map(|p| p.text.as_str());
    let mut told = [report.title.as_deref(), first].into_iter().flatten();
    told.find(|t| !t.trim().is_empty()).unwrap_or(&report.id)
}

impl FrameRow {
    fn new(report: &Report, pole: Pole) -> Self {
        let frame = report.frame(pole);
        let level_name = level_name(frame.level);
        let rate = format!("{:.1}", rounded(frame.per_1000_words));
        Self {
            pole,
            squares: squares(pole, frame.level),
            level: frame.level,
            level_name,
            stance: frame.stance.name(),
            rate,
        }
    }
}

/// Classes of the three squares of a level.
pub(super) fn squares(pole: Pole, level: u8) -> [&'static str; 3] {
    [1, 2, 3].map(|square| if square <= level { pole.name() } else { "empty" })
}
