//! The shape of a ladder.

use super::{
    Definitions, by_id, citation_and, define, flag, format_one, levels, object, one_of, refer, sources, text, words,
};
use serde_json::Value;

pub(super) fn file() -> Value {
    object(
        &["format", "id", "title", "language", "rungs"],
        &[
            ("format", format_one()),
            ("id", text()),
            ("title", text()),
            ("language", text()),
            ("sources", sources()),
            ("rungs", by_id(refer("rung"), &["ceiling", "floor", "none"])),
        ],
    )
}

pub(super) fn definitions() -> Definitions {
    let rung = object(
        &["title"],
        &[
            ("title", text()),
            ("level", one_of(&levels())),
            ("participation", flag()),
            ("resident", text()),
            ("government", text()),
            ("promise", text()),
            ("ask", text()),
            ("text", text()),
            ("source", refer("citation")),
            ("was", words()),
        ],
    );
    citation_and(vec![define("rung", rung)])
}
