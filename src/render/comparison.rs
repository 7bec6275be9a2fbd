//! What changed between two drafts, for people: the whole first, then findings by what became of them.

use std::io::{self, Write};

use anstyle::Style as Paint;

use super::lines::{Lines, sentence};
use super::summary::changes;
use super::table::{level_bar, paint, painted};
use super::{Style, printable};
use crate::compare::{Change, Comparison, Finding, Pair, Side};
use crate::lexicon::Pole;
use crate::report::Cue;

/// The groups in which findings are shown.
const GROUPS: [(Change, &str); 4] = [
    (Change::New, "New"),
    (Change::Voice, "In another voice"),
    (Change::Stance, "Read otherwise"),
    (Change::Gone, "Gone"),
];

/// Prints a comparison as text.
///
/// # Errors
///
/// Whatever `out` refuses.
pub fn comparison(comparison: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let Comparison { old, new, .. } = comparison;
    let title = format!("{} → {}", printable(&old.id), printable(&new.id));
    writeln!(out, "{}\n", painted(style, Paint::new().bold().underline(), &title))?;
    whole(old, new, style, out)?;
    let mut out = Lines::new(out, style);
    for (change, name) in GROUPS {
        let mut findings = comparison.findings(change).peekable();
        if findings.peek().is_some() {
            out.empty()?;
            out.line(&painted(style, Paint::new().bold(), name))?;
        }
        findings.try_for_each(|(pair, finding)| one(pair, finding, style, &mut out))?;
    }
    out.empty()?;
    out.wrapped("", &changes(comparison))
}

/// Levels, stances and tilt before and after.
fn whole(old: &Side, new: &Side, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for pole in Pole::ALL {
        let shown = |side: &Side| {
            let frame = side.frame(pole);
            format!("{} {}", painted(style, paint(pole), &level_bar(frame.level)), frame.stance.name())
        };
        writeln!(out, "  {:<15} {} → {}", pole.name(), shown(old), shown(new))?;
    }
    let tilt = |side: &Side| format!("{:+.2} ({:+.2} to {:+.2})", side.tilt, side.tilt_low, side.tilt_high);
    writeln!(out, "  {:<15} {} → {}", "tilt", tilt(old), tilt(new))?;
    writeln!(out, "  {:<15} {} → {}", "words", old.words, new.words)
}

fn one(pair: &Pair, finding: &Finding, style: Style, out: &mut Lines<'_>) -> io::Result<()> {
    let line = |cue: &Option<Cue>| cue.as_ref().map(|cue| format!("line {}", cue.line));
    let place = [line(&finding.old), line(&finding.new)].into_iter().flatten().collect::<Vec<_>>().join(" → ");
    let Some(cue) = finding.new.as_ref().or(finding.old.as_ref()) else { return Ok(()) };
    let moved = if pair.change == crate::compare::PassageChange::Moved { ", moved" } else { "" };
    out.empty()?;
    out.wrapped("  ", &painted(style, Paint::new().bold(), &format!("{place}{moved}")))?;
    out.wrapped("    ", &sentence(&[cue], style))?;
    let pole = painted(style, paint(cue.pole), &format!("{}, {}", cue.pole, cue.axis));
    out.wrapped("      ", &format!("{pole} · {} · {}", reading(finding), cue.entry))
}

/// How a finding is read, and how it was.
fn reading(finding: &Finding) -> String {
    let shown = |cue: &Cue| {
        let speaker = cue.speaker.as_deref().map(|s| format!(" ({})", printable(s))).unwrap_or_default();
        format!("{}, {}{speaker}", cue.stance.name(), cue.voice.name())
    };
    match (&finding.old, &finding.new) {
        (Some(old), Some(new)) => format!("{} → {}", shown(old), shown(new)),
        (Some(cue), None) | (None, Some(cue)) => shown(cue),
        (None, None) => String::new(),
    }
}
