//! The advice: what came out, why, what to do with it. Written once as sections; formats only lay out.

mod basis;
mod change;
mod explained;
mod json;
mod sections;

pub use basis::{Occasion, Report};
pub use explained::Explained;
