//! The pattern syntax: words, forms, classes, choices and gaps.
//!
//! | written | finds |
//! |---|---|
//! | `arms race` | these words in this order, whatever hyphens, dashes, quotes or line breaks stand between them |
//! | `win~` | any form of *win* |
//! | `=US` | this spelling only, capitals and all |
//! | `{nation}` | a word or phrase of the class; `{nation\|rival}` of either |
//! | `(win~ \| come~ first)` | one of the choices |
//! | `the?` `{ai}?` `(a \| b)?` | the same or nothing |
//! | `..` `..5` | up to 3 (5) words, no punctuation between |
//! | `...` `...12` | up to 8 (12) words, commas and quotes between, no stop, colon, dash or bracket |
//! | `!{nation}` | nothing, where the next word is not of that kind |
//! | `[` `]` | around the words that are marked and counted; the rest is company they need |
//! | `^` | the start of a sentence or passage; behind the last word, the end |

use rustc_hash::FxHashMap;

use super::elem::{Choices, Edge, Elem, Pattern, WordSet};
use super::inflect::{Irregular, forms};
use super::vocab::{Vocab, WordId};

/// The words that patterns are made of: numbers, classes, irregular forms.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) vocab: Vocab,
    pub(crate) irregular: Irregular,
    /// The numbers of the words that were learned, by how they are written.
    learned: FxHashMap<String, WordSet>,
}

impl Words {
    /// Gives numbers to a word as it is written in a lexicon: `win~` all forms, `=US` that spelling, else lower case.
    pub(crate) fn learn(&mut self, word: &str) -> WordSet {
        if let Some(ids) = self.learned.get(word) {
            return ids.clone();
        }
        let lower = word.to_lowercase();
        let mut ids: Vec<WordId> = match (word.strip_prefix('='), lower.strip_suffix('~')) {
            (Some(exact), _) => vec![self.vocab.intern(exact)],
            (None, Some(base)) => forms(base, &self.irregular).iter().map(|f| self.vocab.intern(f)).collect(),
            (None, None) => vec![self.vocab.intern(&lower)],
        };
        ids.sort_unstable();
        ids.dedup();
        let ids = WordSet::from(ids);
        self.learned.insert(word.to_owned(), ids.clone());
        ids
    }

    /// The numbers of a word that was learned.
    pub(crate) fn known(&self, word: &str) -> Result<WordSet, String> {
        self.learned.get(word).cloned().ok_or_else(|| format!("`{word}` was not learned"))
    }
}

/// The words of a pattern, as they are written; none of one that cannot be parsed.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    split(text).unwrap_or_default().into_iter().filter(|piece| is_word(piece))
}

fn is_word(piece: &str) -> bool {
    piece.starts_with(|c: char| c.is_alphanumeric() || c == '=' || c == '\'')
}

/// Compiles one pattern whose words were learned, or says what is wrong with it.
pub(crate) fn parse(text: &str, words: &Words) -> Result<Pattern, String> {
    if text.len() > 1024 {
        return Err("the pattern is longer than 1,024 bytes".into());
    }
    let pieces = split(text)?;
    let mut rest = pieces.as_slice();
    let elems = sequence(&mut rest, words, 0)?;
    if let Some(piece) = rest.first() {
        return Err(format!("`{piece}` closes nothing"));
    }
    check(&elems)?;
    Ok(elems.into())
}

fn check(elems: &[Elem]) -> Result<(), String> {
    let opens = elems.iter().filter(|e| matches!(e, Elem::Open)).count();
    let closes = elems.iter().filter(|e| matches!(e, Elem::Close)).count();
    if opens != closes || opens > 1 {
        return Err("`[` and `]` must stand once, outside choices, in this order".into());
    }
    if !elems.iter().any(|e| matches!(e, Elem::Set(_) | Elem::Class(_) | Elem::Any(_))) {
        return Err("the pattern has no word that must be there".into());
    }
    let edge = |e: Option<&Elem>| matches!(e, Some(Elem::Gap { .. }));
    if edge(elems.first()) || edge(elems.last()) {
        return Err("a gap stands at the edge of the pattern".into());
    }
    Ok(())
}

/// Cuts a pattern into words and signs: `(`, `)`, `|`, `[`, `]`, `?`, `!`, `^` stand alone.
fn split(text: &str) -> Result<Vec<&str>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = |keep: fn(char) -> bool| {
            rest.char_indices().skip(1).find(|(_, c)| !keep(*c)).map_or(rest.len(), |(at, _)| at)
        };
        let (piece, skipped) = match c {
            ' ' | '-' => (0, 1),
            '(' | ')' | '|' | '[' | ']' | '?' | '!' | '^' => (1, 0),
            '{' => (length(|c| c != '}'), 1),
            '.' => (length(|c| c == '.' || c.is_ascii_digit()), 0),
            _ if c.is_alphanumeric() || c == '=' || c == '\'' => (length(in_word), 0),
            _ => return Err(format!("`{c}` has no meaning in a pattern")),
        };
        pieces.extend((piece > 0).then(|| &rest[..piece]));
        rest = rest.get(piece + skipped..).unwrap_or_default();
    }
    Ok(pieces)
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '~' | '&')
}

fn sequence(rest: &mut &[&str], words: &Words, depth: usize) -> Result<Vec<Elem>, String> {
    let mut out = Vec::new();
    while let Some(piece) = rest.first() {
        if [")", "|"].contains(piece) {
            break;
        }
        *rest = &rest[1..];
        match (*piece, depth) {
            ("?", _) => {
                let last = out.pop().ok_or("`?` follows nothing")?;
                out.push(Elem::Maybe([last].into()));
            }
            ("!", _) => {
                let next = one(rest, words, depth)?;
                out.push(Elem::Not([next].into()));
            }
            ("[", 0) => out.push(Elem::Open),
            ("]", 0) => out.push(Elem::Close),
            ("^", 0) => out.push(Elem::Edge(Edge::Sentence)),
            _ => out.push(item(piece, rest, words, depth)?),
        }
    }
    Ok(out)
}

fn one(rest: &mut &[&str], words: &Words, depth: usize) -> Result<Elem, String> {
    let piece = rest.first().ok_or("`!` stands before nothing")?;
    *rest = &rest[1..];
    item(piece, rest, words, depth)
}

fn item(piece: &str, rest: &mut &[&str], words: &Words, depth: usize) -> Result<Elem, String> {
    match piece.as_bytes()[0] {
        b'(' => choices(rest, words, depth + 1),
        b'{' => class(&piece[1..], &words.vocab),
        b'.' => gap(piece),
        b'[' | b']' | b'^' | b'|' | b')' | b'?' | b'!' => Err(format!("`{piece}` cannot stand here")),
        _ if is_possessive(piece, words) => {
            Err(format!("`{piece}`: a possessive 's is never part of a word; leave it out"))
        }
        _ => words.known(piece).map(Elem::Set),
    }
}

/// Whether a word ends in a possessive: a contraction ("it's") stands in some class.
fn is_possessive(piece: &str, words: &Words) -> bool {
    piece.ends_with("'s") && !words.vocab.is_in_some_class(piece)
}

fn choices(rest: &mut &[&str], words: &Words, depth: usize) -> Result<Elem, String> {
    if depth > 8 {
        return Err("choices are nested more than 8 deep".into());
    }
    let mut all = vec![sequence(rest, words, depth)?];
    while rest.first() == Some(&"|") {
        *rest = &rest[1..];
        all.push(sequence(rest, words, depth)?);
    }
    if rest.first() != Some(&")") {
        return Err("`(` is never closed".into());
    }
    *rest = &rest[1..];
    if all.iter().any(Vec::is_empty) {
        return Err("a choice is empty; write `( … )?` for an optional part".into());
    }
    Ok(merged(all))
}

/// Choices that are single words are one set.
fn merged(all: Vec<Vec<Elem>>) -> Elem {
    let mut ids = Vec::new();
    for choice in &all {
        match choice.as_slice() {
            [Elem::Set(set)] => ids.extend_from_slice(set),
            _ => return Elem::Any(Choices::new(all)),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Elem::Set(ids.into())
}

fn class(names: &str, vocab: &Vocab) -> Result<Elem, String> {
    let find = |name: &str| {
        vocab.class(name.trim()).ok_or_else(|| {
            format!("unknown word class `{{{name}}}`{}", super::fault::did_you_mean(name, vocab.class_names()))
        })
    };
    Ok(Elem::Class(names.split('|').map(find).collect::<Result<_, _>>()?))
}

fn gap(piece: &str) -> Result<Elem, String> {
    let dots = piece.bytes().take_while(|b| *b == b'.').count();
    let (default, commas) = match dots {
        2 => (3, false),
        3 => (8, true),
        _ => return Err(format!("`{piece}`: a gap is `..` or `...`, with a number behind it or not")),
    };
    let most = match &piece[dots..] {
        "" => default,
        n => n
            .parse()
            .ok()
            .filter(|n| (1..=40).contains(n))
            .ok_or_else(|| format!("`{piece}`: a gap is 1 to 40 words"))?,
    };
    Ok(Elem::Gap { most, commas })
}

/// Every word sequence that a class item stands for: `catch~ up` is four.
pub(crate) fn expand(item: &str, words: &mut Words) -> Result<Vec<Vec<WordId>>, String> {
    let pieces = split(item)?;
    if let Some(sign) = pieces.iter().find(|piece| !is_word(piece)) {
        return Err(format!("`{sign}` cannot stand in a word class; only words, `~` and `=` can"));
    }
    let mut all = vec![Vec::new()];
    for piece in &pieces {
        let ids = words.learn(piece);
        all = all.iter().flat_map(|seq| ids.iter().map(|id| [seq.as_slice(), &[*id]].concat())).collect();
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faulty_patterns_say_what_is_wrong() {
        let table = [
            ("(a | b", "never closed"),
            ("a)", "closes nothing"),
            ("{natin} race", "did you mean `nation`"),
            (".. race", "edge"),
            ("the?", "no word that must"),
            ("a ....9 b", "a gap is"),
            ("a #b", "no meaning"),
            ("a [b", "`[` and `]`"),
        ];
        for (pattern, expected) in table {
            let mut all = Words::default();
            all.vocab.add_class("nation");
            words(pattern).for_each(|word| drop(all.learn(word)));
            let message = parse(pattern, &all).expect_err(pattern);
            assert!(message.contains(expected), "{pattern}: {message}");
        }
    }
}
