//! `expired`: a tree says until when it may be used.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "expired",
    severity: Severity::Warning,
    summary: ("de boom mag niet meer gebruikt worden", "the tree may no longer be used"),
    why: (
        "Een oud stappenplan kan regels volgen die niet meer gelden.",
        "An old tree may follow rules that no longer hold.",
    ),
    wrong: "valid: {from: 2020-01-01, until: 2021-01-01}",
    right: "valid: {from: 2020-01-01}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let Some(tree) = writing.tree() else { return };
    let (from, Some(until)) = (&tree.valid.0, &tree.valid.1) else { return };
    // Written as year, month, day, so the order of the letters is that of the days.
    if let Some(from) = from.as_ref().filter(|from| from.text > until.text) {
        let (from, last) = (&from.text, &until.text);
        let message = bilingual!(
            "deze boom geldt nooit: {last} ligt voor {from}",
            "this tree never holds: {last} is before {from}"
        );
        let hint = bilingual!("draai `from` en `until` om", "swap `from` and `until`");
        findings.push(Finding::new(RULE.name, until.place, message).hint(hint));
    } else if writing.today.is_some_and(|today| today > until.text.as_str()) {
        let last = &until.text;
        let message = bilingual!("deze boom gold tot en met {last}", "this tree held until {last}");
        let hint = bilingual!(
            "kijk of hij nog klopt, en pas `until` aan",
            "see whether it is still right, and change `until`"
        );
        findings.push(Finding::new(RULE.name, until.place, message).hint(hint));
    }
}
