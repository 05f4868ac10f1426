//! The kinds of alterations.

use crate::model::words::words;

/// What sort of alteration shows an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EffectKind {
    /// A route is not there.
    Route,
    /// A way leads elsewhere.
    Target,
    /// A part of a condition, or a value in it, is not there; `not`, `all` or `any` says something else.
    Condition,
    /// A limit of a score is one more or one less.
    Limit,
    /// A fact is not set, or gets another value.
    Set,
    /// Points are not added, or one more or one less.
    Add,
    /// A bound is not there.
    Bound,
    /// A bound lies a rung higher or lower.
    BoundRung,
    /// A wish is a demand, or a demand a wish.
    Yields,
    /// A band begins one earlier or one later.
    Edge,
    /// An answer goes with others, or goes with no other.
    Alone,
    /// An outcome has another verdict.
    Verdict,
    /// An outcome has another rung.
    Rung,
    /// A clash leads elsewhere.
    Conflict,
    /// An outcome leads to no other tree.
    Handover,
    /// A method is not there.
    Method,
    /// An advice is not there.
    Advice,
}

words!(EffectKind {
    Route = "route",
    Target = "target",
    Condition = "condition",
    Limit = "limit",
    Set = "set",
    Add = "add",
    Bound = "bound",
    BoundRung = "bound-rung",
    Yields = "yields",
    Edge = "edge",
    Alone = "alone",
    Verdict = "verdict",
    Rung = "rung",
    Conflict = "conflict",
    Handover = "handover",
    Method = "method",
    Advice = "advice",
});
