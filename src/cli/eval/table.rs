//! Results of `detente eval` for people: aligned lines.

use std::io::{self, Write};

use detente::eval::agreement::Confusion;
use detente::eval::challenge::{ChallengeResult, Tally};
use detente::eval::evaluation::Evaluation;
use detente::eval::figures::Figure;
use detente::eval::metrics::share;
use detente::eval::mistakes::Mistake;
use detente::render::printable;

use super::compare::AnsweringMethod;

type Out<'o> = &'o mut dyn Write;

/// Columns of a figure's name.
const NAME: usize = 62;

/// All figures of a coded set.
pub(crate) fn evaluation(name: &str, result: &Evaluation, out: Out<'_>) -> io::Result<()> {
    let Evaluation { documents, passages, uncoded, .. } = result;
    writeln!(out, "{}: {passages} coded passages, {documents} coded documents", printable(name))?;
    if *uncoded > 0 {
        writeln!(out, "{uncoded} passages without coding left out")?;
    }
    result.figures.iter().try_for_each(|f| figure(f, out))?;
    writeln!(out, "\nKrippendorff's alpha, coder and program, all passages")?;
    result.alpha.iter().try_for_each(|f| figure(f, out))?;
    result.confusion.iter().try_for_each(|c| confusion(c, out))?;
    sources(result, out)
}

/// One figure, on one line.
pub(crate) fn figure(figure: &Figure, out: Out<'_>) -> io::Result<()> {
    let value = if figure.is_count { format!("{:.0}", figure.value.unwrap_or(0.0)) } else { value(figure.value) };
    write!(out, "{:NAME$} {value:>7}", figure.name)?;
    if let Some([low, high]) = figure.interval {
        write!(out, " [{low:.3}, {high:.3}]")?;
    }
    if let (Some(p), Some(r), Some(n)) = (figure.precision, figure.recall, figure.positives) {
        write!(out, "  P {p:.3} R {r:.3} of {n}")?;
    }
    writeln!(out, "  n={}", figure.n)?;
    if !figure.parts.is_empty() {
        let parts: Vec<String> = figure.parts.iter().map(|(name, v)| format!("{name} {v:.2}")).collect();
        writeln!(out, "    {}", parts.join("  "))?;
    }
    Ok(())
}

/// Three decimals, a dash for nothing.
pub(crate) fn value(value: Option<f64>) -> String {
    value.map_or_else(|| "–".into(), |v| format!("{v:.3}"))
}

fn confusion(matrix: &Confusion, out: Out<'_>) -> io::Result<()> {
    writeln!(out, "\n{}: coded (rows), found (columns)", matrix.name)?;
    write!(out, "  {:<14}", "")?;
    matrix.values.iter().try_for_each(|name| write!(out, "{name:>13}"))?;
    writeln!(out)?;
    for (name, row) in matrix.values.iter().zip(&matrix.counts) {
        write!(out, "  {name:<14}")?;
        row.iter().try_for_each(|n| write!(out, "{n:>13}"))?;
        writeln!(out)?;
    }
    Ok(())
}

fn sources(result: &Evaluation, out: Out<'_>) -> io::Result<()> {
    if result.sources.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nBy source, {} coded passages or more", detente::eval::evaluation::SOURCE_PASSAGES)?;
    for source in &result.sources {
        writeln!(out, "{} ({} passages)", printable(&source.source), source.passages)?;
        for f in &source.figures {
            writeln!(out, "    {:58} {:>7}  n={}", f.name, value(f.value), f.n)?;
        }
    }
    Ok(())
}

/// How a challenge set came out.
pub(crate) fn challenge(
    name: &str,
    result: &ChallengeResult,
    methods: &[AnsweringMethod],
    out: Out<'_>,
) -> io::Result<()> {
    writeln!(out, "{}: challenge set", printable(name))?;
    writeln!(out, "{:<28} {:>15} {:>22} {:>15}", "kind", "texts right", "", "pairs right")?;
    tally("all", &result.all, out)?;
    for method in methods {
        tally(method.method, &method.tally, out)?;
    }
    result.kinds.iter().try_for_each(|kind| tally(&kind.kind, kind, out))
}

fn tally(name: &str, t: &Tally, out: Out<'_>) -> io::Result<()> {
    let of = |right: usize, all: usize| format!("{right}/{all} {:.3}", share(right, all));
    let interval = t.interval.map(|[low, high]| format!("[{low:.3}, {high:.3}]")).unwrap_or_default();
    let (texts, pairs) = (of(t.texts_right, t.texts), of(t.pairs_right, t.pairs));
    writeln!(out, "{:<28} {texts:>15} {interval:>22} {pairs:>15}", printable(name))
}

/// What was read otherwise than coded.
pub(crate) fn mistakes(list: &[Mistake], out: Out<'_>) -> io::Result<()> {
    writeln!(out, "\nRead otherwise than coded: {} shown", list.len())?;
    for m in list {
        writeln!(out, "\n{}", printable(&m.id))?;
        writeln!(out, "    text  {}", printable(&m.text))?;
        writeln!(out, "    gold  {}", m.gold.join(" | "))?;
        writeln!(out, "    got   {}", m.got.join(" | "))?;
        for c in &m.cues {
            let reading = format!("{} {} {} {}", c.pole, c.axis, c.voice.name(), c.stance.name());
            let because = if c.because.is_empty() { String::new() } else { format!(" ({})", c.because.join("; ")) };
            writeln!(out, "    cue   {} “{}” {reading}{}", c.entry, printable(&c.text), printable(&because))?;
        }
    }
    Ok(())
}
