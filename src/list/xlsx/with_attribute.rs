//! An element as it stands, but for the value of one attribute.

use super::range::Range;
use crate::output::format::package_parts::attribute;
use quick_xml::events::BytesStart;

/// An element with its range as far as this column.
pub(super) fn with_range(element: &BytesStart<'_>, last: usize) -> BytesStart<'static> {
    let range = attribute(element, "ref").as_deref().and_then(Range::read);
    match range {
        Some(range) => {
            let range = Range { columns: (range.columns.0, last), ..range };
            with(element, "ref", &range.text(""))
        }
        None => element.clone().into_owned(),
    }
}

/// An element with another value for an attribute that it has.
pub(super) fn with(element: &BytesStart<'_>, key: &str, value: &str) -> BytesStart<'static> {
    let mut new = BytesStart::new(element.name().as_ref().to_owned());
    for it in element.attributes().flatten() {
        if it.key.local_name().as_ref() == key && it.key.prefix().is_none() {
            new.push_attribute((key, value));
        } else {
            new.push_attribute(it);
        }
    }
    new
}
