//! JSON: one object a line, or one array.

use std::io::{self, Write};

use super::ReportFormat;
use crate::report::Report;

/// One result record a line.
#[derive(Debug, Default)]
pub struct Jsonl;

impl ReportFormat for Jsonl {
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, report)?;
        out.write_all(b"\n")
    }
}

/// All result records in one array.
#[derive(Debug, Default)]
pub struct Json {
    begun: bool,
}

impl ReportFormat for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        serde_json::to_writer_pretty(out, report)?;
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}
