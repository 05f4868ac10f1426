//! `examples`: the examples that a tree still lacks, to paste.

use crate::analysis::coverage::{as_yaml, proposed, stronger_as_yaml};
use crate::analysis::examples::{as_example, missing};
use crate::app::cli::{ExamplesArgs as Args, Global};
use crate::app::ending::Ending;
use crate::app::open::{Opened, draft, open, too_large};
use crate::app::system;
use crate::bilingual;
use crate::check::example_days;
use crate::model::tree::{ById, Draft, Example};
use crate::source::parse::read_examples;
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
    let (mut found, mut stronger) = ([found, proposal.more].concat(), proposal.stronger);
    if let Some(draft) = draft(&name, language) {
        let own = |example: &Example<ById>| draft.examples.iter().find(|it| it.place == example.place);
        stronger.iter_mut().for_each(|it| it.valid = own(it).map(|own| own.valid.clone()).unwrap_or_default());
        bound_days(&draft, &opened, &mut found);
        bound_days(&draft, &opened, &mut stronger);
    }
    let note = bilingual!(
        "Dit voorbeeld is er al en verwacht hier meer. Zet dit ervoor in de plaats.",
        "This example is there already, and expects more here. Put this in its place."
    );
    let count = found.len() + stronger.len();
    let stronger = stronger_as_yaml(tree, &stronger, note.to(language));
    system::put(&format!("{stronger}{}", as_yaml(tree, &found, tree.examples.len())))?;
    system::tell(
        bilingual!(
            "{count} voorbeelden. Controleer wat eruit moet komen voordat je ze bij `examples:` zet.",
            "{count} examples. Confirm what they expect before you put them under `examples:`."
        )
        .to(language),
    );
    Ok(Ending::Fine)
}

/// Has each example count on those days only on which it comes out so, where the tree is another one on others.
fn bound_days(draft: &Draft, opened: &Opened, examples: &mut [Example<ById>]) {
    let written = read_examples(&as_yaml(&opened.tree, examples, 0));
    for (example, days) in examples.iter_mut().zip(example_days(draft, &written, &opened.day)) {
        example.valid.from = days.from.into_iter().chain(example.valid.from.take()).max_by(|a, b| a.text.cmp(&b.text));
        example.valid.until =
            days.until.into_iter().chain(example.valid.until.take()).min_by(|a, b| a.text.cmp(&b.text));
    }
}
