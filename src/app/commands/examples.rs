//! `examples`: the examples that a tree still lacks, to paste.

use crate::analysis::coverage::{as_yaml, proposed, stronger_as_yaml};
use crate::analysis::examples::{as_example, missing};
use crate::app::cli::{ExamplesArgs as Args, Global};
use crate::app::ending::Ending;
use crate::app::open::{open, too_large};
use crate::app::system;
use crate::bilingual;
use crate::model::tree::{ById, Example};
use crate::source::shipped;
use crate::text::language::Language;
use anyhow::{Result, bail};

/// Prints what is missing; the author confirms what is expected.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let name = args.tree.clone().unwrap_or_else(|| shipped::DEFAULT_TREE.to_owned());
    let Some(opened) = open(&name, global, language)? else { return Ok(Ending::Refused) };
    let states = args.budget.states();
    let Some(found) = missing(&opened.tree, states) else {
        bail!("{}", too_large(states).to(language));
    };
    let tree = &opened.tree;
    let found: Vec<Example<ById>> = found.iter().map(|it| as_example(tree, it)).collect();
    // First what nothing covers, then what nothing would notice.
    let proposal = proposed(tree, &found, states);
    let found = [found, proposal.more].concat();
    let note = bilingual!(
        "Dit voorbeeld is er al en verwacht hier meer. Zet dit ervoor in de plaats.",
        "This example is there already, and expects more here. Put this in its place."
    );
    let stronger = stronger_as_yaml(tree, &proposal.stronger, note.to(language));
    system::put(&format!("{stronger}{}", as_yaml(tree, &found, tree.examples.len())))?;
    let count = found.len() + proposal.stronger.len();
    system::tell(
        bilingual!(
            "{count} voorbeelden. Controleer wat eruit moet komen voordat je ze bij `examples:` zet.",
            "{count} examples. Confirm what they expect before you put them under `examples:`."
        )
        .to(language),
    );
    Ok(Ending::Fine)
}
