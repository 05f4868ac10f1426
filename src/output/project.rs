//! Documents about a project besides its advice: the plan, the report, the questions on paper. What is not known is
//! left open, and said once more at the end; nothing is made up.

mod account;
mod evaluation;
mod legal;
mod messages;
mod overview;
mod plan;
mod questions;
mod rung;
mod sheet;

pub use account::project_report;
pub use evaluation::{judgement_in_short, project_evaluation};
pub use messages::{first_letter, report_back};
pub use overview::{ProjectLine, projects_overview};
pub(crate) use overview::{duty_name, stage_name};
pub use plan::project_plan;
pub use questions::question_sheet;
