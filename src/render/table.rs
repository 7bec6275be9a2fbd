//! A table for people: one line a document, then the axes of all of them together.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Paint};
use unicode_width::UnicodeWidthStr;

use super::{ReportFormat, Style, printable};
use crate::lexicon::{Axis, Pole};
use crate::report::{Frame, Report};

/// Colour of a pole.
pub(super) fn paint(pole: Pole) -> Paint {
    match pole {
        Pole::Race => AnsiColor::Magenta.on_default(),
        Pole::Infrastructure => AnsiColor::Cyan.on_default(),
    }
}

/// `text` in a colour, where colour is allowed.
pub(super) fn painted(style: Style, paint: Paint, text: &str) -> String {
    if style.colour { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
}

/// A line a document.
#[derive(Debug)]
pub struct Table {
    style: Style,
    axes: BTreeMap<Axis, [f64; 2]>,
    counts: [usize; 3],
    names: usize,
}

/// From this width on, a scale shows the tilt.
const WIDE: usize = 96;

/// From this width on, stances are written out.
const MIDDLE: usize = 76;

impl Table {
    /// An empty table.
    pub fn new(style: Style) -> Self {
        let fixed = match style.width {
            WIDE.. => 70,
            MIDDLE.. => 62,
            _ => 38,
        };
        let names = style.width.saturating_sub(fixed).clamp(14, 46);
        Self { style, axes: BTreeMap::new(), counts: [0; 3], names }
    }

    fn frame(&self, pole: Pole, frame: &Frame) -> String {
        let bar = painted(self.style, paint(pole), &level_bar(frame.level));
        let stance = if frame.level == 0 { "" } else { frame.stance.name() };
        if self.style.width < MIDDLE { bar } else { format!("{bar} {stance:<12}") }
    }
}

pub(super) fn level_bar(level: u8) -> String {
    let full = usize::from(level);
    format!("{}{}", "■".repeat(full), "·".repeat(3 - full))
}

/// A scale from race to infrastructure with a mark at the tilt.
fn scale(tilt: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a tilt lies in [−1, 1], the place in 0..=10"
    )]
    let at = ((tilt + 1.0) * 5.0).round() as usize;
    (0..11)
        .map(|i| {
            if i == at {
                '●'
            } else if i == 5 {
                '┼'
            } else {
                '─'
            }
        })
        .collect()
}

/// The end of a name, where it is too long for its column.
fn shortened(name: &str, width: usize) -> String {
    let name = printable(name);
    if name.width() <= width {
        return format!("{name}{}", " ".repeat(width - name.width()));
    }
    let mut tail = String::new();
    for c in name.chars().rev() {
        if tail.width() + 2 > width {
            break;
        }
        tail.insert(0, c);
    }
    format!("…{tail}{}", " ".repeat(width.saturating_sub(tail.width() + 1)))
}

impl ReportFormat for Table {
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        if self.counts[0] == 0 {
            let name = shortened("document", self.names);
            match self.style.width {
                WIDE.. => {
                    writeln!(out, "{name} {:<16} {:<16} {:<19} label", "race", "infrastructure", "tilt: race … infra")?;
                }
                MIDDLE.. => writeln!(out, "{name} {:<16} {:<16} {:<7} label", "race", "infrastructure", "tilt")?,
                _ => writeln!(out, "{name} race inf tilt    label")?,
            }
        }
        for (axis, score) in &report.axes {
            let sums = self.axes.entry(*axis).or_default();
            sums[0] += score.race;
            sums[1] += score.infrastructure;
        }
        self.counts[0] += 1;
        self.counts[1] += usize::from(report.race.level > 0);
        self.counts[2] += usize::from(report.infrastructure.level > 0);
        let name = shortened(&report.id, self.names);
        let (race, infra) =
            (self.frame(Pole::Race, &report.race), self.frame(Pole::Infrastructure, &report.infrastructure));
        let silent = report.race.level == 0 && report.infrastructure.level == 0;
        let scale = if self.style.width < WIDE { String::new() } else { scale(report.tilt) + " " };
        let tilt = format!("{scale}{:+.2}", report.tilt);
        let tilt = if silent { " ".repeat(tilt.chars().count()) } else { tilt };
        writeln!(out, "{name} {race} {infra} {tilt}  {}", report.label)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.counts[0] == 0 {
            return Ok(());
        }
        if !self.axes.is_empty() {
            writeln!(out)?;
            profile(&self.axes, [true; 2], self.style, out)?;
        }
        let [all, race, infra] = self.counts;
        let documents = if all == 1 { "document" } else { "documents" };
        writeln!(
            out,
            "\nOf {all} {documents}, {race} with a race frame and {infra} with an infrastructure frame, whoever voices it."
        )?;
        writeln!(
            out,
            "`detente check FILE` shows the words; `detente explain tilt` (level, stance, …) explains a column."
        )
    }
}

/// Sums by axis as bars, race to the left of the line, infrastructure to the right; a frame that is not shown has no side.
pub(super) fn profile(
    axes: &BTreeMap<Axis, [f64; 2]>,
    shown: [bool; 2],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let sides = match shown {
        [true, true] => ", race left, infrastructure right",
        _ => "",
    };
    writeln!(out, "Evidence by axis (sums of cue weights){sides}")?;
    let most = axes.values().flatten().fold(0.0_f64, |a, b| a.max(*b));
    let room = (style.width.saturating_sub(27) / 2).clamp(4, 20);
    for (axis, [race, infra]) in axes {
        let bar = |pole, value: f64| painted(style, paint(pole), &bar(value, most, room));
        let (left, right) = (bar(Pole::Race, *race), bar(Pole::Infrastructure, *infra));
        let pad = " ".repeat(room.saturating_sub(left.matches('█').count()));
        match shown {
            [true, true] => writeln!(out, "  {axis:<10} {race:>7.1} {pad}{left}│{right} {infra:.1}")?,
            [false, _] => writeln!(out, "  {axis:<10} {right} {infra:.1}")?,
            _ => writeln!(out, "  {axis:<10} {left} {race:.1}")?,
        }
    }
    Ok(())
}

fn bar(value: f64, most: f64, room: usize) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of 20 columns"
    )]
    let cells = (value / most.max(f64::MIN_POSITIVE) * room as f64).round() as usize;
    "█".repeat(cells.min(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_shows_both_ends_and_the_middle() {
        for (tilt, expected) in [(-1.0, "●────┼─────"), (0.0, "─────●─────"), (1.0, "─────┼────●")]
        {
            assert_eq!(scale(tilt), expected, "{tilt}");
        }
    }

    #[test]
    fn long_names_keep_their_end() {
        assert_eq!(shortened("a/long/path/file.md", 10), "…h/file.md");
        assert_eq!(shortened("x.md", 6), "x.md  ");
    }
}
