//! What a command may cost: one budget of work that exploring, diagrams, watching and comparing draw from,
//! and a bound on what any one of their tables may hold.
//!
//! Work is counted in steps that take about as long as each other, not in states: a state with a hundred
//! ways on, or with fifty conditions half-read, costs what it costs. So a file of a stranger costs no more
//! time and memory than the budget allows, whatever it makes large.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many steps for each state that the budget is said in: what a state of an honest tree costs, and as
/// much again a few times for what is asked about it.
const STEPS: u64 = 5;

/// So many bytes in one table for each state.
const BYTES: usize = 40;

/// Work that may still be done. Copies draw from the same.
#[derive(Clone, Debug)]
pub struct Budget {
    steps: Arc<AtomicU64>,
    bytes: usize,
}

impl Budget {
    /// The budget that is said as a number of states.
    pub fn of(states: usize) -> Budget {
        let steps = (states as u64).saturating_mul(STEPS);
        Budget { steps: Arc::new(AtomicU64::new(steps)), bytes: states.saturating_mul(BYTES) }
    }

    /// Takes work from the budget; `false` where there is no more.
    pub(crate) fn spend(&self, steps: usize) -> bool {
        // One thread draws from a budget at a time, so reading and writing need not be one.
        let left = self.steps.load(Ordering::Relaxed).saturating_sub(steps as u64);
        self.steps.store(left, Ordering::Relaxed);
        left > 0
    }

    /// Whether all work was done that may be.
    pub fn is_spent(&self) -> bool {
        self.steps.load(Ordering::Relaxed) == 0
    }

    /// How many bytes one table may hold.
    pub(crate) fn room(&self) -> usize {
        self.bytes
    }

    /// The same work, for one of so many tables that are there at the same time.
    pub(crate) fn shared(&self, tables: usize) -> Budget {
        Budget { steps: Arc::clone(&self.steps), bytes: self.bytes / tables }
    }

    /// Ends all work: a table would hold more than it may.
    pub(crate) fn exhaust(&self) {
        self.steps.store(0, Ordering::Relaxed);
    }

    /// Takes half of the work apart, so that something is left for what comes after.
    pub(crate) fn half(&self) -> Budget {
        let half = self.steps.load(Ordering::Relaxed) / 2;
        self.steps.store(half, Ordering::Relaxed);
        Budget { steps: Arc::new(AtomicU64::new(half)), bytes: self.bytes }
    }

    /// Takes back what is left of a half.
    pub(crate) fn rejoin(&self, half: &Budget) {
        self.steps.fetch_add(half.steps.swap(0, Ordering::Relaxed), Ordering::Relaxed);
    }
}
