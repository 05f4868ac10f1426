//! `personal-data`: an address or a number of a person stands in replies or in a project.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Place, Severity};
use crate::source::parse::Content;
use crate::text::personal::personal;

pub(in crate::check) static RULE: Rule = Rule {
    name: "personal-data",
    severity: Severity::Remark,
    summary: (
        "een e-mailadres of telefoonnummer in antwoorden of in een project",
        "an e-mail address or a telephone number in replies or in a project",
    ),
    why: (
        "Zo'n bestand gaat rond en blijft lang bewaard. Wie iets zei, hoort er niet in.",
        "Such a file goes around and is kept for long. Who said something does not belong in it.",
    ),
    wrong: "notes: {keuze: Vraag het aan jan@voorbeeld.nl.}",
    right: "notes: {keuze: Vraag het aan de wijkmanager.}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let Some(Content::Replies(_) | Content::Project(_)) = &writing.reading.content else { return };
    let Some(source) = writing.reading.sources.0.first() else { return };
    let mut from = 0;
    for line in source.text.split_inclusive('\n') {
        for (start, end) in personal(line) {
            let place = Place { file: 0, start: from + start, end: from + end };
            let found = &line[start..end];
            let message = bilingual!(
                "`{found}` lijkt een adres of nummer van een persoon",
                "`{found}` looks like an address or a number of a person"
            );
            let hint = bilingual!("schrijf een rol of een groep op", "write down a role or a group");
            findings.push(Finding::new(RULE.name, place, message).hint(hint));
        }
        from += line.len();
    }
}
