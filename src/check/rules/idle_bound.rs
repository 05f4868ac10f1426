//! `idle-bound`: every bound decides something on some walk.
//!
//! A bound decides where it holds and is the ceiling, floor or wish that a result is read from, where it
//! takes part in a clash, or, for a wish, where the result falls short of it. Of an outcome that reads the
//! wish, the ceiling decides where the wish stands above it. Two bounds that always go
//! together on the same rung both decide: each is a reason. A bound with a `because` also decides where it is the
//! strictest on its side: the advice tells that line with its reason, whatever the outcome reads.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::Observation;
use crate::engine::sides::{BoundSide, sides};
use crate::engine::step::{End, Landing};
use crate::model::condition::{Condition, Entry};
use crate::model::finding::{Finding, Severity};
use crate::model::tree::OutcomeRung;

pub(in crate::check) static RULE: Rule = Rule {
    name: "idle-bound",
    severity: Severity::Warning,
    summary: ("een grens beslist nooit iets", "a bound never decides anything"),
    why: (
        "De grens geldt nooit, of een andere is altijd strenger, of geen uitkomst leest hem. Wie hem leest, denkt dat hij telt.",
        "The bound never holds, or another is always stricter, or no outcome reads it. Whoever reads it thinks it counts.",
    ),
    wrong: "ja: {label: Ja, at-most: meebeslissen}\n# meebeslissen is de hoogste trede",
    right: "ja: {label: Ja, at-most: coproduceren}",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    let sides = sides(behaviour.tree);
    for side in &sides {
        if decides(behaviour, side, &sides) != Some(false) || is_told(behaviour, side, &sides) != Some(false) {
            continue;
        }
        let (rung, word) = (behaviour.rung_id(Some(side.bound.rung)), if side.upper { "at-most" } else { "at-least" });
        let message = bilingual!("`{word}: {rung}` beslist nooit iets", "`{word}: {rung}` never decides anything");
        findings.push(Finding::new(RULE.name, side.place, message).hint(reason(behaviour, side)));
    }
}

/// Whether a bound decides something on some walk; `None` where that would take too long.
fn decides(behaviour: &Behaviour<'_>, side: &BoundSide<'_>, sides: &[BoundSide<'_>]) -> Option<bool> {
    let tree = behaviour.tree;
    let end = if side.upper { tree.rungs().last_id() } else { tree.rungs().first_id() };
    let (rung, yields) = (side.bound.rung, !side.upper && side.bound.yields);
    let reads = if side.upper { OutcomeRung::Ceiling } else { OutcomeRung::Floor };
    let read_off = |landing: &Landing| {
        if yields {
            landing.rung.is_some_and(|result| result < rung)
        } else {
            !landing.clash && tree.outcomes[landing.outcome].rung == reads && landing.rung == Some(rung)
        }
    };
    // The end of the ladder is where it ends anyway.
    if Some(rung) != end && meets(behaviour, &side.holds, &read_off)? {
        return Some(true);
    }
    if decides_wish(behaviour, side, sides)? {
        return Some(true);
    }
    if yields {
        return Some(false);
    }
    let clashes = |end: &End| matches!(end, End::UnhandledConflict(_) | End::Landing(Landing { clash: true, .. }));
    if let (Some(futures), Condition::Entry(Entry::Question(question, answers))) = (behaviour.futures(), &side.holds)
        && !answers.iter().any(|&answer| futures.clash(*question, answer))
    {
        return Some(false);
    }
    let across = |other: &&BoundSide<'_>| {
        let crosses = if side.upper { other.bound.rung > rung } else { other.bound.rung < rung };
        other.upper != side.upper && crosses && (other.upper || !other.bound.yields)
    };
    let across: Vec<Condition<Entry>> = sides.iter().filter(across).map(|other| other.holds.clone()).collect();
    if across.is_empty() {
        return Some(false);
    }
    let both = Condition::All(vec![side.holds.clone(), Condition::Any(across)]);
    let watch = behaviour.watch(&both, &mut |sight| matches!(sight, Observation::Ended(end, true) if clashes(end)));
    if watch.witness().is_some() { Some(true) } else { watch.finished.then_some(false) }
}

/// Whether some result that reads the wish is read from this bound: an at-least with none above it, or an
/// at-most with an at-least above it.
fn decides_wish(behaviour: &Behaviour<'_>, side: &BoundSide<'_>, sides: &[BoundSide<'_>]) -> Option<bool> {
    let tree = behaviour.tree;
    let rung = side.bound.rung;
    let read_off = |landing: &Landing| {
        !landing.clash && tree.outcomes[landing.outcome].rung == OutcomeRung::Wish && landing.rung == Some(rung)
    };
    if !side.upper && Some(rung) == tree.rungs().first_id() {
        return Some(false);
    }
    let above = sides.iter().filter(|other| !other.upper && other.bound.rung > rung);
    let above = Condition::Any(above.map(|other| other.holds.clone()).collect());
    let above = if side.upper { above } else { Condition::Not(Box::new(above)) };
    meets(behaviour, &Condition::All(vec![side.holds.clone(), above]), &read_off)
}

/// Whether the advice tells a bound with its reason after some walk: it has one, and is the strictest on its side.
/// The end of the ladder is where a line ends anyway.
fn is_told(behaviour: &Behaviour<'_>, side: &BoundSide<'_>, sides: &[BoundSide<'_>]) -> Option<bool> {
    let rungs = behaviour.tree.rungs();
    let (rung, end) = (side.bound.rung, if side.upper { rungs.last_id() } else { rungs.first_id() });
    if side.bound.because.is_none() || Some(rung) == end {
        return Some(false);
    }
    let stricter = |other: &&BoundSide<'_>| {
        let stricter = if side.upper { other.bound.rung < rung } else { other.bound.rung > rung };
        // A wish is told where no at-least stands above it, what is required where no other requires more.
        other.upper == side.upper && stricter && (side.bound.yields || !other.bound.yields)
    };
    let stricter = Condition::Any(sides.iter().filter(stricter).map(|other| other.holds.clone()).collect());
    meets(behaviour, &Condition::All(vec![side.holds.clone(), Condition::Not(Box::new(stricter))]), &|_| true)
}

/// Whether some walk comes to a result like this with the condition true.
fn meets(behaviour: &Behaviour<'_>, condition: &Condition<Entry>, fits: &dyn Fn(&Landing) -> bool) -> Option<bool> {
    if !behaviour.landings.keys().any(fits) {
        return Some(false);
    }
    if let (Some(futures), Condition::Entry(Entry::Question(question, answers))) = (behaviour.futures(), condition) {
        return Some(answers.iter().any(|&answer| futures.results(*question, answer).any(fits)));
    }
    let watch = behaviour.watch(
        condition,
        &mut |sight| matches!(sight, Observation::Ended(End::Landing(landing), true) if fits(landing)),
    );
    if watch.witness().is_some() { Some(true) } else { watch.finished.then_some(false) }
}

fn reason(behaviour: &Behaviour<'_>, side: &BoundSide<'_>) -> crate::text::language::Bilingual {
    let rungs = behaviour.tree.rungs();
    let holds = meets(behaviour, &side.holds, &|_| true);
    match (side.upper, side.bound.rung) {
        _ if holds == Some(false) => {
            bilingual!("geen enkele route voldoet aan de voorwaarde", "no walk meets its condition")
        }
        (true, rung) if Some(rung) == rungs.last_id() => {
            bilingual!(
                "het is de hoogste trede: hoger kan toch niet",
                "it is the highest rung: there is nothing above it"
            )
        }
        (false, rung) if Some(rung) == rungs.first_id() => {
            bilingual!(
                "het is de laagste trede: lager kan toch niet",
                "it is the lowest rung: there is nothing below it"
            )
        }
        (false, _) if side.bound.yields => {
            bilingual!(
                "geen enkel resultaat blijft eronder of wordt eruit gelezen",
                "no result falls short of it or is read from it"
            )
        }
        (true, _) => bilingual!(
            "waar hij geldt, is een ander plafond lager of leest de uitkomst dit plafond niet",
            "where it holds, another ceiling is lower or the outcome does not read this ceiling"
        ),
        (false, _) => bilingual!(
            "waar hij geldt, blijft het plafond erboven en leest de uitkomst deze vloer niet",
            "where it holds, the ceiling stays above it and the outcome does not read this floor"
        ),
    }
}
