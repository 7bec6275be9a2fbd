//! Joins the floors below: a document in, its report or its inspection out.
//!
//! Everything is a pure function of document, lexicon and version, so the result is the same for any number of
//! threads.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{Analysis, Engine};
use crate::document::Document;
use crate::inspection::{Dropped, Inspection};
use crate::language::NOT_ENGLISH;
use crate::lexicon::{Axis, Entry, Lexicon, Pole};
use crate::lines::Lines;
use crate::matcher::Hit;
use crate::parsed::Parsed;
use crate::report::{
    AxisScore, Cue, Frame, LexiconStamp, Origin, PassageReport, Report, SCHEMA, Sentence, Suppressed, View,
};
use crate::score::{Evidence, Poles, Strength, Tilt, document_level, frame_stance, label, level, per_1000_words, tilt};
use crate::span::Span;
use crate::stance::{self, Context, Reading};
use crate::suppress::{Rules, Suppressor};

/// What a scan is asked to do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'r> {
    /// Report passages without evidence too.
    pub all_passages: bool,
    /// Hand out the words of each reported passage, for views that show the page.
    pub texts: bool,
    /// Decisions of the writer that suppress cues; without them, comments in the text are no text and have no effect.
    pub rules: Option<&'r Rules>,
}

/// A lexicon made ready to read documents.
///
/// # Examples
///
/// ```
/// use detente::input::{Format, read_text};
/// use detente::lexicon::Lexicon;
/// use detente::report::Origin;
/// use detente::scanner::{Options, Scanner};
///
/// let scanner = Scanner::new(Lexicon::builtin());
/// let document = read_text("There is no AI arms race.".to_owned().into(), Format::Plain);
/// let report = scanner.scan(&document, Origin::default(), Options::default());
/// assert_eq!(report.race.stance.name(), "rejected");
/// ```
#[derive(Clone, Debug)]
pub struct Scanner {
    engine: Engine,
}

/// A cue found and read, in clean-text coordinates.
struct Found<'s> {
    entry: &'s Entry,
    hit: &'s Hit,
    reading: Reading,
}

impl Scanner {
    /// Indexes a lexicon.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self { engine: Engine::new(lexicon) }
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.engine.lexicon
    }

    /// Reads a document and scores it.
    pub fn scan(&self, document: &Document, origin: Origin, options: Options<'_>) -> Report {
        let analysis = self.engine.analyse(document, false);
        self.report(document, &analysis, origin, options)
    }

    /// Shows how a document was cut and read, every passage of it.
    pub fn inspect(&self, document: &Document, origin: Origin, options: Options<'_>) -> Inspection {
        let analysis = self.engine.analyse(document, true);
        let report = self.report(document, &analysis, origin, Options { all_passages: true, ..options });
        let dropped = |rejected: &crate::analysis::Rejected| {
            let parsed = &analysis.parsed[rejected.passage];
            let clean = parsed.place(&rejected.hit.core);
            let entry = &self.engine.entry(&rejected.hit).id;
            Dropped::new(document, clean, entry, rejected.because.clone().into_owned(), rejected.covered)
        };
        let dropped = analysis.rejected.iter().map(dropped).collect();
        Inspection::new(document, &analysis.parsed, &analysis.voices, &analysis.topics, self.lexicon(), report, dropped)
    }

    fn report(&self, document: &Document, analysis: &Analysis<'_>, origin: Origin, options: Options<'_>) -> Report {
        let lines = LazyCell::new(|| Lines::new(document));
        let context = Context { document, parsed: &analysis.parsed, voices: &analysis.voices, lexicon: self.lexicon() };
        let mut total = Tally::default();
        let mut passages = Vec::new();
        let mut words = 0;
        let mut suppressor = options.rules.map(|rules| Suppressor::new(document, rules));
        let mut suppressed = Vec::new();
        for (index, hits) in analysis.kept.iter().enumerate() {
            words += analysis.parsed[index].tokens.words as u64;
            let mut hits: Vec<&Hit> = hits.iter().collect();
            if let Some(suppressor) = &mut suppressor {
                hits.retain(|hit| {
                    let decided = self.suppressed(&context, &lines, index, hit, suppressor);
                    let stays = decided.is_none();
                    suppressed.extend(decided);
                    stays
                });
            }
            if hits.is_empty() && !options.all_passages {
                continue;
            }
            let found: Vec<Found<'_>> = hits.into_iter().map(|hit| self.read(&context, index, hit)).collect();
            let tally = Tally::of(&found);
            total.merge(&tally);
            let passage = self.passage(&context, &lines, index, &found, &tally);
            let text = if options.texts { analysis.parsed[index].text.to_owned() } else { String::new() };
            passages.push(PassageReport { text, ..passage });
        }
        let mut report = self.document(document, analysis, origin, words, &total, passages);
        report.suppressed = suppressed;
        report.warnings.extend(suppressor.iter().flat_map(|s| s.notices(self.lexicon(), &lines)));
        report
    }

    /// The cue of a hit that a writer has decided on.
    fn suppressed(
        &self,
        context: &Context<'_>,
        lines: &Lines<'_>,
        index: usize,
        hit: &Hit,
        suppressor: &mut Suppressor<'_>,
    ) -> Option<Suppressed> {
        let (document, parsed) = (context.document, &context.parsed[index]);
        let (entry, clean) = (self.engine.entry(hit), parsed.place(&hit.core));
        let suppression = suppressor.decision(entry, clean, around(parsed, hit), lines)?;
        let (decoded, span) = (document.decoded_span(clean), document.source_span(clean));
        let (line, column) = lines.position(decoded.start);
        Some(Suppressed {
            entry: entry.id.clone(),
            pole: entry.pole,
            start: span.start as u64,
            end: span.end as u64,
            line,
            column,
            text: decoded.slice(document.source()).to_owned(),
            by: suppression.by,
            reason: suppression.reason,
        })
    }

    fn read<'s>(&'s self, context: &Context<'_>, passage: usize, hit: &'s Hit) -> Found<'s> {
        let entry = self.engine.entry(hit);
        let cue = stance::Cue { passage, core: hit.core.clone(), entry };
        Found { entry, hit, reading: stance::read(context, &cue) }
    }

    fn passage(
        &self,
        context: &Context<'_>,
        lines: &Lines<'_>,
        index: usize,
        found: &[Found<'_>],
        tally: &Tally,
    ) -> PassageReport {
        let decision = self.lexicon().decision();
        let (document, parsed) = (context.document, &context.parsed[index]);
        let passage = &document.passages()[index];
        let span = document.source_span(passage.span);
        let words = parsed.tokens.words as u64;
        let frame = |pole: Pole| {
            let evidence = tally.evidence(pole);
            self.frame(evidence, level(&evidence, tally.strength[pole as usize], pole, decision), words)
        };
        let Tilt { mean, low, high } = self.tilt(&tally.poles);
        PassageReport {
            index,
            kind: passage.kind,
            start: span.start as u64,
            end: span.end as u64,
            line: lines.position(document.decoded_span(passage.span).start).0,
            words,
            race: frame(Pole::Race),
            infrastructure: frame(Pole::Infrastructure),
            tilt: mean,
            tilt_low: low,
            tilt_high: high,
            axes: self.axes(tally),
            cues: found.iter().map(|f| cue(context, lines, index, f)).collect(),
            text: String::new(),
            depth: passage.depth,
        }
    }

    fn document(
        &self,
        document: &Document,
        analysis: &Analysis<'_>,
        origin: Origin,
        words: u64,
        total: &Tally,
        passages: Vec<PassageReport>,
    ) -> Report {
        let decision = self.lexicon().decision();
        let frame = |pole: Pole| {
            let evidence = total.evidence(pole);
            self.frame(evidence, document_level(&evidence, words, decision), words)
        };
        let (race, infrastructure) = (frame(Pole::Race), frame(Pole::Infrastructure));
        let place = self.tilt(&total.poles);
        let (r, i) = total.poles.counting(decision);
        let present = race.level > 0 || infrastructure.level > 0;
        let mut warnings = document.notices().to_vec();
        if words == 0 {
            warnings.push("empty: no words were found in this input".into());
        }
        warnings.extend(analysis.language.notice());
        let known = !analysis.language.is_other();
        Report {
            schema: SCHEMA,
            detente: env!("CARGO_PKG_VERSION"),
            lexicon: LexiconStamp::from(self.lexicon()),
            source: origin.source,
            id: origin.id,
            format: origin.format,
            offset_basis: origin.offset_basis,
            row: origin.row,
            title: document.title().map(Into::into),
            words,
            on_topic: analysis.topics.on_topic(),
            race,
            infrastructure,
            tilt: place.mean,
            tilt_low: place.low,
            tilt_high: place.high,
            label: if known { label(place, r + i, present, words, decision) } else { NOT_ENGLISH },
            axes: self.axes(total),
            passages_total: analysis.parsed.len(),
            passages,
            suppressed: Vec::new(),
            warnings,
            meta: origin.meta,
            view: View::default(),
        }
    }

    fn frame(&self, evidence: Evidence, level: u8, words: u64) -> Frame {
        let stance = frame_stance(&evidence, level, self.lexicon().decision());
        Frame::new(evidence, level, stance, per_1000_words(&evidence, words))
    }

    fn tilt(&self, poles: &Poles) -> Tilt {
        let (r, i) = poles.counting(self.lexicon().decision());
        tilt(r, i)
    }

    fn axes(&self, tally: &Tally) -> BTreeMap<Axis, AxisScore> {
        let score = |p: &Poles| AxisScore::new(p.race.total(), p.infrastructure.total(), self.tilt(p));
        tally.axes.iter().map(|(axis, poles)| (*axis, score(poles))).collect()
    }
}

/// Evidence of a passage or document, as it is summed.
#[derive(Default)]
struct Tally {
    poles: Poles,
    axes: BTreeMap<Axis, Poles>,
    strength: [Strength; 2],
}

impl Tally {
    fn of(found: &[Found<'_>]) -> Self {
        let mut tally = Self::default();
        for Found { entry, reading, .. } in found {
            tally.poles.of(entry.pole).add(reading.voice, reading.stance, entry.weight);
            tally.axes.entry(entry.axis).or_default().of(entry.pole).add(reading.voice, reading.stance, entry.weight);
            let strength = &mut tally.strength[entry.pole as usize];
            strength.cues += 1;
            strength.heaviest = strength.heaviest.max(entry.weight);
        }
        tally
    }

    fn merge(&mut self, other: &Self) {
        self.poles.merge(&other.poles);
        for (axis, poles) in &other.axes {
            self.axes.entry(*axis).or_default().merge(poles);
        }
    }

    fn evidence(&self, pole: Pole) -> Evidence {
        match pole {
            Pole::Race => self.poles.race,
            Pole::Infrastructure => self.poles.infrastructure,
        }
    }
}

/// A found cue in source coordinates.
fn cue(context: &Context<'_>, lines: &Lines<'_>, index: usize, found: &Found<'_>) -> Cue {
    let (document, parsed) = (context.document, &context.parsed[index]);
    let clean = parsed.place(&found.hit.core);
    let (decoded, span) = (document.decoded_span(clean), document.source_span(clean));
    let (line, column) = lines.position(decoded.start);
    let Found { entry, reading, .. } = found;
    Cue {
        entry: entry.id.clone(),
        axis: entry.axis,
        pole: entry.pole,
        kind: entry.kind,
        start: span.start as u64,
        end: span.end as u64,
        line,
        column,
        text: decoded.slice(document.source()).to_owned(),
        weight: entry.weight,
        stance: reading.stance,
        voice: reading.voice,
        speaker: reading.speaker.clone(),
        actors: reading.actors.clone(),
        because: reading.because.clone(),
        known: false,
        sentence: sentence(document, parsed, clean, found.hit),
        place: parsed.tokens.span(&found.hit.core),
    }
}

/// The sentence around a hit, in clean text.
fn around(parsed: &Parsed<'_>, hit: &Hit) -> Span {
    let sentence = parsed.sentences.get(parsed.sentence_of(hit.core.start));
    sentence.map_or(Span::new(0, parsed.text.len()), |s| s.span).shifted(parsed.start)
}

fn sentence(document: &Document, parsed: &Parsed<'_>, clean: Span, hit: &Hit) -> Sentence {
    let around = around(parsed, hit);
    let text = document.clean();
    Sentence {
        before: text[around.start.min(clean.start)..clean.start].to_owned(),
        cue: clean.slice(text).to_owned(),
        after: text[clean.end..around.end.max(clean.end)].to_owned(),
        start: document.source_span(around).start as u64,
    }
}
