//! The tables and filters of a sheet, kept in other parts of its workbook: they grow over the added columns.

use super::parts::reader;
use super::range::Range;
use super::rewrite::Changes;
use super::styles::prefix;
use super::with_attribute::{with, with_range};
use crate::output::format::package_parts::attribute;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use std::io;

/// The name that a workbook has for the range of a filter (ECMA-376 part 1, section 18.2.5).
const FILTER: &str = "_xlnm._FilterDatabase";

/// A table on the head of the list, and what becomes of it.
struct Growth {
    /// What it covers, then.
    range: Range,
    /// By its columns, the names that change.
    renamed: Vec<(usize, String)>,
    /// The names of the columns that it gets.
    more: Vec<String>,
}

impl Growth {
    /// Nothing where the table is not on the head, has none, or belongs to a source of data.
    fn of(table: &BytesStart<'_>, changes: &Changes) -> Option<Growth> {
        let of = |key| attribute(table, key);
        let foreign = of("tableType").is_some_and(|it| it != "worksheet");
        let mut range = Range::read(&of("ref")?)?;
        if foreign || range.rows.0 != changes.head || of("headerRowCount").is_some_and(|it| it == "0") {
            return None;
        }
        let name = |column: usize| changes.added.iter().find(|(at, ..)| *at == column).map(|(_, name, _)| name.clone());
        let (first, last) = range.columns;
        let renamed = (first..=last).filter_map(|column| Some((column - first, name(column)?))).collect();
        // A column of the officer's own between the table and ours stays outside it, and then so do ours.
        let more: Vec<String> = (last + 1..).map_while(name).collect();
        range.columns.1 += more.len();
        Some(Growth { range, renamed, more })
    }
}

/// A table with the added columns that stand right behind it; `None` where nothing changes.
pub(super) fn grown(table: &str, changes: &mut Changes) -> io::Result<Option<String>> {
    let mut xml = reader(table.as_bytes());
    let mut out = Writer::new(Vec::new());
    let (mut growth, mut depth, mut column) = (None, 0_usize, 0);
    loop {
        let event = xml.read_event().map_err(io::Error::other)?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name().as_ref().to_owned();
                if (depth, &name[..]) == (0, "table") {
                    growth = Growth::of(&element, changes);
                    let Some(Growth { range: Range { columns: (first, last), .. }, .. }) = growth else {
                        return Ok(None);
                    };
                    // A head of a table is never empty: what it says stays where its column does.
                    let cleared = changes.cleared.iter().filter(|at| (first..=last).contains(at));
                    changes.kept_heads.extend(cleared);
                }
                let Some(growth) = &growth else { return Ok(None) };
                let element = match (depth, &name[..]) {
                    (0, "table") | (1, "autoFilter") => with_range(&element, growth.range.columns.1),
                    (1, "tableColumns") => {
                        let count = growth.range.columns.1 - growth.range.columns.0 + 1;
                        with(&element, "count", &count.to_string())
                    }
                    (2, "tableColumn") => {
                        column += 1;
                        let named = growth.renamed.iter().find(|(at, _)| at + 1 == column);
                        named.map_or(element.clone(), |(_, name)| with(&element, "name", name))
                    }
                    _ => element,
                };
                depth += usize::from(!empty);
                out.write_event(if empty { Event::Empty(element) } else { Event::Start(element) })?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                if depth == 1 && element.local_name().as_ref() == "tableColumns" {
                    let name = format!("{}tableColumn", prefix(element.name().as_ref()));
                    let first = table_ids(table)?;
                    for (id, more) in (first..).zip(growth.iter().flat_map(|growth| &growth.more)) {
                        let mut new = BytesStart::new(&name);
                        new.push_attribute(("id", &id.to_string()[..]));
                        new.push_attribute(("name", &more[..]));
                        out.write_event(Event::Empty(new))?;
                    }
                }
                out.write_event(Event::End(element))?;
            }
            event => out.write_event(event)?,
        }
    }
    let grown = String::from_utf8(out.into_inner()).map_err(io::Error::other)?;
    Ok((grown != table).then_some(grown))
}

/// The first number that no column of a table has.
fn table_ids(table: &str) -> io::Result<u64> {
    let (mut xml, mut next) = (reader(table.as_bytes()), 1);
    loop {
        match xml.read_event().map_err(io::Error::other)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "tableColumn" => {
                let id = attribute(&element, "id").and_then(|it| it.parse().ok()).unwrap_or(0);
                next = next.max(id + 1);
            }
            Event::Eof => return Ok(next),
            _ => {}
        }
    }
}

/// A workbook in which the name of a filter on sheet number `nth` goes as far as the filter; `None` where nothing changes.
pub(super) fn filter_named(book: &str, nth: usize, changes: &Changes) -> io::Result<Option<String>> {
    let mut xml = reader(book.as_bytes());
    let mut out = Writer::new(Vec::new());
    let mut inside = false;
    loop {
        let event = xml.read_event().map_err(io::Error::other)?;
        match event {
            Event::Eof => break,
            Event::Start(ref element) if element.local_name().as_ref() == "definedName" => {
                let sheet = attribute(element, "localSheetId").and_then(|it| it.parse().ok());
                inside = sheet == Some(nth) && attribute(element, "name").is_some_and(|it| it == FILTER);
                out.write_event(event)?;
            }
            Event::End(_) => {
                inside = false;
                out.write_event(event)?;
            }
            // The range is what comes last, whatever the sheet is called.
            Event::Text(ref text) if inside => match text.rsplit_once('!').and_then(|(sheet, range)| {
                let range = changes.filtered(Range::read(range)?)?;
                Some(format!("{sheet}!{}", range.text("$")))
            }) {
                Some(text) => out.write_event(Event::Text(BytesText::from_escaped(text)))?,
                None => out.write_event(event)?,
            },
            event => out.write_event(event)?,
        }
    }
    let named = String::from_utf8(out.into_inner()).map_err(io::Error::other)?;
    Ok((named != book).then_some(named))
}
