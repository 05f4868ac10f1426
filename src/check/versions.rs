//! A checked tree beside an older version of it, on one day or on several.

use super::checked::Checked;
use super::rules::unchanged_version;
use crate::analysis::diff::{Grade, diff, states_on};
use crate::model::finding::{Finding, Place};
use crate::model::tree::Tree;

/// Adds a finding where a tree behaves otherwise than an older version, named `since`, and has the same `version`.
/// The two stand there as they hold on each of some days; the day on which most is otherwise counts. Says whether that
/// could be found out.
pub fn look_at_version(checked: &mut Checked, days: &[(Tree, Tree)], since: &str, states: usize) -> bool {
    let mut most = Grade::Nothing;
    for (at, (old, new)) in days.iter().enumerate().filter(|(_, (old, new))| old.version == new.version) {
        let diff = diff(old, new, states_on(at, days.len(), states));
        if diff.moves.is_none() || diff.told.is_none() {
            return false;
        }
        most = most.max(diff.grade(old, new));
    }
    let Some((_, new)) = days.last() else { return true };
    let found = unchanged_version::finding(most, &new.version, since, new.id.place);
    let allowed = |finding: &Finding| {
        let covers = |place: &Place| {
            place.file == finding.place.file && (place.start..=place.end).contains(&finding.place.start)
        };
        checked.allowed_on_request.iter().any(|(rule, place)| rule == finding.rule && covers(place))
    };
    let found = found.filter(|finding| !allowed(finding));
    checked.findings.extend(found);
    checked.findings.sort_by_key(|finding| finding.place);
    true
}
