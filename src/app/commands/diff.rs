//! `diff`: what changes for whom between two versions of a tree.

use crate::analysis::diff::{Diff, Grade, Projects, diff, projects};
use crate::app::cli::{DiffArgs as Args, Global};
use crate::app::commands::batch;
use crate::app::ending::Ending;
use crate::app::look::show;
use crate::app::open::{open_version, too_large};
use crate::app::system;
use crate::check::BUDGET;
use crate::model::tree::Tree;
use crate::output::changes::Versions;
use crate::text::language::Language;
use anyhow::{Result, bail};
use std::path::Path;

/// Shows what changes. The ending says how much of it readers get otherwise; other texts alone are nothing.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    // Both are opened before either is refused: what is wrong with either is said in one go.
    // Git hands over the older version as a file somewhere else: what that names stands beside the newer one.
    let (one, two) = (Path::new(&args.old), Path::new(&args.new));
    let old = open_version(&args.old, two.exists().then_some(two), global, language)?;
    let new = open_version(&args.new, one.exists().then_some(one), global, language)?;
    let (Some(old), Some(new)) = (old, new) else { return Ok(Ending::Refused) };
    let (old, new) = (old.tree, new.tree);
    let states = args.max_states.unwrap_or(BUDGET);
    let diff = diff(&old, &new, states);
    if diff.told.is_none() {
        system::tell(too_large(states).to(language));
    }
    let listed = args.projects.as_deref();
    let listed = listed.map(|list| in_list(args, list, (&old, &new), &diff, (global, language))).transpose()?;
    let versions = Versions { old: &old, new: &new, diff: &diff, projects: listed.as_ref(), language };
    show(&versions, args.format, global, language)?;
    let moved = listed.is_some_and(|projects| !projects.moved.is_empty());
    Ok(match diff.grade(&old, &new) {
        _ if moved => Ending::Remarks,
        Grade::Results => Ending::Remarks,
        Grade::Offers => Ending::OtherOffers,
        Grade::Reasons => Ending::OtherReasons,
        Grade::Nothing => Ending::Fine,
    })
}

/// What both versions say of the rows of a list.
fn in_list(
    args: &Args,
    list: &Path,
    (old, new): (&Tree, &Tree),
    diff: &Diff,
    (global, language): (&Global, Language),
) -> Result<Projects> {
    if list == Path::new("-") {
        bail!(
            "{}",
            language.pick(
                "de lijst wordt twee keer gelezen; geef --projects een bestand",
                "the list is read twice; give --projects a file"
            )
        );
    }
    let before = batch::gather((old, &args.old), list, global, language)?;
    let after = batch::gather((new, &args.new), list, global, language)?;
    Ok(projects((old, new), &diff.pairing, before.names, &before.rows, &after.rows))
}
