//! The shipped lexicon files, compiled into the program.

use std::sync::{Arc, LazyLock};

use super::Lexicon;
use super::load::{LexiconFile, load};

macro_rules! shipped {
    ($($name:literal),* $(,)?) => { [$((concat!("lexicons/", $name), include_str!(concat!("../../lexicons/", $name)))),*] };
}

/// Every file under `lexicons/`; a test compares this list with the folder.
pub(super) const FILES: &[(&str, &str)] = &shipped![
    "abbreviations.toml",
    "classes/actors.toml",
    "classes/frames.toml",
    "classes/function.toml",
    "classes/images.toml",
    "classes/stance.toml",
    "classes/technology.toml",
    "classes/voice.toml",
    "common.toml",
    "decision.toml",
    "entries/advantage-infrastructure-images.toml",
    "entries/advantage-infrastructure.toml",
    "entries/advantage-race-images.toml",
    "entries/advantage-race.toml",
    "entries/horizon-infrastructure-images.toml",
    "entries/horizon-infrastructure.toml",
    "entries/horizon-race-images.toml",
    "entries/horizon-race.toml",
    "entries/knowledge-infrastructure-images.toml",
    "entries/knowledge-infrastructure.toml",
    "entries/knowledge-race-images.toml",
    "entries/knowledge-race.toml",
    "entries/metaphor-infrastructure-images.toml",
    "entries/metaphor-infrastructure.toml",
    "entries/metaphor-race-images.toml",
    "entries/metaphor-race.toml",
    "entries/pace-infrastructure-images.toml",
    "entries/pace-infrastructure.toml",
    "entries/pace-race-images.toml",
    "entries/pace-race.toml",
    "entries/payoff-infrastructure-images.toml",
    "entries/payoff-infrastructure.toml",
    "entries/payoff-race-images.toml",
    "entries/payoff-race.toml",
    "entries/relations-infrastructure-images.toml",
    "entries/relations-infrastructure.toml",
    "entries/relations-race-images.toml",
    "entries/relations-race.toml",
    "exclusions.toml",
    "guide.toml",
    "hints/infrastructure.toml",
    "hints/race-refusal.toml",
    "hints/race.toml",
    "irregular.toml",
    "stance.toml",
    "topic.toml",
    "voice.toml",
];

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| match load(&files()) {
    Ok(lexicon) => Arc::new(lexicon),
    Err(faults) => panic!("the shipped lexicon is faulty:\n{faults}"),
});

pub(super) fn lexicon() -> Arc<Lexicon> {
    LEXICON.clone()
}

pub(super) fn files() -> Vec<LexiconFile> {
    FILES.iter().map(|(name, text)| LexiconFile { name: (*name).into(), text: (*text).into() }).collect()
}

/// Whether a file is one of those.
pub(crate) fn is_shipped(name: &str) -> bool {
    FILES.iter().any(|(shipped, _)| *shipped == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn listed(folder: &Path, out: &mut Vec<String>) {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                listed(&path, out);
            } else if path.extension().is_some_and(|e| e == "toml") {
                out.push(path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_compiled_in() {
        let mut found = Vec::new();
        listed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons"), &mut found);
        found.sort();
        let known: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(known, found);
    }

    #[test]
    fn the_shipped_files_have_no_fault() {
        if let Err(faults) = load(&files()) {
            panic!("{faults}");
        }
    }
}
