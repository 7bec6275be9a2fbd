//! Holds the reading of stance to `corpus/constructions`: the frame is plain there, and the construction alone decides.

use detente::input::{Format, read_text};
use detente::report::{Frame, Origin};
use detente::scanner::Options;
use serde::Deserialize;

use crate::support::{SCANNER, text_of};

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    race: Vec<String>,
    infrastructure: Vec<String>,
}

impl Item {
    fn is_right(&self) -> bool {
        let document = read_text(self.text.clone().into(), Format::Plain);
        let report = SCANNER.scan(&document, Origin::default(), Options::default());
        let passes = |frame: &Frame, stances: &[String]| stances.iter().any(|s| s == frame.stance.name());
        passes(&report.race, &self.race) && passes(&report.infrastructure, &self.infrastructure)
    }
}

#[test]
fn most_constructions_are_read_right() {
    let table = [
        ("own", 0.93),
        ("first", 0.85),
        ("second", 0.8),
        ("plain", 0.88),
        ("third", 0.78),
        ("twins", 0.52),
        ("ordinary", 0.89),
        ("reports", 0.78),
        ("news", 0.9),
        ("opinions", 0.68),
    ];
    for (name, least) in table {
        let text = text_of(&format!("corpus/constructions/{name}.jsonl"));
        let items: Vec<Item> =
            text.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect();
        let wrong: Vec<_> = items.iter().filter(|i| !i.is_right()).map(|i| format!("{}: {}", i.id, i.text)).collect();
        #[expect(clippy::cast_precision_loss, reason = "a number of sentences")]
        let share = 1.0 - wrong.len() as f64 / items.len() as f64;
        assert!(share >= least, "{name}: {share:.3} are right, fewer than {least}:\n{}", wrong.join("\n"));
    }
}
