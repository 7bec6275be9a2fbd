//! porch
use detente::input::*; use detente::lexicon::*; use detente::scanner::*; use detente::report::*;
fn main() { let s = Scanner::new(Lexicon::builtin());
 let a: Vec<String> = std::env::args().collect();
 let text = std::fs::read_to_string(&a[1]).unwrap();
 let t=std::time::Instant::now();
 let rows = read_jsonl(&text, &Columns::default()).unwrap();
 for r in rows { let r=r.unwrap(); let d = read_text(r.text.into(), Format::Plain).with_title(r.title);
  let rep = s.scan(&d, Origin{id:r.id.unwrap(),..Default::default()}, Options::default());
  println!("{}", serde_json::to_string(&rep).unwrap()); }
 eprintln!("{:?}", t.elapsed());
}
