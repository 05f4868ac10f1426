//! What every page has around it: head, ways to other pages, foot, and what a browser is allowed to do.

use crate::text::language::Language;
use crate::text::sanitize::line;
use crate::web::http::Response;
use crate::web::site::Site;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The looks of every page: one sheet, known to the browser by its hash.
const STYLE: &str = include_str!("style.css");

/// What a browser may do with a page: show its own style, and send its own forms. Everything else is forbidden.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = base64(&Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// A page, to be put in the frame.
pub(super) struct Page<'a> {
    pub(super) site: &'a Site,
    pub(super) language: Language,
    /// Its status.
    pub(super) status: u16,
    /// What stands in the bar of the browser.
    pub(super) title: String,
    /// The way to the same page in the other language.
    pub(super) other: Markup,
    /// What it says.
    pub(super) main: Markup,
    /// A form that buttons outside of it send.
    pub(super) form: Markup,
}

impl<'a> Page<'a> {
    /// A page of which the path in the other language is all there is to know.
    pub(super) fn plain(site: &'a Site, language: Language, path: &str, title: &str, main: Markup) -> Page<'a> {
        let other = other(language);
        let path = format!("{}/{}/{path}", site.base, other.tag());
        let other = html! { a href=(path) lang=(other.tag()) hreflang=(other.tag()) { (name(other)) } };
        Page { site, language, status: 200, title: title.to_owned(), other, main, form: html! {} }
    }

    /// The whole of it.
    pub(super) fn response(self) -> Response {
        let say = |dutch, english| self.language.pick(dutch, english);
        let path = |path: &str| format!("{}/{}/{path}", self.site.base, self.language.tag());
        let page = html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    title { (line(&self.title)) " – Beslisboom" }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#main" { (say("Naar de inhoud", "To the content")) }
                    header {
                        a.name href=(path("")) { "Beslisboom" }
                        nav aria-label=(say("Hoofdmenu", "Main menu")) {
                            ul {
                                @if self.site.projects.is_some() {
                                    li { a href=(path("projects")) { (say("Projecten", "Projects")) } }
                                }
                                li { a href=(path("methods")) { (say("Werkvormen", "Methods")) } }
                                li { a href=(path("ladders")) { (say("Ladders", "Ladders")) } }
                                li { a href=(path("list")) { (say("Lijst", "List")) } }
                                li { (self.other) }
                            }
                        }
                    }
                    main #main tabindex="-1" { (self.main) }
                    footer {
                        p { @if self.site.projects.is_some() {
                            (say(
                                "Antwoorden aan een boom staan in het adres van de pagina. Een projectbestand verandert pas als je bewaart.",
                                "Replies to a tree are in the address of the page. A project file changes only when you save.",
                            ))
                        } @else {
                            (say(
                                "Wat je hier antwoordt, wordt nergens opgeslagen. Het staat alleen in het adres van de pagina.",
                                "What you reply here is stored nowhere. It is only in the address of the page.",
                            ))
                        } }
                        ul {
                            li { a href=(path("accessibility")) { (say("Toegankelijkheid", "Accessibility")) } }
                            li { a href=(path("about")) { (say("Over deze site", "About this site")) } }
                            li { "beslisboom " (env!("CARGO_PKG_VERSION")) }
                        }
                    }
                    (self.form)
                }
            }
        };
        let mut response = Response::new(self.status, "text/html; charset=utf-8", page.into_string());
        response.headers.push(("content-security-policy", POLICY.clone()));
        response
    }
}

/// The language that a page is not in.
pub(super) fn other(language: Language) -> Language {
    match language {
        Language::Dutch => Language::English,
        Language::English => Language::Dutch,
    }
}

/// A language by its own name.
pub(super) fn name(language: Language) -> &'static str {
    language.pick("Nederlands", "English")
}

/// Bytes in letters (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().chain([&0, &0]).take(3).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_is_that_of_the_standard() {
        let known = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        known.iter().for_each(|(bytes, text)| assert_eq!(super::base64(bytes.as_bytes()), *text));
    }
}
