//! What is to be written in the rows of a sheet, kept outside memory until the sheet is written.

use std::borrow::Cow;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

/// Somewhere to keep what does not fit in memory.
pub trait Scratch: Read + Write + Seek {}
impl<T: Read + Write + Seek> Scratch for T {}

/// Rows that are written down, in the order of their lines.
pub(super) struct Spool<'a> {
    kept: BufWriter<&'a mut dyn Scratch>,
    /// The last line.
    pub(super) last: u64,
}

impl<'a> Spool<'a> {
    pub(super) fn new(scratch: &'a mut dyn Scratch) -> Spool<'a> {
        Spool { kept: BufWriter::new(scratch), last: 0 }
    }

    /// Keeps the cells of a row; a row without any has them cleared.
    pub(super) fn keep(&mut self, line: u64, cells: &[Cow<'_, str>]) -> io::Result<()> {
        self.last = line;
        self.kept.write_all(&line.to_le_bytes())?;
        self.kept.write_all(&(cells.len() as u32).to_le_bytes())?;
        for cell in cells {
            self.kept.write_all(&(cell.len() as u32).to_le_bytes())?;
            self.kept.write_all(cell.as_bytes())?;
        }
        Ok(())
    }

    /// From the first row on.
    pub(super) fn rows(&mut self) -> io::Result<Rows<'_>> {
        self.kept.flush()?;
        self.kept.get_mut().rewind()?;
        let mut rows = Rows { kept: BufReader::new(&mut **self.kept.get_mut()), next: None };
        rows.step()?;
        Ok(rows)
    }
}

/// The rows that were kept.
pub(super) struct Rows<'a> {
    kept: BufReader<&'a mut dyn Scratch>,
    next: Option<(u64, Vec<String>)>,
}

impl Rows<'_> {
    /// The cells for a line, where some were kept. Lines are asked for from top to bottom.
    pub(super) fn at(&mut self, line: u64) -> io::Result<Option<Vec<String>>> {
        while self.next.as_ref().is_some_and(|(next, _)| *next < line) {
            self.step()?;
        }
        if self.next.as_ref().is_none_or(|(next, _)| *next != line) {
            return Ok(None);
        }
        let cells = self.next.take().map(|(_, cells)| cells);
        self.step()?;
        Ok(cells)
    }

    fn step(&mut self) -> io::Result<()> {
        let mut line = [0; 8];
        if let Err(fault) = self.kept.read_exact(&mut line) {
            self.next = None;
            return if fault.kind() == io::ErrorKind::UnexpectedEof { Ok(()) } else { Err(fault) };
        }
        let count = self.number()?;
        let mut cells = Vec::new();
        for _ in 0..count {
            let mut cell = vec![0; self.number()? as usize];
            self.kept.read_exact(&mut cell)?;
            cells.push(String::from_utf8(cell).map_err(io::Error::other)?);
        }
        self.next = Some((u64::from_le_bytes(line), cells));
        Ok(())
    }

    fn number(&mut self) -> io::Result<u32> {
        let mut number = [0; 4];
        self.kept.read_exact(&mut number)?;
        Ok(u32::from_le_bytes(number))
    }
}
