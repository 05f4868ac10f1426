//! Cells as JSON values, and JSON values as cells.

use crate::list::field::Field;
use serde_json::Value;

/// A value as the text of a cell: several are separated by `;`, `{"one-of": […]}` by `|`.
pub(crate) fn text(value: &Value) -> String {
    let join = |list: &[Value], between: &str| list.iter().map(text).collect::<Vec<_>>().join(between);
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => join(list, ";"),
        Value::Object(map) => match map.get("one-of") {
            Some(Value::Array(list)) => join(list, "|"),
            _ => value.to_string(),
        },
        other => other.to_string(),
    }
}

/// An added cell as JSON: a list where there may be several, `null` where there is nothing.
pub(crate) fn added(field: Field, cell: &str) -> Value {
    if field.is_list() {
        Value::from(cell.split(';').filter(|part| !part.is_empty()).collect::<Vec<_>>())
    } else if cell.is_empty() {
        Value::Null
    } else {
        Value::from(cell)
    }
}
