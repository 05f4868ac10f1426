//! What the examples of a checked tree are worth: every effect that none of them notices, as a finding.

use super::checked::Checked;
use super::rules::untested_effect;
use crate::analysis::coverage::{Coverage, Standing, coverage};

/// Looks at the effects of a checked tree, at most so many, and adds a finding for each that is not tested. `None` for
/// what is no sound tree.
pub fn look_at_effects(checked: &mut Checked, most: usize, states: usize) -> Option<Coverage> {
    let found = coverage(checked.tree.as_ref()?, most, states);
    let untested = found.effects.iter().filter(|(_, standing)| *standing == Standing::Untested);
    checked.findings.extend(untested.map(|(effect, _)| untested_effect::finding(effect)));
    checked.findings.sort_by_key(|finding| finding.place);
    Some(found)
}
