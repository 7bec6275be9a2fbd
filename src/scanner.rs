//! Joins the floors below: a document in, its report or its inspection out.
//!
//! Everything is a pure function of document, lexicon and version, so the result is the same for any number of
//! threads. Large documents are read passage by passage in parallel.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::document::Document;
use crate::inspection::{Dropped, Inspection};
use crate::lexicon::{Axis, Entry, Lexicon, Pole, Role};
use crate::matcher::{Hit, Matcher, occurs};
use crate::parsed::Parsed;
use crate::report::{AxisScore, Cue, Frame, LexiconStamp, Lines, Origin, PassageReport, Report, SCHEMA, Sentence};
use crate::score::{Poles, Tilt, document_level, frame_stance, label, level, per_1000_words, tilt};
use crate::span::Span;
use crate::stance::{self, Context, Reading};
use crate::topic::Topics;
use crate::voice::{Voices, is_name};

/// From this many bytes on, the passages of one document are read in parallel.
const LARGE: usize = 256 << 10;

/// What a scan is asked to do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Report passages without evidence too.
    pub all_passages: bool,
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
    lexicon: Arc<Lexicon>,
    frames: Matcher,
    shifters: Matcher,
}

/// A cue found and read, in clean-text coordinates.
struct Found<'s> {
    entry: &'s Entry,
    hit: &'s Hit,
    reading: Reading,
}

/// Everything that was read in a document.
struct Analysis<'d> {
    parsed: Vec<Parsed<'d>>,
    topics: Topics,
    voices: Voices,
    dropped: Vec<Dropped>,
    kept: Vec<Vec<Hit>>,
}

impl Scanner {
    /// Indexes a lexicon.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        let frame = |role| matches!(role, Role::Entry(_) | Role::Topic(_) | Role::Exclusion(_));
        let frames = Matcher::new(&lexicon, frame);
        let shifters = Matcher::new(&lexicon, |role| !frame(role));
        Self { lexicon, frames, shifters }
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Reads a document and scores it.
    pub fn scan(&self, document: &Document, origin: Origin, options: Options) -> Report {
        let analysis = self.analyse(document, false);
        self.report(document, &analysis, origin, options)
    }

    /// Shows how a document was cut and read.
    pub fn inspect(&self, document: &Document, origin: Origin) -> Inspection {
        let mut analysis = self.analyse(document, true);
        let report = self.report(document, &analysis, origin, Options { all_passages: true });
        let dropped = std::mem::take(&mut analysis.dropped);
        Inspection::new(document, &analysis.parsed, &analysis.voices, &self.lexicon, report, dropped)
    }

    fn analyse<'d>(&self, document: &'d Document, whole: bool) -> Analysis<'d> {
        let lexicon = &*self.lexicon;
        let parse = |index| Parsed::new(document, index, &self.frames, lexicon);
        let count = document.passages().len();
        let large = document.clean().len() >= LARGE;
        let mut parsed: Vec<Parsed<'d>> =
            if large { (0..count).into_par_iter().map(parse).collect() } else { (0..count).map(parse).collect() };
        let topics = Topics::new(document, &parsed, &self.frames, lexicon);
        let wanted = wanted(document, &parsed, whole);
        let open = |(p, wanted): (&mut Parsed<'d>, &bool)| {
            if *wanted {
                p.open(&self.shifters, lexicon);
            }
        };
        if large {
            parsed.par_iter_mut().zip(&wanted).for_each(open);
        } else {
            parsed.iter_mut().zip(&wanted).for_each(open);
        }
        let voices =
            if wanted.contains(&true) { Voices::new(document, &parsed, lexicon) } else { Voices::empty(count) };
        let mut dropped = Vec::new();
        let kept = (0..count).map(|i| self.select(i, &parsed[i], &topics, document, &mut dropped)).collect();
        Analysis { parsed, topics, voices, dropped, kept }
    }

    /// The entry hits of a passage that count: shielded, off-topic and overlapping ones are dropped, with the reason.
    fn select(
        &self,
        index: usize,
        parsed: &Parsed<'_>,
        topics: &Topics,
        document: &Document,
        dropped: &mut Vec<Dropped>,
    ) -> Vec<Hit> {
        let mut good: Vec<(&Entry, Hit)> = Vec::new();
        let mut drop = |entry: &Entry, hit: &Hit, because: String, covered: Option<Pole>| {
            let clean = parsed.tokens.span(&hit.core).shifted(parsed.start);
            dropped.push(Dropped::new(document, clean, &entry.id, because, covered));
        };
        for hit in &parsed.hits {
            let Role::Entry(at) = hit.role else { continue };
            let entry = &self.lexicon.entries()[at];
            match self.objection(index, parsed, topics, entry, hit) {
                Some(because) => drop(entry, hit, because, None),
                None => good.push((entry, hit.clone())),
            }
        }
        good.sort_by(|(a, x), (b, y)| {
            y.core
                .len()
                .cmp(&x.core.len())
                .then(b.weight.total_cmp(&a.weight))
                .then(x.core.start.cmp(&y.core.start))
                .then(a.id.cmp(&b.id))
        });
        let mut kept: Vec<Hit> = Vec::new();
        for (entry, hit) in good {
            let over = kept.iter().find(|k| k.core.start < hit.core.end && hit.core.start < k.core.end);
            match over {
                Some(k) if k.core == hit.core && k.role == hit.role => {}
                Some(k) => drop(entry, &hit, "a longer or heavier cue covers it".into(), self.entry(k).map(|e| e.pole)),
                None => kept.push(hit),
            }
        }
        kept.sort_by_key(|hit| hit.core.start);
        kept
    }

    fn entry(&self, hit: &Hit) -> Option<&Entry> {
        match hit.role {
            Role::Entry(at) => self.lexicon.entries().get(at),
            _ => None,
        }
    }

    /// Why a hit does not count.
    fn objection(
        &self,
        index: usize,
        parsed: &Parsed<'_>,
        topics: &Topics,
        entry: &Entry,
        hit: &Hit,
    ) -> Option<String> {
        let lexicon = &*self.lexicon;
        let shield = parsed.hits.iter().find_map(|h| match h.role {
            Role::Exclusion(at) if shields(h, hit) => Some((at, h)),
            _ => None,
        });
        if let Some((at, shield)) = shield {
            return Some(format!("`{}` is no cue ({})", parsed.words(&shield.core), lexicon.exclusions[at].id));
        }
        let sentence = &parsed.tokens.list[parsed.sentence_tokens(hit.core.start)];
        if !entry.near.is_empty() && !entry.near.iter().any(|p| occurs(p, sentence, lexicon)) {
            return Some("the sentence lacks the company that the entry needs".into());
        }
        if entry.unless.iter().any(|p| occurs(p, sentence, lexicon)) {
            return Some("the sentence holds words that rule the entry out".into());
        }
        if is_name(parsed, &hit.core, lexicon) {
            return Some("stands in a name or title".into());
        }
        topics.admits(index, parsed, &hit.core, entry, lexicon).err().map(Into::into)
    }

    fn report(&self, document: &Document, analysis: &Analysis<'_>, origin: Origin, options: Options) -> Report {
        let lines = Lines::new(document);
        let context = Context { document, parsed: &analysis.parsed, voices: &analysis.voices, lexicon: &self.lexicon };
        let mut total = Tally::default();
        let mut passages = Vec::new();
        let mut words = 0;
        for (index, hits) in analysis.kept.iter().enumerate() {
            words += analysis.parsed[index].tokens.words as u64;
            if hits.is_empty() && !options.all_passages {
                continue;
            }
            let found: Vec<Found<'_>> = hits.iter().map(|hit| self.read(&context, index, hit)).collect();
            let tally = Tally::of(&found);
            total.merge(&tally);
            passages.push(self.passage(&context, &lines, index, &found, &tally));
        }
        self.document(document, analysis, origin, words, &total, passages)
    }

    fn read<'s>(&'s self, context: &Context<'_>, passage: usize, hit: &'s Hit) -> Found<'s> {
        let Role::Entry(at) = hit.role else { unreachable!("only entries are kept") };
        let entry = &self.lexicon.entries()[at];
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
        let decision = self.lexicon.decision();
        let (document, parsed) = (context.document, &context.parsed[index]);
        let passage = &document.passages()[index];
        let span = document.source_span(passage.span);
        let words = parsed.tokens.words as u64;
        let frame = |pole: Pole| {
            let evidence = tally.evidence(pole);
            let level = level(&evidence, tally.strongest(pole), decision);
            Frame::new(evidence, level, frame_stance(&evidence, level, decision), per_1000_words(&evidence, words))
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
        let decision = self.lexicon.decision();
        let frame = |pole: Pole| {
            let evidence = total.evidence(pole);
            let level = document_level(&evidence, words, decision);
            Frame::new(evidence, level, frame_stance(&evidence, level, decision), per_1000_words(&evidence, words))
        };
        let (race, infrastructure) = (frame(Pole::Race), frame(Pole::Infrastructure));
        let place = self.tilt(&total.poles);
        let (r, i) = total.poles.counting(decision);
        let present = race.level > 0 || infrastructure.level > 0;
        let mut warnings = document.notices().to_vec();
        if words == 0 {
            warnings.push("empty: no words were found in this input".into());
        }
        Report {
            schema: SCHEMA,
            detente: env!("CARGO_PKG_VERSION"),
            lexicon: LexiconStamp::from(&*self.lexicon),
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
            label: label(place, r + i, present, words, decision),
            axes: self.axes(total),
            passages_total: analysis.parsed.len(),
            passages,
            warnings,
            meta: origin.meta,
        }
    }

    fn tilt(&self, poles: &Poles) -> Tilt {
        let (r, i) = poles.counting(self.lexicon.decision());
        tilt(r, i)
    }

    fn axes(&self, tally: &Tally) -> BTreeMap<Axis, AxisScore> {
        let score = |p: &Poles| AxisScore::new(p.race.total(), p.infrastructure.total(), self.tilt(p));
        tally.axes.iter().map(|(axis, poles)| (*axis, score(poles))).collect()
    }
}

/// Whether an excluded phrase takes a cue away: they overlap, and the cue does not say more than the phrase.
fn shields(phrase: &Hit, cue: &Hit) -> bool {
    let overlap = phrase.core.start < cue.core.end && cue.core.start < phrase.core.end;
    let says_more =
        cue.core.start <= phrase.core.start && phrase.core.end <= cue.core.end && cue.core.len() > phrase.core.len();
    overlap && !says_more
}

/// Which passages need sentences and shifters: those with candidates, and what governs or follows them.
fn wanted(document: &Document, parsed: &[Parsed<'_>], whole: bool) -> Vec<bool> {
    let mut wanted = vec![whole; parsed.len()];
    let passages = document.passages();
    let candidates = || parsed.iter().enumerate().filter(|(_, p)| p.has_candidates()).map(|(i, _)| i);
    for at in candidates() {
        let around = [Some(at), Some(at + 1), passages[at].lead_in, passages[at].heading];
        for i in around.into_iter().flatten().filter(|i| *i < parsed.len()) {
            wanted[i] = true;
        }
    }
    if candidates().next().is_some() {
        let heading = |i: &usize| passages[*i].kind == crate::document::PassageKind::Heading;
        (0..parsed.len()).filter(heading).for_each(|i| wanted[i] = true);
    }
    wanted
}

/// Evidence of a passage or document, as it is summed.
#[derive(Default)]
struct Tally {
    poles: Poles,
    axes: BTreeMap<Axis, Poles>,
    strongest: [f64; 2],
}

impl Tally {
    fn of(found: &[Found<'_>]) -> Self {
        let mut tally = Self::default();
        for Found { entry, reading, .. } in found {
            tally.poles.of(entry.pole).add(reading.voice, reading.stance, entry.weight);
            tally.axes.entry(entry.axis).or_default().of(entry.pole).add(reading.voice, reading.stance, entry.weight);
            let strongest = &mut tally.strongest[entry.pole as usize];
            *strongest = strongest.max(entry.weight);
        }
        tally
    }

    fn merge(&mut self, other: &Self) {
        self.poles.merge(&other.poles);
        for (axis, poles) in &other.axes {
            self.axes.entry(*axis).or_default().merge(poles);
        }
    }

    fn evidence(&self, pole: Pole) -> crate::score::Evidence {
        match pole {
            Pole::Race => self.poles.race,
            Pole::Infrastructure => self.poles.infrastructure,
        }
    }

    fn strongest(&self, pole: Pole) -> f64 {
        self.strongest[pole as usize]
    }
}

/// A found cue in source coordinates.
fn cue(context: &Context<'_>, lines: &Lines<'_>, index: usize, found: &Found<'_>) -> Cue {
    let (document, parsed) = (context.document, &context.parsed[index]);
    let clean = parsed.tokens.span(&found.hit.core).shifted(parsed.start);
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
        sentence: sentence(document, parsed, clean, found.hit),
    }
}

fn sentence(document: &Document, parsed: &Parsed<'_>, clean: Span, hit: &Hit) -> Sentence {
    let around =
        parsed.sentences.get(parsed.sentence_of(hit.core.start)).map_or(Span::new(0, parsed.text.len()), |s| s.span);
    let around = around.shifted(parsed.start);
    let text = document.clean();
    Sentence {
        before: text[around.start.min(clean.start)..clean.start].to_owned(),
        cue: clean.slice(text).to_owned(),
        after: text[clean.end..around.end.max(clean.end)].to_owned(),
        start: document.source_span(around).start as u64,
    }
}
