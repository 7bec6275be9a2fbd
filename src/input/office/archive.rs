//! The zip container: named parts only, each read as a stream of limited length; nothing is written to disk.

use std::io::{BufRead, BufReader, Cursor, Error, ErrorKind, Read, Take};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::input::{MAX_CONTAINER, Unreadable};

/// Most entries in the container.
pub(super) const MAX_ENTRIES: usize = 10_000;
/// Largest part, in unpacked bytes.
pub(super) const MAX_PART: u64 = 256 << 20;
/// Most unpacked bytes of all parts that are read.
pub(super) const MAX_PARTS: u64 = 512 << 20;
/// Largest piece of markup or text between two tags, in bytes.
pub(super) const MAX_PIECE: usize = 16 << 20;
/// Most elements in all parts that are read: what a second is enough for.
pub(super) const MAX_ELEMENTS: usize = 6_000_000;
/// A part above [`BOMB_SIZE`] bytes may be this many times larger than its packed form; text packs up to fortyfold.
pub(super) const BOMB_RATIO: u64 = 200;
/// See [`BOMB_RATIO`].
pub(super) const BOMB_SIZE: u64 = 32 << 20;

/// How a header of the container's table of contents begins.
const ENTRY_MARK: &[u8] = b"PK\x01\x02";

type File<'a, 'b> = ZipFile<'a, Cursor<&'b [u8]>>;

/// An open container.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    read: u64,
    elements: usize,
}

impl<'b> Archive<'b> {
    /// Opens a container and checks its table of contents.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        if bytes.len() as u64 > MAX_CONTAINER {
            return Err(Unreadable::TooLarge);
        }
        if entry_marks(bytes) > MAX_ENTRIES {
            return Err(Unreadable::TooManyEntries);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| reason(&e))?;
        if zip.has_duplicate_names() {
            return Err(Unreadable::DuplicatePart);
        }
        if zip.has_overlapping_entries().map_err(|e| reason(&e))? {
            return Err(Unreadable::OverlappingParts);
        }
        Ok(Self { zip, read: 0, elements: 0 })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part that must be there.
    pub(super) fn part(&mut self, name: &str) -> Result<Part<'_, 'b>, Unreadable> {
        self.find(name)?.ok_or(Unreadable::MissingPart)
    }

    /// A part that may be there. What it says of its size is checked before it is read.
    pub(super) fn find(&mut self, name: &str) -> Result<Option<Part<'_, 'b>>, Unreadable> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|e| reason(&e))?;
        let (size, packed) = (file.size(), file.compressed_size());
        self.read = self.read.saturating_add(size);
        if size > MAX_PART || self.read > MAX_PARTS {
            return Err(Unreadable::TooLarge);
        }
        if size > BOMB_SIZE && size > packed.saturating_mul(BOMB_RATIO) {
            return Err(Unreadable::ZipBomb);
        }
        let file = BufReader::with_capacity(64 << 10, file.take(MAX_PART));
        Ok(Some(Part { file, piece: MAX_PIECE, elements: &mut self.elements }))
    }
}

/// How many entries there are at most: a mark can stand in packed data by chance, but none is without one.
fn entry_marks(bytes: &[u8]) -> usize {
    bytes.windows(ENTRY_MARK.len()).filter(|w| *w == ENTRY_MARK).take(MAX_ENTRIES + 1).count()
}

fn reason(e: &ZipError) -> Unreadable {
    match e {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    }
}

/// A part as a stream, which fails where one piece of markup grows out of bounds.
pub(super) struct Part<'a, 'b> {
    file: BufReader<Take<File<'a, 'b>>>,
    piece: usize,
    elements: &'a mut usize,
}

impl Part<'_, '_> {
    /// Begins to count the next piece.
    pub(super) fn next_piece(&mut self) {
        self.piece = MAX_PIECE;
    }

    /// Counts an element.
    pub(super) fn count(&mut self) -> Result<(), Unreadable> {
        *self.elements += 1;
        if *self.elements > MAX_ELEMENTS { Err(Unreadable::TooLarge) } else { Ok(()) }
    }

    /// The first bytes of a short part, as text.
    pub(super) fn line(&mut self) -> Result<String, Unreadable> {
        let mut bytes = Vec::new();
        self.file.by_ref().take(256).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    }
}

impl Read for Part<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        self.file.read(buf)
    }
}

impl BufRead for Part<'_, '_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.piece == 0 {
            return Err(Error::from(ErrorKind::FileTooLarge));
        }
        self.file.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.piece = self.piece.saturating_sub(amount);
        self.file.consume(amount);
    }
}
