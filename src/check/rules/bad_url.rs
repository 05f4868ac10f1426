//! `bad-url`: an address that a browser can open.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::finding::{Finding, Severity};
use crate::text::language::Bilingual;

pub(in crate::check) static RULE: Rule = Rule {
    name: "bad-url",
    severity: Severity::Warning,
    summary: ("een adres dat geen browser opent", "an address that no browser opens"),
    why: (
        "Een lezer die de bron wil nalezen, komt niet aan.",
        "A reader who wants to look up the source does not arrive.",
    ),
    wrong: "heusden: {title: Hogerop, url: www.heusden.nl/hogerop}",
    right: "heusden: {title: Hogerop, url: \"https://www.heusden.nl/hogerop\"}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for url in writing.works().filter_map(|work| work.url.as_ref()) {
        if let Some(hint) = fault(&url.text) {
            let text = &url.text;
            let message = bilingual!("`{text}` is geen adres", "`{text}` is not an address");
            findings.push(Finding::new(RULE.name, url.place, message).hint(hint));
        }
    }
}

/// What to mend about an address, if anything.
fn fault(url: &str) -> Option<Bilingual> {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return Some(bilingual!("begin met `https://`", "begin with `https://`"));
    };
    if url.contains(char::is_whitespace) {
        return Some(bilingual!("haal de spatie weg, of schrijf `%20`", "take the space out, or write `%20`"));
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let parts: Vec<&str> = name.split('.').collect();
    let whole = parts.len() > 1 && parts.iter().all(|part| !part.is_empty());
    (!whole || url.contains(['<', '>', '"', '{', '}', '|', '\\', '^', '`'])).then(|| {
        bilingual!(
            "schrijf het hele adres op, zoals `https://www.overheid.nl`",
            "write the whole address, such as `https://www.overheid.nl`"
        )
    })
}
