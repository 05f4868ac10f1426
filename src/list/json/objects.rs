//! The objects of a list, one by one, as they stand.

use crate::bilingual;
use crate::list::job::Fault;
use std::io::{BufRead, BufReader, Read};

/// A larger object is taken for something else.
const LARGEST: usize = 1 << 28;

/// Reads a line at a time, or an element of one array.
pub(super) struct Objects<'a> {
    input: BufReader<&'a mut dyn Read>,
    array: bool,
    begun: bool,
    ended: bool,
    line: u64,
}

impl<'a> Objects<'a> {
    pub(super) fn new(input: &'a mut dyn Read, array: bool) -> Objects<'a> {
        Objects { input: BufReader::new(input), array, begun: false, ended: false, line: 1 }
    }

    /// The next object with the line on which it begins.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, Fault> {
        if self.array { self.element() } else { self.line() }
    }

    fn line(&mut self) -> Result<Option<(u64, Vec<u8>)>, Fault> {
        loop {
            let mut raw = Vec::new();
            let mut limited = (&mut self.input).take(LARGEST as u64);
            let count = limited.read_until(b'\n', &mut raw).map_err(Fault::Read)?;
            if count == 0 {
                return Ok(None);
            }
            let line = self.line;
            self.line += 1;
            let raw = raw.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec).unwrap_or(raw);
            if !raw.trim_ascii().is_empty() {
                return Ok(Some((line, raw)));
            }
        }
    }

    /// After the array comes nothing: what does was not read.
    fn nothing_more(&mut self) -> Result<(), Fault> {
        while let Some(byte) = self.byte()? {
            if !byte.is_ascii_whitespace() {
                let line = self.line;
                return Err(bilingual!(
                    "regel {line}: na de JSON-lijst staat nog iets; een bestand houdt één lijst (een object per regel: --from jsonl)",
                    "line {line}: something comes after the JSON array; a file holds one list (an object per line: --from jsonl)"
                )
                .into());
            }
        }
        Ok(())
    }

    fn byte(&mut self) -> Result<Option<u8>, Fault> {
        let byte = loop {
            match self.input.fill_buf() {
                Ok(bytes) => break bytes.first().copied(),
                Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(Fault::Read(fault)),
            }
        };
        if let Some(byte) = byte {
            self.input.consume(1);
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// An element of the array: as far as the comma or bracket that ends it, strings and brackets minded.
    fn element(&mut self) -> Result<Option<(u64, Vec<u8>)>, Fault> {
        if self.ended {
            return Ok(None);
        }
        let (mut raw, mut line) = (Vec::new(), self.line);
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        while let Some(byte) = self.byte()? {
            if !self.begun {
                match byte {
                    b'[' => self.begun = true,
                    b'\xEF' | b'\xBB' | b'\xBF' | b' ' | b'\t' | b'\r' | b'\n' => {}
                    _ => {
                        return Err(bilingual!(
                            "dit is geen JSON-lijst: hij begint niet met `[` (een object per regel: --from jsonl)",
                            "this is not a JSON array: it does not begin with `[` (an object per line: --from jsonl)"
                        )
                        .into());
                    }
                }
                line = self.line;
                continue;
            }
            if raw.is_empty() && byte.is_ascii_whitespace() {
                line = self.line;
                continue;
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth += 1,
                b',' if depth == 0 => return Ok(Some((line, raw))),
                b']' if depth == 0 => {
                    self.ended = true;
                    self.nothing_more()?;
                    return Ok((!raw.is_empty()).then_some((line, raw)));
                }
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            raw.push(byte);
            if raw.len() > LARGEST {
                break;
            }
        }
        let line = self.line;
        Err(bilingual!(
            "regel {line}: de JSON-lijst houdt op zonder `]`",
            "line {line}: the JSON array ends without `]`"
        )
        .into())
    }
}
