//! How far a conversation is: what was answered, what is asked next. That hangs on the replies alone, so it is
//! remembered for a while: for the first questions of a large tree it takes the longest of all.

use crate::analysis::walk::{Asking, Walk};
use crate::model::ids::QuestionId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many conversations are remembered of a tree, and as many of before. Names and notes are not among it.
const REMEMBERED: usize = 2_000;

/// How far a conversation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Progress {
    /// The questions that have a reply and count, in order.
    pub(super) answered: Vec<QuestionId>,
    /// The next question.
    pub(super) next: Option<Asking>,
    /// How many questions can still be asked at most.
    bound: usize,
    /// Whether a question that matters for the result has no reply.
    pub(super) unfinished: bool,
    /// The questions that a way can come to.
    pub(super) met: Vec<QuestionId>,
}

impl Progress {
    pub(super) fn of(walk: &Walk<'_>) -> Progress {
        let (answered, next) = (walk.answered(), walk.next());
        Progress {
            bound: next.map_or(0, |next| next.at_most + 1),
            unfinished: !walk.evaluation().is_finished(&walk.replies),
            met: walk.evaluation().met().iter().map(|met| met.question).collect(),
            answered,
            next,
        }
    }

    /// A question that was answered before, to be asked again.
    pub(super) fn again(&self, question: QuestionId) -> Asking {
        Asking { question, number: self.before(question) + 1, at_most: self.bound }
    }

    /// How many questions come before this one.
    pub(super) fn before(&self, question: QuestionId) -> usize {
        self.answered.iter().position(|&it| it == question).unwrap_or(self.answered.len())
    }
}

/// What is remembered: by replies, of late and of before.
#[derive(Debug, Default)]
pub(super) struct Memory(Mutex<[HashMap<String, Arc<Progress>>; 2]>);

impl Memory {
    /// What is remembered under these replies, else what comes of looking.
    pub(super) fn recall(&self, replies: &str, look: impl FnOnce() -> Progress) -> Arc<Progress> {
        let held = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held().iter().find_map(|known| known.get(replies).cloned());
        // Others go on while this one is worked out.
        let progress = known.unwrap_or_else(|| Arc::new(look()));
        let [late, before] = &mut *held();
        if !late.contains_key(replies) {
            if late.len() >= REMEMBERED {
                *before = std::mem::take(late);
            }
            late.insert(replies.to_owned(), Arc::clone(&progress));
        }
        progress
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_of_late_is_remembered_and_what_is_remembered_is_bounded() {
        let memory = Memory::default();
        let progress = |bound| Progress { answered: Vec::new(), next: None, bound, unfinished: false, met: Vec::new() };
        for number in 0..10 * REMEMBERED {
            assert_eq!(memory.recall(&number.to_string(), || progress(number)).bound, number);
            assert_eq!(memory.recall("0", || panic!("this was seen just now")).bound, 0);
        }
        assert!(memory.0.lock().unwrap().iter().all(|known| known.len() <= REMEMBERED));
    }
}
