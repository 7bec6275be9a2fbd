//! How many bytes a second are read: by tokens and matcher alone, by a whole scan, and by an inspection.
//!
//! The text is the corpus, over and over, up to about 4 MB. `DETENTE_BENCH_TEXTS=FILE.jsonl` adds the texts of a JSONL
//! file (column `text`), each as a document of its own.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use detente::document::Document;
use detente::input::{Columns, Format, decode, read_jsonl, read_text};
use detente::lexicon::Lexicon;
use detente::report::Origin;
use detente::scanner::{Options, Scanner};

/// The allocator of the program.
#[cfg(feature = "cli")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// About how much text one round reads, in bytes.
const SIZE: usize = 4 << 20;

fn main() {
    let scanner = Scanner::new(Lexicon::builtin());
    let corpus = corpus();
    let quiet = quiet(&scanner, &corpus);
    let mut criterion =
        Criterion::default().sample_size(10).measurement_time(Duration::from_secs(8)).configure_from_args();
    let scan = |document: &Document| drop(black_box(scanner.scan(document, Origin::default(), Options::default())));
    let inspect =
        |document: &Document| drop(black_box(scanner.inspect(document, Origin::default(), Options::default())));
    measure(&mut criterion, "scan, text without frames (tokens and matcher)", &repeated(&quiet), scan);
    measure(&mut criterion, "scan, corpus", &repeated(&corpus), scan);
    measure(&mut criterion, "inspect, corpus", &repeated(&corpus), inspect);
    if let Some(texts) = texts_of_user() {
        measure(&mut criterion, "scan, own texts", &texts, scan);
    }
    criterion.final_summary();
}

/// Reads all documents on one thread, round after round.
fn measure(criterion: &mut Criterion, name: &str, documents: &[Document], read: impl Fn(&Document)) {
    let bytes: usize = documents.iter().map(|d| d.source().len()).sum();
    let mut group = criterion.benchmark_group("throughput");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function(name, |bencher| bencher.iter(|| documents.iter().for_each(&read)));
    group.finish();
}

/// Documents enough for about [`SIZE`] bytes.
fn repeated(documents: &[Document]) -> Vec<Document> {
    let once: usize = documents.iter().map(|d| d.source().len()).sum();
    documents.iter().cycle().take(documents.len() * SIZE.div_ceil(once.max(1))).cloned().collect()
}

fn corpus() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let items = std::fs::read_dir(folder).expect("the corpus is there");
    let mut paths: Vec<_> = items.map(|item| item.expect("the corpus can be listed").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let format = Format::of_path(&path.to_string_lossy())?;
        Some(read_text(decode(&std::fs::read(path).expect("a text of the corpus can be read")), format))
    };
    paths.iter().filter_map(read).collect()
}

/// The passages in which not even a candidate stands, as one document.
fn quiet(scanner: &Scanner, corpus: &[Document]) -> Vec<Document> {
    let mut text = String::new();
    for view in corpus.iter().map(|document| scanner.inspect(document, Origin::default(), Options::default())) {
        let mut busy =
            view.cues.iter().map(|c| c.start).chain(view.dropped.iter().map(|d| d.at.start)).collect::<Vec<_>>();
        busy.sort_unstable();
        for passage in view.passages.iter().filter(|p| !busy.iter().any(|at| (p.at.start..p.at.end).contains(at))) {
            text.extend([passage.text.as_str(), "\n\n"]);
        }
    }
    vec![read_text(text.into(), Format::Plain)]
}

fn texts_of_user() -> Option<Vec<Document>> {
    let path = std::env::var_os("DETENTE_BENCH_TEXTS")?;
    let text = std::fs::read_to_string(&path).expect("DETENTE_BENCH_TEXTS names a file that can be read");
    let rows =
        read_jsonl(&text, &Columns::default()).expect("DETENTE_BENCH_TEXTS names a JSONL file with a column `text`");
    Some(rows.into_iter().flatten().map(|row| read_text(row.text.into(), Format::Plain)).collect())
}
