//! How evidence becomes tilt, level, stance and label: numbers that are data, `lexicons/decision.toml`.

use serde::Deserialize;

use super::Pole;

/// How much a cue counts, by its stance: `[for its own pole, for the other pole]`, each in [0, 1].
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// The frame is put forward.
    pub asserted: [f64; 2],
    /// Only a possibility, a condition or a question.
    pub hypothetical: [f64; 2],
    /// The frame is denied.
    pub negated: [f64; 2],
    /// The frame is refused as wrong or harmful.
    pub criticised: [f64; 2],
}

/// The same for each voice.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceCounts {
    /// The writer's own words.
    pub author: Counts,
    /// Somebody else's words.
    pub attributed: Counts,
    /// The term itself.
    pub mention: Counts,
}

/// From which evidence on a passage reaches a level.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelCuts {
    /// Sum of weights from which the frame is a trace.
    pub trace: f64,
    /// The same, where there is only one cue.
    pub lone: f64,
    /// Sum from which it is clear.
    pub clear: f64,
    /// Weight of one cue from which it is clear.
    pub clear_cue: f64,
    /// Sum from which it is dominant.
    pub dominant: f64,
}

/// The cut points of both poles.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoleLevels {
    /// For the race frame.
    pub race: LevelCuts,
    /// For the infrastructure frame.
    pub infrastructure: LevelCuts,
}

/// From which evidence on a document reaches trace, clear, dominant; rate and sum must both be reached.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentCuts {
    /// Sum of weights per 1,000 words.
    pub rate: [f64; 3],
    /// Sum of weights.
    pub sum: [f64; 3],
}

/// From which share of the evidence on a stance is the stance of the whole.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StanceCuts {
    /// Share of refused evidence in the author's own voice from which the frame is rejected.
    pub rejected: f64,
    /// Share below which the refusal does not show.
    pub minor: f64,
    /// Share of the author's own evidence in all evidence below which the frame is only reported.
    pub own: f64,
    /// Sum of the author's own evidence from which he does not only report, whatever others say beside him.
    pub own_enough: f64,
    /// How much a frame that the structure of the text ascribes to others and refuses counts as refused by the author.
    pub refused_others: f64,
    /// How much a mention counts among the author's own evidence.
    pub mention: f64,
}

/// Which tilt and how much text a label needs.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelCuts {
    /// Fewer words than this are too short for a label.
    pub words: u64,
    /// Less counting evidence than this is too little for a label of its own.
    pub evidence: f64,
    /// Absolute tilt from which a text leans.
    pub leans: f64,
    /// Absolute tilt from which a text is of one pole.
    pub clear: f64,
}

/// How the hints of a sentence are added up, in log odds.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HintOdds {
    /// What a sentence begins with, below 0.
    pub start: f64,
    /// What it loses for each unit of the logarithm of the length of its passage, in sentences of 25 words: among many
    /// sentences, one or the other seems to carry a frame by chance.
    pub crowd: f64,
    /// What it loses for each unit of the logarithm of how much of the document there is, where AI is in view, for each
    /// cue of its pole and one more, in stretches as long as its passage: where frames are rare, hints rarely make one.
    pub rare: f64,
    /// What a cue of weight 1 adds; lighter ones add less in proportion.
    pub cue: f64,
    /// Sum of the weights of cues from which a sentence needs no hints.
    pub enough: f64,
    /// What a wider wording adds; it counts where its sentence then reaches 0.
    pub wider: f64,
    /// What a wider wording counts for, as a share of the weight of its entry.
    pub wider_share: f64,
}

impl HintOdds {
    /// The most that cues can add in a sentence that still needs hints.
    pub(crate) fn most(self) -> f64 {
        self.cue * self.enough
    }
}

/// The same for both poles.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoleHints {
    /// For the race frame.
    pub race: HintOdds,
    /// For the infrastructure frame.
    pub infrastructure: HintOdds,
}

impl PoleHints {
    /// The numbers of one pole.
    pub fn of(&self, pole: Pole) -> HintOdds {
        match pole {
            Pole::Race => self.race,
            Pole::Infrastructure => self.infrastructure,
        }
    }
}

/// How the hints around a race cue are added up to a refusal of it, in log odds.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalOdds {
    /// What a cue begins with, below 0.
    pub start: f64,
    /// What at least one word must weigh.
    pub heavy: f64,
}

/// All numbers that weigh evidence.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What race evidence counts for.
    pub race: VoiceCounts,
    /// What infrastructure evidence counts for.
    pub infrastructure: VoiceCounts,
    /// How hints of a frame are added up.
    pub hints: PoleHints,
    /// How hints of a refusal are added up.
    pub refusal: RefusalOdds,
    /// Cut points of a passage's `level`.
    pub level: PoleLevels,
    /// Cut points of a document's `level`.
    pub document: DocumentCuts,
    /// Cut points of `stance`.
    pub stance: StanceCuts,
    /// Cut points of `label`.
    pub label: LabelCuts,
}
