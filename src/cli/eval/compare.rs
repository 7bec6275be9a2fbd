//! Comparisons of `detente eval` for people: simple methods, parts taken away, fitted numbers.

use std::io::{self, Write};

use detente::eval::ablate::Ablation;
use detente::eval::challenge::Tally;
use detente::eval::figures::{Figure, HEADLINES};
use detente::eval::fit::Fit;

use super::table::value;

type Out<'o> = &'o mut dyn Write;

/// The figures of one method.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Method {
    /// What it is called.
    pub method: &'static str,
    /// Its figures, without intervals.
    pub figures: Vec<Figure>,
}

/// How one method answers a challenge set.
#[derive(Debug, serde::Serialize)]
pub(crate) struct AnsweringMethod {
    /// What it is called.
    pub method: &'static str,
    /// All texts and pairs.
    pub tally: Tally,
}

/// The figures of simple methods beside those of the program; `of` are the figures of the program.
pub(crate) fn methods(of: &[Figure], methods: &[Method], out: Out<'_>) -> io::Result<()> {
    writeln!(out, "\nSimple methods on the same units, each with the steps of those before")?;
    for (at, method) in methods.iter().enumerate() {
        writeln!(out, "    ({}) {}", at + 1, method.method)?;
    }
    write!(out, "{:62}", "")?;
    (1..=methods.len()).try_for_each(|at| write!(out, "{:>8}", format!("({at})")))?;
    writeln!(out, "{:>9}", "detente")?;
    let known = |f: &&Figure| methods.iter().any(|m| m.figures.iter().any(|other| other.name == f.name));
    for figure in of.iter().filter(known) {
        write!(out, "{:62}", figure.name)?;
        for method in methods {
            let same = method.figures.iter().find(|f| f.name == figure.name);
            write!(out, "{:>8}", same.map_or_else(|| value(None), short))?;
        }
        writeln!(out, "{:>9}", short(figure))?;
    }
    Ok(())
}

fn short(figure: &Figure) -> String {
    if figure.is_count { format!("{:.0}", figure.value.unwrap_or(0.0)) } else { value(figure.value) }
}

/// What each part of the lexicon buys.
pub(crate) fn ablations(list: &[Ablation], out: Out<'_>) -> io::Result<()> {
    writeln!(out, "\nOne part taken away at a time: change of the figures (negative: the part helps)")?;
    for (at, measure) in HEADLINES.iter().enumerate() {
        writeln!(out, "    ({}) {}", at + 1, measure.name())?;
    }
    write!(out, "{:40}", "")?;
    (1..=HEADLINES.len()).try_for_each(|at| write!(out, "{:>8}", format!("({at})")))?;
    writeln!(out, "{:>12} {:>9} {:>9}", "texts right", "passages", "texts")?;
    for (at, a) in list.iter().enumerate() {
        let name = if at == 0 { "whole lexicon" } else { a.part.as_str() };
        write!(out, "{:40}", detente::render::printable(name))?;
        for figure in &a.figures {
            let told = figure
                .map_or_else(|| value(None), |v| if at == 0 { value(figure.as_ref().copied()) } else { signed(v) });
            write!(out, "{told:>8}")?;
        }
        let right = if at == 0 { a.texts_right.to_string() } else { format!("{:+}", a.texts_right) };
        writeln!(out, "{right:>12} {:>9} {:>9}", a.passages_changed, a.texts_changed)?;
    }
    Ok(())
}

/// A change with its sign; a dot where there is none.
fn signed(change: f64) -> String {
    if change.abs() < 0.000_5 { "·".into() } else { format!("{change:+.3}") }
}

/// What a fit came to.
pub(crate) fn fit(fit: &Fit, out: Out<'_>) -> io::Result<()> {
    writeln!(out, "\nCut points fitted with one of {} sources left out at a time", fit.sources)?;
    writeln!(out, "{:62} {:>9} {:>12}", "", "hand-set", "out of fold")?;
    for (name, before, held) in &fit.figures {
        writeln!(out, "{name:62} {:>9} {:>12}", value(*before), value(*held))?;
    }
    writeln!(out, "{:62} {:>9.4} {:>12.4}", "mean (the objective)", fit.hand_set, fit.out_of_fold)?;
    writeln!(out, "\nFitted on all sources, {} numbers move:", fit.moved.len())?;
    fit.moved.iter().try_for_each(|(name, before, after)| writeln!(out, "    {name}: {before} → {after}"))?;
    match &fit.proposal {
        Some(toml) => write!(
            out,
            "\nThe fit beats the hand-set numbers out of fold. Proposed for lexicons/decision.toml:\n\n{toml}"
        ),
        None => writeln!(out, "\nThe fit does not beat the hand-set numbers out of fold: they stay."),
    }
}
