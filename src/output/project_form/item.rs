//! Something that is asked about a project.

use crate::bilingual;
use crate::model::project::Project;
use crate::text::language::Bilingual;

/// Something a form asks.
pub(crate) struct FormItem {
    /// What it is, whatever is asked around it.
    pub(crate) id: String,
    pub(crate) ask: String,
    /// What it is called in the list of answers.
    pub(crate) label: String,
    pub(crate) takes: Takes,
    /// Whether it adds something each time; then it is never known, and never open.
    pub(crate) adds: bool,
    /// What is known, as it is typed; nothing where it is open.
    pub(crate) known: String,
    /// Puts what was typed or picked in the project.
    pub(crate) set: Set,
}

/// Puts what was typed or picked in a project.
pub(crate) type Set = Box<dyn Fn(&mut Project, &str)>;

/// What an item takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Takes {
    /// A line of own words.
    Words,
    /// A day, such as 2027-03-01.
    Day,
    /// A whole number.
    Number,
    /// Yes or not yet; yes is what is set.
    Yes,
    /// One of these.
    #[cfg_attr(not(feature = "page"), expect(dead_code, reason = "only pages ask a judgement by items"))]
    One(Vec<String>),
    /// Any of these, set together with a semicolon between them.
    Some(Vec<String>),
}

/// What is set for yes.
pub(crate) const YES: &str = "ja";

impl FormItem {
    /// Why what was typed cannot be taken; nothing may be typed anywhere.
    pub(crate) fn refuses(&self, typed: &str) -> Option<Bilingual> {
        let is_day = |text: &str| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
        match &self.takes {
            _ if typed.is_empty() => None,
            Takes::Day if !is_day(typed) => {
                Some(bilingual!("Schrijf een dag als 2027-03-01.", "Write a day like 2027-03-01."))
            }
            Takes::Number if typed.parse::<u32>().is_err() => {
                Some(bilingual!("Geef een heel getal.", "Give a whole number."))
            }
            Takes::One(offered) if !offered.iter().any(|it| it == typed) => {
                Some(bilingual!("Kies een van de antwoorden.", "Choose one of the answers."))
            }
            _ => None,
        }
    }
}
