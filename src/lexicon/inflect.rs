//! The forms of an English word, by suffix rules and a table of irregular ones.
//!
//! `win~` in a lexicon stands for all forms of *win*. The rules are spelling only (drop *e*, double the last
//! consonant, *y* to *ies*); what they get wrong stands in `irregular.toml`. A form that does not exist does
//! no harm, since no text holds it.

use std::collections::BTreeMap;

/// Base form → its other forms, where the suffix rules would not find them.
pub(crate) type Irregular = BTreeMap<String, Vec<String>>;

/// The word itself and its inflected forms, lower case.
pub(crate) fn forms(base: &str, irregular: &Irregular) -> Vec<String> {
    let mut all = vec![base.to_owned()];
    match irregular.get(base) {
        Some(others) => all.extend(others.iter().cloned()),
        None => all.extend([with_s(base), with_ed(base), with_ing(base)]),
    }
    all
}

fn with_s(w: &str) -> String {
    match consonant_y(w) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh"].iter().any(|end| w.ends_with(end)) => format!("{w}es"),
        None => format!("{w}s"),
    }
}

fn with_ed(w: &str) -> String {
    match consonant_y(w) {
        Some(stem) => format!("{stem}ied"),
        None if w.ends_with('e') => format!("{w}d"),
        None => format!("{}ed", doubled(w)),
    }
}

fn with_ing(w: &str) -> String {
    if let Some(stem) = w.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match w.strip_suffix('e') {
        Some(stem) if !w.ends_with("ee") && !w.ends_with("oe") && stem.len() > 1 => format!("{stem}ing"),
        _ => format!("{}ing", doubled(w)),
    }
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn consonant_y(w: &str) -> Option<&str> {
    let stem = w.strip_suffix('y')?;
    stem.bytes().last().is_some_and(|b| !is_vowel(b)).then_some(stem)
}

/// Doubles the last letter of a one-syllable word that ends consonant, vowel, consonant.
fn doubled(w: &str) -> String {
    let vowels = w.bytes().filter(|b| is_vowel(*b)).count();
    let short = match w.as_bytes() {
        [.., before, vowel, last] => {
            !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*last) && !b"wxy".contains(last)
        }
        _ => false,
    };
    if short && vowels == 1 { format!("{w}{}", &w[w.len() - 1..]) } else { w.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_spelt_as_english_spells_them() {
        let irregular = Irregular::from([("win".to_owned(), vec!["wins".to_owned(), "winning".into(), "won".into()])]);
        let table = [
            ("race", "race races raced racing"),
            ("win", "win wins winning won"),
            ("plan", "plan plans planned planning"),
            ("rally", "rally rallies rallied rallying"),
            ("rush", "rush rushes rushed rushing"),
            ("outpace", "outpace outpaces outpaced outpacing"),
            ("tie", "tie ties tied tying"),
            ("follow", "follow follows followed following"),
            ("keep", "keep keeps keeped keeping"),
        ];
        for (base, expected) in table {
            assert_eq!(forms(base, &irregular).join(" "), expected, "{base}");
        }
    }
}
