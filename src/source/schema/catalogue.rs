//! The shape of a catalogue, and of the methods and advice that a tree has of its own.

use super::{
    Definitions, by_id, define, facts, format_one, levels, object, one_of, refer, shared, some_of, sources, text, words,
};
use serde_json::Value;

pub(super) fn file() -> Value {
    object(
        &["format", "id"],
        &[
            ("format", format_one()),
            ("id", text()),
            ("title", text()),
            ("language", text()),
            ("sources", sources()),
            ("facts", facts()),
            ("methods", methods()),
            ("advice", advice()),
        ],
    )
}

pub(super) fn definitions() -> Definitions {
    let mut definitions = shared();
    definitions.extend(own());
    definitions
}

/// `methods:`.
pub(super) fn methods() -> Value {
    by_id(refer("method"), &[])
}

/// `advice:`.
pub(super) fn advice() -> Value {
    by_id(refer("advice"), &[])
}

/// What a tree has as well.
pub(super) fn own() -> Definitions {
    let method = object(
        &["title", "levels", "audience"],
        &[
            ("title", text()),
            ("summary", text()),
            ("levels", some_of(&levels())),
            ("audience", one_of(&["residents", "internal"])),
            ("group", refer("range")),
            ("weeks", refer("range")),
            ("cost", one_of(&["low", "medium", "high"])),
            ("channel", one_of(&["offline", "online", "hybrid"])),
            ("suits", refer("condition")),
            ("needs", refer("condition")),
            ("avoid", refer("condition")),
            ("not-when", text()),
            ("source", refer("citation")),
            ("estimated", words()),
            ("was", words()),
        ],
    );
    let readers = ["projectleider", "ambtelijk", "college", "raad", "inwoners"];
    let advice = object(
        &["kind", "text"],
        &[
            ("kind", one_of(&["tip", "duty", "condition", "indicator", "role"])),
            ("text", text()),
            ("for", some_of(&readers)),
            ("moment", one_of(&["before", "during", "after"])),
            ("if", refer("condition")),
            ("source", refer("citation")),
        ],
    );
    vec![define("method", method), define("advice", advice)]
}
