//! The advice: a page that decides, then an appendix. Written once as sections; formats only lay out.

mod advice;
mod alike;
mod appendix;
mod basis;
mod change;
mod choice;
mod compare;
mod explained;
mod json;
mod messages;
mod once;
mod page;
mod plan;
mod scores;
mod steps;

pub use advice::AdvicePage;
pub use basis::{Occasion, Report};
pub use choice::{Swap, Swaps};
pub use compare::Comparison;
pub use explained::Explained;
