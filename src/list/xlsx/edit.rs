//! An answered workbook: the same package, with the added columns in the sheet that was read.

use super::parts::Parts;
use super::rewrite::{Changes, rewrite};
use super::spool::{Scratch, Spool};
use super::{styles, tables};
use crate::bilingual;
use crate::list::attention::ATTENTION;
use crate::list::cell::{Cell, Head, Sink};
use crate::list::field::Field;
use crate::list::job::Fault;
use crate::list::table::sheet::{COLUMNS, LETTERS, too_much};
use crate::output::format::package_parts::PackageInput;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Styles, tables and names of more bytes than this stay as they are: then no row is coloured, and no table grows.
const TEXT: u64 = 8 << 20;
/// A part of more bytes than this gets longer fields for its size.
const LARGE: u64 = 1 << 31;

/// Takes the answers, and writes the workbook once all are there.
pub(super) struct Editor<'a> {
    package: ZipArchive<PackageInput<'a>>,
    parts: Parts,
    spool: Spool<'a>,
    out: &'a mut dyn Write,
    head: Head,
    /// So many columns the widest row has, those of an earlier run included.
    widest: usize,
}

impl<'a> Editor<'a> {
    /// Edits the sheet of this name.
    pub(super) fn new(
        input: PackageInput<'a>,
        sheet: &str,
        scratch: &'a mut dyn Scratch,
        out: &'a mut dyn Write,
    ) -> Result<Editor<'a>, Fault> {
        let mut package = ZipArchive::new(input).map_err(|_| damaged())?;
        let parts = Parts::of(&mut package, sheet).map_err(|_| damaged())?.ok_or_else(damaged)?;
        Ok(Editor { package, parts, spool: Spool::new(scratch), out, head: Head::default(), widest: 0 })
    }

    /// Where the added columns go: those of an earlier run in their place, the others behind everything.
    fn changes(&self) -> Result<Changes, Fault> {
        let before = |field: Field| self.head.before.iter().find(|(it, _)| *it == field).map(|(_, at)| *at);
        let mut behind = self.widest.max(self.head.came)..;
        let place = |(field, name): &(Field, String)| {
            let at = before(*field).unwrap_or_else(|| behind.next().unwrap_or(usize::MAX));
            (at, name.clone(), field.width())
        };
        let added: Vec<(usize, String, f64)> = self.head.added.iter().map(place).collect();
        if let Some((at, ..)) = added.iter().find(|(at, ..)| *at >= COLUMNS) {
            return Err(too_much(self.head.line, *at as u64 + 1).into());
        }
        let is_added = |field: &Field| self.head.added.iter().any(|(it, _)| it == field);
        let cleared = self.head.before.iter().filter(|(field, _)| !is_added(field)).map(|(_, at)| *at).collect();
        Ok(Changes {
            head: self.head.line,
            last: self.spool.last,
            added,
            cleared,
            name: self.head.places.get(self.head.name()).copied().unwrap_or_default(),
            coloured: None,
            kept_heads: Vec::new(),
        })
    }

    /// A part as text; nothing where it is none, or large.
    fn text(&mut self, number: usize) -> io::Result<Option<String>> {
        let mut text = String::new();
        let part = self.package.by_index(number)?;
        let readable = part.size() <= TEXT && part.take(TEXT).read_to_string(&mut text).is_ok();
        Ok(readable.then_some(text))
    }

    /// The styles with the colours in them, where that goes.
    fn coloured(&mut self) -> io::Result<Option<styles::Coloured>> {
        let Some(number) = self.parts.styles else { return Ok(None) };
        let Some(text) = self.text(number)? else { return Ok(None) };
        styles::with(&text, &ATTENTION.map(|(_, colour)| colour))
    }

    /// The tables and the name of a filter, where they cover the head of the list: grown over the added columns.
    fn grown(&mut self, changes: &mut Changes) -> io::Result<BTreeMap<usize, String>> {
        let mut grown = BTreeMap::new();
        for number in self.parts.tables.clone() {
            let Some(table) = self.text(number)? else { continue };
            // A table that is not as it should be stays as it is.
            grown.extend(tables::grown(&table, changes).unwrap_or_default().map(|text| (number, text)));
        }
        if let Some(number) = self.parts.book
            && let Some(book) = self.text(number)?
        {
            let named = tables::filter_named(&book, self.parts.nth, changes).unwrap_or_default();
            grown.extend(named.map(|text| (number, text)));
        }
        Ok(grown)
    }

    /// Writes the workbook, with other texts for some of its parts.
    fn write(&mut self, changes: &Changes, texts: &BTreeMap<usize, String>) -> io::Result<()> {
        let mut written = ZipWriter::new_stream(&mut *self.out);
        for number in 0..self.package.len() {
            let text = texts.get(&number);
            if number != self.parts.sheet && text.is_none() {
                written.raw_copy_file(self.package.by_index_raw(number)?)?;
                continue;
            }
            let part = self.package.by_index(number)?;
            let options = SimpleFileOptions::default()
                .large_file(part.size() > LARGE)
                .last_modified_time(part.last_modified().unwrap_or_default());
            written.start_file(part.name()?, options)?;
            match text {
                Some(text) => written.write_all(text.as_bytes())?,
                None => {
                    rewrite(BufReader::with_capacity(1 << 16, part), &mut written, changes, &mut self.spool.rows()?)?
                }
            }
        }
        written.finish()?;
        self.out.flush()
    }
}

impl Sink for Editor<'_> {
    fn head(&mut self, head: &Head) -> Result<(), Fault> {
        self.head = head.clone();
        Ok(())
    }

    fn row(&mut self, line: u64, cells: &[Cell], added: Option<&[Cow<'_, str>]>) -> Result<(), Fault> {
        self.widest = self.widest.max(cells.len() + self.head.before.len());
        let added = added.unwrap_or_default();
        if let Some(at) = added.iter().position(|text| text.chars().nth(LETTERS).is_some()) {
            return Err(too_much(line, (cells.len() + at) as u64 + 1).into());
        }
        self.spool.keep(line, added).map_err(Fault::Write)
    }

    fn finish(&mut self) -> Result<(), Fault> {
        let mut changes = self.changes()?;
        let styles = self.coloured().map_err(|_| damaged())?;
        let status = self.head.added.iter().position(|(field, _)| *field == Field::Status);
        let status = status.map(|nth| changes.added[nth].0);
        changes.coloured = status.zip(styles.as_ref().map(|it| it.first));
        let mut texts = self.grown(&mut changes).map_err(|_| damaged())?;
        texts.extend(self.parts.styles.zip(styles.map(|it| it.text)));
        self.write(&changes, &texts).map_err(|fault| match fault.kind() {
            io::ErrorKind::Other | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => damaged(),
            _ => Fault::Write(fault),
        })
    }
}

fn damaged() -> Fault {
    bilingual!(
        "in dit werkblad kan ik niets toevoegen: er klopt iets niet in; open het en bewaar het opnieuw als .xlsx, of kies --out met .csv",
        "I can add nothing to this workbook: something in it is wrong; open it and save it again as .xlsx, or choose --out with .csv"
    )
    .into()
}
