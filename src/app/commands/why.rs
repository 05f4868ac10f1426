//! `why`: what decides a result, and the least that would have to change for every other.

use crate::app::cli::{Global, Why as Args};
use crate::app::commands::given;
use crate::app::ending::Ending;
use crate::app::look::look;
use crate::app::open::open;
use crate::app::system;
use crate::output::report::{Explained, Report};
use crate::text::language::Language;
use anyhow::Result;

/// Explains the result of given replies; what is open stays open.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let file = args.given.replies.as_deref().map(|path| given::read_file(path, language)).transpose()?;
    let name = given::tree_name(&args.given, file.as_ref());
    let Some(opened) = open(&name, global, language)? else { return Ok(Ending::Refused) };
    let Some(given) = given::fit(&opened.tree, &args.given.set, file, language)? else { return Ok(Ending::Refused) };
    let report = Report::new(&opened.tree, &given.replies, &given.occasion, language);
    let explained = Explained { report: &report, all: args.all };
    system::put(&args.format.write(&explained, look(global)))?;
    Ok(if given.left_out { Ending::Remarks } else { Ending::Fine })
}
