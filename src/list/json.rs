//! JSON Lines and JSON arrays: every object is copied as it stands, with the answer behind its last key.

mod members;
mod object;
mod objects;

use crate::bilingual;
use crate::list::answer::Answering;
use crate::list::cell::{Cell, ReplyText, Sink};
use crate::list::columns::{self, Columns};
use crate::list::field::Field;
use crate::list::job::{Fault, Job};
use crate::list::json_cell::{added as added_cell, text};
use crate::list::memo::Memo;
use crate::list::number;
use crate::list::summary::Summary;
use crate::list::table::Table;
use crate::list::trouble::{Trouble, refused};
use crate::text::language::Bilingual;
use object::{OneObject, Properties};
use objects::Objects;
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::io::{Read, Seek, Write};

/// Whole numbers from here on are not all there as floating point (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;
/// So many bytes are held back for columns that are still to come: a list that goes on so long without is refused.
const HELD: usize = 4 << 20;
/// As many columns as a sheet can have.
const COLUMNS: usize = 16_384;

/// Answers a list, JSON Lines out. `array`: it is one array, else a line per object.
pub fn run(job: &Job<'_>, array: bool, input: &mut dyn Read, out: &mut dyn Write) -> Result<Summary, Fault> {
    let mut columns = Columns::of_fields(job.tree, Vec::new(), &job.mapping)?;
    let (answering, mut memo) = (Answering::new(job)?, Memo::default());
    let (mut keys, mut replaced) = (Keys::default(), BTreeSet::new());
    // The names of what is added, the same in every object.
    let mut added: Vec<String> = Vec::new();
    let mut summary = Summary::of(job.tree);
    let answers = |key: &str| columns::answers(job.tree, key, &job.mapping);
    let mut objects = Objects::new(input, array, &answers);
    // A whole list may stand on one line.
    let mut count = 0_u64;
    let mut lines = HeldLines { out, held: Some(Vec::new()), columns: 0 };
    while let Some((line, raw)) = objects.next()? {
        let parsed = one_object(&raw);
        let mut written;
        let answer = match &parsed {
            Ok(OneObject { members: object, twice }) => {
                let before = columns.names.len();
                let old = added_before(object, &columns.others);
                let mut new = keys.add(fields(object), line)?;
                new.retain(|key| is_feature(object) || !old.contains(&&key[..]));
                if add_columns(&mut columns, job, new)? {
                    memo.clear();
                }
                replaced.extend(old.iter().map(|&key| key.to_owned()));
                if added.is_empty() {
                    added = columns.added(&job.fields, job.headers);
                } else if let Some(name) = Field::taken(&added, &columns.names[before..]) {
                    return Err(late(line, name).into());
                }
                written = begun(&raw, object.len(), &old);
                let mut cell = |column: usize| reply_text(object, &columns.names[column]);
                memo.answer(&answering, &columns, &mut cell, twice.as_deref().map(two_values))
            }
            Err(fault) => {
                let raw = String::from_utf8_lossy(&raw);
                written = format!("{{\"line\":{},", Value::from(raw.trim_end())).into_bytes();
                memo.answer(&answering, &columns, &mut |_| no_reply(), Some(refused(no_object(fault))))
            }
        };
        count += 1;
        let object = parsed.as_ref().ok().map(|it| fields(&it.members));
        let said = |column: usize| object.and_then(|it| it.get(&columns.names[column]));
        let counted = || answering.counted(&columns, &mut |at| Cow::Owned(said(at).map_or_else(String::new, text)));
        let name = || object.iter().flat_map(|it| it.values().map(text)).find(|text| !text.is_empty());
        let number = || job.language.pick("object nummer", "object number").to_owned() + &format!(" {count}");
        summary.take(line, &answer.tally, || name().unwrap_or_else(number), counted);
        if added.is_empty() {
            added = columns.added(&job.fields, job.headers);
        }
        written.extend(added_members(&added, &job.fields, &answer.cells).into_bytes());
        lines.write(written, columns.names.len(), || columns.complete(job.tree, &job.mapping))?;
    }
    if let Some(fault) = nothing_read(&summary, &columns) {
        return Err(fault.into());
    }
    columns.complete(job.tree, &job.mapping)?;
    summary.remarks = remarks(&mut columns, job, &replaced);
    Ok(summary)
}

/// What is said where no object could be read.
fn nothing_read(summary: &Summary, columns: &Columns) -> Option<Bilingual> {
    if summary.rows == 0 && summary.totals == 0 {
        return Some(bilingual!("de lijst is leeg", "the list is empty"));
    }
    let first = summary.wrong.first().filter(|_| columns.names.is_empty())?;
    let (line, message) = (first.line, &first.message);
    Some(bilingual!("regel {line}: {message}", "line {line}: {message}"))
}

/// Adds columns; tells whether other ones answer questions from here on.
fn add_columns(columns: &mut Columns, job: &Job<'_>, names: Vec<String>) -> Result<bool, Bilingual> {
    if names.is_empty() {
        return Ok(false);
    }
    let before = columns.questions.clone();
    names.into_iter().try_for_each(|name| columns.add(job.tree, name, &job.mapping))?;
    Ok(columns.questions != before)
}

/// Lines that are held back until every column that was asked for came: what is refused is refused before anything
/// is written.
struct HeldLines<'o> {
    out: &'o mut dyn Write,
    held: Option<Vec<u8>>,
    /// So many columns there were when they were last looked at.
    columns: usize,
}

impl HeldLines<'_> {
    /// Writes a line where there are so many columns by now; whether they are complete is asked once for each number.
    fn write(
        &mut self,
        line: Vec<u8>,
        columns: usize,
        complete: impl Fn() -> Result<(), Bilingual>,
    ) -> Result<(), Fault> {
        let Some(held) = &mut self.held else { return self.out.write_all(&line).map_err(Fault::Write) };
        held.extend(line);
        let too_long = held.len() > HELD;
        if !too_long && columns == self.columns {
            return Ok(());
        }
        self.columns = columns;
        let complete = complete();
        if complete.is_ok() || too_long {
            complete?;
            self.out.write_all(held).map_err(Fault::Write)?;
            self.held = None;
        }
        Ok(())
    }
}

/// What is added to an object, up to the end of its line.
fn added_members(names: &[String], fields: &[Field], cells: &[Cow<'_, str>]) -> String {
    let cells = names.iter().zip(fields).zip(cells);
    let member = |((name, field), cell): ((&String, &Field), &Cow<'_, str>)| {
        format!("{}:{}", Value::from(name.as_str()), added_cell(*field, cell))
    };
    cells.map(member).collect::<Vec<_>>().join(",") + "}\n"
}

/// What an object says under a name, to read a reply from.
fn reply_text<'a>(object: &Map<String, Value>, name: &str) -> ReplyText<'a> {
    match fields(object).get(name) {
        Some(Value::Number(number)) => {
            let calculated = number.as_f64().filter(|_| number.is_f64());
            ReplyText::Number(calculated.map_or_else(|| number.to_string(), number::digits))
        }
        value => ReplyText::Text(Cow::Owned(value.map_or_else(String::new, text))),
    }
}

/// What is read where there is nothing.
fn no_reply<'a>() -> ReplyText<'a> {
    ReplyText::Text(Cow::Borrowed(""))
}

/// What is said of the columns, once the last object was read.
fn remarks(columns: &mut Columns, job: &Job<'_>, replaced: &BTreeSet<String>) -> Vec<Bilingual> {
    columns.hints(job.tree);
    let replaced = columns::replaced(&replaced.iter().map(String::as_str).collect::<Vec<_>>());
    columns.remarks.iter().cloned().chain(columns.missing(job.tree)).chain(replaced).collect()
}

/// The keys of an object that an earlier run added: what they hold is replaced.
fn added_before<'o>(object: &'o Map<String, Value>, others: &[Field]) -> Vec<&'o str> {
    let known = Field::known(object.keys().map(String::as_str), others);
    object.keys().zip(known).filter_map(|(key, known)| known.map(|_| &key[..])).collect()
}

/// An object as it stands on one line, without its closing brace and the members that are replaced, ready for more.
fn begun(raw: &[u8], members: usize, old: &[&str]) -> Vec<u8> {
    let body = raw.trim_ascii();
    let mut begun = if old.is_empty() {
        body.strip_suffix(b"}").unwrap_or(body).trim_ascii_end().to_vec()
    } else {
        let gone = |key: &[u8]| serde_json::from_slice::<String>(key).is_ok_and(|key| old.contains(&&key[..]));
        members::without(body, &gone)
    };
    // In JSON a line end stands only between things.
    begun.iter_mut().filter(|byte| matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    if members > old.len() {
        begun.push(b',');
    }
    begun
}

/// Answers a list into another format. What columns there are is known only after the last object, so
/// the list is read twice.
pub fn convert(
    job: &Job<'_>,
    array: bool,
    input: &mut (impl Read + Seek),
    sink: &mut dyn Sink,
) -> Result<Summary, Fault> {
    let (mut known, mut names, mut any, mut places) = (Keys::default(), Vec::new(), false, false);
    let answers = |key: &str| columns::answers(job.tree, key, &job.mapping);
    let mut objects = Objects::new(input, array, &answers);
    while let Some((line, raw)) = objects.next()? {
        let object: Map<String, Value> = serde_json::from_slice(&raw).unwrap_or_default();
        names.extend(known.add(fields(&object), line)?);
        (any, places) = (true, places || is_feature(&object));
    }
    if !any {
        return Err(bilingual!("de lijst is leeg", "the list is empty").into());
    }
    input.rewind().map_err(Fault::Read)?;
    let columns = Columns::of_fields(job.tree, names.clone(), &job.mapping)?.finished(job.tree, &job.mapping)?;
    let mut table = Table::with(job, 1, columns, sink)?;
    let mut objects = Objects::new(input, array, &answers);
    while let Some((line, raw)) = objects.next()? {
        match one_object(&raw) {
            Ok(OneObject { members, twice }) => {
                let mut object = fields(&members).clone();
                let cells = names.iter().map(|name| object.remove(name).map_or(Cell::Empty, cell)).collect();
                table.row(line, cells, twice.as_deref().map(two_values))?;
            }
            Err(fault) => {
                let raw = String::from_utf8_lossy(&raw).trim_end().to_owned();
                table.row(line, vec![Cell::Text(raw)], Some(refused(no_object(&fault))))?;
            }
        }
    }
    if places {
        table.remark(bilingual!(
            "dit is GeoJSON: de plaats op de kaart gaat niet mee (in JSON Lines wel)",
            "this is GeoJSON: the place on the map does not go along (in JSON Lines it does)"
        ));
    }
    table.finish()
}

/// Whether this is a place on a map with what is known of it (RFC 7946, section 3.2).
fn is_feature(object: &Map<String, Value>) -> bool {
    object.get("type").is_some_and(|kind| kind == "Feature") && object.get("properties").is_some_and(Value::is_object)
}

/// Reads an object; of a place on a map what is known of it may hold a key twice as well.
fn one_object(raw: &[u8]) -> serde_json::Result<OneObject> {
    let mut object: OneObject = serde_json::from_slice(raw)?;
    if is_feature(&object.members) && object.twice.is_none() {
        let Properties(properties) = serde_json::from_slice(raw)?;
        object.twice = properties.and_then(|it| it.twice);
    }
    Ok(object)
}

/// What an object says of a project: itself, or the properties of a place on a map.
fn fields(object: &Map<String, Value>) -> &Map<String, Value> {
    match object.get("properties") {
        Some(Value::Object(properties)) if is_feature(object) => properties,
        _ => object,
    }
}

/// The keys of objects so far.
#[derive(Default)]
struct Keys(HashSet<String>);

impl Keys {
    /// The keys of an object that none before it had.
    fn add(&mut self, object: &Map<String, Value>, line: u64) -> Result<Vec<String>, Bilingual> {
        let new: Vec<String> = object.keys().filter(|key| !self.0.contains(*key)).cloned().collect();
        self.0.extend(new.iter().cloned());
        if self.0.len() > COLUMNS {
            return Err(bilingual!(
                "regel {line}: de objecten hebben samen meer dan 16.384 verschillende velden; dat is geen lijst van projecten",
                "line {line}: the objects have over 16,384 different fields together; that is no list of projects"
            ));
        }
        Ok(new)
    }
}

/// Bilingual where a key turns up that has a name that is already added to the objects before it.
fn late(line: u64, name: &str) -> Bilingual {
    bilingual!(
        "regel {line}: hier komt veld `{name}` erbij, en zo heet ook wat ik toevoeg; zet het veld ook in het eerste object (het mag leeg zijn), dan kies ik andere namen",
        "line {line}: field `{name}` turns up here, and what I add has that name too; put the field in the first object as well (it may be empty), and I choose other names"
    )
}

/// What is said of an object that says two things in one place.
fn two_values(key: &str) -> Trouble {
    let key: String = key.chars().take(60).collect();
    refused(bilingual!(
        "veld `{key}` staat er twee keer, met een andere waarde; haal er één weg",
        "field `{key}` is there twice, with another value; take one out"
    ))
}

fn no_object(fault: &serde_json::Error) -> Bilingual {
    let column = fault.column();
    match fault.classify() {
        Category::Eof => {
            bilingual!("dit is geen JSON-object: het houdt te vroeg op", "this is not a JSON object: it ends too early")
        }
        Category::Syntax => bilingual!(
            "dit is geen JSON-object: bij letter {column} staat iets wat JSON niet kent",
            "this is not a JSON object: at character {column} stands something that JSON does not know"
        ),
        _ => bilingual!("dit is geen JSON-object", "this is not a JSON object"),
    }
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(value) => Cell::Bool(value),
        // A number that a spreadsheet cannot hold exactly, such as a long key, stays as it is written.
        Value::Number(number) => match number.as_f64() {
            Some(same) if number.is_f64() || same.abs() < EXACT => Cell::Number(same),
            _ => Cell::Text(number.to_string()),
        },
        Value::String(text) => Cell::Text(text),
        nested => Cell::Nested(nested),
    }
}
