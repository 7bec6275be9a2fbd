//! How a text was cut and read, for people.

use std::io::{self, Write};

use super::printable;
use crate::inspection::{Inspection, Stretch};

/// Prints an inspection as text, passage by passage.
///
/// # Errors
///
/// Whatever `out` refuses.
pub fn inspection(view: &Inspection, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}   {}", printable(&view.id), if view.on_topic { "about AI" } else { "not about AI as a whole" })?;
    for passage in &view.passages {
        let over = |name: &str, at: Option<usize>| at.map(|i| format!(", {name} {i}")).unwrap_or_default();
        let kind = format!("{:?}", passage.kind).to_lowercase();
        let (lead, heading) = (over("under lead-in", passage.lead_in), over("under heading", passage.heading));
        writeln!(out, "\n[{}] {kind}, bytes {}–{}{lead}{heading}", passage.index, passage.at.start, passage.at.end)?;
        writeln!(out, "    {}", printable(&passage.text))?;
        details(view, passage.at, out)?;
    }
    let sentences = view.sentences.len();
    writeln!(
        out,
        "\n{} passages, {sentences} sentences, {} cues, {} candidates dropped",
        view.passages.len(),
        view.cues.len(),
        view.dropped.len()
    )
}

fn details(view: &Inspection, passage: Stretch, out: &mut dyn Write) -> io::Result<()> {
    let inside = |at: Stretch| passage.start <= at.start && at.end <= passage.end;
    for t in view.topic.iter().filter(|t| inside(t.at)) {
        writeln!(out, "    topic    {:<11} {}", t.kind, printable(&t.text))?;
    }
    for v in view.voice.iter().filter(|v| inside(v.at)) {
        let kind = format!("{:?}", v.kind).to_lowercase();
        let speaker = v.speaker.as_deref().unwrap_or("nobody named");
        writeln!(
            out,
            "    voice    {kind:<11} “{}” — {} ({})",
            printable(&v.text),
            printable(speaker),
            printable(&v.because)
        )?;
    }
    for c in view.cues.iter().filter(|c| passage.start <= c.start && c.end <= passage.end) {
        let because =
            if c.because.is_empty() { String::new() } else { format!(" ({})", printable(&c.because.join("; "))) };
        let reading = format!("{} {} {} {}", c.pole, c.axis, c.voice.name(), c.stance.name());
        writeln!(out, "    cue      {:<11} “{}” {reading}{because}", c.entry, printable(&c.text))?;
    }
    for d in view.dropped.iter().filter(|d| inside(d.at)) {
        writeln!(out, "    dropped  {:<11} “{}” {}", d.entry, printable(&d.text), printable(&d.because))?;
    }
    Ok(())
}
