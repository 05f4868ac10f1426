//! The trees of published models equal what was published, for every complete set of replies.
//!
//! The published rules stand here as data or as a rule in so many words, apart from the trees: whoever
//! edits a tree cannot edit its measure along with it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/files.rs"]
mod files;

use beslisboom::check::{BUDGET, check};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::Tree;
use beslisboom::source::parse::{Loader, read};
use beslisboom::text::language::Language;
use std::collections::BTreeMap;

fn tree(name: &str) -> Tree {
    let path = format!("{name}.yaml");
    let reading = read(&path, &files::folder("trees").fetch(&path).unwrap(), Language::Dutch, &files::folder("trees"));
    check(reading, BUDGET).tree.unwrap()
}

/// The one result of replies given by id: an outcome, its rung if it has one, and whether it was a clash.
fn result(tree: &Tree, given: &BTreeMap<&str, &str>) -> (String, Option<String>, bool) {
    let replies: Replies = given
        .iter()
        .map(|(question, answer)| {
            let index = tree.questions.position(|it| it.id.text.as_str() == *question).unwrap();
            let answers = &tree.questions[index].answers;
            (index, Reply::Answers(vec![answers.position(|it| it.id.text.as_str() == *answer).unwrap()]))
        })
        .collect();
    let evaluation = evaluate(tree, &replies);
    let [landing] = evaluation.landings[..] else { panic!("{given:?}: {:?}", evaluation.landings) };
    assert!(evaluation.exact && evaluation.failures.is_empty(), "{given:?}");
    let rung = landing.rung.map(|rung| tree.ladder.as_ref().unwrap().rungs[rung].id.text.clone());
    (tree.outcomes[landing.outcome].id.text.clone(), rung, landing.clash)
}

/// Every choice of one answer per question, of all questions that take one answer.
fn complete<'a>(questions: &[(&'a str, Vec<&'a str>)]) -> Vec<BTreeMap<&'a str, &'a str>> {
    questions.iter().fold(vec![BTreeMap::new()], |sets, (question, answers)| {
        sets.iter()
            .flat_map(|set| {
                answers.iter().map(|answer| {
                    let mut set = set.clone();
                    set.insert(*question, *answer);
                    set
                })
            })
            .collect()
    })
}

/// All of a tree's own single-answer questions with all of their answers.
fn asked(tree: &Tree) -> Vec<(&str, Vec<&str>)> {
    let single = tree.questions.iter().filter(|it| !it.is_multiple());
    single.map(|it| (it.id.text.as_str(), it.answers.iter().map(|answer| answer.id.text.as_str()).collect())).collect()
}

// ---- Vroom, the time-driven model: seven questions, high or low, 22 ends --------------------------

/// A published tree: a question with its way for high and for low, or a style.
enum Published {
    Ask(&'static str, &'static Published, &'static Published),
    Style(&'static str),
}

use Published::{Ask, Style};

const DECIDE: Published = Style("decide");
const INDIVIDUALLY: Published = Style("consult individually");
const GROUP: Published = Style("consult group");
const FACILITATE: Published = Style("facilitate");
const DELEGATE: Published = Style("delegate");

/// V.H. Vroom, "On the Normative Model" (2020), time-driven: as published, branch by branch.
const VROOM: Published = Ask(
    "DS",
    &Ask(
        "IC",
        &Ask(
            "LE",
            &Ask("LC", &DECIDE, &Ask("GA", &Ask("GE", &Ask("TC", &FACILITATE, &GROUP), &GROUP), &GROUP)),
            &Ask(
                "LC",
                &Ask("GA", &Ask("GE", &Ask("TC", &FACILITATE, &INDIVIDUALLY), &INDIVIDUALLY), &INDIVIDUALLY),
                &Ask("GA", &Ask("GE", &Ask("TC", &FACILITATE, &GROUP), &GROUP), &GROUP),
            ),
        ),
        &Ask(
            "LE",
            &DECIDE,
            &Ask("GA", &Ask("GE", &Ask("TC", &FACILITATE, &INDIVIDUALLY), &INDIVIDUALLY), &INDIVIDUALLY),
        ),
    ),
    &Ask("IC", &Ask("LC", &DECIDE, &Ask("TC", &DELEGATE, &FACILITATE)), &DECIDE),
);

/// The model's letters, the tree's question, and its answers for high and for low.
const VROOM_QUESTIONS: [(&str, &str, [&str; 2]); 7] = [
    ("DS", "belang", ["veel", "weinig"]),
    ("IC", "steun", ["nodig", "niet-nodig"]),
    ("LE", "kennis-leider", ["genoeg", "te-weinig"]),
    ("LC", "steun-vooraf", ["waarschijnlijk", "onzeker"]),
    ("GA", "doel", ["zelfde", "anders"]),
    ("GE", "kennis-groep", ["genoeg", "te-weinig"]),
    ("TC", "samenwerken", ["goed", "niet-goed"]),
];

/// The model's styles, and the tree's outcome, which bears the name of its rung.
const VROOM_STYLES: [(&str, &str); 5] = [
    ("decide", "zelf-beslissen"),
    ("consult individually", "apart-raadplegen"),
    ("consult group", "samen-raadplegen"),
    ("facilitate", "begeleiden"),
    ("delegate", "overlaten"),
];

/// The style that the published tree gives, and the questions it asks on the way.
fn vroom(given: &BTreeMap<&str, &str>) -> (&'static str, Vec<&'static str>) {
    let (mut at, mut way) = (&VROOM, Vec::new());
    loop {
        match at {
            Style(style) => return (style, way),
            Ask(letters, high, low) => {
                let (_, question, answers) = VROOM_QUESTIONS.iter().find(|it| it.0 == *letters).unwrap();
                way.push(*question);
                at = if given[question] == answers[0] { high } else { low };
            }
        }
    }
}

fn ends(published: &Published) -> usize {
    match published {
        Style(_) => 1,
        Ask(_, high, low) => ends(high) + ends(low),
    }
}

#[test]
fn vroom_gives_the_published_style_for_all_128_sets_and_asks_the_same_questions() {
    assert_eq!(ends(&VROOM), 22);
    let tree = tree("vroom");
    let sets = complete(&asked(&tree));
    assert_eq!(sets.len(), 128);
    for given in &sets {
        let (style, way) = vroom(given);
        let (_, rung) = VROOM_STYLES.iter().find(|it| it.0 == style).unwrap();
        assert_eq!(result(&tree, given), (rung.to_string(), Some(rung.to_string()), false), "{given:?}");
        // The questions of the published branch are enough, and are the ones that are met, in that order.
        let branch = way.iter().map(|question| (*question, given[question])).collect();
        assert_eq!(result(&tree, &branch), result(&tree, given), "{branch:?}");
        let replies = way.iter().map(|question| {
            let index = tree.questions.position(|it| it.id.text.as_str() == *question).unwrap();
            let answers = &tree.questions[index].answers;
            let answer = answers.position(|it| it.id.text.as_str() == given[question]).unwrap();
            (index, Reply::Answers(vec![answer]))
        });
        let evaluation = evaluate(&tree, &replies.collect());
        let met: Vec<&str> = evaluation.met().iter().map(|it| tree.questions[it.question].id.text.as_str()).collect();
        assert_eq!(met, way, "{given:?}");
    }
}

// ---- OECD: five conditions, and the law -----------------------------------------------------------

/// OECD Guidelines for Citizen Participation Processes (2022): only if all five hold, or if the law
/// mandates it, and then the five should hold as well.
fn oecd(law: bool, conditions: [bool; 5]) -> &'static str {
    match (law, conditions) {
        (_, [true, true, true, true, true]) => "betrekken",
        (true, _) => "verplicht-maar-niet-klaar",
        (false, _) => "niet-betrekken",
    }
}

#[test]
fn oecd_gives_the_published_answer_for_all_64_sets() {
    let tree = tree("oecd");
    let sets = complete(&asked(&tree));
    assert_eq!(sets.len(), 64);
    for given in &sets {
        let yes = |question| given[question] == "ja";
        let conditions = ["probleem", "ruimte", "leiding", "genoeg-middelen", "genoeg-tijd"].map(yes);
        let expected = oecd(yes("wet"), conditions);
        assert_eq!(result(&tree, given), (expected.to_owned(), None, false), "{given:?}");
    }
}

// ---- Brabant: suitable, conditions, role ----------------------------------------------------------

/// The published table: the role of the province, and every rung that belongs to it.
const BRABANT_ROLES: [(&str, &[&str]); 4] = [
    ("rechtmatig", &["informeren", "raadplegen"]),
    ("presterend", &["informeren", "raadplegen", "adviseren"]),
    ("netwerkend", &["informeren", "raadplegen", "adviseren", "coproduceren"]),
    ("responsief", &["informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen"]),
];

/// Suitable if the first three hold; the next three must be met; then the highest rung of the role. A rung
/// from the score of the conditions goes along if it belongs to the role; if not, one of the two is adjusted.
fn brabant(given: &BTreeMap<&str, &str>) -> (&'static str, Option<&'static str>, bool) {
    if ["beleidsruimte", "juridische-ruimte", "keuze"].iter().any(|it| given[it] == "nee") {
        return ("geen-participatie", None, false);
    }
    if given["voldoende-tijd"] == "nee" || given["bestuurder"] == "nee" || given["middelen"] == "krap" {
        return ("eerst-regelen", None, false);
    }
    let (_, rungs) = BRABANT_ROLES.iter().find(|it| it.0 == given["rol"]).unwrap();
    match given["trede-randvoorwaarden"] {
        "geen-score" => ("participeren", rungs.last().copied(), false),
        scored => match rungs.iter().find(|it| **it == scored) {
            Some(rung) => ("participeren", Some(rung), false),
            None => ("bijstellen", None, true),
        },
    }
}

#[test]
fn brabant_gives_the_published_answer_for_every_set_whatever_the_target_groups() {
    let tree = tree("brabant");
    let sets = complete(&asked(&tree));
    assert_eq!(sets.len(), 64 * 4 * 6);
    for given in &sets {
        // The target groups are left open: one result is possible all the same.
        let (outcome, rung, clash) = brabant(given);
        assert_eq!(result(&tree, given), (outcome.to_owned(), rung.map(str::to_owned), clash), "{given:?}");
    }
}

// ---- Evaluation: Gennep's rule over ten criteria ----------------------------------------------------

/// The rule as the municipality of Gennep words it for its own criteria: to judge the whole as sufficient, at most one
/// criterion may be insufficient, provided that this is made up for by at least one that is good.
fn gennep(judgements: &[&str]) -> &'static str {
    let mut insufficient = judgements.iter().filter(|it| **it == "onvoldoende");
    match (insufficient.next(), insufficient.next()) {
        (None, _) => "voldoende",
        (Some(_), None) if judgements.contains(&"goed") => "voldoende",
        _ => "onvoldoende",
    }
}

/// The nine of Rowe and Frewer (2000), in their order, and what Heusden asks (par. 17).
const CRITERIA: [&str; 10] = [
    "representatief",
    "onafhankelijk",
    "vroeg",
    "invloed",
    "inzichtelijk",
    "middelen",
    "opdracht",
    "werkwijze",
    "kosten",
    "behoefte",
];

#[test]
fn an_evaluation_gives_what_the_published_rule_gives_for_every_set_of_judgements() {
    let tree = tree("evaluatie");
    let questions = asked(&tree);
    assert_eq!(questions.iter().map(|(question, _)| *question).collect::<Vec<_>>(), CRITERIA);
    let mut sufficient = 0;
    // One part is made at a time: all sets at once take much memory.
    let (first, rest) = questions.split_at(3);
    for first in complete(first) {
        for rest in complete(rest) {
            let given: BTreeMap<&str, &str> =
                first.iter().chain(&rest).map(|(question, judged)| (*question, *judged)).collect();
            let judgements: Vec<&str> = given.values().copied().collect();
            let expected = gennep(&judgements);
            assert_eq!(result(&tree, &given), (expected.to_owned(), None, false), "{given:?}");
            sufficient += usize::from(expected == "voldoende");
        }
    }
    // Without any insufficient 2^10; with one of ten, the nine others not all merely sufficient.
    assert_eq!(sufficient, 1024 + 10 * (512 - 1));
}
