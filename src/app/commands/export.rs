//! `export`: a tree as a diagram, a booklet, JSON, SQL or DMN; its texts for a translator.

use crate::app::cli::{ExportArgs as Args, ExportFormat, Global, SqlDialect};
use crate::app::commands::batch::mapping;
use crate::app::commands::{reply_args, texts};
use crate::app::ending::Ending;
use crate::app::open::{open, open_on};
use crate::app::out_file::{OutFile, put};
use crate::app::system;
use crate::bilingual;
use crate::list::sql::{self, Dialect, Query};
use crate::model::finding::did_you_mean;
use crate::model::tree::Tree;
use crate::output::export::{self, Drawing, booklet, dot, json, mermaid_pages};
use crate::source::parse::RepliesFile;
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Result, anyhow, bail};

/// Writes a tree in a format to standard output, or to a file.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let name = args.tree.clone().unwrap_or_else(|| shipped::DEFAULT_TREE.to_owned());
    only_where_it_counts(args, language)?;
    let out = args.out.as_deref().map(|path| OutFile::at(path, args.force, language)).transpose()?;
    if args.format == ExportFormat::Texts {
        return texts::export(args, &name, out, language);
    }
    if args.format == ExportFormat::Sql {
        return sql(args, &name, out, global, language);
    }
    if args.format == ExportFormat::Dmn {
        return dmn(args, &name, out, global, language);
    }
    let Some(opened) = open(&name, global, language)? else { return Ok(Ending::Refused) };
    let tree = &opened.tree;
    let mut ending = Ending::Fine;
    let mut replies = None;
    if args.route.is_some() || !args.set.is_empty() {
        let file = args.route.as_deref().map(|path| reply_args::read_file(path, language)).transpose()?;
        let file = file.unwrap_or_else(RepliesFile::default);
        let Some(fitted) = reply_args::fit(&opened, &args.set, Some(file), language)? else {
            return Ok(Ending::Refused);
        };
        fitted.tell();
        if fitted.left_out {
            ending = Ending::Remarks;
        }
        replies = Some(fitted.replies);
    }
    let pages = || drawn(args, Drawing::of(tree, replies.as_ref(), language), tree, language);
    let written = match args.format {
        ExportFormat::Mermaid => mermaid_pages(&pages()?),
        ExportFormat::Dot => pages()?.iter().map(dot).collect(),
        ExportFormat::Svg => system::drawn(&pages()?.first().map(dot).unwrap_or_default(), language)?,
        ExportFormat::Markdown => booklet(tree, language),
        ExportFormat::Json => json(tree),
        ExportFormat::Sql => return sql(args, &name, out, global, language),
        ExportFormat::Dmn => return dmn(args, &name, out, global, language),
        ExportFormat::Texts => return texts::export(args, &name, out, language),
    };
    put(&written, out)?;
    Ok(ending)
}

/// The part of a drawing that is asked for, in pages.
fn drawn(args: &Args, mut drawing: Drawing, tree: &Tree, language: Language) -> Result<Vec<Drawing>> {
    if let Some(id) = &args.around {
        drawing = drawing.around(id).ok_or_else(|| {
            let questions = tree.questions.iter().map(|question| question.id.text.as_str());
            let known = questions.chain(tree.outcomes.iter().map(|outcome| outcome.id.text.as_str()));
            let hint = did_you_mean(id, known).unwrap_or_else(|| {
                bilingual!("`beslisboom export mermaid` toont ze alle", "`beslisboom export mermaid` shows them all")
            });
            let id = sanitize::line(id);
            let said = bilingual!("er is geen vraag of uitkomst `{id}`", "there is no question or outcome `{id}`");
            anyhow!("{}: {}", said.to(language), hint.to(language))
        })?;
    }
    if args.fold {
        drawing = drawing.folded();
    }
    Ok(match args.per_page {
        Some(most) => drawing.pages(usize::from(most), language),
        None => vec![drawing],
    })
}

/// Refuses options of another format than the one that is asked for.
fn only_where_it_counts(args: &Args, language: Language) -> Result<()> {
    let format = args.format;
    let sql = bilingual!("alleen voor SQL: `beslisboom export sql`", "for SQL alone: `beslisboom export sql`");
    let texts =
        bilingual!("alleen voor teksten: `beslisboom export texts`", "for texts alone: `beslisboom export texts`");
    let dated = bilingual!("alleen voor sql en dmn", "for sql and dmn alone");
    let drawn = bilingual!("niet voor dmn en teksten", "not for dmn and texts");
    let is_drawn = !matches!(format, ExportFormat::Dmn | ExportFormat::Texts);
    let diagram = bilingual!("alleen voor mermaid, dot en svg", "for mermaid, dot and svg alone");
    let paged = bilingual!("alleen voor mermaid en dot", "for mermaid and dot alone");
    let is_paged = matches!(format, ExportFormat::Mermaid | ExportFormat::Dot);
    let is_diagram = is_paged || format == ExportFormat::Svg;
    for (option, given, fits, what) in [
        ("--dialect", args.dialect.is_some(), format == ExportFormat::Sql, &sql),
        ("--table", args.table.is_some(), format == ExportFormat::Sql, &sql),
        ("--view", args.view.is_some(), format == ExportFormat::Sql, &sql),
        ("--map", args.map.is_some(), format == ExportFormat::Sql, &sql),
        ("--date", args.date.is_some(), matches!(format, ExportFormat::Sql | ExportFormat::Dmn), &dated),
        ("--around", args.around.is_some(), is_diagram, &diagram),
        ("--fold", args.fold, is_diagram, &diagram),
        ("--per-page", args.per_page.is_some(), is_paged, &paged),
        ("--format", args.texts_as.is_some(), format == ExportFormat::Texts, &texts),
        ("--into", args.into.is_some(), format == ExportFormat::Texts, &texts),
        ("--since", args.since.is_some(), format == ExportFormat::Texts, &texts),
        ("--route", args.route.is_some(), is_drawn, &drawn),
        ("--set", !args.set.is_empty(), is_drawn, &drawn),
    ] {
        if given && !fits {
            let (nl, en) = (&what.dutch, &what.english);
            let said = bilingual!("{option} is er {nl}", "{option} is {en}");
            bail!("{}", said.to(language));
        }
    }
    Ok(())
}

/// Writes the tree as it holds on a day as an SQL query.
fn sql(args: &Args, name: &str, out: Option<OutFile>, global: &Global, language: Language) -> Result<Ending> {
    if args.route.is_some() {
        let said = bilingual!("--route is er niet voor SQL", "--route is not for SQL");
        bail!("{}", said.to(language));
    }
    let day = system::day(args.date.as_deref(), language)?;
    let Some(opened) = open_on(name, &day, global, language)? else { return Ok(Ending::Refused) };
    let query = Query {
        tree: &opened.tree,
        dialect: match args.dialect {
            Some(SqlDialect::PostgreSql) => Dialect::PostgreSql,
            Some(SqlDialect::Spark) => Dialect::Spark,
            Some(SqlDialect::DuckDb) | None => Dialect::DuckDb,
        },
        table: args.table.clone().unwrap_or_else(|| "projects".to_owned()),
        view: args.view.clone(),
        mapping: mapping(&args.set, args.map.as_deref(), name, language)?,
    };
    let written = sql::query(&query).map_err(|said| anyhow!("{}", said.to(language)))?;
    let about = sanitize::line(&format!("{} {}, {day}", opened.tree.id.text, opened.tree.version));
    put(&format!("-- beslisboom: {about}\n{written}"), out)?;
    Ok(Ending::Fine)
}

/// Writes the tree as it holds on a day as a DMN model.
fn dmn(args: &Args, name: &str, out: Option<OutFile>, global: &Global, language: Language) -> Result<Ending> {
    let day = system::day(args.date.as_deref(), language)?;
    let Some(opened) = open_on(name, &day, global, language)? else { return Ok(Ending::Refused) };
    let written = export::dmn(&opened.tree, &day).map_err(|said| anyhow!("{}", said.to(language)))?;
    put(&written, out)?;
    Ok(Ending::Fine)
}
