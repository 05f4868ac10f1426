//! What a tree means: one step function, and the graphs and diagrams made of it.

pub mod behaviour;
pub mod budget;
pub(crate) mod conditions;
pub mod diagram;
pub mod evaluate;
pub mod explore;
pub(crate) mod one_way;
pub mod probability;
pub mod sides;
pub mod step;
pub mod watched;
