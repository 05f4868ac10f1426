//! The texts of each part of a tree, as they were read: a draft and the tree that is resolved from it share
//! them. There is a field for each text of the part in the table of keys, by the name of its key.

use serde::{Deserialize, Serialize};

/// Texts that are read by their keys and written into JSON with an underscore for a hyphen.
macro_rules! texts {
    ($($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $kind:ty,)+ })+) => {
        $(
            $(#[$about])*
            #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(rename_all(deserialize = "kebab-case"), default, deny_unknown_fields)]
            pub struct $name {
                $($(#[$field_about])* pub $field: $kind,)+
            }
        )+
    };
}

texts! {
    /// Of a tree.
    TreeTexts {
        /// Its title.
        title: String,
        /// What it is for.
        summary: Option<String>,
    }

    /// Of a question.
    QuestionTexts {
        /// What is asked.
        ask: String,
        /// Explanation.
        help: Option<String>,
        /// What to do when you do not know.
        unknown: Option<String>,
        /// What to write down.
        note: Option<String>,
    }

    /// Of an answer.
    AnswerTexts {
        /// What people pick.
        label: String,
        /// Explanation.
        help: Option<String>,
    }

    /// Of a bound.
    BoundTexts {
        /// Why.
        because: Option<String>,
        /// What would lift it (an at-most).
        arrange: Option<String>,
    }

    /// Of the verdicts of a tree.
    VerdictTexts {
        /// Instead of the program's own words for `participate`.
        participate: Option<String>,
        /// Instead of those for `do-not-participate`.
        do_not_participate: Option<String>,
        /// Instead of those for `not-yet`.
        not_yet: Option<String>,
        /// Instead of those for `other-route`.
        other_route: Option<String>,
    }

    /// Of an outcome.
    OutcomeTexts {
        /// Its title.
        title: String,
        /// What stands above the advice, instead of the verdict.
        heading: Option<String>,
        /// What it means for people.
        text: Option<String>,
    }

    /// Of a rung.
    RungTexts {
        /// Its title.
        title: String,
        /// The role of a resident.
        resident: Option<String>,
        /// The role of government.
        government: Option<String>,
        /// What is promised to residents.
        promise: Option<String>,
        /// The core question to put to residents.
        ask: Option<String>,
        /// Explanation.
        text: Option<String>,
    }

    /// Of a method.
    MethodTexts {
        /// Its name.
        title: String,
        /// What happens.
        summary: Option<String>,
        /// When not to use it, in words.
        not_when: Option<String>,
    }

    /// Of an advice.
    AdviceTexts {
        /// What to mind.
        text: String,
    }
}

/// Lets the texts of a thing be read as if they were its own.
macro_rules! reads_texts {
    ($($thing:ty { $field:ident: $texts:ty }),+ $(,)?) => {
        $(
            impl std::ops::Deref for $thing {
                type Target = $texts;

                fn deref(&self) -> &$texts {
                    &self.$field
                }
            }
        )+
    };
    (staged: $($thing:ident { $field:ident: $texts:ty }),+ $(,)?) => {
        $(
            impl<S: Stage> std::ops::Deref for $thing<S> {
                type Target = $texts;

                fn deref(&self) -> &$texts {
                    &self.$field
                }
            }
        )+
    };
}

pub(crate) use reads_texts;
