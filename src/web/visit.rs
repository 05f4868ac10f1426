//! One request about one tree: the conversation in its address, held against the tree as it is now.

use crate::analysis::walk::Walk;
use crate::model::case::Case;
use crate::model::ids::QuestionId;
use crate::model::tree::Tree;
use crate::output::fitted::{Fitted, replies_file};
use crate::output::report::{Occasion, Report};
use crate::source::parse::RepliesFile;
use crate::source::resolve::question_named;
use crate::text::language::Language;
use crate::text::sanitize::line;
use crate::web::address;
use crate::web::frame::{Page, name, other};
use crate::web::http::{Pair, Response, query};
use crate::web::progress::Progress;
use crate::web::projects::{Place, StoredProject, Unsaved, mark};
use crate::web::site::{Offered, Site};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is asked, of which tree, with which replies.
#[derive(Debug)]
pub(super) struct Visit<'s> {
    pub(super) site: &'s Site,
    pub(super) language: Language,
    pub(super) offered: &'s Offered,
    pub(super) tree: &'s Tree,
    /// What the address says, as it came.
    pub(super) pairs: Vec<Pair>,
    /// What of it fits.
    pub(super) fitted: Fitted,
    /// What fits as an address has it.
    pub(super) kept: Vec<Pair>,
    /// Whether that is too long for an address: then forms carry it from page to page.
    pub(super) long: bool,
    /// Where it is kept, on a site that keeps projects, and how that compares with what is there.
    pub(super) place: Option<(Place, Kept)>,
}

/// How a conversation compares with what is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// It becomes a part of the project, and is none yet.
    NewPart,
    /// All of it is kept.
    All,
    /// It was changed since, here.
    Older,
    /// Nothing can be kept there as it is now.
    Not(Unsaved),
}

impl<'s> Visit<'s> {
    pub(super) fn new(site: &'s Site, offered: &'s Offered, language: Language, pairs: Vec<Pair>) -> Self {
        let tree = offered.tree(language);
        let mut fitted = Fitted::of(tree, address::read(&tree.id.text, &pairs), language);
        fitted.occasion.date.clone_from(&site.day);
        fitted.occasion.expired.clone_from(&offered.expired);
        exchange(tree, &pairs, &mut fitted);
        let place = Visit::place(site, offered, &pairs, (tree, &mut fitted));
        let mut file = replies_file(tree, &fitted.replies, &fitted.occasion);
        // The version tells an older tree; the rest of the hash would make every address longer.
        file.hash = None;
        let mut kept = address::write(&file);
        kept.extend(place.iter().flat_map(|(place, _)| place.write()));
        let long = !address::fits(&query(kept.iter().map(|(name, value)| (name.as_str(), value.as_str()))));
        Visit { site, language, offered, tree, pairs, fitted, kept, long, place }
    }

    /// Where a conversation is kept; then it has the name of that project. What no longer fits stays as it was kept:
    /// this becomes another part.
    fn place(
        site: &Site,
        offered: &Offered,
        pairs: &[Pair],
        (tree, fitted): (&Tree, &mut Fitted),
    ) -> Option<(Place, Kept)> {
        let store = site.projects.as_ref()?;
        let mut place = Place::read(pairs)?;
        if fitted.left_out {
            place.part = None;
        }
        let stored = match store.read(&place.project) {
            Ok(stored) => stored,
            Err(fault) => return Some((place, Kept::Not(fault))),
        };
        fitted.occasion.project = Some(stored.project.name.clone());
        let parts = &stored.project.parts;
        let kept = match &place.part {
            None => Kept::NewPart,
            Some((number, seen)) => match parts.get(*number) {
                Some(there) if says_the_same(there, offered, tree, fitted) => Kept::All,
                Some(there) if mark(there) == *seen => Kept::Older,
                _ => Kept::Not(Unsaved::Changed),
            },
        };
        Some((place, kept))
    }

    /// What is kept of this conversation.
    pub(super) fn part(&self) -> RepliesFile {
        part(self.offered, self.tree, &self.fitted)
    }

    /// The same for an advice, which names the cases of the organisation too: the other projects that are kept.
    pub(super) fn with_cases(mut self) -> Self {
        let found = self.site.projects.as_ref().and_then(|store| store.all().ok()).unwrap_or_default();
        let own = self.place.as_ref().map(|(place, _)| place.project.as_str());
        let name = self.fitted.occasion.project.as_deref();
        let same_name =
            |other: &str| name.is_some_and(|name| name.trim().to_lowercase() == other.trim().to_lowercase());
        let is_other = |it: &StoredProject| {
            Case::teaches(&it.project) && Some(it.id.as_str()) != own && !same_name(&it.project.name)
        };
        let id = |name: &str| line(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let case = |it: StoredProject| Case { id: id(&it.id), project: it.project, shipped: false };
        let mut cases: Vec<Case> = found.projects.into_iter().filter(is_other).map(case).collect();
        cases.sort_by(|one, two| one.id.cmp(&two.id));
        self.fitted.occasion.cases = cases.into();
        self
    }

    /// How far the conversation is.
    pub(super) fn progress(&self) -> Arc<Progress> {
        let known = replies_file(self.tree, &self.fitted.replies, &Occasion::default());
        let replies = query(address::write(&known).iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let walk = || Walk::new(self.tree, self.fitted.replies.clone(), BTreeMap::new(), false);
        self.offered.memory.recall(&replies, || Progress::of(&walk()))
    }

    /// One of two fixed texts.
    pub(super) fn say<'a>(&self, dutch: &'a str, english: &'a str) -> &'a str {
        self.language.pick(dutch, english)
    }

    /// What a step says, such as `step.ask`.
    pub(super) fn step(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The question that a step names.
    pub(super) fn question(&self, name: &str) -> Option<QuestionId> {
        question_named(&**self.tree, self.step(name)?)
    }

    /// The path of a page about this tree.
    pub(super) fn path(&self, page: &str) -> String {
        format!("{}/{}/trees/{}/{page}", self.site.base, self.language.tag(), self.offered.name)
    }

    /// Where a page stands with all that was replied.
    pub(super) fn address(&self, path: &str, step: &[(&str, &str)]) -> String {
        let kept = self.kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all = query(kept.chain(step.iter().copied()));
        if all.is_empty() { path.to_owned() } else { format!("{path}?{all}") }
    }

    /// The way to a page. Where an address cannot hold all that was replied, a button sends it along.
    pub(super) fn link(&self, page: &str, step: &[(&str, &str)], label: Markup) -> Markup {
        self.link_to(&self.path(page), step, "", label)
    }

    /// The same to another path, with a class.
    pub(super) fn link_to(&self, path: &str, step: &[(&str, &str)], class: &str, label: Markup) -> Markup {
        let class = (!class.is_empty()).then_some(class);
        if !self.long {
            return html! { a href=(self.address(path, step)) class=[class] { (label) } };
        }
        let step = query(step.iter().copied());
        let path = if step.is_empty() { path.to_owned() } else { format!("{path}?{step}") };
        html! { button form="conversation" formaction=(path) class=(class.unwrap_or("as-link")) { (label) } }
    }

    /// What is known, in the fields of a form, but what is asked in it.
    pub(super) fn fields(&self, asked: Option<&str>) -> Markup {
        let note = asked.map(address::note);
        let own = |name: &str| Some(name) == asked || Some(name) == note.as_deref();
        html! {
            @for (name, value) in self.kept.iter().filter(|(name, _)| !own(name)) {
                input type="hidden" name=(name) value=(value);
            }
        }
    }
}

impl<'s> Visit<'s> {
    /// The advice on what was replied.
    pub(super) fn report(&self) -> Report<'_> {
        Report::new(self.tree, &self.fitted.replies, &self.fitted.occasion, self.language)
    }

    /// What no longer fits, and how to keep what an address cannot hold.
    pub(super) fn remarks(&self) -> Markup {
        html! { (self.left_out()) (self.changed_meanwhile()) (self.too_long()) }
    }

    /// That somebody else wrote the project, or that it went.
    fn changed_meanwhile(&self) -> Markup {
        html! {
            @if let Some((_, Kept::Not(why))) = &self.place {
                div.remarks role="status" {
                    h2 { (self.say("Let op", "Mind")) }
                    p { (why.said().to(self.language)) }
                }
            }
        }
    }

    fn left_out(&self) -> Markup {
        html! {
            @if !self.fitted.remarks.is_empty() {
                div.remarks role="status" {
                    h2 { (self.say("Let op", "Mind")) }
                    ul { @for remark in &self.fitted.remarks { li { (line(remark)) } } }
                }
            }
        }
    }

    /// How to keep what an address cannot hold.
    pub(super) fn too_long(&self) -> Markup {
        html! {
            @if self.long {
                div.remarks {
                    h2 { (self.say("Bewaar je antwoorden als bestand", "Keep your replies as a file")) }
                    p { (self.say(
                        "Je notities zijn te lang voor een adres. Een bladwijzer bewaart dit gesprek dus niet.",
                        "Your notes are too long for an address. So a bookmark does not keep this conversation.",
                    )) }
                    p { (self.link("replies.yaml", &[], html! { (self.say("Download je antwoorden", "Download your replies")) })) }
                }
            }
        }
    }

    /// The tree, and what the conversation is about.
    pub(super) fn name(&self) -> String {
        let occasion = &self.fitted.occasion;
        let names = [Some(&self.tree.title), occasion.project.as_ref(), occasion.part.as_ref()];
        line(&names.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · "))
    }

    /// A page of this conversation. `here` is where it stands, for the way to it in the other language.
    pub(super) fn response(&self, status: u16, title: String, here: (&str, &[(&str, &str)]), main: Markup) -> Response {
        let other = other(self.language);
        let path = format!("{}/{}/trees/{}/{}", self.site.base, other.tag(), self.offered.name, here.0);
        let link = self.link_to(&path, here.1, "", html! { span lang=(other.tag()) { (name(other)) } });
        let form = html! {
            @if self.long { form #conversation method="post" hidden { (self.fields(None)) } }
        };
        let site = self.site;
        Page { site, language: self.language, status, title, other: link, main, form }.response()
    }
}

/// Takes a method into the approach, or leaves it out, where a step says so.
fn exchange(tree: &Tree, pairs: &[Pair], fitted: &mut Fitted) {
    for (name, id) in pairs.iter().filter(|(_, id)| tree.methods().any(|it| it.id.text == *id)) {
        match name.as_str() {
            "step.take" => fitted.occasion.choice.take(id),
            "step.leave" => fitted.occasion.choice.leave(id),
            _ => {}
        }
    }
}

/// What is kept of a conversation about a tree.
fn part(offered: &Offered, tree: &Tree, fitted: &Fitted) -> RepliesFile {
    let file = replies_file(tree, &fitted.replies, &fitted.occasion);
    RepliesFile { tree_file: offered.file.clone(), ..file }
}

/// Whether what is kept would be written like this conversation; somebody may have typed it in another order.
fn says_the_same(there: &RepliesFile, offered: &Offered, tree: &Tree, fitted: &Fitted) -> bool {
    let there = Fitted::of(tree, there.clone(), Language::default());
    mark(&part(offered, tree, &there)) == mark(&part(offered, tree, fitted))
}
