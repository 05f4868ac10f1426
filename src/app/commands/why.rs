//! `why`: what decides a result, and the least that would have to change for every other.

use crate::app::cli::{Global, WhyArgs as Args};
use crate::app::commands::reply_args;
use crate::app::ending::Ending;
use crate::app::look::show;
use crate::app::open::open_on;
use crate::app::system;
use crate::output::report::{Explained, Report};
use crate::text::language::Language;
use anyhow::Result;

/// Explains the result of given replies; what is open stays open.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let file = args.reply_args.replies.as_deref().map(|path| reply_args::read_file(path, language)).transpose()?;
    let name = reply_args::tree_name(args.reply_args.tree.as_deref(), file.as_ref());
    let date = system::day(args.date.as_deref(), language)?;
    let Some(opened) = open_on(&name, &date, global, language)? else { return Ok(Ending::Refused) };
    let Some(fitted) = reply_args::fit(&opened, &args.reply_args.set, file, language)? else {
        return Ok(Ending::Refused);
    };
    fitted.tell();
    let report = Report::new(&opened.tree, &fitted.replies, &fitted.occasion, language);
    let explained = Explained { report: &report, all: args.all };
    show(&explained, args.shown.format, global, language)?;
    Ok(if fitted.left_out { Ending::Remarks } else { Ending::Fine })
}
