//! An object of a list as it is read: a key that is there twice is known.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt::{self, Formatter};

/// The members of an object; of a key that is there twice the last.
pub(super) struct OneObject {
    pub(super) members: Map<String, Value>,
    /// A key in it that has two values.
    pub(super) twice: Option<String>,
}

impl<'de> Deserialize<'de> for OneObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneObject, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = OneObject;

            fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OneObject, A::Error> {
                let mut object = OneObject { members: Map::new(), twice: None };
                while let Some((key, value)) = map.next_entry::<String, Value>()? {
                    let other = object.members.get(&key).is_some_and(|before| *before != value);
                    if other {
                        object.twice = Some(key.clone());
                    }
                    object.members.insert(key, value);
                }
                Ok(object)
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// What is known of a place on a map: the object under `properties`.
pub(super) struct Properties(pub(super) Option<OneObject>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Properties, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Properties;

            fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
                formatter.write_str("a place on a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
                let mut properties = Properties(None);
                while let Some(key) = map.next_key::<String>()? {
                    if key == "properties" {
                        properties.0 = Some(map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(properties)
            }
        }
        deserializer.deserialize_map(Members)
    }
}
