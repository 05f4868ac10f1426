//! One module per command. What they share stands here: opening a tree, and saying what is wrong with one.

mod batch;
mod check;
mod diff;
mod examples;
mod export;
mod given;
mod list;
mod rules;
mod schema;
mod show;
mod stats;
mod template;
mod walk;
mod why;

use crate::app::cli::{self, Cli, Command, Global, When};
use crate::app::system;
use crate::bilingual;
use crate::check::{BUDGET, Checked, check_errors, trust_shipped};
use crate::model::finding::{Severity, did_you_mean};
use crate::model::tree::{Draft, Tree};
use crate::output::findings::{Format, Listing, Look};
use crate::output::report;
use crate::source::parse::{Content, Reading, read};
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Result, bail};
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ending {
    /// Nothing to remark.
    Fine,
    /// There were remarks.
    Remarks,
    /// It could not be done; what to do was said already.
    Refused,
    /// Somebody stopped it.
    Stopped,
}

/// Runs what was asked for.
pub(crate) fn run(cli: &Cli, language: Language) -> ExitCode {
    let done = match &cli.command {
        None => walk::bare(&cli.global, language),
        Some(Command::Walk(args)) => walk::run(args, &cli.global, language),
        Some(Command::Batch(args)) => batch::run(args, &cli.global, language),
        Some(Command::Template(args)) => template::run(args, &cli.global, language),
        Some(Command::List(args)) => list::run(args, &cli.global, language),
        Some(Command::Show(args)) => show::run(args, &cli.global, language),
        Some(Command::Why(args)) => why::run(args, &cli.global, language),
        Some(Command::Diff(args)) => diff::run(args, &cli.global, language),
        Some(Command::Stats(args)) => stats::run(args, &cli.global, language),
        Some(Command::Check(args)) => check::run(args, &cli.global, language),
        Some(Command::Rules(args)) => rules::run(args, &cli.global, language),
        Some(Command::Examples(args)) => examples::run(args, &cli.global, language),
        Some(Command::Export(args)) => export::run(args, &cli.global, language),
        Some(Command::Schema(args)) => schema::run(args, language),
        Some(Command::Help(args)) => help(args.command.as_deref(), language),
    };
    match done {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Remarks) => ExitCode::from(1),
        Ok(Ending::Refused) => ExitCode::from(2),
        Ok(Ending::Stopped) => ExitCode::from(130),
        Err(fault) => {
            let error = language.pick("fout", "error");
            let cause = |cause: &(dyn std::error::Error + 'static)| {
                let reason = cause.downcast_ref().and_then(system::reason);
                reason.map_or_else(|| cause.to_string(), |reason| reason.to(language).to_owned())
            };
            let causes: Vec<String> = fault.chain().map(cause).collect();
            system::tell(&format!("{error}: {}", sanitize::lines(&causes.join(": "))));
            ExitCode::from(2)
        }
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

/// Whether colour may be used on standard output (`err`: on standard error).
pub(crate) fn colour(global: &Global, err: bool) -> bool {
    let terminal = if err { std::io::stderr().is_terminal() } else { std::io::stdout().is_terminal() };
    match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && !plain(global) && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// Whether plain lines are wanted.
pub(crate) fn plain(global: &Global) -> bool {
    global.accessible || system::asked_for("ACCESSIBLE") || system::is_dumb()
}

/// How text is laid out on standard output.
pub(crate) fn look(global: &Global) -> report::Look {
    report::Look { width: system::width(), colour: colour(global, false), plain: plain(global) }
}

/// A tree that is sound, and the file it came from if it does not ship with the program.
pub(crate) struct Opened {
    pub(crate) tree: Tree,
    pub(crate) file: Option<String>,
}

/// Whether a name is that of a tree inside the program.
fn is_shipped(name: &str) -> bool {
    shipped::names("").any(|shipped| shipped == name)
}

/// Reads something by its shipped name, else from a file. Files that it names and that are not beside it are
/// looked for beside the other one.
fn reading(name: &str, other: Option<&Path>, language: Language) -> Result<Reading> {
    if let Some(text) = shipped::file(&format!("{name}.yaml")).filter(|_| is_shipped(name)) {
        return Ok(read(&format!("{name}.yaml"), text.as_bytes(), language, &system::Shipped));
    }
    let path = Path::new(name);
    if !path.exists() {
        let hint = did_you_mean(name, shipped::names("")).unwrap_or_else(|| {
            let names = shipped::names("").collect::<Vec<_>>().join(", ");
            bilingual!("de bomen zijn: {names}; of noem een bestand", "the trees are: {names}; or name a file")
        });
        let message = bilingual!("er is geen boom of bestand `{name}`", "there is no tree or file `{name}`");
        bail!("{}: {}", message.to(language), hint.to(language));
    }
    let Some(other) = other else { return from_file(path, language) };
    let shelf = system::Either(folder_of(path), folder_of(other), Default::default());
    let reading = read(&path.display().to_string(), &system::bytes(path, language)?, language, &shelf);
    for file in shelf.2.take() {
        let (own, other) = (path.display(), other.display());
        system::tell(
            &sanitize::line(bilingual!(
                "Let op: `{file}` staat niet naast `{own}`. Het bestand naast `{other}` is gebruikt. Wat daarin zelf veranderde, zie je hier dus niet.",
                "Mind: `{file}` is not beside `{own}`. The file beside `{other}` was used. So what changed in that file itself does not show here."
            )
            .to(language)),
        );
    }
    Ok(reading)
}

/// Reads a file.
pub(crate) fn from_file(path: &Path, language: Language) -> Result<Reading> {
    Ok(read(&path.display().to_string(), &system::bytes(path, language)?, language, &folder_of(path)))
}

/// A tree as the other languages have it, where it can be read: for what was written in one of those.
fn in_other_languages(name: &str, language: Language) -> impl Iterator<Item = Draft> {
    let others = Language::ALL.into_iter().filter(move |other| *other != language);
    others.filter_map(|other| match reading(name, None, other).ok()?.content? {
        Content::Tree(draft) => Some(*draft),
        _ => None,
    })
}

fn folder_of(path: &Path) -> system::Folder {
    system::Folder(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned())
}

/// Opens a tree; `None` where it is wrong, and then its findings were said.
pub(crate) fn open(name: &str, global: &Global, language: Language) -> Result<Option<Opened>> {
    open_beside(name, None, global, language)
}

/// The same; files that it names and that are not beside it are looked for beside another file.
pub(crate) fn open_beside(
    name: &str,
    other: Option<&Path>,
    global: &Global,
    language: Language,
) -> Result<Option<Opened>> {
    let shipped = is_shipped(name);
    let reading = reading(name, other, language)?;
    let checked = if shipped { trust_shipped(reading) } else { check_errors(reading, BUDGET) };
    if checked.tree.is_none() {
        if checked.findings.is_empty() {
            bail!("{}", bilingual!("`{name}` is geen boom", "`{name}` is not a tree").to(language));
        }
        system::tell(&complaints(&checked, global, language));
        let message = bilingual!("met deze boom kan het niet", "this tree cannot be used");
        system::tell(message.to(language));
        return Ok(None);
    }
    let file = std::path::absolute(name).ok().map(|path| path.display().to_string()).filter(|_| !shipped);
    Ok(checked.tree.map(|tree| Opened { tree, file }))
}

/// The errors of a tree that cannot be used, for standard error.
fn complaints(checked: &Checked, global: &Global, language: Language) -> String {
    let mut listing = Listing::of([checked], language);
    listing.entries.retain(|entry| entry.severity == Severity::Error);
    let look = Look { colour: colour(global, true), width: system::width().unwrap_or(100), fails: Severity::Error };
    listing.show(Format::Text, look)
}
