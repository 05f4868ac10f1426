//! `html-in-text`: texts are plain, and are shown as they are.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    name: "html-in-text",
    severity: Severity::Warning,
    summary: ("HTML in een tekst", "HTML in a text"),
    why: (
        "Teksten zijn plat: een lezer ziet `<b>` letterlijk staan.",
        "Texts are plain: a reader sees a literal `<b>`.",
    ),
    wrong: "help: Kijk <b>eerst</b> naar de wet.",
    right: "help: Kijk eerst naar de wet.",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for text in writing.texts() {
        if let Some(tag) = tag(&text.text).or_else(|| entity(&text.text)) {
            let message = bilingual!("`{tag}` is HTML", "`{tag}` is HTML");
            let hint = bilingual!(
                "schrijf platte tekst; alinea's en `-` voor een lijst mogen",
                "write plain text; paragraphs and `-` for a list are fine"
            );
            findings.push(Finding::new(RULE.name, writing.spot(text, tag), message).hint(hint));
        }
    }
}

/// The first `<b>`, `</p>` or `<a href=…>`.
fn tag(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(start, _)| {
        let inside = text[start + 1..].strip_prefix('/').unwrap_or(&text[start + 1..]);
        let named = inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) || inside.starts_with("!--");
        let end = text[start..].find(['>', '\n']).filter(|_| named)?;
        text[start..].get(..=end).filter(|tag| tag.ends_with('>'))
    })
}

/// The first `&nbsp;` or `&#39;`.
fn entity(text: &str) -> Option<&str> {
    text.match_indices('&').find_map(|(start, _)| {
        let name = &text[start + 1..];
        let length = name.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '#'))?;
        (length > 1 && name[length..].starts_with(';')).then(|| &text[start..start + length + 2])
    })
}
