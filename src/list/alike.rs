//! Replies that mean the same, as one number: rows are remembered by them.

use crate::model::replies::{Decimal, Reply};
use crate::model::tree::{Known, Resolved};

/// Where an exact number begins to mean something else: at the bands, and where a method begins or ends
/// to fit.
pub(super) fn cuts(tree: &Resolved, question: usize) -> Vec<Decimal> {
    let asked = &tree.questions[question];
    let bands = asked.answers.iter().filter_map(|answer| answer.band).flat_map(|band| [band.from, band.below]);
    let mut cuts: Vec<Decimal> = bands.flatten().collect();
    if asked.measures().is_some() {
        let ranges = tree.methods().flat_map(|method| [method.weeks, method.group]).flatten();
        cuts.extend(ranges.flat_map(|range| [range.from, range.below]).flatten().map(Decimal::from));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// A reply as a number that is the same for replies that mean the same; `None` where it does not fit in one.
pub(super) fn code(reply: Option<&Reply<Known>>, cuts: &[Decimal]) -> Option<u64> {
    let set = |answers: &[usize], kind: u64| {
        answers.iter().try_fold(kind << 60, |code, &answer| (answer < 60).then(|| code | 1 << answer))
    };
    match reply {
        None | Some(Reply::Unknown) => Some(0),
        Some(Reply::Answers(answers)) => set(answers, 1),
        Some(Reply::OneOf(answers)) => set(answers, 2),
        Some(Reply::Number(number)) => Some(3 << 60 | cuts.partition_point(|cut| cut <= number) as u64),
    }
}
