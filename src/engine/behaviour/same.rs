//! Which questions change nothing: whatever is replied, the same questions follow and the same ends.

use crate::engine::step::{At, End};
use crate::engine::watched::Monitor;
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use foldhash::HashMap;

/// What a state leads to, as far as it can be told from others.
#[derive(PartialEq, Eq, Hash)]
enum Future {
    /// This end, with or without the condition.
    End(End, bool),
    /// This question (or the next answer of it), and after each move what that leads to.
    Asks(QuestionId, Option<AnswerId>, Box<[u32]>),
}

/// By question, whether its reply changes anything that comes after it.
#[derive(Debug)]
pub(crate) struct Same {
    changes: IdVec<QuestionId, bool>,
}

impl Same {
    /// Compares all that follows, the value of the watched condition at the end included. `None` where
    /// not all was watched.
    pub(crate) fn of(watch: &Monitor<'_>, questions: usize) -> Option<Same> {
        if !watch.finished {
            return None;
        }
        let mut place = vec![0_u32; watch.graph.nodes.len()];
        watch.graph.last_first().into_iter().enumerate().for_each(|(at, node)| place[node] = at as u32);
        let mut order: Vec<usize> = (0..watch.size()).collect();
        order.sort_unstable_by_key(|&state| place[watch.node(state)]);
        let mut changes = IdVec::filled(false, questions);
        let mut numbers: HashMap<Future, u32> = HashMap::default();
        let mut future = vec![0_u32; watch.size()];
        // Of a state half-way a reply: the one thing that follows once it is complete, if it is one.
        let mut only: Vec<Option<u32>> = vec![None; watch.size()];
        let (mut after, mut led): (Vec<Option<u32>>, Vec<u32>) = (Vec::new(), Vec::new());
        for state in order {
            let at = &watch.graph.nodes[watch.node(state)].at;
            after.clear();
            led.clear();
            for (_, to) in watch.links(state) {
                let half_way = matches!(watch.graph.nodes[watch.node(to)].at, At::Tick { .. });
                after.push(if half_way { only[to] } else { Some(future[to]) });
                led.push(future[to]);
            }
            only[state] = after.first().copied().flatten().filter(|first| after.iter().all(|it| *it == Some(*first)));
            let key = match at {
                At::End(end) => Future::End(*end, watch.holds(state)),
                At::Tick { question, answer, .. } => Future::Asks(*question, Some(*answer), led[..].into()),
                At::Question(question) => {
                    changes[*question] |= only[state].is_none() && !after.is_empty();
                    Future::Asks(*question, None, led[..].into())
                }
            };
            let next = numbers.len() as u32;
            future[state] = *numbers.entry(key).or_insert(next);
        }
        Some(Same { changes })
    }

    /// Whether some two replies to a question lead apart.
    pub(crate) fn changes(&self, question: QuestionId) -> bool {
        self.changes[question]
    }
}
