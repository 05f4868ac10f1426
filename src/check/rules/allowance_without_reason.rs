//! `allowance-without-reason`: whoever allows something says why.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "allowance-without-reason",
    severity: Severity::Warning,
    summary: ("`# allow` zonder reden", "`# allow` without a reason"),
    why: (
        "Zonder reden weet de volgende lezer niet of het nog geldt. Daarom telt de toestemming niet mee.",
        "Without a reason the next reader cannot tell whether it still holds. So the allowance does not count.",
    ),
    wrong: "# allow: placeholder-text\nhelp: TODO",
    right: "# allow: placeholder-text -- de tekst volgt na het besluit van de raad\nhelp: TODO",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for allowance in writing.reading.allowances.iter().filter(|allowance| allowance.reason.is_none()) {
        let name = &allowance.rule.text;
        let message = bilingual!("hier staat niet waarom `{name}` mag", "it does not say why `{name}` is allowed");
        let hint = bilingual!("schrijf `# allow: {name} -- reden`", "write `# allow: {name} -- reason`");
        findings.push(Finding::new(RULE.name, allowance.place, message).hint(hint));
    }
}
