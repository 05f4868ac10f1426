//! `duplicate-label`: two choices that look the same cannot be told apart.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Place, Severity};
use crate::source::keys::Part;
use crate::source::parse::Text;
use std::collections::BTreeMap;

pub(in crate::check) static RULE: Rule = Rule {
    name: "duplicate-label",
    severity: Severity::Warning,
    summary: ("twee keuzes heten hetzelfde", "two choices have the same name"),
    why: (
        "Wie moet kiezen, ziet geen verschil. Vaak is er één gekopieerd en niet aangepast.",
        "Whoever has to choose sees no difference. Often one was copied and never changed.",
    ),
    wrong: "answers:\n  ja: {label: Ja}\n  nee: {label: Ja}",
    right: "answers:\n  ja: {label: Ja}\n  nee: {label: Nee}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(usize, &str, String), Place> = BTreeMap::new();
    for text in writing.texts() {
        let Some(list) = list(&text.path, text.key) else { continue };
        let plain = text.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let other = id_of_another(writing, text, &plain);
        if let Some(first) = seen.insert((text.place.file, list, plain), text.place) {
            let label = text.text.trim();
            let message = bilingual!("`{label}` staat er twee keer bij", "`{label}` is there twice");
            findings.push(
                Finding::new(RULE.name, text.place, message)
                    .related(first, bilingual!("hier ook", "here as well"))
                    .hint(bilingual!("geef elk een eigen naam", "give each a name of its own")),
            );
        } else {
            findings.extend(other);
        }
    }
}

/// Where a label is the id of another answer: in a list of projects a cell with it is read as that other one.
fn id_of_another(writing: &Writing<'_>, text: &Text, plain: &str) -> Option<Finding> {
    let [_, question, _, own, _] = text.path.split('.').collect::<Vec<_>>()[..] else { return None };
    if text.part != Part::Answer || text.key != "label" {
        return None;
    }
    let asked = writing.tree()?.questions.iter().find(|it| it.id.text == question)?;
    let other = asked.answers.iter().map(|answer| &answer.id).find(|id| id.text != own && id.text == plain)?;
    let label = text.text.trim();
    let message = bilingual!(
        "`{label}` is ook de id van een ander antwoord: in een lijst met projecten geldt dat andere",
        "`{label}` is the id of another answer as well: in a list of projects it means that other one"
    );
    let hint = bilingual!("geef dat antwoord een andere id", "give that answer another id");
    Some(
        Finding::new(RULE.name, text.place, message)
            .related(other.place, bilingual!("dat antwoord", "that answer"))
            .hint(hint),
    )
}

/// What the named thing stands in a list with: the path without its id and its key.
fn list<'p>(path: &'p str, key: &str) -> Option<&'p str> {
    let up = |path: &'p str| path.rsplit_once('.').map(|(up, _)| up);
    match key {
        "values" => up(path),
        "label" | "title" => up(path).and_then(up),
        _ => None,
    }
}
