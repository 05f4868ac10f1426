//! Files that are read by themselves, without others beside them.

use super::yaml::{self, YamlNode};
use crate::model::finding::{Finding, SourceFile, SourceFiles};

/// Reads the bytes of a file by what its kind makes of the top of it; nothing where it is no UTF-8 or no YAML.
pub(super) fn read_alone<T>(
    name: &str,
    bytes: &[u8],
    read: impl FnOnce(&YamlNode, &mut Vec<Finding>) -> Option<T>,
) -> (Option<T>, SourceFiles, Vec<Finding>) {
    let mut findings = Vec::new();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (text, fault) = super::file::utf8(0, bytes);
    let file = match fault {
        Some(fault) => {
            findings.push(fault);
            None
        }
        None => yaml::read(0, &text, &mut Vec::new(), &mut findings).and_then(|node| read(&node, &mut findings)),
    };
    (file, SourceFiles(vec![SourceFile { name: name.to_owned(), text }]), findings)
}
