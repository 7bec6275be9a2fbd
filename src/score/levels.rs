//! What evidence amounts to: levels, stances and labels.

use super::{Evidence, Tilt};
use crate::lexicon::{Decision, Pole};
use crate::stance::{Stance, Voice};

/// The cues behind some evidence of one pole: how many, and how heavy the heaviest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strength {
    /// Number of cues.
    pub cues: usize,
    /// Weight of the heaviest.
    pub heaviest: f64,
}

/// How strongly a frame is present in the wording of a passage: 0 none, 1 trace, 2 clear, 3 dominant.
pub fn level(evidence: &Evidence, strength: Strength, pole: Pole, decision: &Decision) -> u8 {
    let cuts = match pole {
        Pole::Race => decision.level.race,
        Pole::Infrastructure => decision.level.infrastructure,
    };
    let total = evidence.total();
    let least = if strength.cues == 1 { cuts.lone } else { cuts.trace };
    match () {
        () if total < least => 0,
        () if total >= cuts.dominant => 3,
        () if total >= cuts.clear || strength.heaviest >= cuts.clear_cue => 2,
        () => 1,
    }
}

/// The same for a whole document: rate per 1,000 words and plain sum must both reach the cut point.
pub fn document_level(evidence: &Evidence, words: u64, decision: &Decision) -> u8 {
    let total = evidence.total();
    let rate = per_1000_words(evidence, words);
    let cuts = decision.document.rate.iter().zip(decision.document.sum);
    u8::try_from(cuts.take_while(|(r, s)| rate >= **r && total >= *s).count()).unwrap_or(3)
}

/// All evidence of a pole per 1,000 words; 0 for an empty text.
pub fn per_1000_words(evidence: &Evidence, words: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "word counts stay far below 2^52")]
    let words = words.max(1) as f64;
    evidence.total() * 1000.0 / words
}

/// What a passage or document does with a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FrameStance {
    /// The frame is absent.
    #[default]
    None,
    /// Put forward in the writer's own voice, or left standing there.
    Asserted,
    /// Denied or criticised by the writer.
    Rejected,
    /// Only in the words of others, or merely mentioned.
    Reported,
    /// Only a possibility.
    Hypothetical,
    /// Two of these, neither outweighing the other.
    Mixed,
}

impl FrameStance {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::None, Self::Asserted, Self::Rejected, Self::Reported, Self::Hypothetical, Self::Mixed];

    /// The name used in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Asserted => "asserted",
            Self::Rejected => "rejected",
            Self::Reported => "reported",
            Self::Hypothetical => "hypothetical",
            Self::Mixed => "mixed",
        }
    }
}

/// The stance of a frame, from its evidence; [`FrameStance::None`] at level 0.
pub fn frame_stance(evidence: &Evidence, level: u8, decision: &Decision) -> FrameStance {
    let cuts = &decision.stance;
    let author = |stances: &[Stance]| {
        evidence.sum(Voice::Author, stances) + cuts.mention * evidence.sum(Voice::Mention, stances)
    };
    let asserted = author(&[Stance::Asserted]);
    // Who refuses a term that he only mentions refuses it all the same.
    let refused = [Stance::Negated, Stance::Criticised];
    let rejected = evidence.sum(Voice::Author, &refused)
        + evidence.sum(Voice::Mention, &refused)
        + cuts.refused_others * evidence.get(Voice::Attributed, Stance::Criticised);
    let supposed = author(&[Stance::Hypothetical]);
    let own = asserted + rejected + supposed;
    let share = rejected / own.max(f64::MIN_POSITIVE);
    match () {
        () if level == 0 || evidence.total() <= 0.0 => FrameStance::None,
        () if own < cuts.own * evidence.total() && own < cuts.own_enough => FrameStance::Reported,
        () if share >= cuts.rejected => FrameStance::Rejected,
        () if share >= cuts.minor && asserted > 0.0 => FrameStance::Mixed,
        () if supposed > asserted => FrameStance::Hypothetical,
        () => FrameStance::Asserted,
    }
}

/// The label of a text in another language.
pub const NOT_ENGLISH: &str = "not English";

/// All labels that a document can have, from race to infrastructure, then those without a frame.
pub const LABELS: [&str; 8] = [
    "race",
    "leans race",
    "balanced",
    "leans infrastructure",
    "infrastructure",
    "no frame found",
    "too short",
    NOT_ENGLISH,
];

/// One word for a document: its tilt, unless there is too little text or evidence.
pub fn label(tilt: Tilt, counting: f64, present: bool, words: u64, decision: &Decision) -> &'static str {
    let cuts = &decision.label;
    let clear = counting >= cuts.evidence;
    match tilt.mean {
        _ if !present => {
            if words < cuts.words {
                "too short"
            } else {
                "no frame found"
            }
        }
        t if t <= -cuts.clear && clear => "race",
        t if t <= -cuts.leans => "leans race",
        t if t >= cuts.clear && clear => "infrastructure",
        t if t >= cuts.leans => "leans infrastructure",
        _ => "balanced",
    }
}
