//! The word classes that reading rules ask for by name; their words stand in `lexicons/classes/`.

use super::vocab::ClassId;

macro_rules! standing {
    ($($field:ident = $name:literal,)*) => {
        /// The word classes that reading rules ask for by name.
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct Classes {
            $(pub(crate) $field: ClassId,)*
            /// State, company, researchers, public.
            pub(crate) actors: [ClassId; 4],
        }

        impl Classes {
            /// Looks every class up by its name in the lexicon.
            pub(super) fn find(class: impl Fn(&str) -> Result<ClassId, String>) -> Result<Self, String> {
                Ok(Self {
                    $($field: class($name)?,)*
                    actors: [class("state_actor")?, class("company_actor")?, class("research_actor")?, class("public_actor")?],
                })
            }
        }
    };
}

standing! {
    agent = "agent",
    article = "article",
    aside = "aside_verb",
    be = "be",
    citation = "citation",
    concession = "concession",
    connective = "connective",
    contrast = "contrast",
    coordinator = "coordinator",
    definite = "definite",
    degree = "degree",
    determiner = "determiner",
    duty = "duty",
    english = "english_word",
    evidence = "evidence",
    evidential = "evidential_verb",
    deed = "deed_verb",
    factive = "factive",
    finite = "finite",
    predicate = "predicate",
    have = "have",
    addressed = "addressed",
    vague_people = "vague_people",
    first_person = "first_person",
    framing = "framing_verb",
    fronted = "fronted",
    future = "future",
    imperative = "imperative",
    if_word = "if_word",
    infinitive = "infinitive",
    inside = "inside_word",
    loss_word = "loss_word",
    modal = "modal",
    name_head = "name_head",
    naming = "naming_verb",
    negation = "negation",
    nobody = "nobody",
    noun_too = "noun_too",
    own_object = "own_object",
    part_noun = "part_noun",
    party = "party",
    people_word = "people_word",
    personal = "personal",
    phase = "phase_verb",
    pointer = "pointer",
    possessive = "possessive",
    preposition = "preposition",
    pronoun = "pronoun",
    question_word = "question_word",
    race_noun = "race_noun",
    relative = "relative",
    rival = "rival",
    role = "role",
    self_noun = "self_noun",
    subordinator = "subordinator",
    taken_in = "taken_in",
    talk_noun = "talk_noun",
    that = "complementiser",
    time = "time",
    title_word = "title_word",
    untrue = "untrue_word",
    verdict = "verdict_word",
    whatever = "whatever",
}
