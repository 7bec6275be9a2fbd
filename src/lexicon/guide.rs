//! What the axes and the terms of the output mean, in words for a reader: `lexicons/guide.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Axis;

/// The explanation of one axis.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AxisGuide {
    /// Its name as a title.
    pub name: String,
    /// The question that it asks of a text.
    pub question: String,
    /// What the race pole looks like.
    pub race: String,
    /// What the infrastructure pole looks like.
    pub infrastructure: String,
    /// What the race view holds.
    pub tenet: String,
    /// What the infrastructure view holds.
    pub counter: String,
    /// What people do under the race view.
    pub race_practices: Vec<String>,
    /// What people do under the infrastructure view.
    pub infrastructure_practices: Vec<String>,
    /// Advice for companies.
    pub companies: Vec<String>,
    /// Advice for governments.
    pub governments: Vec<String>,
    /// Advice for researchers.
    pub researchers: Vec<String>,
    /// Near wording that is not race framing.
    pub not_race: String,
    /// Near wording that is not infrastructure framing.
    pub not_infrastructure: String,
}

/// The explanations of all axes and of the terms in the output.
#[derive(Clone, Debug, Deserialize)]
pub struct Guide {
    /// Term of the output → explanation.
    pub terms: BTreeMap<String, String>,
    #[serde(flatten)]
    axes: BTreeMap<String, AxisGuide>,
}

impl Guide {
    /// The explanation of an axis.
    ///
    /// # Panics
    ///
    /// Never for a loaded lexicon: a guide without all seven axes is refused.
    pub fn axis(&self, axis: Axis) -> &AxisGuide {
        &self.axes[axis.name()]
    }

    pub(super) fn missing(&self) -> Vec<&'static str> {
        Axis::ALL.iter().map(|a| a.name()).filter(|name| !self.axes.contains_key(*name)).collect()
    }
}
