//! The items of forms: what is known in a project, and how to put it there.

use super::item::{FormItem, Takes};
use crate::model::project::Project;
use std::collections::BTreeMap;

/// What stands in a project where nothing is typed.
pub(super) fn given(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty())
}

/// Several texts, as they are typed: with a semicolon between them.
pub(super) fn several(typed: &str) -> Vec<String> {
    typed.split(';').filter_map(given).collect()
}

/// An item for a text that may be there: its place in the project, what it takes, what is asked, and its label.
macro_rules! text {
    ($project:expr, $takes:expr, [$($place:tt)+], $ask:expr, $label:expr) => {
        FormItem {
            id: stringify!($($place)+).to_owned(),
            ask: $ask.to_owned(),
            label: $label.to_owned(),
            takes: $takes,
            adds: false,
            known: $project.$($place)+.clone().unwrap_or_default(),
            set: Box::new(move |it: &mut Project, typed: &str| it.$($place)+ = given(typed)),
        }
    };
}

/// The same for several texts.
macro_rules! texts {
    ($project:expr, [$($place:tt)+], $ask:expr, $label:expr) => {
        FormItem {
            id: stringify!($($place)+).to_owned(),
            ask: $ask.to_owned(),
            label: $label.to_owned(),
            takes: Takes::Words,
            adds: false,
            known: $project.$($place)+.join("; "),
            set: Box::new(move |it: &mut Project, typed: &str| it.$($place)+ = several(typed)),
        }
    };
}

pub(super) use {text, texts};

/// The items about one of several things: its number tells it apart, for two may have one name.
pub(super) fn of_one(number: usize, items: impl IntoIterator<Item = FormItem>) -> impl Iterator<Item = FormItem> {
    items.into_iter().map(move |item| FormItem { id: format!("{number} {}", item.id), ..item })
}

/// These names, with a number behind each that was there before.
pub(super) fn told_apart<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let one = |name| {
        let times = seen.entry(name).or_default();
        *times += 1;
        if *times == 1 { name.to_owned() } else { format!("{name} ({times})") }
    };
    names.map(one).collect()
}

/// An item that adds something of which there are so many now; it is never known.
pub(super) fn adds(
    (what, count): (&str, usize),
    takes: Takes,
    (ask, label): (&str, &str),
    set: impl Fn(&mut Project, &str) + 'static,
) -> FormItem {
    let set = move |project: &mut Project, typed: &str| {
        if !typed.trim().is_empty() {
            set(project, typed.trim());
        }
    };
    FormItem {
        id: format!("{what} {count}"),
        ask: ask.to_owned(),
        label: label.to_owned(),
        takes,
        adds: true,
        known: String::new(),
        set: Box::new(set),
    }
}
