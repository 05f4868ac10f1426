//! The shape of a replies file.

use super::{Definitions, define, format_one, object, refer, text, words};
use serde_json::{Value, json};

pub(super) fn file() -> Value {
    object(
        &["format", "replies"],
        &[
            ("format", format_one()),
            ("tree", text()),
            ("version", text()),
            ("hash", text()),
            ("project", text()),
            ("part", text()),
            ("replies", refer("replies")),
            ("notes", json!({"type": "object", "additionalProperties": text()})),
            ("chosen", refer("chosen")),
        ],
    )
}

pub(super) fn definitions() -> Definitions {
    let mut definitions = given();
    definitions.push(define("chosen", object(&["rung"], &[("rung", text()), ("because", text())])));
    definitions
}

/// Replies by question, which examples have as well.
pub(super) fn given() -> Definitions {
    let open = object(&["one-of"], &[("one-of", words())]);
    let reply = json!({"anyOf": [words(), refer("open-reply"), {"type": "null"}]});
    vec![
        define("replies", json!({"type": "object", "additionalProperties": refer("reply")})),
        define("reply", reply),
        define("open-reply", open),
    ]
}
