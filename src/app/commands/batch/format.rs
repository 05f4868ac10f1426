//! What was asked for: how the list is written, how the answered list is to be, and what is added.

use crate::app::cli::{BatchArgs as Args, Encoding, HeaderKind, ListFormat, ListReadingArgs};
use crate::bilingual;
use crate::list::Field;
use crate::list::field::Headers;
use crate::list::input::{Input, Letters};
use crate::model::finding::did_you_mean;
use crate::text::language::Language;
use anyhow::{Result, bail};
use std::path::Path;

/// The format that a name ends in.
fn by_name(path: &Path) -> Option<ListFormat> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "txt" => Some(ListFormat::Csv),
        "jsonl" | "ndjson" => Some(ListFormat::Jsonl),
        "json" => Some(ListFormat::Json),
        "xlsx" | "xlsm" => Some(ListFormat::Xlsx),
        "md" | "markdown" => Some(ListFormat::Markdown),
        _ => None,
    }
}

/// A spreadsheet that is not read: its whole content would have to be in memory.
fn is_other_sheet(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(end.as_str(), "xls" | "xlsb" | "ods" | "fods" | "numbers")
}

/// How the list was written.
pub(super) fn from(given: Option<ListFormat>, list: &Path, language: Language) -> Result<ListFormat> {
    let shown = list.display();
    if given.is_none() && is_other_sheet(list) {
        bail!(
            "{}",
            bilingual!(
                "`{shown}` is een ander soort werkblad; open hem en bewaar hem als .xlsx",
                "`{shown}` is another kind of spreadsheet; open it and save it as .xlsx"
            )
            .to(language)
        );
    }
    match given.or_else(|| by_name(list)) {
        Some(ListFormat::Markdown) | None => bail!(
            "{}",
            bilingual!(
                "aan `{shown}` zie ik niet wat voor lijst het is; geef --from csv, jsonl, json of xlsx",
                "from `{shown}` I cannot see what kind of list it is; give --from csv, jsonl, json or xlsx"
            )
            .to(language)
        ),
        Some(from) => Ok(from),
    }
}

/// How the list is read. Fails where an option is about another kind of list.
pub(super) fn input(args: &ListReadingArgs, from: ListFormat, language: Language) -> Result<Input> {
    let csv = from == ListFormat::Csv;
    let options = [
        (args.sheet.is_some(), "--sheet", from == ListFormat::Xlsx),
        (args.delimiter.is_some(), "--delimiter", csv),
        (args.encoding.is_some(), "--encoding", csv),
        (args.head.is_some(), "--head", csv || from == ListFormat::Xlsx),
    ];
    only_for(&options, language)?;
    let letters = match args.encoding {
        None => Letters::Either,
        Some(Encoding::Utf8) => Letters::Utf8,
        Some(Encoding::Windows1252) => Letters::Windows,
    };
    Ok(Input { sheet: args.sheet.clone(), delimiter: args.delimiter, letters, head: args.head })
}

/// Fails where an option was given that does not fit the list.
fn only_for(options: &[(bool, &str, bool)], language: Language) -> Result<()> {
    if let Some((_, option, _)) = options.iter().find(|(given, _, fits)| *given && !fits) {
        bail!(
            "{}",
            bilingual!(
                "{option} zegt niets over een lijst van deze soort; laat het weg",
                "{option} means nothing for a list of this kind; leave it out"
            )
            .to(language)
        );
    }
    Ok(())
}

/// How the answered list is to be written.
pub(super) fn to(args: &Args, from: ListFormat, language: Language) -> Result<ListFormat> {
    let as_it_came = match from {
        ListFormat::Json => ListFormat::Jsonl,
        // A spreadsheet is no text for a terminal or a pipe.
        ListFormat::Xlsx if args.out.is_none() => ListFormat::Csv,
        from => from,
    };
    let to = match &args.out {
        None => args.format.unwrap_or(as_it_came),
        Some(path) => match args.format.or_else(|| by_name(path)) {
            Some(ListFormat::Json) | None => {
                let shown = path.display();
                bail!(
                    "{}",
                    bilingual!(
                        "aan `{shown}` zie ik niet wat het moet worden: eindig op .csv, .jsonl, .xlsx of .md",
                        "from `{shown}` I cannot see what it is to be: end in .csv, .jsonl, .xlsx or .md"
                    )
                    .to(language)
                )
            }
            Some(to) => to,
        },
    };
    if let (ListFormat::Xlsx, Some(path)) = (to, &args.out) {
        macros(path, from, args.names.last().map(|it| &**it), language)?;
    }
    if args.out.is_none() && matches!(to, ListFormat::Xlsx | ListFormat::Json) {
        bail!(
            "{}",
            language.pick(
                "geef --out lijst.xlsx, of --format csv, jsonl of markdown",
                "give --out list.xlsx, or --format csv, jsonl or markdown"
            )
        );
    }
    Ok(to)
}

/// How the added columns are called: what other programs read has no titles, unless asked for.
pub(super) fn headers(asked: Option<HeaderKind>, to: ListFormat, language: Language) -> Headers {
    let machine = matches!(to, ListFormat::Json | ListFormat::Jsonl);
    match asked {
        Some(HeaderKind::Ids) => Headers::Ids,
        None if machine => Headers::Ids,
        _ => Headers::Titles(language),
    }
}

/// A workbook keeps its macros, so its name has to keep saying that it has them; one without has none to keep.
fn macros(out: &Path, from: ListFormat, list: Option<&Path>, language: Language) -> Result<()> {
    let has = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsm"));
    let shown = out.display();
    let (kept, named) = (from == ListFormat::Xlsx && list.is_some_and(has), has(out));
    let said = match (kept, named) {
        (true, false) => bilingual!(
            "de lijst heeft macro's, en die gaan mee; laat `{shown}` op .xlsm eindigen",
            "the list has macros, which go along; let `{shown}` end in .xlsm"
        ),
        (false, true) => bilingual!(
            "er zijn geen macro's; laat `{shown}` op .xlsx eindigen",
            "there are no macros; let `{shown}` end in .xlsx"
        ),
        _ => return Ok(()),
    };
    bail!("{}", said.to(language))
}

/// The added columns that were asked for, in that order.
pub(super) fn fields(names: &[String], language: Language) -> Result<Vec<Field>> {
    if names.is_empty() {
        return Ok(Field::usual());
    }
    if let [all] = names
        && all.trim() == "all"
    {
        return Ok(Field::ALL.to_vec());
    }
    let words = || Field::ALL.into_iter().map(Field::word);
    let field = |name: &String| match Field::ALL.into_iter().find(|field| field.word() == name.trim()) {
        Some(field) => Ok(field),
        None => {
            let hint = did_you_mean(name, words()).unwrap_or_else(|| {
                let list = words().collect::<Vec<_>>().join(", ");
                bilingual!("kies uit: {list}", "choose from: {list}")
            });
            let message =
                bilingual!("`{name}` is geen kolom die erbij kan", "`{name}` is not a column that can be added");
            bail!("{}; {}", message.to(language), hint.to(language))
        }
    };
    let fields: Vec<Field> = names.iter().map(field).collect::<Result<_>>()?;
    if let Some(twice) = fields.iter().enumerate().find(|(at, field)| fields[..*at].contains(field)) {
        let name = twice.1.word();
        bail!("{}", bilingual!("`{name}` staat er twee keer", "`{name}` stands there twice").to(language));
    }
    Ok(fields)
}
