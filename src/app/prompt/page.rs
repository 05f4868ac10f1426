//! What is put to somebody, and what somebody can do with it.

use crate::model::replies::{Band, Decimal};
use std::io;

/// A question with its answers, or the list of replies once more.
#[derive(Debug)]
pub(crate) struct Page {
    /// Where one is, such as `Vraag 3, hierna nog hoogstens 5`.
    pub(crate) heading: String,
    /// The question.
    pub(crate) ask: String,
    /// What can be picked, numbered from 1.
    pub(crate) choices: Vec<MenuItem>,
    /// How much may be picked.
    pub(crate) kind: PickKind,
    /// The choices that were picked before.
    pub(crate) picked: Vec<usize>,
    /// The line numbered 0: "I do not know", or "done".
    pub(crate) zero: Option<Zero>,
    /// The line to begin on, counted from 0; the zero line comes after the choices.
    pub(crate) at: usize,
    /// What else can be asked for here.
    pub(crate) extras: Extras,
    /// Whether it may be left empty: then an empty line is as good as the line numbered 0.
    pub(crate) optional: bool,
}

/// What else a page offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Extras {
    /// Nothing.
    None,
    /// An explanation of the page, a note on it, the question before.
    Question,
    /// An explanation of each line, a note on it.
    Lines,
}

/// Something to pick.
#[derive(Debug)]
pub(crate) struct MenuItem {
    /// Its id; may be typed as well.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) label: String,
    /// What stands below it.
    pub(crate) below: Option<String>,
    /// It goes with no other.
    pub(crate) alone: bool,
}

/// The line numbered 0, and the words that mean the same.
#[derive(Debug)]
pub(crate) struct Zero {
    pub(crate) label: String,
    pub(crate) words: &'static [&'static str],
}

/// How much may be picked.
#[derive(Debug)]
pub(crate) enum PickKind {
    /// One choice.
    One,
    /// One choice or more.
    Several,
    /// A number, which falls in the band of one of the choices; or one of those.
    Number { unit: String, decimals: bool, bands: Vec<Option<Band>> },
}

/// What somebody did.
#[derive(Debug, PartialEq)]
pub(crate) enum Act {
    /// Picked these.
    Picked(Vec<usize>),
    /// Typed this number.
    Number(Decimal),
    /// Picked the line numbered 0.
    Zero,
    /// Wants to go back.
    Back,
    /// Wants an explanation, of this line where lines are explained.
    Help(usize),
    /// Wants to write something down, on this line where lines have notes.
    Note(usize),
}

/// A line of somebody's own words that is asked for.
#[derive(Debug)]
pub(crate) struct LinePrompt<'a> {
    /// What is asked.
    pub(crate) ask: &'a str,
    /// What it is for, in one word.
    pub(crate) label: &'a str,
    /// What stands there now.
    pub(crate) before: &'a str,
}

/// Why asking ended.
#[derive(Debug)]
pub(crate) enum PromptEnd {
    /// Somebody left: Ctrl-C, `stop`, or the end of the input.
    Left,
    /// The machine.
    Machine(io::Error),
}

impl From<io::Error> for PromptEnd {
    fn from(fault: io::Error) -> PromptEnd {
        match fault.kind() {
            io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof => PromptEnd::Left,
            _ => PromptEnd::Machine(fault),
        }
    }
}

/// A way to ask. Nothing that was typed before a page was there is taken for a reply to it.
pub(crate) trait Prompt {
    /// Puts a page to somebody until something is done with it. Ticks and the line one is on are kept in the
    /// page where the same page will be put again.
    fn ask(&mut self, page: &mut Page) -> Result<Act, PromptEnd>;
    /// Takes a line of somebody's own words; `None` leaves what was there.
    fn words(&mut self, words: &LinePrompt<'_>) -> Result<Option<String>, PromptEnd>;
    /// Says something.
    fn say(&mut self, text: &str) -> Result<(), PromptEnd>;
    /// Says something that need not be kept for reading back.
    fn explain(&mut self, text: &str) -> Result<(), PromptEnd> {
        self.say(text)
    }
}
