//! `why`: what decides a result, and the least that would have to change for every other.

use crate::app::cli::{Format, Global, Why as Args};
use crate::app::commands::given;
use crate::app::ending::Ending;
use crate::app::look::look;
use crate::app::open::open;
use crate::app::system;
use crate::output::report::{Report, explained_json, markdown_of, text_of};
use crate::text::language::Language;
use anyhow::Result;

/// Explains the result of given replies; what is open stays open.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let file = args.given.replies.as_deref().map(|path| given::read_file(path, language)).transpose()?;
    let name = given::tree_name(&args.given, file.as_ref());
    let Some(opened) = open(&name, global, language)? else { return Ok(Ending::Refused) };
    let Some(given) = given::fit(&opened.tree, &args.given.set, file, language)? else { return Ok(Ending::Refused) };
    let report = Report::new(&opened.tree, &given.replies, &given.occasion, language);
    system::put(&match args.format {
        Format::Text => text_of(&report.explained(args.all), look(global)),
        Format::Markdown => markdown_of(&report.explained(args.all)),
        Format::Json => explained_json(&report, args.all),
    })?;
    Ok(if given.left_out { Ending::Remarks } else { Ending::Fine })
}
