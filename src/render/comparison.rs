//! What changed between two drafts, for people: the whole first, then findings by what became of them.

use std::io::{self, Write};

use anstyle::Style as Paint;

use super::lines::{Lines, sentence};
use super::summary::{changes, place_of};
use super::table::{level_bar, paint, painted};
use super::{Style, printable};
use crate::compare::{Change, Comparison, Finding, Pair, PassageChange, Side};
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
        let blocks = blocks(comparison, change);
        if !blocks.is_empty() {
            out.empty()?;
            out.line(&painted(style, Paint::new().bold(), name))?;
        }
        blocks.iter().try_for_each(|block| one(comparison, block, style, &mut out))?;
    }
    out.empty()?;
    out.wrapped("", &changes(comparison))?;
    for (side, name) in [(old, "old"), (new, "new")] {
        let notes = side.warnings.iter().map(|warning| format!("Note on the {name} draft: {}", printable(warning)));
        notes.into_iter().try_for_each(|note| out.wrapped("", &note))?;
    }
    Ok(())
}

/// The findings of one sentence that went the same way.
type Block<'c> = (&'c Pair, Vec<&'c Finding>);

/// The finding that is shown: the new one, where there is one.
fn shown(finding: &Finding) -> Option<&Cue> {
    finding.new.as_ref().or(finding.old.as_ref())
}

fn blocks(comparison: &Comparison, change: Change) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for (pair, finding) in comparison.findings(change) {
        let sentence = |finding: &Finding| shown(finding).map(|cue| cue.sentence.start);
        let same = |(last, findings): &&mut Block<'_>| {
            std::ptr::eq(*last, pair) && findings.last().is_some_and(|f| sentence(f) == sentence(finding))
        };
        match blocks.last_mut().filter(same) {
            Some((_, findings)) => findings.push(finding),
            None => blocks.push((pair, vec![finding])),
        }
    }
    blocks
}

/// Levels, stances and tilt before and after.
fn whole(old: &Side, new: &Side, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for pole in Pole::ALL.into_iter().filter(|pole| new.view.shows(*pole)) {
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

fn one(comparison: &Comparison, (pair, findings): &Block<'_>, style: Style, out: &mut Lines<'_>) -> io::Result<()> {
    let cues: Vec<&Cue> = findings.iter().filter_map(|finding| shown(finding)).collect();
    out.empty()?;
    out.wrapped("  ", &painted(style, Paint::new().bold(), &place(comparison, pair, findings)))?;
    out.wrapped("    ", &sentence(&cues, style))?;
    for (finding, cue) in findings.iter().zip(&cues) {
        let words = painted(style, paint(cue.pole), &printable(&cue.sentence.cue));
        let what = format!("{words}: {}, {} · {} · {}", cue.pole, cue.axis, reading(finding), cue.entry);
        out.wrapped("      ", &what)?;
    }
    Ok(())
}

/// Where a finding stood and stands, as a reader would look for it.
fn place(comparison: &Comparison, pair: &Pair, findings: &[&Finding]) -> String {
    let at = |side: &Side, passage: Option<usize>, cue: &Option<Cue>| {
        Some(place_of(side.offset_basis, passage?, cue.as_ref()?.line))
    };
    let at =
        |finding: &&Finding| [at(&comparison.old, pair.old, &finding.old), at(&comparison.new, pair.new, &finding.new)];
    let places = findings.first().map(at).unwrap_or_default();
    let moved = if pair.change == PassageChange::Moved { ", moved" } else { "" };
    places.into_iter().flatten().collect::<Vec<_>>().join(" → ") + moved
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
