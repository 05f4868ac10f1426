//! `unfinished`: exactness has its price, and a budget.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::sound::sound_by_form;
use crate::engine::behaviour::Behaviour;
use crate::engine::budget::Budget;
use crate::engine::explore::explore;
use crate::engine::step::{AllowedReplies, Stepper};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Resolved;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unfinished",
    severity: Severity::Error,
    summary: ("de boom heeft te veel toestanden om alles na te gaan", "the tree has too many states to look at all"),
    why: (
        "Wat niet is nagegaan, is niet bewezen. Een boom die door zijn vorm klopt, krijgt een waarschuwing.",
        "What was not looked at is not proven. A tree that is sound by its form gets a warning.",
    ),
    wrong: "# veertig vragen die allemaal aan een eigen score optellen",
    right: "# dezelfde vragen, met één score of met feiten",
    pass: Pass::AtBehaviour(inspect),
};

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if behaviour.graph.finished {
        return;
    }
    let tree = behaviour.tree;
    let states = behaviour.graph.nodes.len();
    // Which question costs most: the one whose reply, once fixed, leaves the fewest states in a small
    // budget. All of them together cost a fraction of what the exploring did.
    let tried = tree.questions.len().min(200);
    let small = (states / tried.max(1)).clamp(200, 20_000);
    let cost = |question: QuestionId| {
        let fixed = Replies::from([(question, Reply::Answers(vec![AnswerId::default()]))]);
        let room = |asked| AllowedReplies::of(tree, asked, fixed.get(&asked));
        let graph = explore(&mut Stepper::new(tree), &room, &Budget::of(small));
        (!graph.finished, graph.nodes.len())
    };
    let dearest = tree.questions.ids().take(tried).map(|question| (cost(question), question)).min();
    let message = bilingual!(
        "na {states} toestanden is de boom nog niet uitgezocht",
        "after {states} states the tree is not yet explored"
    );
    let proven = if sound_by_form(tree) {
        bilingual!(
            "elke route eindigt wel: dat volgt uit de vorm; voorbeelden en beloften zijn niet bewezen",
            "every walk does end: that follows from the form; examples and promises are not proven"
        )
    } else {
        bilingual!("dat elke route eindigt, is niet bewezen", "that every walk ends is not proven")
    };
    let hint = match dearest {
        Some(((false, count), question)) => {
            let id = &tree.questions[question].id.text;
            bilingual!(
                "{one}; `{id}` kost het meest: met één antwoord daarop zijn het er {count}",
                "{two}; `{id}` costs most: with one answer to it there are {count}",
                one = &proven.dutch,
                two = &proven.english
            )
        }
        _ => proven,
    };
    findings.push(Finding::new(RULE.name, tree.id.place, message).hint(hint));
}

/// That every walk was explored, and not everything that rules ask about them could be worked out.
pub(in crate::check) fn cut_short(tree: &Resolved) -> Finding {
    let message = bilingual!(
        "elke route eindigt, maar niet alle regels konden tot het eind worden nagegaan",
        "every walk ends, but not all rules could be looked at to the end"
    );
    let hint = bilingual!(
        "geef meer ruimte met `--max-states`, of maak voorwaarden korter; wat niet gemeld is, is niet bewezen",
        "allow more with `--max-states`, or make conditions shorter; what is not reported is not proven"
    );
    Finding::new(RULE.name, tree.id.place, message).hint(hint)
}

/// That a tree is another one on too many days to look at each.
pub(in crate::check) fn too_many_days(tree: &Resolved, days: usize, most: usize) -> Finding {
    let message = bilingual!(
        "deze boom verandert {days} keer op een dag; ik ga er hoogstens {most} na",
        "this tree changes on {days} days; I look at {most} at most"
    );
    let hint = bilingual!("laat delen op dezelfde dag ingaan en aflopen", "let parts begin and end on the same days");
    Finding::new(RULE.name, tree.id.place, message).hint(hint)
}
