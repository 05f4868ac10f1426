//! A checked tree beside an older version of it.

use super::checked::Checked;
use super::rules::unchanged_version;
use crate::analysis::diff::diff;
use crate::model::tree::Resolved;

/// Adds a finding where a tree behaves otherwise than an older version, named `since`, and has the same `version`.
/// Both are as they hold on one day. Says whether that could be found out.
pub fn look_at_version(checked: &mut Checked, (old, new): (&Resolved, &Resolved), since: &str, states: usize) -> bool {
    if old.version != new.version {
        return true;
    }
    let diff = diff(old, new, states);
    if diff.moves.is_none() || diff.told.is_none() {
        return false;
    }
    let found = unchanged_version::finding(diff.grade(old, new), &new.version, since, new.id.place);
    checked.findings.extend(found);
    checked.findings.sort_by_key(|finding| finding.place);
    true
}
