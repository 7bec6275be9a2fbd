//! Patterns of paths, read the same from the command line and from a configuration file.

use std::path::Path;

use globset::{GlobBuilder, GlobMatcher};

use super::Stop;

/// A pattern: without a slash it holds at any depth, and a folder that it matches is matched with all in it.
#[derive(Clone, Debug)]
pub(crate) struct PathGlob(GlobMatcher);

impl PathGlob {
    /// Reads a pattern; `place` names it in messages.
    pub(crate) fn new(place: &str, glob: &str) -> Result<Self, Stop> {
        let plain = glob.trim_start_matches("./").trim_end_matches('/');
        let deep = if plain.contains('/') { plain.to_owned() } else { format!("**/{plain}") };
        let built = GlobBuilder::new(&deep).literal_separator(true).build();
        let matcher = built.map_err(|e| Stop::refused(format!("{place}: `{glob}`: {}", e.kind())))?;
        Ok(Self(matcher.compile_matcher()))
    }

    /// Whether it matches a path, as seen from the folder that the pattern is seen from, or a folder above.
    pub(crate) fn matches(&self, path: &Path) -> bool {
        path.ancestors().any(|part| !part.as_os_str().is_empty() && self.0.is_match(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_files_and_the_folders_above_them() {
        let table = [
            ("news", "news/a.md", true),
            ("news/", "old/news/deep/a.md", true),
            ("news/**", "news/a.md", true),
            ("old/news", "old/news/a.md", true),
            ("old/news", "other/news/a.md", false),
            ("*.md", "old/news/a.md", true),
            ("*.md", "a.txt", false),
            ("./news", "news/a.md", true),
            ("new", "news/a.md", false),
        ];
        for (glob, path, expected) in table {
            let found = PathGlob::new("here", glob).unwrap().matches(Path::new(path));
            assert_eq!(found, expected, "{glob} {path}");
        }
    }
}
