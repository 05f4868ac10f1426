//! `export`: a tree as a diagram, a booklet, JSON or SQL.

use crate::app::cli::{ExportArgs as Args, ExportFormat, Global, SqlDialect};
use crate::app::commands::batch::mapping;
use crate::app::commands::reply_args;
use crate::app::ending::Ending;
use crate::app::open::{open, open_on};
use crate::app::system;
use crate::bilingual;
use crate::list::sql::{self, Dialect, Query};
use crate::output::export::{Drawing, booklet, dot, json, mermaid};
use crate::source::parse::RepliesFile;
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Result, anyhow, bail};

/// Writes a tree in a format to standard output.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let name = args.tree.clone().unwrap_or_else(|| shipped::DEFAULT_TREE.to_owned());
    if args.format == ExportFormat::Sql {
        return sql(args, &name, global, language);
    }
    for (given, option) in [
        (args.dialect.is_some(), "--dialect"),
        (args.table.is_some(), "--table"),
        (args.view.is_some(), "--view"),
        (args.map.is_some(), "--map"),
        (args.date.is_some(), "--date"),
    ] {
        if given {
            let said = bilingual!(
                "{option} is er alleen voor SQL: `beslisboom export sql`",
                "{option} is for SQL alone: `beslisboom export sql`"
            );
            bail!("{}", said.to(language));
        }
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
    let drawing = || Drawing::of(tree, replies.as_ref(), language);
    system::put(&match args.format {
        ExportFormat::Mermaid => mermaid(&drawing()),
        ExportFormat::Dot => dot(&drawing()),
        ExportFormat::Svg => system::drawn(&dot(&drawing()), language)?,
        ExportFormat::Markdown => booklet(tree, language),
        ExportFormat::Json => json(tree),
        ExportFormat::Sql => return sql(args, &name, global, language),
    })?;
    Ok(ending)
}

/// Writes the tree as it holds on a day as an SQL query.
fn sql(args: &Args, name: &str, global: &Global, language: Language) -> Result<Ending> {
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
    system::put(&format!("-- beslisboom: {about}\n{written}"))?;
    Ok(Ending::Fine)
}
