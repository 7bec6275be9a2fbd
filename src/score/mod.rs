//! Readings → numbers; the only room with a formula for them (`hints` adds up words).
//!
//! Evidence is the plain sum of cue weights by voice and stance. Tilt, level, stance and label follow from it by
//! the cut points and counts of `lexicons/decision.toml`.
mod evidence;
mod levels;
mod tilt;

pub use evidence::{Evidence, Poles};
pub use levels::{
    FrameStance, LABELS, NOT_ENGLISH, Strength, document_level, frame_stance, label, level, per_1000_words,
};
pub use tilt::{MeanTilt, Tilt, mean_tilt, tilt};
