//! What the plan of a project needs, its messages and its indicators included.

use super::item::{FormItem, Takes};
use super::items::{adds, given, of_one, several, text, texts, told_apart};
use crate::model::catalogue::AdviceKind;
use crate::model::condition::Word;
use crate::model::project::{Activity, Indicator, Message, Project};
use crate::output::report::Report;
use crate::source::builtin::Builtin;
use crate::source::parse::Content;
use crate::source::shipped::JUDGEMENT_TREE;
use crate::text::language::Language;

/// What somebody can choose from.
pub(crate) struct Offered {
    /// Methods that the advice puts in its plan: what they are called, and their ids.
    methods: Vec<(String, String)>,
    indicators: Vec<String>,
}

impl Offered {
    /// The indicators alone; the methods come from the advices.
    pub(crate) fn new(language: Language) -> Offered {
        Offered { methods: Vec::new(), indicators: indicators(language) }
    }

    /// Adds the methods that the advice on a part of the project puts in its plan.
    pub(crate) fn add(&mut self, advice: &Report<'_>) {
        for step in advice.recommendation.plan.iter().flat_map(|plan| &plan.steps) {
            let method = (step.method.title.clone(), step.method.id.text.clone());
            if !self.methods.contains(&method) {
                self.methods.push(method);
            }
        }
    }
}

/// The indicators that the tree for the judgement names.
fn indicators(language: Language) -> Vec<String> {
    match Builtin("").read(JUDGEMENT_TREE, language).and_then(|it| it.content) {
        Some(Content::Tree(tree)) => {
            let indicators = tree.advice().filter(|advice| advice.kind == AdviceKind::Indicator);
            indicators.map(|advice| advice.text.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// What the project is, what is done with whom, who hears what, and by what one sees whether it worked.
pub(crate) fn items(project: &Project, offered: &Offered, language: Language) -> Vec<FormItem> {
    let mut items = about(project, language);
    items.extend(activities(project, offered, language));
    items.extend(messages(project, language));
    items.extend(indicator_items(project, offered, language));
    items.extend(agreements(project, language));
    items
}

fn about(project: &Project, language: Language) -> Vec<FormItem> {
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    let word = Takes::Words;
    vec![
        text!(
            project,
            word.clone(),
            [about],
            say("Wat is het project?", "What is the project?"),
            say("Project", "Project")
        ),
        text!(
            project,
            word.clone(),
            [goal],
            say("Waarom betrek je mensen?", "Why do you involve people?"),
            say("Doel", "Aim")
        ),
        text!(project, word.clone(), [fixed], say("Wat ligt vast?", "What is fixed?"), say("Ligt vast", "Fixed")),
        text!(project, word.clone(), [open], say("Wat is nog open?", "What is still open?"), say("Open", "Open")),
        text!(
            project,
            word.clone(),
            [impact],
            say("Wat merken mensen in de omgeving ervan?", "What will people around it notice?"),
            say("Gevolgen", "Impact")
        ),
        text!(
            project,
            word.clone(),
            [decides],
            say("Wie besluit? Noem een rol, zoals het college.", "Who decides? Name a role, such as the council."),
            say("Besluit", "Decides")
        ),
        text!(
            project,
            word,
            [owner],
            say("Wie leidt de participatie? Noem een rol.", "Who leads the participation? Name a role."),
            say("Leidt", "Leads")
        ),
        texts!(
            project,
            [plan.groups],
            say(
                "Wie raakt het? Zet een puntkomma tussen de groepen.",
                "Whom does it concern? Put a semicolon between groups."
            ),
            say("Groepen", "Groups")
        ),
    ]
}

fn activities(project: &Project, offered: &Offered, language: Language) -> Vec<FormItem> {
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    let mut items = Vec::new();
    let names = told_apart(project.plan.activities.iter().map(|activity| activity.what.as_str()));
    for (number, what) in names.iter().enumerate() {
        let ask = |dutch: &str, english: &str| format!("{what}: {}", language.pick(dutch, english));
        let label = |dutch: &str, english: &str| format!("{what}, {}", language.pick(dutch, english));
        let when = text!(
            project,
            Takes::Words,
            [plan.activities[number].when],
            ask("wanneer? Een dag, een maand of een seizoen.", "when? A day, a month or a season."),
            label("wanneer", "when")
        );
        let owner = text!(
            project,
            Takes::Words,
            [plan.activities[number].owner],
            ask("wie regelt het? Noem een rol.", "who arranges it? Name a role."),
            label("wie regelt het", "who arranges it")
        );
        items.extend(of_one(number, [when, owner]));
    }
    let new: Vec<(String, String)> = offered
        .methods
        .iter()
        .filter(|(_, id)| !project.plan.activities.iter().any(|it| it.method.as_ref().is_some_and(|it| it.text == *id)))
        .cloned()
        .collect();
    if !new.is_empty() {
        let titles = new.iter().map(|(title, _)| title.clone()).collect();
        let asked = say(
            "Het advies stelt deze werkvormen voor. Welke ga je doen?",
            "The advice proposes these methods. Which are you going to do?",
        );
        let label = say("Werkvorm uit het advies erbij", "Another method of the advice");
        items.push(adds(("methods", 0), Takes::Some(titles), (asked, label), move |it, typed| {
            for (title, id) in new.iter().filter(|(title, _)| typed.split("; ").any(|it| it == title)) {
                let method = Some(Word { text: id.clone(), ..Word::default() });
                it.plan.activities.push(Activity { what: title.clone(), method, ..Activity::default() });
            }
        }));
    }
    let asked = say(
        "Ga je nog iets anders doen met mensen? Noem wat, of laat leeg.",
        "Are you going to do anything else with people? Say what, or leave empty.",
    );
    let label = say("Nog een activiteit", "Another activity");
    items.push(adds(("activities", project.plan.activities.len()), Takes::Words, (asked, label), |it, typed| {
        it.plan.activities.push(Activity { what: typed.to_owned(), ..Activity::default() });
    }));
    items
}

/// Who hears what, when, by which channel, in which words; and the question to people.
fn messages(project: &Project, language: Language) -> Vec<FormItem> {
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    let mut items = vec![text!(
        project,
        Takes::Words,
        [plan.question],
        say(
            "Welke vraag leg je mensen voor? Eén zin is genoeg.",
            "Which question do you put to people? One sentence will do."
        ),
        say("Kernvraag", "Core question")
    )];
    let names = told_apart(project.plan.messages.iter().map(|message| message.who.as_str()));
    for (number, who) in names.iter().enumerate() {
        let ask = |dutch: &str, english: &str| format!("{who}: {}", language.pick(dutch, english));
        let label = |dutch: &str, english: &str| format!("{who}, {}", language.pick(dutch, english));
        let about = [
            text!(
                project,
                Takes::Words,
                [plan.messages[number].what],
                ask("wat horen zij?", "what do they hear?"),
                label("wat", "what")
            ),
            text!(
                project,
                Takes::Words,
                [plan.messages[number].when],
                ask("wanneer?", "when?"),
                label("wanneer", "when")
            ),
            text!(
                project,
                Takes::Words,
                [plan.messages[number].how],
                ask("langs welke weg, zoals een brief?", "by which channel, such as a letter?"),
                label("hoe", "how")
            ),
            text!(
                project,
                Takes::Words,
                [plan.messages[number].words],
                ask("in welke woorden?", "in which words?"),
                label("woorden", "words")
            ),
        ];
        items.extend(of_one(number, about));
    }
    let asked = say(
        "Wie moet er iets horen? De eerste krijgt de eerste brief. Laat leeg als dit allen zijn.",
        "Who has to hear something? The first gets the first letter. Leave empty if these are all.",
    );
    let label = say("Nog een bericht", "Another message");
    items.push(adds(("messages", project.plan.messages.len()), Takes::Words, (asked, label), |it, typed| {
        it.plan.messages.push(Message { who: typed.to_owned(), ..Message::default() });
    }));
    items
}

fn indicator_items(project: &Project, offered: &Offered, language: Language) -> Vec<FormItem> {
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    let mut items = Vec::new();
    let names = told_apart(project.plan.indicators.iter().map(|indicator| indicator.what.as_str()));
    for (number, what) in names.iter().enumerate() {
        let target = text!(
            project,
            Takes::Words,
            [plan.indicators[number].target],
            format!("{what} {}", language.pick("Wat wil je halen?", "What do you want to reach?")),
            format!("{what} {}", language.pick("Doel", "Target"))
        );
        items.extend(of_one(number, [target]));
    }
    let add = |it: &mut Project, what: &str| {
        it.plan.indicators.push(Indicator { what: what.to_owned(), ..Indicator::default() });
    };
    if project.plan.indicators.is_empty() && !offered.indicators.is_empty() {
        let asked = say(
            "Waaraan zie je straks of het lukte? Deze komen van Schiedam en Heusden.",
            "By what will you see whether it worked? These are Schiedam's and Heusden's.",
        );
        let label = say("Indicatoren", "Indicators");
        let indicators = Takes::Some(offered.indicators.clone());
        items.push(adds(("indicators", 0), indicators, (asked, label), move |it, typed| {
            typed.split("; ").for_each(|what| add(it, what));
        }));
    }
    let asked = say(
        "Wil je zelf iets meten? Noem wat, of laat leeg.",
        "Do you want to measure something of your own? Say what, or leave empty.",
    );
    let label = say("Nog een indicator", "Another indicator");
    items.push(adds(("own indicators", project.plan.indicators.len()), Takes::Words, (asked, label), add));
    items
}

fn agreements(project: &Project, language: Language) -> Vec<FormItem> {
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    let word = Takes::Words;
    vec![
        text!(
            project,
            word.clone(),
            [plan.reactions],
            say("Wat doe je met reacties?", "What do you do with reactions?"),
            say("Reacties", "Reactions")
        ),
        text!(
            project,
            word.clone(),
            [plan.feedback],
            say("Hoe horen deelnemers wat ermee gebeurde?", "How do participants hear what was done with it?"),
            say("Terugkoppeling", "Reporting back")
        ),
        text!(
            project,
            Takes::Day,
            [plan.feedback_by],
            say("Voor welke dag? Schrijf hem als 2027-03-01.", "Before which day? Write it like 2027-03-01."),
            say("Terugkoppelen uiterlijk", "Report back by")
        ),
        text!(
            project,
            word.clone(),
            [plan.budget],
            say("Hoeveel geld en uren zijn er?", "How much money and how many hours are there?"),
            say("Geld en uren", "Money and hours")
        ),
        text!(
            project,
            word.clone(),
            [plan.report],
            say("Wie maakt het verslag, en voor wie?", "Who writes the report, and for whom?"),
            say("Verslag", "Report")
        ),
        text!(
            project,
            Takes::Day,
            [plan.evaluate_by],
            say(
                "Voor welke dag evalueer je? Schrijf hem als 2027-06-01.",
                "By which day do you evaluate? Write it like 2027-06-01."
            ),
            say("Evalueren uiterlijk", "Evaluate by")
        ),
        text!(
            project,
            word,
            [plan.afterwards],
            say(
                "Komt er formele inspraak na? Zo niet, waarom niet?",
                "Does a formal procedure follow? If not, why not?"
            ),
            say("Formele inspraak", "Formal procedure")
        ),
    ]
}

/// Takes what another file says of the project and its plan; what it does not say stays.
pub(crate) fn take(project: &mut Project, from: &Project) {
    let (to, plan) = (&mut project.plan, &from.plan);
    for (to, from) in [
        (&mut project.about, &from.about),
        (&mut project.goal, &from.goal),
        (&mut project.fixed, &from.fixed),
        (&mut project.open, &from.open),
        (&mut project.impact, &from.impact),
        (&mut project.decides, &from.decides),
        (&mut project.owner, &from.owner),
        (&mut to.question, &plan.question),
        (&mut to.budget, &plan.budget),
        (&mut to.reactions, &plan.reactions),
        (&mut to.feedback, &plan.feedback),
        (&mut to.feedback_by, &plan.feedback_by),
        (&mut to.report, &plan.report),
        (&mut to.evaluate_by, &plan.evaluate_by),
        (&mut to.afterwards, &plan.afterwards),
    ] {
        if from.is_some() {
            to.clone_from(from);
        }
    }
    if !plan.groups.is_empty() {
        to.groups.clone_from(&plan.groups);
    }
    if !plan.activities.is_empty() {
        to.activities.clone_from(&plan.activities);
    }
    if !plan.messages.is_empty() {
        to.messages.clone_from(&plan.messages);
    }
    if !plan.indicators.is_empty() {
        to.indicators.clone_from(&plan.indicators);
    }
}
