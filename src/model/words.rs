//! Words of the file format that stand for one of a few things, such as `low`, `medium` and `high`.

/// An enum whose variants are words in files.
pub trait Words: Copy + 'static {
    /// Every word with what it stands for, in the order of the variants.
    const TABLE: &'static [(&'static str, Self)];
}

/// Gives an enum its words: `words!(Cost { Low = "low", High = "high" })`.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// Every variant, in order.
            pub const ALL: [$name; [$($word),+].len()] = [$($name::$variant),+];
            /// The words in files, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word in files.
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word),+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl $crate::model::words::Words for $name {
            const TABLE: &'static [(&'static str, $name)] = &[$(($word, $name::$variant)),+];
        }
    };
}

pub(crate) use words;
