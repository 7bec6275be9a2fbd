//! Why a file gives no document.

/// Why the bytes of a file cannot be made a document. [`code`](Self::code) is stable; the message says cause and remedy.
///
/// Only office formats are refused: any bytes are a text.
///
/// # Examples
///
/// ```
/// use detente::input::{Format, read_bytes};
///
/// let refused = read_bytes(b"plain words", Format::Docx).unwrap_err();
/// assert_eq!(refused.code(), if cfg!(feature = "office") { "not-a-docx" } else { "not-built" });
/// assert!(refused.to_string().starts_with(refused.code()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", self.code(), self.message())]
#[non_exhaustive]
pub enum Unreadable {
    /// The file is protected by a password.
    Encrypted,
    /// The file was written by Word 97 to 2003.
    OldWord,
    /// The file is no Word document.
    NotDocx,
    /// The file is no OpenDocument text.
    NotOdt,
    /// A part declares a document type, by which texts can be blown up and other files be named.
    DtdRefused,
    /// The file, a part or one piece of markup is larger than any draft.
    TooLarge,
    /// A part is packed a hundredfold tighter than text can be.
    ZipBomb,
    /// Markup is nested deeper than 256 elements.
    TooDeep,
    /// A tag has more than 1,024 attributes.
    TooManyAttributes,
    /// The container lists more than 10,000 parts.
    TooManyEntries,
    /// Two parts have one name: two programs could read two texts.
    DuplicatePart,
    /// Two parts share bytes of the file.
    OverlappingParts,
    /// A part that every such file has is not there.
    MissingPart,
    /// The container or its markup is broken.
    Damaged,
    /// The program was built without feature `office`.
    NotBuilt,
}

impl Unreadable {
    /// A short name that stays the same over versions.
    pub const fn code(self) -> &'static str {
        self.told().0
    }

    const fn message(self) -> &'static str {
        self.told().1
    }

    const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Encrypted => ("encrypted", "the file is protected by a password; save a copy without one"),
            Self::OldWord => ("old-word", "the file is in the format of Word 97 to 2003; save it as .docx"),
            Self::NotDocx => {
                ("not-a-docx", "the file is no Word document; give it the ending it should have, or save it as .docx")
            }
            Self::NotOdt => (
                "not-an-odt",
                "the file is no OpenDocument text; give it the ending it should have, or save it as .odt",
            ),
            Self::DtdRefused => {
                ("dtd-refused", "the file declares a document type, which no word processor writes; save it anew")
            }
            Self::TooLarge => {
                ("too-large", "the file or a part of it is too large; split the text, or save it as .txt")
            }
            Self::ZipBomb => (
                "zip-bomb",
                "a part of the file is packed tighter than text can be; save the text as .txt if you trust it",
            ),
            Self::TooDeep => ("too-deep", "the markup is nested deeper than 256 elements; save the text as .txt"),
            Self::TooManyAttributes => {
                ("too-many-attributes", "a tag has more than 1,024 attributes; save the text as .txt")
            }
            Self::TooManyEntries => {
                ("too-many-entries", "the file is made of more than 10,000 parts; save the text as .txt")
            }
            Self::DuplicatePart => ("duplicate-part", "two parts of the file have one name; save it anew"),
            Self::OverlappingParts => ("overlapping-parts", "parts of the file share their bytes; save it anew"),
            Self::MissingPart => ("missing-part", "a part that holds the text is not in the file; save it anew"),
            Self::Damaged => {
                ("damaged", "the file is broken or cut short; open it in a word processor and save it anew")
            }
            Self::NotBuilt => {
                ("not-built", "this program was built without Word and OpenDocument; save the text as .txt")
            }
        }
    }
}
