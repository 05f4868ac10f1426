//! The plan, the report and the evaluation of a project that is kept, filled in one question a page. The items are
//! those of the terminal; what was answered is saved at once, and only where nobody changed the project since the page was made.

use crate::bilingual;
use crate::engine::evaluate::evaluate;
use crate::model::replies::Replies;
use crate::output::project_form::item::{FormItem, Takes, YES};
use crate::output::project_form::{evaluation, plan, report};
use crate::output::report::Report;
use crate::source::shipped::JUDGEMENT_TREE;
use crate::text::language::{Bilingual, Language};
use crate::text::personal::personal;
use crate::text::sanitize::line;
use crate::web::frame::Page;
use crate::web::http::{Pair, Request, Response, query};
use crate::web::pages::kept_project::{named, read, refusal, to_project};
use crate::web::pages::missing;
use crate::web::pages::project_document::fitted;
use crate::web::projects::{StoredProject, Unsaved, project_mark};
use crate::web::site::Site;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// A form about a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormKind {
    Plan,
    Report,
    Evaluation,
}

impl FormKind {
    const ALL: [FormKind; 3] = [FormKind::Plan, FormKind::Report, FormKind::Evaluation];

    fn of(word: &str) -> Option<FormKind> {
        FormKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    fn word(self) -> &'static str {
        match self {
            FormKind::Plan => "plan",
            FormKind::Report => "report",
            FormKind::Evaluation => "evaluation",
        }
    }

    fn title(self, language: Language) -> &'static str {
        match self {
            FormKind::Plan => language.pick("Vul het plan in", "Fill in the plan"),
            FormKind::Report => language.pick("Vul het verslag in", "Fill in the report"),
            FormKind::Evaluation => language.pick("Vul de evaluatie in", "Fill in the evaluation"),
        }
    }
}

/// The ways to the forms.
pub(super) fn links(site: &Site, language: Language, id: &str) -> Markup {
    html! {
        ul { @for kind in FormKind::ALL {
            li { a href=(address(site, language, kind, id, &[])) { (kind.title(language)) } }
        } }
    }
}

fn address(site: &Site, language: Language, kind: FormKind, id: &str, more: &[(&str, &str)]) -> String {
    let all = query([&[("project.file", id)], more].concat());
    format!("{}/{}/fill-in/{}?{all}", site.base, language.tag(), kind.word())
}

/// One form about one project, as it is now.
struct Filling<'s> {
    site: &'s Site,
    language: Language,
    kind: FormKind,
    stored: StoredProject,
    items: Vec<FormItem>,
}

/// Shows the form or one of its questions, or takes an answer; `None` where there is no such form.
pub(in crate::web) fn page(site: &Site, language: Language, word: &str, request: &Request<'_>) -> Option<Response> {
    let kind = FormKind::of(word)?;
    let pairs = request.pairs();
    let stored = match read(site, &pairs) {
        Ok((_, stored)) => stored,
        Err(fault) => return Some(refusal(site, language, Some(fault))),
    };
    let items = items(site, kind, &stored, language);
    let filling = Filling { site, language, kind, stored, items };
    let item = value(&pairs, "item").and_then(|id| filling.items.iter().find(|item| item.id == id));
    Some(match item {
        _ if request.sends && request.from_elsewhere => {
            let why = language.pick("Bewaren kan alleen vanaf deze site zelf.", "Only this site itself can save.");
            missing::refusal(site, language, 403, "", why)
        }
        Some(item) if request.sends => filling.take(item, &pairs),
        None if request.sends => filling.changed(None, "", &pairs),
        Some(item) => filling.ask(item, &Asked { typed: item.known.clone(), ..Asked::default() }, &pairs),
        None => filling.review(&pairs),
    })
}

fn value<'p>(pairs: &'p [Pair], key: &str) -> Option<&'p str> {
    pairs.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// What a form asks. The judgement comes first, where its tree is offered and asks one thing after another.
fn items(site: &Site, kind: FormKind, stored: &StoredProject, language: Language) -> Vec<FormItem> {
    let project = &stored.project;
    match kind {
        FormKind::Plan => plan::items(project, &offered(site, stored, language), language),
        FormKind::Report => report::items(project, language),
        FormKind::Evaluation => {
            let offered = match &project.evaluation {
                Some(part) => site.tree_of(part),
                None => site.tree(JUDGEMENT_TREE),
            };
            let tree = offered.map(|offered| offered.tree(language)).filter(|tree| {
                let met = evaluate(tree, &Replies::default()).met().iter().filter(|met| met.always).count();
                evaluation::is_plain(tree, met)
            });
            let judged = tree.map(|tree| evaluation::judgement(project, tree, language)).unwrap_or_default();
            judged.into_iter().chain(evaluation::items(project, language)).collect()
        }
    }
}

/// What the advices on the parts of a project propose; a part whose tree is not offered here proposes nothing.
fn offered(site: &Site, stored: &StoredProject, language: Language) -> plan::Offered {
    let mut offered = plan::Offered::new(language);
    for (tree, fitted) in stored.project.parts.iter().filter_map(|part| fitted(site, language, stored, part)) {
        offered.add(&Report::new(tree, &fitted.replies, &fitted.occasion, language));
    }
    offered
}

/// How a question is shown: with what was typed, and what is wrong.
#[derive(Default)]
struct Asked {
    typed: String,
    wrong: Option<Bilingual>,
    status: Option<u16>,
}

impl Filling<'_> {
    fn say<'a>(&self, dutch: &'a str, english: &'a str) -> &'a str {
        self.language.pick(dutch, english)
    }

    fn address(&self, more: &[(&str, &str)]) -> String {
        address(self.site, self.language, self.kind, &self.stored.id, more)
    }

    /// Takes an answer and goes on.
    fn take(&self, item: &FormItem, pairs: &[Pair]) -> Response {
        let values: Vec<&str> =
            pairs.iter().filter(|(name, _)| name == "value").map(|(_, value)| value.trim()).collect();
        let mut typed = values.iter().filter(|value| !value.is_empty()).copied().collect::<Vec<_>>().join("; ");
        typed = typed.replace("\r\n", "\n");
        if item.adds {
            typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if let Some(wrong) = item.refuses(&typed) {
            let asked = Asked { typed, wrong: Some(wrong), status: Some(422) };
            return self.ask(item, &asked, pairs);
        }
        let skipped = typed.is_empty() && !matches!(item.takes, Takes::Words | Takes::Day | Takes::Number);
        if typed == item.known || skipped {
            return Response::elsewhere(self.next(item, &self.items, pairs, false));
        }
        let store = self.site.projects.as_deref();
        let seen = value(pairs, "project.seen").unwrap_or_default();
        let saved = store
            .ok_or(Unsaved::Gone)
            .and_then(|store| store.update(&self.stored.id, seen, &|project| (item.set)(project, &typed)));
        match saved {
            Ok(stored) => {
                let items = items(self.site, self.kind, &stored, self.language);
                Response::elsewhere(self.next(item, &items, pairs, !personal(&typed).is_empty()))
            }
            Err(Unsaved::Changed) => self.changed(Some(item), &typed, pairs),
            Err(fault) => {
                let asked = Asked { typed, status: Some(fault.status()), wrong: Some(fault.said()) };
                self.ask(item, &asked, pairs)
            }
        }
    }

    /// Where it goes on: at the first open item that was not passed, else at all of them.
    fn next(&self, item: &FormItem, now: &[FormItem], pairs: &[Pair], is_personal: bool) -> String {
        let mind: &[(&str, &str)] = if is_personal { &[("step.mind", "yes")] } else { &[] };
        let place = self.items.iter().position(|it| it.id == item.id).unwrap_or_default();
        let passed: BTreeSet<&str> = self.items[..=place].iter().map(|it| it.id.as_str()).collect();
        let open = now.iter().find(|it| it.known.is_empty() && !passed.contains(it.id.as_str()));
        match open.filter(|_| value(pairs, "step.then") != Some("review")) {
            Some(open) => self.address(&[&[("item", open.id.as_str())], mind].concat()),
            None => self.address(mind),
        }
    }

    /// That somebody else changed the project, with what was typed still there.
    fn changed(&self, item: Option<&FormItem>, typed: &str, pairs: &[Pair]) -> Response {
        let fault = Unsaved::Changed;
        let Some(item) = item else { return refusal(self.site, self.language, Some(fault)) };
        let known = if item.known.is_empty() { self.say("niets", "nothing") } else { item.known.as_str() };
        let wrong = bilingual!(
            "Iemand anders heeft dit project intussen veranderd. Nu staat hier: {known}. Wil je dat vervangen? Bewaar dan nog eens.",
            "Somebody else has changed this project meanwhile. It now says here: {known}. To replace that, save once more."
        );
        let asked = Asked { typed: typed.to_owned(), wrong: Some(wrong), status: Some(fault.status()) };
        self.ask(item, &asked, pairs)
    }

    /// One question.
    fn ask(&self, item: &FormItem, asked: &Asked, pairs: &[Pair]) -> Response {
        let then = value(pairs, "step.then").filter(|then| *then == "review");
        let title = named(&self.stored, &item.ask);
        let title = if asked.wrong.is_some() { format!("{}: {title}", self.say("Fout", "Error")) } else { title };
        let skip = if then.is_some() { self.address(&[]) } else { self.next(item, &self.items, pairs, false) };
        let main = html! {
            @if let Some(wrong) = &asked.wrong {
                div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
                    h2 #errors { (self.say("Er ging iets mis", "There is a problem")) }
                    ul { li { a href="#value" { (line(wrong.to(self.language))) } } }
                }
            }
            (self.mind(pairs))
            p.back { a href=(self.address(&[])) { (self.say("Terug naar alle antwoorden", "Back to all replies")) } }
            form method="post" action=(self.address(&[])) {
                input type="hidden" name="project.file" value=(self.stored.id);
                input type="hidden" name="project.seen" value=(project_mark(&self.stored.project));
                input type="hidden" name="item" value=(item.id);
                @if let Some(then) = then { input type="hidden" name="step.then" value=(then); }
                (self.field(item, asked))
                p.hint { (self.say("Schrijf geen namen, mailadressen of telefoonnummers van mensen op.", "Write down no names, e-mail addresses or telephone numbers of people.")) }
                button.main { (self.say("Bewaar en ga verder", "Save and go on")) }
            }
            p { a href=(skip) { (self.say("Sla deze vraag over", "Skip this question")) } }
        };
        let path = format!("fill-in/{}?{}", self.kind.word(), query([("project.file", self.stored.id.as_str())]));
        let mut page = Page::plain(self.site, self.language, &path, &title, main);
        page.status = asked.status.unwrap_or(200);
        page.response()
    }

    /// Where the answer goes: its question is the heading of the page.
    fn field(&self, item: &FormItem, asked: &Asked) -> Markup {
        let is_wrong = asked.wrong.is_some();
        let choices = |kind: &str, offered: &[(&str, &str)]| {
            html! {
                fieldset.group.wrong[is_wrong] {
                    legend { h1 { (line(&item.ask)) } }
                    @for (place, (given, label)) in offered.iter().enumerate() {
                        @let id = if place == 0 { "value".to_owned() } else { format!("value-{place}") };
                        div.choice {
                            input id=(id) type=(kind) name="value" value=(given) checked[asked.typed.split("; ").any(|it| it == *given)];
                            label for=(id) { (line(label)) }
                        }
                    }
                }
            }
        };
        let same = |offered: &'_ [String]| offered.iter().map(|it| (it.clone(), it.clone())).collect::<Vec<_>>();
        match &item.takes {
            Takes::Yes => choices("radio", &[(YES, self.say("Ja", "Yes")), ("", self.say("Nog niet", "Not yet"))]),
            Takes::One(offered) | Takes::Some(offered) => {
                let kind = if matches!(item.takes, Takes::One(_)) { "radio" } else { "checkbox" };
                let offered = same(offered);
                let offered: Vec<(&str, &str)> =
                    offered.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect();
                choices(kind, &offered)
            }
            Takes::Words | Takes::Day | Takes::Number => html! {
                div.group.wrong[is_wrong] {
                    h1 { label for="value" { (line(&item.ask)) } }
                    @if item.takes == Takes::Words {
                        textarea #value name="value" rows="3" aria-invalid=[is_wrong.then_some("true")] { "\n" (asked.typed) }
                    } @else {
                        input #value type="text" name="value" value=(asked.typed) autocomplete="off"
                            inputmode=[(item.takes == Takes::Number).then_some("numeric")] aria-invalid=[is_wrong.then_some("true")];
                    }
                }
            },
        }
    }

    /// That a person seems to be named in what was saved.
    fn mind(&self, pairs: &[Pair]) -> Markup {
        html! {
            @if value(pairs, "step.mind").is_some() {
                div.remarks role="status" {
                    p { (self.say(
                        "Let op: in je vorige antwoord lijkt een e-mailadres of telefoonnummer te staan. Schrijf liever een rol of een groep op.",
                        "Mind: there seems to be an e-mail address or telephone number in your last reply. Better write down a role or a group.",
                    )) }
                }
            }
        }
    }

    /// Everything that is asked, with what is known.
    fn review(&self, pairs: &[Pair]) -> Response {
        let title = self.kind.title(self.language);
        let first = self.items.iter().find(|item| item.known.is_empty());
        let verb =
            |item: &FormItem| if item.adds { self.say("Voeg toe", "Add") } else { self.say("Verander", "Change") };
        let to = |item: &FormItem, more: &[(&str, &str)]| self.address(&[&[("item", item.id.as_str())], more].concat());
        let main = html! {
            (self.mind(pairs))
            p.back { a href=(to_project(self.site, self.language, &self.stored.id)) { (self.say("Terug naar het project", "Back to the project")) } }
            h1 { (title) }
            p { (line(&self.stored.project.name)) }
            @if let Some(first) = first {
                p { a.button.main href=(to(first, &[])) { (self.say("Ga verder met wat nog open is", "Go on with what is still open")) } }
            }
            (self.judged_elsewhere())
            h2 { (self.say("Je antwoorden", "Your replies")) }
            dl { @for item in &self.items {
                dt { (line(&item.label)) }
                dd {
                    @if !item.adds { (line(if item.known.is_empty() { self.say("nog open", "still open") } else { &item.known })) " " }
                    a href=(to(item, &[("step.then", "review")])) aria-label={ (verb(item)) ": " (line(&item.label)) } { (verb(item)) }
                }
            } }
        };
        let path = format!("fill-in/{}?{}", self.kind.word(), query([("project.file", self.stored.id.as_str())]));
        Page::plain(self.site, self.language, &path, &named(&self.stored, title), main).response()
    }

    /// Where the judgement itself is asked, if not here.
    fn judged_elsewhere(&self) -> Markup {
        let is_here =
            self.kind != FormKind::Evaluation || self.items.iter().any(|item| matches!(item.takes, Takes::One(_)));
        html! {
            @if !is_here {
                p.remarks { (self.say(
                    "De vragen van het oordeel kunnen hier niet gesteld worden. Gebruik daarvoor `beslisboom evaluate`.",
                    "The questions of the judgement cannot be asked here. Use `beslisboom evaluate` for them.",
                )) }
            }
        }
    }
}
