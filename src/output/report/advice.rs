//! The advice as something to print: the page with its appendix, or the page alone.

use super::basis::Report;
use super::json::advice;
use super::once::once;
use crate::output::document::Document;
use crate::output::format::Printable;
use serde_json::Value;

/// The page of an advice, without its appendix. For programs it is the whole advice.
#[derive(Debug)]
pub struct AdvicePage<'r, 't>(pub &'r Report<'t>);

impl Printable for Report<'_> {
    fn document(&self) -> Document {
        let page = AdvicePage(self).document();
        let above = self.say("zie boven", "see above");
        Document { appendix: once(&page.sections, self.appendix(), above), ..page }
    }

    fn value(&self) -> Value {
        advice(self)
    }
}

impl Printable for AdvicePage<'_, '_> {
    fn document(&self) -> Document {
        let AdvicePage(report) = self;
        Document { title: report.title(), language: report.language, sections: report.page(), ..Document::default() }
    }

    fn value(&self) -> Value {
        advice(self.0)
    }
}

impl Report<'_> {
    /// The title of the whole.
    pub(super) fn title(&self) -> String {
        let advice = match self.has_own_heading() {
            true => self.say("Advies", "Advice"),
            false => self.say("Advies participatie", "Advice on participation"),
        };
        let names: Vec<&str> =
            [&self.occasion.project, &self.occasion.part].into_iter().flatten().map(String::as_str).collect();
        if names.is_empty() { advice.to_owned() } else { format!("{advice}: {}", names.join(", ")) }
    }
}
