//! The meaning of a tree: one step from a state by a reply (`docs/format.md#2-what-a-tree-means`).
//!
//! A state is the question at hand and what is left of every condition that can still be read, plus
//! floor, ceiling and wish if an outcome ahead reads them. Two walks in the same state have the same future,
//! whatever led there. Everything that says what a tree means folds this step.

mod moves;
pub(crate) mod reach;
pub(crate) mod residual;
mod state;
mod stepper;

pub(crate) use moves::{AllowedReplies, Edge, all_allowed};
pub use state::{At, End, Landing, Move, State};
pub use stepper::{RouteTaken, Stepper};
