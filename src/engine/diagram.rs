//! What complete replies lead to, as reduced ordered decision diagrams.
//!
//! A diagram tests replies in one fixed order, keeps equal parts once and leaves out a test whose replies
//! all lead to the same (Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", 1986; here with
//! any number of replies to a test and any number of leaves). So two functions of the replies are the same
//! exactly when they are the same diagram, and a question stands in a diagram exactly when two complete sets
//! of replies that differ in it alone lead to different leaves.
//!
//! A question of one answer is one test. A multiple is one test per answer: chosen or not. Ticks that are no
//! reply (none at all, or more beside an answer that stands alone) lead wherever is simplest.

mod build;
pub(crate) mod cover;
mod diagrams;
mod restricted;
mod results;

pub(crate) use build::{Placed, Places};
pub(crate) use diagrams::{Diagrams, FALSE, Join, Root, TRUE};
pub(crate) use restricted::{Restrictions, ResultFunction};
pub(crate) use results::ResultDiagram;
