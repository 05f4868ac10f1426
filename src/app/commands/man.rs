//! `man`: the pages of the manual.

use crate::app::cli::{ManArgs, command};
use crate::app::ending::Ending;
use crate::app::system;
use crate::bilingual;
use crate::text::language::Language;
use anyhow::{Result, anyhow};

/// The headings of a page, which its maker knows in English alone.
const HEADINGS: [(&str, &str); 7] = [
    ("NAME", "NAAM"),
    ("SYNOPSIS", "GEBRUIK"),
    ("DESCRIPTION", "BESCHRIJVING"),
    ("OPTIONS", "OPTIES"),
    ("SUBCOMMANDS", "OPDRACHTEN"),
    ("EXTRA", "VERDER"),
    ("VERSION", "VERSIE"),
];

/// Prints the page of the program, or of one command, in the language that is spoken.
pub(crate) fn man(args: &ManArgs, language: Language) -> Result<Ending> {
    let mut whole = command(language);
    whole.build();
    let page = match &args.command {
        None => whole,
        Some(name) => {
            let unknown = || {
                bilingual!("de opdracht `{name}` ken ik niet", "there is no command `{name}`").to(language).to_owned()
            };
            whole.find_subcommand(name).ok_or_else(|| anyhow!("{}", unknown()))?.clone()
        }
    };
    let mut out = Vec::new();
    // The page of a command has no version of its own to show.
    let source = concat!("beslisboom ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(page).source(source).manual("beslisboom").render(&mut out)?;
    let text = String::from_utf8(out)?;
    let lines = text.lines().map(|line| match line.strip_prefix(".SH ") {
        Some(heading) => format!(".SH {}\n", translated(heading, language).to_uppercase()),
        None => format!("{line}\n"),
    });
    system::put(&lines.collect::<String>())?;
    Ok(Ending::Fine)
}

fn translated(heading: &str, language: Language) -> &str {
    let dutch = HEADINGS.iter().find(|(english, _)| *english == heading).map(|(_, dutch)| *dutch);
    match language {
        Language::Dutch => dutch.unwrap_or(heading),
        Language::English => heading,
    }
}
