//! `long-question`: a question is heard in one breath.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

/// Characters that a question may take.
const LONGEST: usize = 120;

pub(in crate::check) static RULE: Rule = Rule {
    name: "long-question",
    severity: Severity::Remark,
    summary: ("een vraag van meer dan 120 tekens", "a question of more than 120 characters"),
    why: (
        "Wie de vraag niet in één keer kan lezen, antwoordt op een halve vraag. Uitleg hoort in `help`.",
        "Whoever cannot read the question at once answers half of it. Explanation belongs in `help`.",
    ),
    wrong: "ask: Is er, gelet op het beleid, de beschikbare tijd en het geld dat de raad vorig jaar heeft vrijgemaakt, nog iets dat inwoners kunnen kiezen?",
    right: "ask: Kunnen inwoners nog iets kiezen?\nhelp: Kijk naar het beleid, de tijd en het geld.",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for text in writing.texts().filter(|text| text.key == "ask") {
        let length = text.text.trim().chars().count();
        if length > LONGEST {
            let message = bilingual!("deze vraag telt {length} tekens", "this question has {length} characters");
            let hint =
                bilingual!("vraag het korter, en leg uit in `help`", "ask it in fewer words, and explain in `help`");
            findings.push(Finding::new(RULE.name, text.place, message).hint(hint));
        }
    }
}
