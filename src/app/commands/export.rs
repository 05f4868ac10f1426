//! `export`: a tree as a diagram, a booklet or JSON.

use crate::app::cli::{ExportArgs as Args, ExportFormat, Global};
use crate::app::commands::reply_args;
use crate::app::ending::Ending;
use crate::app::open::open;
use crate::app::system;
use crate::output::export::{Drawing, booklet, dot, json, mermaid};
use crate::source::parse::RepliesFile;
use crate::source::shipped;
use crate::text::language::Language;
use anyhow::Result;

/// Writes a tree in a format to standard output.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let name = args.tree.clone().unwrap_or_else(|| shipped::DEFAULT_TREE.to_owned());
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
    })?;
    Ok(ending)
}
