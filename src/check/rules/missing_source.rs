//! `missing-source`: what an advice rests on can be looked up.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Severity};
use crate::text::language::Bilingual;

pub(in crate::check) static RULE: Rule = Rule {
    name: "missing-source",
    severity: Severity::Remark,
    summary: (
        "een vraag, trede, werkvorm of aandachtspunt zonder `source`",
        "a question, rung, method or advice without `source`",
    ),
    why: (
        "Een lezer wil weten wie dit zegt: de wet, een onderzoek, of de maker van de boom zelf.",
        "A reader wants to know who says so: the law, a study, or the maker of the tree.",
    ),
    wrong: "keuze:\n  ask: Valt er nog iets te kiezen?",
    right: "keuze:\n  ask: Valt er nog iets te kiezen?\n  source: {ref: heusden, at: par. 9}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let mut without = |id: &Word, what: Bilingual| {
        let (text, nl, en) = (&id.text, &what.dutch, &what.english);
        let message = bilingual!("{nl} `{text}` noemt geen bron", "{en} `{text}` names no source");
        let hint = bilingual!("noem met `source:` waar het vandaan komt", "say with `source:` where it comes from");
        findings.push(Finding::new(RULE.name, id.place, message).hint(hint));
    };
    for question in writing.tree().into_iter().flat_map(|tree| &tree.questions).filter(|it| it.source.is_none()) {
        without(&question.id, bilingual!("de vraag", "the question"));
    }
    for rung in writing.ladder().into_iter().flat_map(|ladder| &ladder.rungs).filter(|it| it.source.is_none()) {
        without(&rung.id, bilingual!("de trede", "the rung"));
    }
    for catalogue in writing.catalogues() {
        for method in catalogue.methods.iter().filter(|it| it.source.is_none()) {
            without(&method.id, bilingual!("de werkvorm", "the method"));
        }
        for advice in catalogue.advice.iter().filter(|it| it.source.is_none()) {
            without(&advice.id, bilingual!("het aandachtspunt", "the advice"));
        }
    }
}
