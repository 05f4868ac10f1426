//! On which days an example comes out as it expects.

use crate::analysis::expected::contrary;
use crate::engine::evaluate::evaluate;
use crate::model::condition::Word;
use crate::model::finding::Place;
use crate::model::replies::Replies;
use crate::model::tree::{ById, ByName, Draft, Example, Resolved};
use crate::model::valid::Valid;
use crate::source::dated::{DAYS, day_before, on, stretches};
use crate::source::resolve::resolve;
use std::collections::BTreeSet;

/// Examples were made of a tree as it holds on `day`: says by example on which days around that it comes out so.
/// Nothing bounds those where it does on every day, or where the tree is too often another one to tell.
pub fn example_days(draft: &Draft, examples: &[Example<ByName>], day: &str) -> Vec<Valid> {
    let days = stretches(draft);
    if days.len() == 1 || days.len() > DAYS {
        return vec![Valid::default(); examples.len()];
    }
    let here = days.iter().rposition(|first| first.as_str() <= day).unwrap_or_default();
    // Told apart by number: two may have one name.
    let numbered = examples.iter().enumerate().map(|(at, it)| Example { name: at.to_string(), ..it.clone() });
    let draft = Draft { examples: numbered.collect(), ..draft.clone() };
    let contrary = |(at, first): (usize, &String)| {
        if at == here { BTreeSet::new() } else { contrary_on(&draft, first) }
    };
    let contrary: Vec<BTreeSet<String>> = days.iter().enumerate().map(contrary).collect();
    let of = |at: usize| {
        let name = at.to_string();
        let from = (1..=here).rev().find(|it| contrary[it - 1].contains(&name));
        let end = (here + 1..days.len()).find(|it| contrary[*it].contains(&name));
        let word = |text: String| Word { text, place: Place::default() };
        Valid {
            from: from.map(|at| word(days[at].clone())),
            until: end.and_then(|at| day_before(&days[at])).map(word),
            takes_over: None,
        }
    };
    (0..examples.len()).map(of).collect()
}

/// The examples of a draft that come out otherwise on a day. One that names what is not there then says nothing of it.
fn contrary_on(draft: &Draft, day: &str) -> BTreeSet<String> {
    let draft = on(draft.clone(), day);
    let Some(tree) = resolve(&draft, &mut Vec::new()) else {
        return draft.examples.iter().map(|example| example.name.clone()).collect();
    };
    let otherwise = tree.examples.iter().filter(|example| comes_out_otherwise(&tree, example));
    otherwise.map(|example| example.name.clone()).collect()
}

fn comes_out_otherwise(tree: &Resolved, example: &Example<ById>) -> bool {
    let replies: Replies = example.replies.iter().cloned().collect();
    contrary(tree, &replies, &evaluate(tree, &replies), &example.expect).is_some()
}
