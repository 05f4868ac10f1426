//! `unchanged-version`: a tree that behaves otherwise than before has another `version`.
//!
//! It needs an older version to compare with, so it is looked at only where somebody names one.

use crate::analysis::diff::Grade;
use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::model::finding::{Finding, Place, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "unchanged-version",
    severity: Severity::Warning,
    summary: (
        "de boom gedraagt zich anders dan eerst, en `version` is hetzelfde",
        "the tree behaves otherwise than before, and `version` is the same",
    ),
    why: (
        "Bewaarde antwoorden en documenten noemen de versie. Zijn er twee bomen met één versie, dan weet niemand welke het was. `check --since` zoekt het op.",
        "Kept replies and documents name the version. With two trees of one version nobody knows which it was. `check --since` looks for it.",
    ),
    wrong: "version: \"2026.1\"\n# en een grens is een trede lager dan in de vorige 2026.1",
    right: "version: \"2026.2\"",
    pass: Pass::OnRequest,
};

/// Says that so much became different since another version, which has the same name.
pub(in crate::check) fn finding(grade: Grade, version: &str, since: &str, place: Place) -> Option<Finding> {
    let what = match grade {
        Grade::Nothing => return None,
        Grade::Reasons => bilingual!("de redenen zijn", "the reasons are"),
        Grade::Offers => bilingual!("wat de boom aanbiedt is", "what the tree offers is"),
        Grade::Results => bilingual!("de resultaten zijn", "the results are"),
    };
    let message = bilingual!(
        "{dutch} anders dan in `{since}`, en `version` is nog steeds `{version}`",
        "{english} not those of `{since}`, and `version` is still `{version}`",
        dutch = &what.dutch,
        english = &what.english
    );
    let hint = bilingual!(
        "geef de boom een andere `version`; `beslisboom diff` zegt wat er voor wie verandert",
        "give the tree another `version`; `beslisboom diff` says what changes for whom"
    );
    Some(Finding::new(RULE.name, place, message).hint(hint))
}
