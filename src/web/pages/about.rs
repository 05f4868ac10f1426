//! What this site is, what it keeps, and for whom it works.

use crate::text::language::Language;
use crate::web::frame::Page;
use crate::web::http::Response;
use crate::web::site::Site;
use maud::html;

/// What it is and what it keeps.
pub(in crate::web) fn page(site: &Site, language: Language) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let title = say("Over deze site", "About this site");
    let main = html! {
        h1 { (title) }
        p { (say(
            "Deze site helpt een gemeente kiezen: betrekken we inwoners, hoe ver gaan we daarin, en met welke werkvormen?",
            "This site helps a municipality to choose: do we involve residents, how far do we go, and with which methods?",
        )) }
        p { (say(
            "Wat eruit komt is een advies, geen besluit. Afwijken mag, met een reden.",
            "What comes out is an advice, not a decision. Deviating is allowed, with a reason.",
        )) }
        h2 { (say("Wat bewaart deze site?", "What does this site keep?")) }
        ul {
            @if site.projects.is_some() {
                li { (say("Alleen wat je zelf bewaart, in een projectbestand van je organisatie. De rest staat in het adres van de pagina.",
                    "Only what you save yourself, in a project file of your organisation. The rest is in the address of the page.")) }
            } @else {
                li { (say("Niets van wat je antwoordt. Het staat in het adres van de pagina, bij jou.",
                    "Nothing of what you reply. It is in the address of the page, with you.")) }
            }
            li { (say("Een bestand dat je stuurt, wordt gelezen en meteen vergeten.",
                "A file that you send is read, and forgotten at once.")) }
            li { (say("Er zijn geen cookies en geen scripts. Er wordt niets ergens anders opgehaald.",
                "There are no cookies and no scripts. Nothing is fetched from elsewhere.")) }
        }
        p { (say(
            "Wie een adres van je krijgt, ziet je antwoorden en notities. Stuur het dus alleen aan wie dat mag.",
            "Who gets an address from you sees your replies and notes. So send it only to who may see them.",
        )) }
        h2 { (say("Waar komt het vandaan?", "Where does it come from?")) }
        p { (say(
            "Elke vraag noemt haar bron, of zegt dat zij van ons is. De broncode van beslisboom is open (EUPL-1.2).",
            "Every question names its source, or says that it is ours. The source code of beslisboom is open (EUPL-1.2).",
        )) }
    };
    Page::plain(site, language, "about", title, main).response()
}

/// For whom it works, and how that was found out.
pub(in crate::web) fn accessibility(site: &Site, language: Language) -> Response {
    let say = |dutch, english| language.pick(dutch, english);
    let title = say("Toegankelijkheid", "Accessibility");
    let main = html! {
        h1 { (title) }
        p { (say(
            "Iedereen moet deze site kunnen gebruiken. Wij bouwen haar naar WCAG 2.2, niveau AA.",
            "Everybody should be able to use this site. We build it to WCAG 2.2, level AA.",
        )) }
        h2 { (say("Hoe is dat nagegaan?", "How was that found out?")) }
        ul {
            li { (say("Elke soort pagina is automatisch getest met axe, in twee talen, licht en donker, smal en breed.",
                "Every kind of page was tested automatically with axe, in two languages, light and dark, narrow and wide.")) }
            li { (say("Een gesprek is helemaal gevoerd met alleen het toetsenbord, en met scripts uit.",
                "A conversation was held with the keyboard alone, and with scripts off.")) }
            li { (say("Bij 400 procent vergroting schuift de tekst niet opzij. Brede tabellen en tekeningen wel.",
                "At 400 per cent zoom the text does not scroll sideways. Wide tables and drawings do.")) }
        }
        h2 { (say("Wat is nog niet nagegaan?", "What was not found out yet?")) }
        ul {
            li { (say("Geen onafhankelijke partij heeft de site onderzocht.", "No independent party has examined the site.")) }
            li { (say("Wij hebben haar niet getest met mensen die een schermlezer gebruiken.",
                "We have not tested it with people who use a screen reader.")) }
        }
        p { (say(
            "Deze tekst gaat over het programma. Biedt jouw organisatie deze site aan? Dan maakt zij zelf een toegankelijkheidsverklaring.",
            "This text is about the program. Does your organisation offer this site? Then it makes an accessibility statement of its own.",
        )) }
    };
    Page::plain(site, language, "accessibility", title, main).response()
}
