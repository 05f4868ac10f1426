//! What a list came to: a table for who ran it, and the yearly overview that a council is sent.

mod tables;
#[cfg(feature = "spreadsheets")]
mod workbook;

use crate::app::atomic_file::AtomicFile;
use crate::app::system::{cannot_write, shown};
use crate::bilingual;
use crate::list::count::{Category, Chosen, Counts, Group};
use crate::list::summary::percent;
use crate::list::tally::Status;
use crate::list::{Job, Summary};
use crate::model::tree::{Resolved, Verdict};
use crate::output::format::{TextLayout, rows};
use crate::text::language::Language;
use crate::text::{markdown, sanitize};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use tables::{Table, Value as Cell};

/// So many wrong rows and open questions are named on a terminal.
const NAMED: usize = 10;

/// The table, the questions most often open and the wrong rows.
pub(super) fn text(job: &Job<'_>, summary: &Summary, list: &Path, look: TextLayout) -> String {
    let language = job.language;
    let name = shown(list);
    let mut out = String::new();
    for remark in &summary.remarks {
        out += &format!("{name}: {}\n", sanitize::line(remark.to(language)));
    }
    let count = summary.rows;
    let (one, more) = (language.pick("project", "project"), language.pick("projecten", "projects"));
    let what = if count == 1 { one } else { more };
    out += bilingual!("\n{count} {what} uit {name}", "\n{count} {what} from {name}", name = &name).to(language);
    match summary.empty {
        0 => {}
        1 => out += language.pick(" (en een lege rij)", " (and an empty row)"),
        empty => out += bilingual!(" (en {empty} lege rijen)", " (and {empty} empty rows)").to(language),
    }
    out.push('\n');
    let head = [language.pick("Advies", "Advice"), language.pick("Aantal", "Count"), language.pick("Deel", "Share")];
    let table: Vec<Vec<String>> = summary.table(job.tree, language).into_iter().map(Vec::from).collect();
    out += &rows(&head.map(str::to_owned), &table, look);
    let open = summary.most_open();
    if !open.is_empty() {
        out += language.pick("\nHet vaakst nog open:\n", "\nMost often open:\n");
        for (question, count) in open.iter().take(NAMED) {
            let asked = &job.tree.questions[*question];
            out += &sanitize::line(&format!("  {count}  {}: {}", asked.id.text, asked.ask));
            out.push('\n');
        }
    }
    out += &without_answers(summary, &name, language);
    let clashes = summary.most_clashing();
    if !clashes.is_empty() {
        out += language.pick("\nHier botst het:\n", "\nThis is where it clashes:\n");
        for (clash, count) in clashes.iter().take(NAMED) {
            out += &sanitize::line(&format!("  {count}  {clash}"));
            out.push('\n');
        }
    }
    if !summary.wrong.is_empty() {
        out += language.pick("\nKijk deze rijen na:\n", "\nLook at these rows:\n");
        for wrong in summary.wrong.iter().take(NAMED) {
            let (line, row, message) = (wrong.line, &wrong.name, &wrong.message);
            out += "  ";
            out += &sanitize::line(&format!("{name}:{line}: {row}: {message}"));
            out.push('\n');
        }
        let more = summary.wrong.len().saturating_sub(NAMED);
        if more > 0 {
            out += bilingual!(
                "  en nog {more}; in de antwoorden staat bij elke rij wat er is\n",
                "  and {more} more; the answers say of every row what it is\n"
            )
            .to(language);
        }
    }
    out.trim_end().to_owned()
}

/// The rows that answer nothing: totals, which are counted nowhere, and others.
fn without_answers(summary: &Summary, name: &str, language: Language) -> String {
    let mut out = String::new();
    if summary.totals > 0 {
        let named = summary.total_rows.iter().take(NAMED).map(|(line, row)| format!("{name}:{line}: {row}"));
        let (count, named) = (summary.totals, sanitize::line(&named.collect::<Vec<_>>().join(", ")));
        let more = if count > NAMED as u64 { ", …" } else { "" };
        out += bilingual!(
            "\nNiet meegeteld, want dit is een totaal: {count} ({named}{more})\n",
            "\nNot counted, for this is a total: {count} ({named}{more})\n"
        )
        .to(language);
    }
    if summary.bare > 0 {
        let named = summary.bare_rows.iter().map(|(line, row)| format!("{name}:{line}: {row}"));
        let (count, named) = (summary.bare, sanitize::line(&named.collect::<Vec<_>>().join(", ")));
        out += bilingual!(
            "\nZonder ook maar één antwoord: {count}, zoals {named}. Is dat een kopje? Haal die rij dan weg.\n",
            "\nWithout a single answer: {count}, such as {named}. Is that a heading? Then take that row out.\n"
        )
        .to(language);
    }
    out
}

/// Where the overview goes, found out before anything is read.
pub(super) struct OverviewOutput {
    file: AtomicFile,
    path: PathBuf,
    kind: Kind,
}

/// What the overview is written as.
#[derive(Clone, Copy)]
enum Kind {
    Markdown,
    Json,
    #[cfg(feature = "spreadsheets")]
    Workbook,
}

impl OverviewOutput {
    pub(super) fn at(path: &Path, language: Language) -> Result<OverviewOutput> {
        let name = path.display();
        let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
        let kind = match end.as_deref() {
            Some("md" | "markdown") => Kind::Markdown,
            Some("json") => Kind::Json,
            #[cfg(feature = "spreadsheets")]
            Some("xlsx") => Kind::Workbook,
            _ => bail!(
                "{}",
                bilingual!(
                    "aan `{name}` zie ik niet wat het moet worden: eindig op .md, .json of .xlsx",
                    "from `{name}` I cannot see what it is to be: end in .md, .json or .xlsx"
                )
                .to(language)
            ),
        };
        let file = AtomicFile::at(path).with_context(|| cannot_write(path, language))?;
        Ok(OverviewOutput { file, path: path.to_owned(), kind })
    }

    pub(super) fn write(self, job: &Job<'_>, summary: &Summary, list: &Path) -> Result<()> {
        let overview = Overview::of(job, summary, list);
        let bytes = match self.kind {
            Kind::Markdown => overview.markdown().into_bytes(),
            Kind::Json => overview.json().into_bytes(),
            #[cfg(feature = "spreadsheets")]
            Kind::Workbook => {
                let about = [overview.title(), &overview.about(&|text| text.to_owned()), &overview.caution()]
                    .map(str::to_owned);
                workbook::write(job, &overview.tables, &about)?
            }
        };
        self.file.write(&bytes).with_context(|| cannot_write(&self.path, job.language))?;
        let name = shown(&self.path);
        crate::app::system::tell(
            bilingual!("Het overzicht staat in {name}.", "The overview is in {name}.").to(job.language),
        );
        Ok(())
    }
}

/// What is told of a list.
struct Overview<'a> {
    job: &'a Job<'a>,
    summary: &'a Summary,
    /// The name of the list.
    list: String,
    counts: Counts,
    tables: Vec<Table>,
}

impl<'a> Overview<'a> {
    fn of(job: &'a Job<'a>, summary: &'a Summary, list: &Path) -> Overview<'a> {
        let counts = summary.groups.counts.get(&Group::All).cloned().unwrap_or_default();
        let chosen = counts.pairs().keys().any(|(_, chosen)| *chosen != Chosen::Nothing);
        let advice = tables::advice(job, &counts, chosen);
        let others = [tables::phases(job, summary), tables::by(job, summary), tables::left_out(job, summary)];
        let tables = std::iter::once(advice).chain(others.into_iter().flatten()).collect();
        let list = list.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Overview { job, summary, list, counts, tables }
    }

    fn title(&self) -> &'static str {
        self.job.language.pick("Hoe vaak is elke trede geadviseerd?", "How often was each rung advised?")
    }

    /// What was counted, and with what; `safe` is how texts are written.
    fn about(&self, safe: &dyn Fn(&str) -> String) -> String {
        let (tree, language, count, rows) = (self.job.tree, self.job.language, self.counts.total(), self.summary.rows);
        let (title, version, file) = (safe(&tree.title), safe(&tree.version), safe(&self.list));
        let date = crate::app::system::today();
        let counted = match &self.job.mapping.count.project {
            Some(column) => {
                let column = safe(column);
                bilingual!(
                    "{count} projecten in {rows} rijen (rijen met dezelfde `{column}` zijn één project)",
                    "{count} projects in {rows} rows (rows with the same `{column}` are one project)"
                )
            }
            None => bilingual!("{count} projecten, elke rij een", "{count} projects, a row each"),
        };
        let counted = counted.to(language);
        let totals = match self.summary.totals {
            0 => String::new(),
            1 => language
                .pick(" Niet meegeteld: een rij met een totaal.", " Not counted: a row with a total.")
                .to_owned(),
            totals => bilingual!(
                " Niet meegeteld: {totals} rijen met een totaal.",
                " Not counted: {totals} rows with a total."
            )
            .to(language)
            .to_owned(),
        };
        let many = match (self.summary.groups.too_many, &self.job.mapping.count.by) {
            (true, Some(column)) => bilingual!(
                " Kolom `{column}` heeft meer dan 1.000 waarden; daarnaar is niet gesplitst.",
                " Column `{column}` has over 1,000 values; projects are not told apart by it.",
                column = safe(column)
            )
            .to(language)
            .to_owned(),
            _ => String::new(),
        };
        bilingual!(
            "{counted}, op {date} bekeken met {title} (versie {version}). De lijst: {file}.{totals}{many}",
            "{counted}, looked at on {date} with {title} (version {version}). The list: {file}.{totals}{many}"
        )
        .to(language)
        .to_owned()
    }

    fn caution(&self) -> String {
        let tree = self.job.tree;
        bilingual!(
            "Dit telt adviezen, geen besluiten: afwijken mag, met reden. Boom `{id}`, `{hash}`, beslisboom {program}.",
            "This counts advice, not decisions: deviating is allowed, with a reason. Tree `{id}`, `{hash}`, beslisboom {program}.",
            id = &tree.id.text,
            hash = &tree.hash,
            program = env!("CARGO_PKG_VERSION")
        )
        .to(self.job.language)
        .to_owned()
    }

    fn markdown(&self) -> String {
        let (tree, language, summary) = (self.job.tree, self.job.language, self.summary);
        let mut out = format!("# {}\n\n{}\n", self.title(), self.about(&|text| markdown::inside(text)));
        for (number, table) in self.tables.iter().enumerate() {
            if number > 0 {
                out += &format!("\n## {}\n", markdown::inside(&table.title));
            }
            out += &as_markdown(table, language);
        }
        let open = summary.most_open();
        if !open.is_empty() {
            out += language.pick("\n## Wat het vaakst nog open is\n\n", "\n## What is most often open\n\n");
            for (question, count) in open {
                out += &format!("- {} ({count})\n", markdown::start(&tree.questions[question].ask));
            }
        }
        let clashes = summary.most_clashing();
        if !clashes.is_empty() {
            out += language.pick("\n## Waar het botst\n\n", "\n## Where it clashes\n\n");
            for (clash, count) in clashes {
                out += &format!("- {} ({count})\n", markdown::start(clash));
            }
        }
        out + &format!("\n{}\n", self.caution())
    }

    fn json(&self) -> String {
        let (tree, summary, count) = (self.job.tree, self.summary, &self.job.mapping.count);
        let counts = |counts: &[u64], ids: &mut dyn Iterator<Item = &str>| -> Map<String, Value> {
            ids.zip(counts).map(|(id, &count)| (id.to_owned(), count.into())).collect()
        };
        let rungs = counts(
            &summary.rungs.iter().copied().collect::<Vec<_>>(),
            &mut tree.rungs().iter().map(|it| &it.id.text[..]),
        );
        let outcomes = counts(
            &summary.outcomes.iter().copied().collect::<Vec<_>>(),
            &mut tree.outcomes.iter().map(|it| &it.id.text[..]),
        );
        let verdicts = counts(&summary.verdicts, &mut Verdict::ALL.into_iter().map(Verdict::word));
        let statuses = counts(&summary.statuses, &mut Status::ALL.into_iter().map(Status::word));
        let open = summary.most_open().into_iter();
        let open: Map<String, Value> =
            open.map(|(it, count)| (tree.questions[it].id.text.clone(), count.into())).collect();
        let [phases, by] = groups(tree, summary);
        let row = |line: &u64, name: &str| json!({"line": line, "name": name});
        let value = json!({
            "format": "beslisboom/overview/1",
            "program": env!("CARGO_PKG_VERSION"),
            "date": crate::app::system::today(),
            "list": self.list,
            "tree": tree.id.text,
            "version": tree.version,
            "hash": tree.hash,
            "rows": summary.rows,
            "empty_rows": summary.empty,
            "totals": summary.total_rows.iter().map(|(line, name)| row(line, name)).collect::<Vec<_>>(),
            "project_column": count.project,
            "by_column": count.by,
            "projects": self.counts.total(),
            "advice": pairs(tree, &self.counts),
            "phases": phases,
            "by": by,
            "rungs": rungs,
            "outcomes": outcomes,
            "verdicts": verdicts,
            "statuses": statuses,
            "open_questions": open,
            "clashes": summary.most_clashing().into_iter().map(|(clash, count)| json!({
                "message": clash,
                "rows": count,
            })).collect::<Vec<_>>(),
            "bare": summary.bare_rows.iter().map(|(line, name)| row(line, name)).collect::<Vec<_>>(),
            "wrong": summary.wrong.iter().map(|wrong| json!({
                "line": wrong.line,
                "name": wrong.name,
                "message": wrong.message,
            })).collect::<Vec<_>>(),
        });
        let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Projects by phase, and by the column that was asked for, for other programs.
fn groups(tree: &Resolved, summary: &Summary) -> [Map<String, Value>; 2] {
    let [mut phases, mut by] = [Map::new(), Map::new()];
    for (group, counts) in &summary.groups.counts {
        match group {
            Group::All => {}
            Group::Phase(name) => drop(phases.insert(name.shown.clone(), pairs(tree, counts))),
            Group::By(name) => drop(by.insert(name.shown.clone(), pairs(tree, counts))),
        }
    }
    [phases, by]
}

/// Projects by advice and choice, for other programs.
fn pairs(tree: &Resolved, counts: &Counts) -> Value {
    let rung = |rung| tree.rung(rung).id.text.as_str();
    let one = |((category, chosen), count): ((Category, Chosen), u64)| {
        let (status, rung_of, outcome) = match category {
            Category::Rung(it) => ("decided", Some(rung(it)), None),
            Category::Outcome(it) => ("decided", None, Some(tree.outcomes[it].id.text.as_str())),
            Category::Conflict => ("conflict", None, None),
            Category::Undecided => ("undecided", None, None),
            Category::Invalid => ("invalid", None, None),
            Category::Differs => ("differs", None, None),
        };
        let chosen = match chosen {
            Chosen::Rung(it) => Value::from(rung(it)),
            Chosen::Other => "other".into(),
            Chosen::Differs => "differs".into(),
            Chosen::Nothing => Value::Null,
        };
        json!({"status": status, "rung": rung_of, "outcome": outcome, "chosen": chosen, "projects": count})
    };
    counts.pairs().into_iter().map(one).collect()
}

fn as_markdown(table: &Table, language: Language) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = String::from("\n");
    out += &line(table.head.iter().map(|name| markdown::cell(name)).collect());
    let text =
        |column: usize| table.rows.iter().any(|row| matches!(&row[column], Cell::Text(text) if !text.is_empty()));
    let columns = (0..table.head.len()).map(|column| if text(column) { "---|" } else { "---:|" });
    out += &format!("|{}\n", columns.collect::<String>());
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => markdown::cell(text),
        Cell::Count(count) => count.to_string(),
        Cell::Share(share) => percent(*share, language),
    };
    table.rows.iter().for_each(|row| out += &line(row.iter().map(cell).collect()));
    if let Some(note) = &table.note {
        out += &format!("\n{}\n", markdown::start(note));
    }
    out
}
