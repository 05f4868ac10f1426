//! What a list came to: a table for who ran it, and the yearly overview that a council is sent.

use crate::app::atomic_file::AtomicFile;
use crate::app::system::{cannot_write, shown};
use crate::bilingual;
use crate::list::summary::Status;
use crate::list::{Job, Summary};
use crate::output::format::{TextLayout, rows};
use crate::text::language::Language;
use crate::text::{markdown, sanitize};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

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
    let head = [language.pick("Wat", "What"), language.pick("Aantal", "Count"), language.pick("Deel", "Share")];
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
    if summary.bare > 0 {
        let named = summary.bare_rows.iter().map(|(line, row)| format!("{name}:{line}: {row}"));
        let (count, named) = (summary.bare, sanitize::line(&named.collect::<Vec<_>>().join(", ")));
        out += bilingual!(
            "\nZonder ook maar één antwoord: {count}, zoals {named}. Is dat een totaal of een kopje? Haal die rij dan weg.\n",
            "\nWithout a single answer: {count}, such as {named}. Is that a total or a heading? Then take that row out.\n"
        )
        .to(language);
    }
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
                "  en nog {more}; in de kolom `message` staat bij elke rij wat er is\n",
                "  and {more} more; the column `message` says of every row what it is\n"
            )
            .to(language);
        }
    }
    out.trim_end().to_owned()
}

/// Where the overview goes, found out before anything is read.
pub(super) struct OverviewOutput {
    file: AtomicFile,
    path: PathBuf,
    json: bool,
}

impl OverviewOutput {
    pub(super) fn at(path: &Path, language: Language) -> Result<OverviewOutput> {
        let name = path.display();
        let json = match path.extension().and_then(|end| end.to_str()) {
            Some("md" | "markdown") => false,
            Some("json") => true,
            _ => bail!(
                "{}",
                bilingual!(
                    "aan `{name}` zie ik niet wat het moet worden: eindig op .md of .json",
                    "from `{name}` I cannot see what it is to be: end in .md or .json"
                )
                .to(language)
            ),
        };
        let file = AtomicFile::at(path).with_context(|| cannot_write(path, language))?;
        Ok(OverviewOutput { file, path: path.to_owned(), json })
    }

    pub(super) fn write(self, job: &Job<'_>, summary: &Summary, list: &Path) -> Result<()> {
        let text = if self.json { as_json(job, summary, list) } else { as_markdown(job, summary, list) };
        self.file.write(text.as_bytes()).with_context(|| cannot_write(&self.path, job.language))?;
        let name = shown(&self.path);
        crate::app::system::tell(
            bilingual!("Het overzicht staat in {name}.", "The overview is in {name}.").to(job.language),
        );
        Ok(())
    }
}

fn as_markdown(job: &Job<'_>, summary: &Summary, list: &Path) -> String {
    let (tree, language) = (job.tree, job.language);
    let safe = markdown::inside;
    let (title, version, hash, count) = (safe(&tree.title), safe(&tree.version), &tree.hash, summary.rows);
    let file = list.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (file, date) = (safe(&file), crate::app::system::today());
    let mut out = bilingual!(
        "# Hoe vaak is elke trede toegepast?\n\n{count} projecten, ingedeeld met {title} (versie {version}) op {date}. De lijst: {file}.\n\n",
        "# How often was each rung applied?\n\n{count} projects, classified with {title} (version {version}) on {date}. The list: {file}.\n\n"
    )
    .to(language)
    .to_owned();
    out += language.pick("| Wat | Aantal | Deel |\n|---|---:|---:|\n", "| What | Count | Share |\n|---|---:|---:|\n");
    for [what, count, share] in summary.table(tree, language) {
        out += &format!("| {} | {count} | {share} |\n", markdown::cell(&what));
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
    out += bilingual!(
        "\nDit is een advies per project; afwijken mag, met reden. Boom `{id}`, `{hash}`, beslisboom {program}.\n",
        "\nThis is an advice per project; deviating is allowed, with a reason. Tree `{id}`, `{hash}`, beslisboom {program}.\n",
        id = &tree.id.text,
        program = env!("CARGO_PKG_VERSION")
    )
    .to(language);
    out
}

fn as_json(job: &Job<'_>, summary: &Summary, list: &Path) -> String {
    let tree = job.tree;
    let rungs = tree.ladder.iter().flat_map(|ladder| &ladder.rungs).zip(&summary.rungs);
    let rungs: Map<String, Value> = rungs.map(|(rung, &count)| (rung.id.text.clone(), count.into())).collect();
    let outcomes = tree.outcomes.iter().zip(&summary.outcomes);
    let outcomes: Map<String, Value> = outcomes.map(|(it, &count)| (it.id.text.clone(), count.into())).collect();
    let verdicts = crate::model::tree::Verdict::ALL.into_iter().zip(&summary.verdicts);
    let verdicts: Map<String, Value> = verdicts.map(|(it, &count)| (it.word().to_owned(), count.into())).collect();
    let statuses = Status::ALL.into_iter().map(|status| (status.word().to_owned(), summary.count(status).into()));
    let open = summary.most_open().into_iter();
    let open: Map<String, Value> = open.map(|(it, count)| (tree.questions[it].id.text.clone(), count.into())).collect();
    let value = json!({
        "format": "beslisboom/overview/1",
        "program": env!("CARGO_PKG_VERSION"),
        "date": crate::app::system::today(),
        "list": list.file_name().map(|name| name.to_string_lossy()),
        "tree": tree.id.text,
        "version": tree.version,
        "hash": tree.hash,
        "rows": summary.rows,
        "empty_rows": summary.empty,
        "rungs": rungs,
        "outcomes": outcomes,
        "verdicts": verdicts,
        "statuses": statuses.collect::<Map<String, Value>>(),
        "open_questions": open,
        "clashes": summary.most_clashing().into_iter().map(|(clash, count)| json!({
            "message": clash,
            "rows": count,
        })).collect::<Vec<_>>(),
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
