//! The document that `--out` names: found out before the first question, never over somebody's work.

use crate::app::atomic_file::AtomicFile;
use crate::app::cli::WrittenArgs;
use crate::app::system::{cannot_write, reader, shown, tell};
use crate::bilingual;
use crate::output::format::{FORMATS, Format, HouseStyle, LARGEST_HOUSE_STYLE, Printable, TextLayout, docx_in_style};
use crate::text::language::Language;
use crate::text::sanitize::line;
use anyhow::{Context, Result, bail};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Where a document goes.
pub(crate) struct DocumentFile {
    pub(crate) path: PathBuf,
    pub(crate) format: &'static Format,
    /// The file beside it until the first document is written.
    file: Option<AtomicFile>,
    /// A file that is there may be written over.
    force: bool,
    /// The house style that it is written in.
    style: Option<HouseStyle>,
    language: Language,
}

impl DocumentFile {
    /// The document that was asked for, in its house style; what cannot be written is known before the first question.
    pub(crate) fn wanted(written: &WrittenArgs, language: Language) -> Result<Option<DocumentFile>> {
        let Some(path) = &written.out else { return Ok(None) };
        let file = DocumentFile::at(path, written.shown.format, written.force, language)?;
        file.in_style(written.style.as_deref()).map(Some)
    }

    /// Makes sure that the document can be written.
    pub(crate) fn at(path: &Path, format: &'static Format, force: bool, language: Language) -> Result<DocumentFile> {
        let file = AtomicFile::at(path).with_context(|| cannot_write(path, language))?;
        // A device or a stream has no ending. What is not for every document is known where it was asked for.
        let own =
            |end: &str| Some(format).filter(|format| format.endings.iter().any(|it| it.eq_ignore_ascii_case(end)));
        let named =
            path.extension().and_then(|end| end.to_str()).and_then(|end| Format::of_file(end).or_else(|| own(end)));
        let named = named.or_else(|| (!file.is_file()).then_some(format));
        let path_shown = shown(path);
        let Some(format) = named else {
            let endings: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.endings[0])).collect();
            let (last, others) =
                endings.split_last().map_or(("", String::new()), |(last, rest)| (last, rest.join(", ")));
            bail!(
                "{}",
                bilingual!(
                    "aan `{path_shown}` zie ik niet wat het moet worden: eindig op {others} of {last}",
                    "from `{path_shown}` I cannot see what it is to be: end in {others} or {last}"
                )
                .to(language)
            )
        };
        // Somebody may have worked on an advice that was written before.
        if path.is_file() && file.is_file() && !force {
            bail!(
                "{}",
                bilingual!(
                    "`{path_shown}` bestaat al; kies een andere naam, of schrijf eroverheen met --force",
                    "`{path_shown}` is there already; choose another name, or write over it with --force"
                )
                .to(language)
            );
        }
        Ok(DocumentFile { path: path.to_owned(), format, file: Some(file), force, style: None, language })
    }

    /// The same in the house style of a Word document, where one is named; what does not come along is said.
    fn in_style(mut self, path: Option<&Path>) -> Result<DocumentFile> {
        let Some(path) = path else { return Ok(self) };
        if self.format.word != "docx" {
            let said = bilingual!(
                "--style is er alleen voor Word; laat de naam van --out eindigen op .docx",
                "--style is there for Word alone; let the name of --out end in .docx"
            );
            bail!("{}", said.to(self.language));
        }
        let shown = shown(path);
        let read = house_style_bytes(path).with_context(|| {
            bilingual!("kan `{shown}` niet lezen", "cannot read `{shown}`", shown = &shown).to(self.language).to_owned()
        })?;
        let style = HouseStyle::read(read).map_err(|fault| {
            let fault = fault.to(self.language);
            anyhow::Error::msg(line(&format!("`{shown}`: {fault}")))
        })?;
        for left_out in style.left_out() {
            let said = left_out.to(self.language);
            tell(&line(&format!("`{shown}`: {said}")));
        }
        self.style = Some(style);
        Ok(self)
    }

    /// Writes the document, and over it where it was written before. Where a file came there during the
    /// conversation, the document gets another name, and that is said.
    pub(crate) fn write(&mut self, printed: &dyn Printable, layout: TextLayout) -> Result<Option<String>> {
        let bytes = match &self.style {
            Some(style) => docx_in_style(printed, style)?,
            None => self.format.write(printed, layout)?,
        };
        self.put(&bytes)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<Option<String>> {
        let Some(file) = self.file.take() else {
            let written = AtomicFile::at(&self.path).and_then(|file| file.write(bytes));
            return written.map(|()| None).with_context(|| cannot_write(&self.path, self.language));
        };
        let wanted = self.path.clone();
        let mut placed = put(file, bytes, self.force);
        let mut number = 2;
        while placed.as_ref().is_err_and(|fault| fault.kind() == io::ErrorKind::AlreadyExists) {
            self.path = numbered(&wanted, number);
            number += 1;
            placed = AtomicFile::at(&self.path).and_then(|file| put(file, bytes, false));
        }
        placed.with_context(|| cannot_write(&self.path, self.language))?;
        let (wanted, path) = (shown(&wanted), shown(&self.path));
        let said = bilingual!(
            "Let op: `{wanted}` kwam er tijdens het gesprek bij. Dat bestand is niet overschreven; het document staat in `{path}`.",
            "Mind: `{wanted}` came there during the conversation. It was not written over; the document is in `{path}`."
        );
        Ok((number > 2).then(|| said.to(self.language).to_owned()))
    }
}

/// The bytes of a house style; a larger file is refused.
fn house_style_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader(path)?.0.take(LARGEST_HOUSE_STYLE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_HOUSE_STYLE { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn put(mut file: AtomicFile, bytes: &[u8], over: bool) -> io::Result<()> {
    file.writer().write_all(bytes)?;
    file.place(over)
}

/// `advies-2.md` for `advies.md`.
fn numbered(path: &Path, number: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}-{number}{end}"))
}
