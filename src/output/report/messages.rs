//! Who hears what before, during and after a plan, and through which of its steps (handreiking Samenwerken in Schiedam,
//! par. 4 to 6; the words are ours).

use super::basis::Report;
use crate::analysis::plan::{Plan, Step};
use crate::bilingual;
use crate::model::approach::Purpose;
use crate::output::document::Block;
use crate::text::language::Bilingual;
use serde_json::{Value, json as object};

/// What to say to some people at one moment.
struct Message<'p, 't> {
    /// As `moment` of an advice.
    moment: &'static str,
    when: Bilingual,
    to: Bilingual,
    what: Bilingual,
    through: Vec<&'p Step<'t>>,
}

/// The messages of a plan; those that none of its steps carries are left out.
fn messages<'p, 't>(plan: &'p Plan<'t>) -> Vec<Message<'p, 't>> {
    let hears = |step: &&Step<'_>| step.purposes.iter().any(|it| !it.tells());
    let reports = |step: &&Step<'_>| step.purposes == [Purpose::ReportBack];
    let asked = plan.steps.iter().any(|step| hears(&step));
    let before = |step: &&Step<'_>| !hears(step) && !reports(step);
    let what = match asked {
        true => bilingual!(
            "waar het over gaat; wat vastligt en wat open is; wat je belooft en wie besluit; hoe mensen mee kunnen doen",
            "what it is about; what is fixed and what is open; what you promise and who decides; how people can take part"
        ),
        false => bilingual!(
            "wat er gaat gebeuren, waarom en wanneer; wie je kunt bellen",
            "what will happen, why and when; whom to call"
        ),
    };
    let all = [
        Message {
            moment: "before",
            when: bilingual!("vooraf", "before"),
            to: bilingual!("iedereen die het raakt", "everyone whom it touches"),
            what,
            through: plan.steps.iter().filter(before).collect(),
        },
        Message {
            moment: "during",
            when: bilingual!("tijdens", "during"),
            to: bilingual!("wie meedoet", "whoever takes part"),
            what: bilingual!(
                "wat je gehoord hebt, wat je daarmee doet en wat de volgende stap is",
                "what you heard, what you do with it and what the next step is"
            ),
            through: plan.steps.iter().filter(hears).collect(),
        },
        Message {
            moment: "after",
            when: bilingual!("achteraf", "after"),
            to: bilingual!("wie meedeed, en wie je had uitgenodigd", "whoever took part, and whom you had invited"),
            what: bilingual!(
                "van elk punt wat je ermee deed en waarom; wanneer het besluit valt, en wat dat is zodra je het weet",
                "of each point what you did with it and why; when the decision comes, and what it is once you know"
            ),
            through: plan.steps.iter().filter(reports).collect(),
        },
    ];
    all.into_iter().filter(|message| !message.through.is_empty()).collect()
}

impl Report<'_> {
    /// A row per message.
    pub(super) fn messages(&self, plan: &Plan<'_>) -> Vec<Block> {
        let rows: Vec<Vec<String>> = messages(plan)
            .into_iter()
            .map(|message| {
                let through: Vec<&str> = message.through.iter().map(|step| step.method.title.as_str()).collect();
                let said = [message.when, message.to, message.what].map(|it| it.to(self.language).to_owned());
                said.into_iter().chain([through.join(", ")]).collect()
            })
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let head =
            [("Wanneer", "When"), ("Aan wie", "To whom"), ("Wat je vertelt", "What you tell"), ("Waarmee", "Through")];
        vec![
            Block::Text(
                self.say("Wat je wie vertelt, als voorzet van ons:", "Whom you tell what, as a draft of our own:")
                    .to_owned(),
            ),
            Block::Table {
                head: head.iter().map(|(dutch, english)| self.say(dutch, english).to_owned()).collect(),
                rows,
            },
        ]
    }

    /// The messages for other programs.
    pub(super) fn messages_json(&self, plan: &Plan<'_>) -> Vec<Value> {
        let written = |message: Message<'_, '_>| {
            object!({
                "moment": message.moment,
                "to": message.to.to(self.language),
                "what": message.what.to(self.language),
                "through": message.through.iter().map(|step| &step.method.id.text).collect::<Vec<_>>(),
            })
        };
        messages(plan).into_iter().map(written).collect()
    }
}
