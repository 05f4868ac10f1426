//! What is said where there is no such page, or where something cannot be done.

use crate::text::language::Language;
use crate::text::sanitize::lines;
use crate::web::blocks::paragraphs;
use crate::web::frame::Page;
use crate::web::http::Response;
use crate::web::site::Site;
use maud::html;

/// A page that is not there.
pub(in crate::web) fn page(site: &Site, language: Language, path: &str) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let title = say("Deze pagina is er niet", "This page is not there");
    let main = html! {
        h1 { (title) }
        p { (say(
            "Misschien is het adres niet helemaal overgenomen. Kijk of er een stuk ontbreekt.",
            "Perhaps the address was not copied whole. See whether a piece is missing.",
        )) }
        p { a href={ (site.base) "/" (language.tag()) "/" } { (say("Naar het begin", "To the beginning")) } }
    };
    Page { status: 404, ..Page::plain(site, language, path, title, main) }.response()
}

/// Something that cannot be done, with the reason.
pub(in crate::web) fn refusal(site: &Site, language: Language, status: u16, path: &str, why: &str) -> Response {
    let title = language.pick("Dat gaat zo niet", "That cannot be done like this");
    let main = html! {
        h1 { (title) }
        (paragraphs(&lines(why)))
        p { a href={ (site.base) "/" (language.tag()) "/" (path) } { (language.pick("Probeer het opnieuw", "Try again")) } }
    };
    Page { status, ..Page::plain(site, language, path, title, main) }.response()
}

/// To who does not know the token: nothing of the site, and no way to it.
pub(in crate::web) fn closed(language: Language) -> Response {
    let said = language.pick(
        "Deze pagina is er niet. Open het hele adres dat het programma noemde.\n",
        "This page is not there. Open the whole address that the program named.\n",
    );
    Response::new(404, "text/plain; charset=utf-8", said)
}
