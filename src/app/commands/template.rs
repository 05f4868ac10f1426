//! `template`: an empty list to fill in.

use crate::app::atomic_file::AtomicFile;
use crate::app::cli::{Global, TemplateArgs as Args};
use crate::app::ending::Ending;
use crate::app::open::open;
use crate::app::system;
use crate::bilingual;
use crate::list::{Fault, template, xlsx};
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Context, Result, bail};

/// Writes the list; an existing file is somebody's work, and stays.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let shown = sanitize::line(&args.out.display().to_string());
    let end = args.out.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    let sheet = match end.as_deref() {
        Some("csv") => false,
        Some("xlsx") => true,
        _ => bail!(
            "{}",
            bilingual!(
                "aan `{shown}` zie ik niet wat het moet worden: eindig op .csv of .xlsx",
                "from `{shown}` I cannot see what it is to be: end in .csv or .xlsx"
            )
            .to(language)
        ),
    };
    if args.out.exists() {
        bail!(
            "{}",
            bilingual!("`{shown}` bestaat al; kies een andere naam", "`{shown}` is there already; choose another name")
                .to(language)
        );
    }
    let name = args.tree.as_deref().unwrap_or(shipped::DEFAULT_TREE);
    let Some(opened) = open(name, global, language)? else { return Ok(Ending::Refused) };
    let cannot =
        || bilingual!("kan `{shown}` niet schrijven", "cannot write `{shown}`", shown = &shown).to(language).to_owned();
    let mut whole = AtomicFile::at(&args.out).with_context(cannot)?;
    let done = if sheet {
        xlsx::template(&opened.tree, language, &system::today(), whole.writer())
    } else {
        template::csv(&opened.tree, language, whole.writer())
    };
    match done {
        Ok(()) => whole.finish().with_context(cannot)?,
        Err(Fault::Write(fault) | Fault::Read(fault)) => return Err(fault).with_context(cannot),
        Err(Fault::List(said)) => bail!("{}", said.to(language)),
    }
    system::tell(
        bilingual!(
            "De lege lijst staat in {shown}. Vul hem in, en deel hem in met: beslisboom batch{tree} {shown}",
            "The empty list is in {shown}. Fill it in, and classify it with: beslisboom batch{tree} {shown}",
            shown = &shown,
            tree = args.tree.as_ref().map(|tree| format!(" {tree}")).unwrap_or_default()
        )
        .to(language),
    );
    Ok(Ending::Fine)
}
