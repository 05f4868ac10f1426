//! Cases for people and for programs: what to do and what not comes first.

use crate::analysis::likeness::Likeness;
use crate::model::case::Case;
use crate::model::project::{Done, ProjectSource};
use crate::model::replies::Replies;
use crate::output::document::{Block, Document, Section};
use crate::output::format::Printable;
use crate::output::words::Wording;
use crate::text::language::Language;
use serde_json::{Value, json};

/// A case, and how it is like a project where one was given.
#[derive(Clone, Debug)]
pub struct ListedCase<'c> {
    case: &'c Case,
    alike: Option<Alike>,
}

/// How a case is like a project: the ids of the questions, and the same in words.
#[derive(Clone, Debug)]
struct Alike {
    alike: Vec<(String, String)>,
    otherwise: Vec<(String, String)>,
}

/// Cases to read through.
#[derive(Clone, Debug)]
pub struct CaseList<'c> {
    /// The cases, in the order in which they are told.
    pub cases: Vec<ListedCase<'c>>,
    /// The name of the project that they are like.
    pub like: Option<String>,
    /// What there is to say about the search itself.
    pub remarks: Vec<String>,
    /// The language of what stands around them.
    pub language: Language,
}

impl<'c> ListedCase<'c> {
    /// A case by itself.
    pub fn of(case: &'c Case) -> ListedCase<'c> {
        ListedCase { case, alike: None }
    }

    /// A case that is like a project with these replies.
    pub(crate) fn like(case: &'c Case, likeness: &Likeness, words: Wording<'_>, replies: &Replies) -> ListedCase<'c> {
        let question = |question: &_| words.tree.questions[*question].id.text.clone();
        let asked = |question: &_| words.tree.questions[*question].ask.clone();
        let replied = |it: &_| replies.get(it).map(|reply| words.reply(*it, reply)).unwrap_or_default();
        let alike = likeness.alike.iter().map(|it| (question(it), format!("{} {}", asked(it), replied(it))));
        let otherwise = likeness.otherwise.iter().map(|it| (question(it), asked(it)));
        ListedCase { case, alike: Some(Alike { alike: alike.collect(), otherwise: otherwise.collect() }) }
    }

    /// Whether both are of the same case.
    pub fn is_same(&self, other: &ListedCase<'_>) -> bool {
        std::ptr::eq(self.case, other.case)
    }

    /// What it is called.
    pub(crate) fn name(&self) -> &'c str {
        &self.case.project.name
    }

    /// Whether it says what to do or what not.
    pub(crate) fn has_lessons(&self) -> bool {
        let lessons = &self.case.project.lessons;
        !(lessons.dos.is_empty() && lessons.donts.is_empty())
    }

    /// What to do and what not, how it is like the project, and where it stands.
    pub(crate) fn short(&self, language: Language) -> Block {
        let mut points = self.lessons(language);
        points.extend(self.likeness(language));
        points.push(self.origin(language));
        Block::List(points)
    }

    /// All that is known of it.
    fn whole(&self, language: Language) -> Vec<Block> {
        let project = &self.case.project;
        let mut blocks = vec![Block::List(self.lessons_or_none(language))];
        blocks.extend(project.about.clone().map(Block::Text));
        let labelled = |dutch, english, text: &Option<String>| {
            text.as_ref().map(|text| format!("{}: {text}", language.pick(dutch, english)))
        };
        let mut points: Vec<String> = [
            labelled("Vast", "Fixed", &project.fixed),
            labelled("Open", "Open", &project.open),
            labelled("Wat deelnemers ervan vonden", "What participants thought of it", &project.report.judgement),
        ]
        .into_iter()
        .flatten()
        .collect();
        points.extend(project.done.iter().map(|done| was_done(done, language)));
        // What was planned and not done is told too: an experiment may only have been announced.
        let not_done = project.not_done().map(|(_, activity)| &activity.what);
        points.extend(not_done.map(|what| format!("{}: {what}", language.pick("Plan", "Planned"))));
        points.extend(self.likeness(language));
        points.push(match &project.source {
            Some(source) => format!("{}: {}", language.pick("Bron", "Source"), cited(source)),
            None => self.origin(language),
        });
        blocks.push(Block::List(points));
        blocks
    }

    fn lessons(&self, language: Language) -> Vec<String> {
        let lessons = &self.case.project.lessons;
        let dos = lessons.dos.iter().map(|text| format!("{}: {text}", language.pick("Doe", "Do")));
        let donts = lessons.donts.iter().map(|text| format!("{}: {text}", language.pick("Laat", "Do not")));
        dos.chain(donts).collect()
    }

    /// The same, and that there are none.
    fn lessons_or_none(&self, language: Language) -> Vec<String> {
        let none = match self.case.shipped {
            true => language.pick("De bron noemt geen lessen.", "The source names no lessons."),
            false => language.pick("Er zijn nog geen lessen opgeschreven.", "No lessons were written down yet."),
        };
        if self.has_lessons() { self.lessons(language) } else { vec![none.to_owned()] }
    }

    fn likeness(&self, language: Language) -> Vec<String> {
        let list = |pairs: &[(String, String)], dutch, english| {
            let words: Vec<&str> = pairs.iter().map(|(_, words)| words.as_str()).collect();
            (!words.is_empty()).then(|| format!("{}: {}", language.pick(dutch, english), words.join("; ")))
        };
        let both = self.alike.iter().flat_map(|it| {
            [list(&it.alike, "Hetzelfde", "The same"), list(&it.otherwise, "Anders beantwoord", "Replied to otherwise")]
        });
        both.flatten().collect()
    }

    /// Who tells it, in short.
    fn origin(&self, language: Language) -> String {
        let own = || format!("{} `{}`", language.pick("Eigen project", "Own project"), self.case.id);
        let Some(source) = &self.case.project.source else { return own() };
        let year = source.year.map(|year| year.to_string());
        let by = source.by.as_ref().unwrap_or(&source.title);
        let told: Vec<&str> =
            [Some(by), year.as_ref(), source.at.as_ref()].into_iter().flatten().map(String::as_str).collect();
        let kind = if self.case.shipped { language.pick("Bron", "Source").to_owned() } else { own() };
        format!("{kind}: {}", told.join(", "))
    }

    /// The case as a value, with the ids of questions.
    pub(crate) fn value(&self) -> Value {
        let project = &self.case.project;
        let ids = |pick: fn(&Alike) -> &[(String, String)]| {
            self.alike.as_ref().map(|it| pick(it).iter().map(|(id, _)| id.clone()).collect::<Vec<_>>())
        };
        let methods = project.plan.activities.iter().filter_map(|it| Some(it.method.as_ref()?.text.as_str()));
        json!({
            "id": self.case.id,
            "name": project.name,
            "shipped": self.case.shipped,
            "about": project.about,
            "labels": project.labels,
            "methods": methods.collect::<Vec<_>>(),
            "do": project.lessons.dos,
            "do_not": project.lessons.donts,
            "done": project.done,
            "alike": ids(|it| &it.alike),
            "otherwise": ids(|it| &it.otherwise),
            "source": project.source,
        })
    }
}

impl Printable for CaseList<'_> {
    fn document(&self) -> Document {
        let language = self.language;
        let title = match &self.like {
            Some(name) => format!("{} {name}", language.pick("Gevallen zoals", "Cases like")),
            None => language.pick("Gevallen", "Cases").to_owned(),
        };
        let mut sections: Vec<Section> = Vec::new();
        if !self.remarks.is_empty() {
            let blocks = vec![Block::List(self.remarks.clone())];
            sections.push(Section::new(language, "Zo is gezocht", "How it was searched", blocks));
        }
        let section =
            |case: &ListedCase<'_>| Section { title: case.case.project.name.clone(), blocks: case.whole(language) };
        sections.extend(self.cases.iter().map(section));
        Document { title, language, sections, ..Document::default() }
    }

    fn value(&self) -> Value {
        json!({
            "format": "beslisboom/cases/1",
            "language": self.language.tag(),
            "like": self.like,
            "cases": self.cases.iter().map(ListedCase::value).collect::<Vec<_>>(),
        })
    }
}

/// A work with who made it and when, and where in it.
fn cited(source: &ProjectSource) -> String {
    let year = source.year.map(|year| year.to_string());
    let by: Vec<&str> = [source.by.as_deref(), year.as_deref()].into_iter().flatten().collect();
    let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
    let rest = [source.at.as_deref(), source.url.as_ref().map(|url| url.text.as_str())].into_iter().flatten();
    rest.fold(format!("{}{by}", source.title), |text, more| format!("{text}, {more}"))
}

/// One activity with all that is known of it.
fn was_done(done: &Done, language: Language) -> String {
    let people = done.people.map(|people| format!("{people} {}", language.pick("mensen", "people")));
    let groups = (!done.groups.is_empty()).then(|| done.groups.join(", "));
    let who: Vec<String> = [done.day.clone(), people, groups].into_iter().flatten().collect();
    let who = if who.is_empty() { String::new() } else { format!(" ({})", who.join("; ")) };
    let told = [
        ("Gemist", "Missing", &done.missing),
        ("Gezegd", "Said", &done.said),
        ("Overgenomen", "Taken over", &done.used),
        ("Niet overgenomen", "Not taken over", &done.not_used),
        ("Teruggekoppeld", "Reported back", &done.feedback),
    ];
    let told = told
        .into_iter()
        .filter_map(|(dutch, english, text)| Some(format!(" {}: {}", language.pick(dutch, english), text.as_deref()?)));
    format!("{}: {}{who}.{}", language.pick("Gedaan", "Done"), done.what, told.collect::<String>())
}
