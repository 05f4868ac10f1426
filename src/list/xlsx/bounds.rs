//! Bounds on a workbook, held before its reader opens it: what its parts unpack to, whatever they say of it.

use crate::bilingual;
use crate::output::format::package_parts::PackageInput;
use crate::text::language::Bilingual;
use std::io::{self, Read, Write};
use zip::ZipArchive;

/// A sheet of a million rows with fifty columns unpacks to less.
const SHEET: u64 = 4 << 30;
/// The other parts are held in memory: the texts of all cells above all.
const OTHER: u64 = 192 << 20;
/// What people write packs ten to forty times; a part that packs better was made to fill a memory.
const RATIO: u64 = 100;
/// A part that unpacks to no more than this harms nobody.
const FREE: u64 = 8 << 20;
/// More parts than this has no workbook of projects.
const PARTS: usize = 10_000;
/// A text in the table of texts takes so many bytes at least.
const TEXT: u64 = 5;

/// What the sheets of a workbook have, so that nobody looks for it where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    /// Some cells may be merged.
    pub(super) merges: bool,
    /// Some rows or columns may be hidden.
    pub(super) hides: bool,
}

/// Unpacks every part to see that it stays within its bounds; tells what is in the sheets. What is no
/// archive is left for the reader to say.
pub(super) fn check(input: PackageInput<'_>) -> Result<Found, Bilingual> {
    let Ok(mut archive) = ZipArchive::new(input) else { return Ok(Found::default()) };
    let mut found = Found::default();
    if archive.len() > PARTS {
        return Err(bilingual!(
            "dit werkblad heeft meer dan 10.000 onderdelen; bewaar het opnieuw als .xlsx of als CSV",
            "this workbook has more than 10,000 parts; save it again as .xlsx or as CSV"
        ));
    }
    for number in 0..archive.len() {
        let Ok(mut part) = archive.by_index(number) else { continue };
        let name = part.name().map(|name| name.into_owned()).unwrap_or_default();
        let is_sheet = name.contains("worksheets/");
        let bound = if is_sheet { SHEET } else { OTHER };
        let mut finder = Finder::default();
        let bound = bound.min(FREE.max(RATIO.saturating_mul(part.compressed_size())));
        let mut start = Vec::new();
        let first = part.by_ref().take(4096).read_to_end(&mut start).unwrap_or_default() as u64;
        finder.write_all(&start).unwrap_or_default();
        let rest = io::copy(&mut part.by_ref().take(bound), &mut finder).unwrap_or_default();
        let size = first + rest;
        if size > bound || texts(&start) > size / TEXT {
            let size = bound >> 20;
            return Err(bilingual!(
                "dit werkblad is te groot uitgepakt: `{name}` mag hoogstens {size} MB worden (100 keer zo groot als ingepakt); bewaar de lijst als CSV",
                "this workbook unpacks to too much: `{name}` may become {size} MB at most (100 times what it is packed); save the list as CSV"
            ));
        }
        found.merges |= finder.found.merges;
        found.hides |= finder.found.hides && is_sheet;
    }
    Ok(found)
}

/// Looks for these in what is written to it, and keeps nothing.
#[derive(Default)]
struct Finder {
    /// The end of what was written before, which may hold the first half.
    last: Vec<u8>,
    found: Found,
}

impl Write for Finder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        const MERGED: &[u8] = b"mergeCell";
        const HIDDEN: &[u8] = b"hidden=";
        let seam = [&self.last[..], &bytes[..bytes.len().min(MERGED.len())]].concat();
        let has = |word| [&seam, bytes].iter().any(|text| memchr::memmem::find(text, word).is_some());
        self.found.merges |= has(MERGED);
        self.found.hides |= has(HIDDEN);
        let tail = if bytes.len() < MERGED.len() { &seam[..] } else { bytes };
        self.last = tail[tail.len().saturating_sub(MERGED.len())..].to_vec();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How many texts a table of texts says it has, for its reader asks memory for that many.
fn texts(start: &[u8]) -> u64 {
    let start = String::from_utf8_lossy(start);
    let Some((_, rest)) = start.split_once("uniqueCount") else { return 0 };
    let digits: String = rest.chars().skip_while(|it| !it.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
}
