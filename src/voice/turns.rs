//! Turns of interviews, hearings and transcripts: the speaker is the author of the turn.

use crate::document::Document;

/// Longest label of a turn, in words.
const LABEL: usize = 5;

/// Who speaks each passage, where a label such as `MR. SMITH:` or `Q:` says so; a turn lasts to the next label.
pub(super) fn find(document: &Document) -> Vec<Option<String>> {
    let label = |p: &crate::document::Passage| label(p.span.slice(document.clean()));
    document.passages().iter().map(label).collect()
}

fn label(text: &str) -> Option<String> {
    let (head, rest) = text.split_once(':')?;
    let words = head.split_whitespace().count();
    let speaks = !rest.trim_start().starts_with(['"', '“']) && rest.starts_with(' ');
    let name = head.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase()));
    let shouted = head.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    (words > 0 && words <= LABEL && speaks && name && shouted).then(|| head.to_owned())
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_are_told_from_sentences() {
        for (text, expected) in [
            ("MR. OKAFOR: We agree.", Some("MR. OKAFOR")),
            ("Q: Is it?", Some("Q")),
            ("The plan: build.", None),
            ("NOTE:x", None),
        ] {
            assert_eq!(label(text).as_deref(), expected, "{text}");
        }
    }
}
