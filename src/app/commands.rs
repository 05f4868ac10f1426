//! One module per command.

mod batch;
mod cases;
mod check;
mod completions;
mod diff;
mod document;
mod examples;
mod export;
mod list;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod monitor;
mod new;
mod project_form;
mod project_trees;
mod projects;
mod reply_args;
mod rules;
mod schema;
#[cfg(feature = "page")]
mod serve;
mod show;
mod stats;
mod template;
mod texts;
mod walk;
mod why;

use crate::app::cli::{self, Cli, Command};
use crate::app::ending::{Ending, could_not};
use crate::app::system;
use crate::bilingual;
use crate::text::language::Language;
use anyhow::{Result, bail};
use std::process::ExitCode;

/// Runs what was asked for.
pub(crate) fn run(cli: &Cli, language: Language) -> ExitCode {
    let done = match &cli.command {
        None => walk::bare(&cli.global, language),
        Some(Command::Walk(args)) => walk::run(args, &cli.global, language),
        Some(Command::Batch(args)) => batch::run(args, &cli.global, language),
        Some(Command::Template(args)) => template::run(args, &cli.global, language),
        Some(Command::New(args)) => new::run(args, &cli.global, language),
        Some(Command::List(args)) => list::run(args, &cli.global, language),
        Some(Command::Show(args)) => show::run(args, &cli.global, language),
        Some(Command::Why(args)) => why::run(args, &cli.global, language),
        Some(Command::Diff(args)) => diff::run(args, &cli.global, language),
        Some(Command::Projects(args)) => projects::run(args, &cli.global, language),
        Some(Command::Cases(args)) => cases::run(args, &cli.global, language),
        Some(Command::Monitor(args)) => monitor::run(args, &cli.global, language),
        Some(Command::Plan(args)) => project_form::plan(args, &cli.global, language),
        Some(Command::Report(args)) => project_form::report(args, &cli.global, language),
        Some(Command::Evaluate(args)) => project_form::evaluate(args, &cli.global, language),
        Some(Command::Document(args)) => document::run(args, &cli.global, language),
        Some(Command::Stats(args)) => stats::run(args, &cli.global, language),
        Some(Command::Check(args)) => check::run(args, &cli.global, language),
        Some(Command::Rules(args)) => rules::run(args, &cli.global, language),
        Some(Command::Examples(args)) => examples::run(args, &cli.global, language),
        Some(Command::Export(args)) => export::run(args, &cli.global, language),
        Some(Command::Import(args)) => texts::import(args, language),
        Some(Command::Schema(args)) => schema::run(args, language),
        #[cfg(feature = "lsp")]
        Some(Command::Lsp(args)) => lsp::run(args, language),
        #[cfg(feature = "page")]
        Some(Command::Serve(args)) => serve::run(args, &cli.global, language),
        Some(Command::Completions(args)) => completions::run(args, language),
        Some(Command::Man(args)) => man::man(args, language),
        Some(Command::Help(args)) => help(args.command.as_deref(), language),
    };
    match done {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Remarks) => ExitCode::from(1),
        Ok(Ending::Refused) => ExitCode::from(2),
        Ok(Ending::OtherOffers) => ExitCode::from(3),
        Ok(Ending::OtherReasons) => ExitCode::from(4),
        Ok(Ending::Stopped) => ExitCode::from(130),
        Err(fault) => could_not(&fault, language),
    }
}

fn help(name: Option<&str>, language: Language) -> Result<Ending> {
    let mut command = cli::command(language);
    command.build();
    let shown = match name {
        None => command.render_long_help(),
        Some(name) => match command.find_subcommand_mut(name) {
            Some(found) => found.render_long_help(),
            None => {
                bail!("{}", bilingual!("de opdracht `{name}` ken ik niet", "there is no command `{name}`").to(language))
            }
        },
    };
    system::put(&shown.to_string())?;
    Ok(Ending::Fine)
}
