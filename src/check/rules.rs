//! Every rule: one file each, and the table of all.

mod allowance_without_reason;
mod always_taken_route;
mod bad_url;
mod bound_without_reason;
mod broken_promise;
pub(super) mod contradicted_example;
mod contrary_verdict;
pub(super) mod dead_end;
pub(super) mod deaf_condition;
mod double_question;
mod duplicate_label;
mod endless_loop;
pub(super) mod expired;
mod hard_word;
mod hollow_verdict;
mod html_in_text;
mod idle_bound;
mod idle_entry;
mod idle_fact;
mod idle_rising;
mod idle_route;
mod idle_score;
mod idle_tick;
mod invisible_character;
mod lone_answer;
mod long_question;
mod long_sentence;
mod long_way;
mod look_alike_letter;
mod missing_help;
mod missing_source;
pub(super) mod missing_translation;
mod near_word;
mod never_taken_route;
mod no_method;
pub(super) mod no_question;
mod personal_data;
mod placeholder_text;
mod pointless_question;
mod reading;
mod repeated_text;
pub(super) mod replaced;
mod rung_outside_bounds;
pub(super) mod unchanged_version;
mod unexampled_answer;
mod unexampled_conflict;
mod unexampled_outcome;
pub(super) mod unfinished;
mod unhandled_conflict;
mod unreachable_outcome;
mod unreachable_question;
mod unreachable_rung;
mod unread_reply;
pub(super) mod untested_effect;
mod untested_question;
mod untimely_name;
mod untrimmed_text;
pub(super) mod unused_allowance;

use crate::check::rule::Rule;

/// Every rule, in the order in which they are documented.
pub const RULES: &[&Rule] = &[
    &reading::SYNTAX,
    &reading::FILE_NAME,
    &reading::UNSUPPORTED_FORMAT,
    &reading::UNKNOWN_KEY,
    &reading::MISSING_KEY,
    &reading::WRONG_KIND,
    &reading::DUPLICATE_KEY,
    &reading::BAD_ID,
    &reading::AMBIGUOUS_NAME,
    &reading::DANGLING_TARGET,
    &reading::UNKNOWN_RUNG,
    &reading::UNKNOWN_NAME,
    &reading::UNKNOWN_VALUE,
    &reading::UNKNOWN_SOURCE,
    &reading::UNKNOWN_METHOD,
    &reading::BAD_CONFLICT,
    &reading::MISSING_FILE,
    &reading::ESCAPING_FILE,
    &reading::BAND_GAP,
    &reading::BAND_OVERLAP,
    &invisible_character::RULE,
    &look_alike_letter::RULE,
    &untrimmed_text::RULE,
    &duplicate_label::RULE,
    &bad_url::RULE,
    &no_question::RULE,
    &dead_end::RULE,
    &endless_loop::RULE,
    &unhandled_conflict::RULE,
    &contradicted_example::RULE,
    &broken_promise::RULE,
    &unfinished::RULE,
    &unreachable_question::RULE,
    &unreachable_outcome::RULE,
    &never_taken_route::RULE,
    &always_taken_route::RULE,
    &untimely_name::RULE,
    &pointless_question::RULE,
    &lone_answer::RULE,
    &rung_outside_bounds::RULE,
    &unreachable_rung::RULE,
    &hollow_verdict::RULE,
    &contrary_verdict::RULE,
    &idle_fact::RULE,
    &idle_score::RULE,
    &idle_bound::RULE,
    &idle_entry::RULE,
    &idle_route::RULE,
    &idle_tick::RULE,
    &idle_rising::RULE,
    &deaf_condition::RULE,
    &near_word::RULE,
    &no_method::RULE,
    &long_way::RULE,
    &unexampled_outcome::RULE,
    &unexampled_answer::RULE,
    &unexampled_conflict::RULE,
    &unread_reply::RULE,
    &untested_question::RULE,
    &untested_effect::RULE,
    &missing_help::RULE,
    &missing_source::RULE,
    &bound_without_reason::RULE,
    &missing_translation::RULE,
    &placeholder_text::RULE,
    &personal_data::RULE,
    &html_in_text::RULE,
    &repeated_text::RULE,
    &long_sentence::RULE,
    &long_question::RULE,
    &double_question::RULE,
    &hard_word::RULE,
    &expired::RULE,
    &replaced::RULE,
    &unchanged_version::RULE,
    &allowance_without_reason::RULE,
    &unused_allowance::RULE,
];

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
