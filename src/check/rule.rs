//! A rule as a value.

use crate::check::writing::Writing;
use crate::engine::behaviour::Behaviour;
use crate::model::finding::{Finding, Severity};

/// A check on how a tree is written or behaves.
#[derive(Debug)]
pub struct Rule {
    /// Reads after "allow".
    pub name: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// In one line: Dutch, English.
    pub summary: (&'static str, &'static str),
    /// Why it matters: Dutch, English.
    pub why: (&'static str, &'static str),
    /// A piece of a tree that breaks it.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
    /// How it looks.
    pub pass: Pass,
}

/// How a rule looks.
#[derive(Debug)]
pub enum Pass {
    /// Found while a file is read and its names are resolved.
    WhileReading,
    /// At what is written, whatever it means.
    AtWriting(fn(&Writing<'_>, &mut Vec<Finding>)),
    /// At the state graph of a tree.
    AtBehaviour(fn(&Behaviour<'_>, &mut Vec<Finding>)),
    /// At a sound tree, where somebody asks for it: see [`look_at_effects`](crate::check::look_at_effects).
    OnRequest,
    /// At what all other rules found, once they have.
    AtAllowances,
}
