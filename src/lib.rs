//! Beslisboom: whether, how far and how to involve residents, by a decision tree anyone can read.
//!
//! Four steps lead from a file to an advice. [`read`] takes a file and those that it names; [`check`] makes a
//! [`Tree`] of it, if and only if nothing in it is an error; [`evaluate`] says what replies lead to; and [`recommend`],
//! [`why`] and [`diff`] say what to do with it. No step touches a file, a clock or a terminal: files come
//! through a [`Loader`], and days are handed in.
//!
//! ```
//! use beslisboom::{Builtin, Language, check, evaluate, fit, read_set, recommend};
//!
//! let parsed = Builtin("").read("schiedam", Language::English).expect("it ships with the library");
//! let tree = check(parsed, beslisboom::BUDGET).into_tree()?;
//! let said = ["begint=gemeente", "wet=vrij", "keuze=niets"].map(|it| read_set(it).expect("question=answer"));
//! let (replies, misfits) = fit(&tree, &said);
//! assert!(misfits.is_empty());
//!
//! let evaluation = evaluate(&tree, &replies);
//! assert!(evaluation.open_questions.is_empty(), "three replies are enough here");
//! let result = evaluation.landings[0];
//! assert_eq!(tree.outcomes[result.outcome].id.text, "niets-te-kiezen");
//! assert!(!recommend(&tree, &replies, &evaluation).advice.is_empty());
//! # Ok::<(), beslisboom::Unsound>(())
//! ```
//!
//! What stands on this page is for others to use. The modules that are not on it are public only because the
//! tests of the program stand outside of it; they change without notice. The feature `cli`, on by default, is the
//! program at a terminal: without it none of its dependencies are built.

// How large and how deep stands in `clippy.toml`; tests may be longer.
#![warn(clippy::excessive_nesting, clippy::too_many_lines)]

// Hidden, not private: the integration tests read them (see above).
#[doc(hidden)]
pub mod analysis;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod app;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod editor;
#[doc(hidden)]
pub mod engine;
#[doc(hidden)]
pub mod list;
pub mod model;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod text;
#[cfg(feature = "page")]
#[doc(hidden)]
pub mod web;

pub use analysis::diff::{Diff, Grade, diff};
pub use analysis::plan::{Choice, Plan, Step};
pub use analysis::recommend::{Offer, Recommendation, recommend, recommend_with};
pub use analysis::why::{Held, Why, why};
pub use check::{BUDGET, Checked, Unsound, check};
pub use engine::evaluate::{Evaluation, Explored, evaluate};
pub use engine::step::Landing;
pub use model::finding::{Finding, Place, Severity};
pub use model::replies::{Replies, Reply};
pub use model::tree::Tree;
pub use source::builtin::Builtin;
pub use source::parse::{Content, LoadError, Loader, Parsed, read, read_replies, read_set};
pub use source::resolve::{Misfit, fit};
pub use text::language::{Bilingual, Language};
