//! What a wording of a frame is about: its axis, its pole, its kind.

use std::fmt;

use serde::Serialize;

/// One of the seven scales on which a text can frame AI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// What AI is compared with.
    Metaphor,
    /// Where strength comes from.
    Advantage,
    /// How fast to go, and what speed costs.
    Pace,
    /// Whether knowledge is guarded or shared.
    Knowledge,
    /// Rivals or partners.
    Relations,
    /// Who gains.
    Payoff,
    /// Finish line or long term.
    Horizon,
}

impl Axis {
    /// All axes, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Metaphor, Self::Advantage, Self::Pace, Self::Knowledge, Self::Relations, Self::Payoff, Self::Horizon];

    /// The name used in lexicons and results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Metaphor => "metaphor",
            Self::Advantage => "advantage",
            Self::Pace => "pace",
            Self::Knowledge => "knowledge",
            Self::Relations => "relations",
            Self::Payoff => "payoff",
            Self::Horizon => "horizon",
        }
    }

    /// The axis called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.name() == name)
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One of the two ends of an axis; everything on one pole together is a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pole {
    /// AI as a weapon, a contest, a prize for the winner.
    Race,
    /// AI as a shared, general-purpose technology that is built carefully and openly.
    Infrastructure,
}

impl Pole {
    /// Both poles.
    pub const ALL: [Self; 2] = [Self::Race, Self::Infrastructure];

    /// The name used in lexicons and results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Race => "race",
            Self::Infrastructure => "infrastructure",
        }
    }

    /// The pole called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pole| pole.name() == name)
    }
}

impl fmt::Display for Pole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What an entry speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// How the world is said to be.
    Claim,
    /// What people do: rush, hide, share, test.
    Practice,
}

impl Kind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Claim, Self::Practice];

    /// The name used in lexicons and results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Practice => "practice",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
