//! `expired`: a tree says until when it may be used.

use super::{Look, Rule, Writing};
use crate::condition::Word;
use crate::finding::{Finding, Severity};
use crate::said;
use jiff::civil::Date;

pub(super) static RULE: Rule = Rule {
    name: "expired",
    severity: Severity::Warning,
    summary: ("de boom mag niet meer gebruikt worden", "the tree may no longer be used"),
    why: (
        "Een oud stappenplan kan regels volgen die niet meer gelden.",
        "An old tree may follow rules that no longer hold.",
    ),
    wrong: "valid: {from: 2020-01-01, until: 2021-01-01}",
    right: "valid: {from: 2020-01-01}",
    look: Look::AtWriting(look),
};

fn look(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let Some(tree) = writing.tree() else { return };
    let date = |word: &Option<Word>| word.as_ref().and_then(|word| word.text.parse::<Date>().ok());
    let (from, until) = (date(&tree.valid.0), date(&tree.valid.1));
    let (Some(until), Some(Word { place, .. })) = (until, &tree.valid.1) else { return };
    if let Some(from) = from.filter(|from| *from > until) {
        let message =
            said!("deze boom geldt nooit: {until} ligt voor {from}", "this tree never holds: {until} is before {from}");
        let hint = said!("draai `from` en `until` om", "swap `from` and `until`");
        findings.push(Finding::new(RULE.name, *place, message).hint(hint));
    } else if writing.today.is_some_and(|today| today > until) {
        let message = said!("deze boom gold tot en met {until}", "this tree held until {until}");
        let hint =
            said!("kijk of hij nog klopt, en pas `until` aan", "see whether it is still right, and change `until`");
        findings.push(Finding::new(RULE.name, *place, message).hint(hint));
    }
}
