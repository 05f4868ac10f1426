//! Asking a person: one page at a time, on a screen with keys or in plain lines. Both say and take the same.

mod plain;
mod screen;

pub(crate) use plain::Plain;
pub(crate) use screen::Screen;

use crate::text::language::Language;
use std::io;

/// What is asked.
#[derive(Debug)]
pub(crate) struct Page {
    /// Where one is, such as `Vraag 3, daarna nog hoogstens 5`.
    pub(crate) heading: String,
    /// The question.
    pub(crate) ask: String,
    /// What can be picked: a label, and what belongs with it.
    pub(crate) options: Vec<Choice>,
    /// How many may be picked.
    pub(crate) sort: Sort,
    /// Answers that were given before.
    pub(crate) current: Vec<usize>,
    /// What "I do not know" is called here; `None` where it makes no sense.
    pub(crate) unknown: Option<String>,
    /// Whether one can go back, ask for help, write a note.
    pub(crate) extras: bool,
}

/// Something to pick.
#[derive(Debug)]
pub(crate) struct Choice {
    /// Its id; may be typed as well.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) label: String,
    /// It goes with no other.
    pub(crate) alone: bool,
}

/// How many may be picked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sort {
    /// One.
    One,
    /// One or more.
    Several,
    /// One, or a number in this unit.
    Number(String),
}

/// What a person did.
#[derive(Debug, PartialEq)]
pub(crate) enum Act {
    /// Picked these.
    Picked(Vec<usize>),
    /// Typed this number.
    Typed(String),
    /// Does not know.
    Unknown,
    /// Wants to go back.
    Back,
    /// Wants an explanation.
    Help,
    /// Wants to write something down.
    Note,
}

/// Why asking ended.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Ctrl-C, or the end of the input.
    Left,
    /// The machine.
    Machine(io::Error),
}

impl From<io::Error> for Stop {
    fn from(fault: io::Error) -> Stop {
        match fault.kind() {
            io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof => Stop::Left,
            _ => Stop::Machine(fault),
        }
    }
}

/// A way to ask.
pub(crate) trait Prompt {
    /// Puts a page to somebody until it is answered.
    fn ask(&mut self, page: &Page) -> Result<Act, Stop>;
    /// Takes a line of somebody's own words; empty lets the old ones go.
    fn words(&mut self, label: &str, before: &str) -> Result<String, Stop>;
    /// Says something.
    fn say(&mut self, text: &str) -> Result<(), Stop>;
}

/// The option that a typed text names: by id or label, whatever its case, or by a part that only one has.
pub(crate) fn named(options: &[Choice], typed: &str) -> Option<usize> {
    let plain = |text: &str| text.trim().to_lowercase();
    let typed = plain(typed);
    if typed.is_empty() {
        return None;
    }
    let whole = options.iter().position(|option| plain(&option.id) == typed || plain(&option.label) == typed);
    whole.or_else(|| {
        let mut parts = options.iter().enumerate().filter(|(_, option)| plain(&option.label).contains(&typed));
        match (parts.next(), parts.next()) {
            (Some((only, _)), None) => Some(only),
            _ => None,
        }
    })
}

/// The number in what was typed, with or without its unit; `None` where the page asks for none.
pub(crate) fn number(page: &Page, typed: &str) -> Option<String> {
    let Sort::Number(unit) = &page.sort else { return None };
    let typed = typed.trim().to_lowercase();
    let number = typed.strip_suffix(&unit.to_lowercase()).unwrap_or(&typed).trim_end();
    number.parse::<crate::model::replies::Decimal>().is_ok().then(|| number.to_owned())
}

/// What to do after typing something that the page does not know.
pub(crate) fn not_found(page: &Page, language: Language) -> &'static str {
    match page.sort {
        Sort::Number(_) => {
            language.pick("Typ een getal, of een deel van een antwoord.", "Type a number, or a part of an answer.")
        }
        _ => language.pick("Typ een nummer, of een deel van een antwoord.", "Type a number, or a part of an answer."),
    }
}

/// What is wrong with several picks, if anything.
pub(crate) fn misfit(page: &Page, picked: &[usize], language: Language) -> Option<&'static str> {
    if picked.is_empty() {
        return Some(language.pick("Kies minstens één antwoord.", "Choose at least one answer."));
    }
    if picked.len() > 1 && page.sort != Sort::Several {
        return Some(language.pick("Kies één antwoord.", "Choose one answer."));
    }
    if picked.len() > 1 && picked.iter().any(|&pick| page.options[pick].alone) {
        return Some(language.pick(
            "Eén van deze antwoorden gaat niet samen met een ander.",
            "One of these answers goes with no other.",
        ));
    }
    None
}
