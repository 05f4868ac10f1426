//! Addresses of files (`file:///home/iemand/boom.yaml`) and paths.

use gen_lsp_types::Uri;
use std::path::{Path, PathBuf};

/// The path of an address of a file on this computer; none of any other address.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let path = decoded(path.split(['?', '#']).next().unwrap_or(path))?;
    // `/c:/trees` is `c:/trees`.
    let drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if drive { &path[1..] } else { &path }))
}

/// The address of a path.
pub(super) fn uri(path: &Path) -> Uri {
    let shown = path.to_string_lossy();
    let shown = if cfg!(windows) { shown.trim_start_matches(r"\\?\").replace('\\', "/") } else { shown.into_owned() };
    let mut uri = String::from(if shown.starts_with('/') { "file://" } else { "file:///" });
    for byte in shown.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            b':' if cfg!(windows) => uri.push(':'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri(uri)
}

/// A text in which `%XX` stands for a byte.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = escaped.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_out_and_comes_back() {
        let file = Path::new("/home/één mens/50% #1?.yaml");
        assert_eq!(uri(file).0, "file:///home/%C3%A9%C3%A9n%20mens/50%25%20%231%3F.yaml");
        assert_eq!(path(&uri(file).0).as_deref(), Some(file));
        assert_eq!(path("file://localhost/a%zz.yaml"), Some(PathBuf::from("/a%zz.yaml")));
        for other in ["untitled:Untitled-1", "https://example.org/a.yaml", "file://", "file:///%FF"] {
            assert_eq!(path(other), None, "{other}");
        }
    }
}
