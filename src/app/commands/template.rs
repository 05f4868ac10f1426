//! `template`: an empty list to fill in.

use crate::app::cli::{Global, TemplateArgs as Args};
use crate::app::ending::Ending;
use crate::app::open::open;
use crate::app::out_file::OutFile;
use crate::app::system;
use crate::bilingual;
use crate::list::{Fault, template, xlsx};
use crate::source::shipped;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Result, anyhow, bail};

/// Writes the list; an existing file is somebody's work, and stays unless asked otherwise.
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
    let name = args.tree.as_deref().unwrap_or(shipped::DEFAULT_TREE);
    let Some(opened) = open(name, global, language)? else { return Ok(Ending::Refused) };
    let out = OutFile::at(&args.out, args.force, language)?;
    let mut list = Vec::new();
    let done = if sheet {
        xlsx::template(&opened.tree, language, &system::today(), &mut list)
    } else {
        template::csv(&opened.tree, &mut list)
    };
    done.map_err(|fault| match fault {
        Fault::Write(fault) | Fault::Read(fault) | Fault::Scratch(_, fault) => fault.into(),
        Fault::List(said) => anyhow!("{}", said.to(language)),
    })?;
    out.write(&list)?;
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
