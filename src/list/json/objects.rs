//! The objects of a list, one by one, as they stand: those of an array, also one inside an object such as
//! `{"data": […]}`, or those of lines, also where one goes on over lines or several share one.

use crate::bilingual;
use crate::list::dialect::is_utf_16;
use crate::list::job::Fault;
use crate::text::language::Bilingual;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};

/// A larger object is taken for something else: a device, or a file of another kind.
const LARGEST: usize = 1 << 25;

/// A key of more bytes than this is none that a question has.
const KEY: usize = 4096;

/// An object that goes on over more lines than this is none.
const LINES: usize = 1000;

/// Where values end that stand behind one another, and nothing else.
fn values(raw: &[u8]) -> Result<Vec<usize>, serde_json::Error> {
    let mut values = serde_json::Deserializer::from_slice(raw).into_iter::<IgnoredAny>();
    let mut ends = Vec::new();
    while let Some(value) = values.next() {
        value?;
        ends.push(values.byte_offset());
    }
    Ok(ends)
}

/// What is said of an object that does not end.
fn too_large(line: u64) -> Fault {
    let most = LARGEST >> 20;
    bilingual!(
        "vanaf regel {line} komt er meer dan {most} MB zonder dat een object eindigt; dit is geen lijst van projecten",
        "from line {line} more than {most} MB comes without the end of an object; this is no list of projects"
    )
    .into()
}

/// Reads a line at a time, or an element of one array.
pub(super) struct Objects<'a> {
    input: BufReader<&'a mut dyn Read>,
    array: bool,
    begun: bool,
    ended: bool,
    /// The array stands in an object.
    wrapped: bool,
    line: u64,
    /// Whether the first object was given.
    any: bool,
    /// Lines that were read, and objects found in them, that are to come.
    ahead: VecDeque<(u64, Vec<u8>)>,
    /// Whether a key answers a question.
    answers: &'a dyn Fn(&str) -> bool,
}

impl<'a> Objects<'a> {
    pub(super) fn new(input: &'a mut dyn Read, array: bool, answers: &'a dyn Fn(&str) -> bool) -> Objects<'a> {
        let input = BufReader::new(input);
        Objects {
            input,
            array,
            begun: false,
            ended: false,
            wrapped: false,
            line: 1,
            any: false,
            ahead: VecDeque::new(),
            answers,
        }
    }

    /// The next object with the line on which it begins.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, Fault> {
        if !self.any && is_utf_16(self.input.fill_buf().map_err(Fault::Read)?) {
            return Err(bilingual!(
                "dit is UTF-16 (\"Unicode-tekst\"); bewaar de lijst als UTF-8",
                "this is UTF-16 (\"Unicode text\"); save the list as UTF-8"
            )
            .into());
        }
        let next = if self.array { self.element()? } else { self.line()? };
        if let Some((line, raw)) = &next
            && !std::mem::replace(&mut self.any, true)
        {
            self.begins_with_an_object(*line, raw)?;
        }
        Ok(next)
    }

    /// A list of something else, such as rows without names, is refused before anything is written.
    fn begins_with_an_object(&self, line: u64, raw: &[u8]) -> Result<(), Bilingual> {
        let wrong = match (serde_json::from_slice(raw), self.array) {
            (Ok(Value::Array(_)), true) => bilingual!(
                "de lijst begint met een rij zonder namen (`[…]`); elke rij moet een object zijn, zoals {{\"naam\": \"Park\"}}",
                "the list begins with a row without names (`[…]`); every row has to be an object, such as {{\"name\": \"Park\"}}"
            ),
            (Ok(Value::Array(_)), false) => bilingual!(
                "hier staat een lijst (`[…]`) en geen object per regel; is het één lijst met objecten, geef dan --from json",
                "here is an array (`[…]`) and not an object per line; if it is one array of objects, give --from json"
            ),
            (Ok(Value::Object(_)) | Err(_), _) => return Ok(()),
            (Ok(_), _) => bilingual!(
                "de lijst begint niet met een object; elke rij moet er een zijn, zoals {{\"naam\": \"Park\"}}",
                "the list does not begin with an object; every row has to be one, such as {{\"name\": \"Park\"}}"
            ),
        };
        let (nl, en) = (&wrong.dutch, &wrong.english);
        Err(bilingual!("regel {line}: {nl}", "line {line}: {en}"))
    }

    /// The next object of a list of lines. A line that is no object is given as it stands.
    fn line(&mut self) -> Result<Option<(u64, Vec<u8>)>, Fault> {
        let Some((line, mut raw)) = self.next_line()? else { return Ok(None) };
        let (first, mut more) = (raw.len(), VecDeque::new());
        loop {
            match values(&raw) {
                Ok(ends) if ends.len() < 2 => return Ok(Some((line, raw))),
                Ok(ends) => {
                    let starts = std::iter::once(0).chain(ends.iter().copied());
                    let parts = starts.zip(&ends).map(|(start, &end)| (line, raw[start..end].to_vec()));
                    let parts: Vec<_> = parts.collect();
                    if parts.iter().any(|(_, part)| !part.trim_ascii().starts_with(b"{")) {
                        break;
                    }
                    parts.into_iter().rev().for_each(|part| self.ahead.push_front(part));
                    return Ok(self.ahead.pop_front());
                }
                Err(fault) if fault.is_eof() => {}
                Err(_) => break,
            }
            // Only a line that ends an object can end this one.
            let mut ends = false;
            while !ends
                && more.len() < LINES
                && let Some(next) = self.next_line()?
            {
                ends = next.1.trim_ascii_end().ends_with(b"}");
                raw.extend_from_slice(&next.1);
                more.push_back(next);
            }
            if !ends {
                break;
            }
        }
        // No object: this line stands alone, and the others are read anew.
        more.append(&mut self.ahead);
        self.ahead = more;
        raw.truncate(first);
        Ok(Some((line, raw)))
    }

    fn next_line(&mut self) -> Result<Option<(u64, Vec<u8>)>, Fault> {
        if let Some(ahead) = self.ahead.pop_front() {
            return Ok(Some(ahead));
        }
        loop {
            let mut raw = Vec::new();
            let mut limited = (&mut self.input).take(LARGEST as u64);
            let count = limited.read_until(b'\n', &mut raw).map_err(Fault::Read)?;
            if count == 0 {
                return Ok(None);
            }
            let line = self.line;
            if count == LARGEST && !raw.ends_with(b"\n") {
                return Err(too_large(line));
            }
            self.line += 1;
            let raw = raw.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec).unwrap_or(raw);
            if !raw.trim_ascii().is_empty() {
                return Ok(Some((line, raw)));
            }
        }
    }

    /// Inside an object: goes to the first array of objects that it holds itself, and says whether there is one. What
    /// answers a question by itself is a project and not what a list is wrapped in.
    fn array_within(&mut self) -> Result<bool, Fault> {
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        // The last text that is no part of what it holds, with its quotes.
        let mut text = Vec::new();
        while let Some(byte) = self.byte()? {
            if depth == 0 && (quoted || byte == b'"') && text.len() < KEY {
                text.push(byte);
            }
            match byte {
                b':' if depth == 0 && !quoted => self.is_no_reply(&std::mem::take(&mut text))?,
                b',' if !quoted => text.clear(),
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'[' if depth == 0 && self.peek()? == Some(b'{') => return Ok(true),
                b'{' | b'[' => depth += 1,
                b'}' if depth == 0 => return Ok(false),
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        Ok(false)
    }

    /// Fails where a key beside a list answers a question.
    fn is_no_reply(&self, key: &[u8]) -> Result<(), Bilingual> {
        match serde_json::from_slice::<String>(key) {
            Ok(key) if (self.answers)(&key) => {
                let line = self.line;
                Err(bilingual!(
                    "regel {line}: veld `{key}` staat naast de lijst en beantwoordt zelf een vraag; zet het in elk object, of geef --from jsonl als dit één project is",
                    "line {line}: field `{key}` stands beside the list and answers a question itself; put it in every object, or give --from jsonl if this is one project"
                ))
            }
            _ => Ok(()),
        }
    }

    /// The next byte that is no space; it stays.
    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            match self.input.fill_buf().map_err(Fault::Read)?.first() {
                Some(byte) if byte.is_ascii_whitespace() => self.byte()?,
                next => return Ok(next.copied()),
            };
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
                    b'{' if self.array_within()? => (self.begun, self.wrapped) = (true, true),
                    _ => {
                        return Err(bilingual!(
                            "dit is geen JSON-lijst: er is geen `[` met objecten (een object per regel: --from jsonl)",
                            "this is not a JSON array: there is no `[` with objects (an object per line: --from jsonl)"
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
                    if self.wrapped && self.array_within()? {
                        return Err(bilingual!(
                            "in dit bestand staat meer dan één lijst; bewaar de lijst die je bedoelt apart",
                            "there is more than one list in this file; save the one that you mean by itself"
                        )
                        .into());
                    }
                    self.nothing_more()?;
                    return Ok((!raw.is_empty()).then_some((line, raw)));
                }
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            raw.push(byte);
            if raw.len() > LARGEST {
                return Err(too_large(line));
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
