//! Joins the floors below: a document in, its report or its inspection out.
//!
//! Everything is a pure function of document, lexicon and version, so the result is the same for any number of
//! threads.

mod found;
mod tally;

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use self::found::{Found, cue, suppressed_cue};
use self::tally::Tally;
use crate::analysis::{Analysis, Engine};
use crate::document::Document;
use crate::inspection::{Dropped, Inspection};
use crate::lexicon::{Axis, Lexicon, Pole};
use crate::lines::Lines;
use crate::matcher::Hit;
use crate::report::{AxisScore, Frame, LexiconStamp, Origin, PassageReport, Report, SCHEMA, View};
use crate::score::{
    Evidence, NOT_ENGLISH, Poles, Tilt, document_level, frame_stance, label, level, per_1000_words, tilt,
};
use crate::stance::{self, Context};
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
            let mut found: Vec<Found<'_>> = hits.iter().map(|hit| self.read(&context, index, hit)).collect();
            if let Some(suppressor) = &mut suppressor {
                found.retain(|found| {
                    let decided = suppressed_cue(&context, &lines, index, found, suppressor);
                    let stays = decided.is_none();
                    suppressed.extend(decided);
                    stays
                });
            }
            if found.is_empty() && !options.all_passages {
                continue;
            }
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

    fn read<'s>(&'s self, context: &Context<'_>, passage: usize, hit: &'s Hit) -> Found<'s> {
        let entry = self.engine.entry(hit);
        let cue = stance::Cue { passage, core: hit.core.clone(), entry };
        let mut reading = stance::read(context, &cue);
        if entry.hints.is_some() {
            reading.because.insert(0, self.engine.hinted(&context.parsed[passage], hit));
        }
        Found { entry, hit, reading, weight: self.engine.weight(hit) }
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
