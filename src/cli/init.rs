//! `detente init`, and what `--dump-config` prints: configuration as text.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use detente::config::{Config, Settings};
use detente::render::printable;
use serde::Serialize;

use super::args::InitArgs;
use super::project::NAMES;
use super::summary::say;
use super::{Exit, Stop};

/// The commented file.
const TEMPLATE: &str = include_str!("init.toml");

/// Writes a commented configuration file; one that is there is left alone.
pub(crate) fn run(args: &InitArgs) -> Result<Exit, Stop> {
    let path = args.folder.join(NAMES[0]);
    let name = path.display().to_string();
    if let Some(there) = NAMES.iter().map(|name| args.folder.join(name)).find(|path| path.exists()) {
        return Err(Stop::refused(format!("{} is there already; edit it, or move it away first", there.display())));
    }
    create(&path).map_err(|e| Stop::refused(format!("{name} cannot be written: {e}")))?;
    say(&format!("{name} written: every line of it is a comment; take away the `#` of what you need"));
    Ok(Exit::Done)
}

fn create(path: &Path) -> std::io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(TEMPLATE.as_bytes())
}

/// What holds for some texts, as a configuration file would say it.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Effective<'a> {
    lexicon: &'a [String],
    exclude: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: &'a Option<String>,
    fail_on: Vec<String>,
    allow: &'a [String],
    ignore: &'a [String],
    inline_config: bool,
    level: u8,
    poles: &'static str,
}

/// What holds for the texts called `names`, under the configuration file `file`.
pub(crate) fn dump(names: &[&str], file: &str, config: &Config, settings: &Settings) -> String {
    let poles = match (settings.view.race, settings.view.infrastructure) {
        (true, true) => "both",
        (false, _) => "infrastructure",
        (true, false) => "race",
    };
    let effective = Effective {
        lexicon: &config.lexicon,
        exclude: &config.exclude,
        baseline: &config.baseline,
        fail_on: config.fail_on.iter().map(|(_, gate)| gate.to_string()).collect(),
        allow: &settings.rules.allow,
        ignore: &settings.rules.ignore,
        inline_config: settings.rules.comments,
        level: settings.view.level,
        poles,
    };
    let mut out = String::new();
    let more = if names.len() > 3 { format!(" and {} more", names.len() - 3) } else { String::new() };
    let file = if file.is_empty() { "no configuration file" } else { file };
    let names = names[..names.len().min(3)].join(", ");
    let _ = writeln!(out, "# {}{more}: {}", printable(&names), printable(file));
    out + &toml::to_string(&effective).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_template_is_right_once_it_is_no_comment() {
        let is_key = |line: &&str| line.starts_with("# [[") || line.contains(" = ");
        let lines: Vec<&str> = TEMPLATE.lines().filter(is_key).map(|line| line.trim_start_matches("# ")).collect();
        let config = Config::parse("detente.toml", &lines.join("\n"));
        assert!(config.is_ok(), "{config:?}");
        assert!(lines.len() > 10);
    }
}
