//! `missing-translation`: a side file translates everything.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "missing-translation",
    severity: Severity::Warning,
    summary: ("het bestand met de vertaling mist een tekst", "the side file with the translation lacks a text"),
    why: (
        "Wie de vertaling leest, krijgt midden in het advies een andere taal.",
        "Whoever reads the translation gets another language in the middle of the advice.",
    ),
    wrong: "# boom.en.yaml\nquestions: {keuze: {ask: Is there anything to choose?}}",
    right: "# boom.en.yaml\nquestions: {keuze: {ask: Is there anything to choose?, help: Look at the law.}}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for lacking in &writing.reading.untranslated {
        let (path, tag, count) = (&lacking.path, lacking.language.tag(), lacking.texts);
        let message = if count == 1 {
            bilingual!("`{path}` heeft geen vertaling (`{tag}`)", "`{path}` has no translation (`{tag}`)")
        } else {
            bilingual!(
                "`{path}` heeft {count} teksten zonder vertaling (`{tag}`)",
                "`{path}` has {count} texts without a translation (`{tag}`)"
            )
        };
        let hint = bilingual!("vul `{path}` aan in het bestand met de vertaling", "add `{path}` to the side file");
        findings.push(
            Finding::new(RULE.name, lacking.place, message)
                .related(lacking.beside, bilingual!("hier hoort de vertaling bij", "the translation belongs here"))
                .hint(hint),
        );
    }
}
