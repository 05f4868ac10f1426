//! `missing-help`: a question explains itself.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "missing-help",
    severity: Severity::Remark,
    summary: ("een vraag zonder `help`", "a question without `help`"),
    why: (
        "Een vraag die jij begrijpt, leest een ander anders. Uitleg maakt dat iedereen hetzelfde antwoordt.",
        "A question that you understand is read otherwise by others. Explanation makes everyone answer the same thing.",
    ),
    wrong: "ask: Valt er nog iets te kiezen?",
    right: "ask: Valt er nog iets te kiezen?\nhelp: Kijk naar beleid, wet en geld. Wat staat vast?",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let questions = writing.tree().into_iter().flat_map(|tree| &tree.questions);
    for question in questions.filter(|question| question.help.is_none()) {
        let id = &question.id.text;
        let message = bilingual!("de vraag `{id}` heeft geen uitleg", "the question `{id}` has no explanation");
        let hint = bilingual!("schrijf met `help:` waar je op let", "write with `help:` what to look at");
        findings.push(Finding::new(RULE.name, question.id.place, message).hint(hint));
    }
}
