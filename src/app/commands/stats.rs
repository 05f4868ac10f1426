//! `stats`: what a tree can come to, in figures.

use crate::analysis::stats::stats;
use crate::app::cli::{Global, StatsArgs as Args};
use crate::app::ending::Ending;
use crate::app::look::show;
use crate::app::open::{open, too_large};
use crate::output::figures::Figures;
use crate::source::shipped;
use crate::text::language::Language;
use anyhow::{Result, bail};

/// Shows the figures of a tree.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let name = args.tree.clone().unwrap_or_else(|| shipped::DEFAULT_TREE.to_owned());
    let Some(opened) = open(&name, global, language)? else { return Ok(Ending::Refused) };
    let states = args.budget.states();
    let Some(stats) = stats(&opened.tree, states) else {
        bail!("{}", too_large(states).to(language));
    };
    let figures = Figures { tree: &opened.tree, stats: &stats, language };
    show(&figures, args.shown.format, global, language)?;
    Ok(Ending::Fine)
}
