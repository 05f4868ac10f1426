//! An object as it stands, without some of its members.

/// The bytes of an object up to its closing brace, without the members of which `gone` says so by their raw key
/// (quotes included). The object is known to be sound JSON.
pub(super) fn without(object: &[u8], gone: &dyn Fn(&[u8]) -> bool) -> Vec<u8> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut kept: Vec<&[u8]> = Vec::new();
    let (mut start, mut key) = (0, None);
    let mut end = |range: std::ops::Range<usize>, key: &mut Option<&[u8]>| {
        if key.take().is_some_and(|key| !gone(key)) {
            kept.push(&object[range]);
        }
    };
    for (at, &byte) in object.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => {
                depth += 1;
                start = if depth == 1 { at + 1 } else { start };
            }
            b':' if depth == 1 && key.is_none() => key = Some(object[start..at].trim_ascii()),
            b',' if depth == 1 => {
                end(start..at, &mut key);
                start = at + 1;
            }
            b'}' | b']' => {
                if depth == 1 {
                    end(start..at, &mut key);
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    let mut all = b"{".to_vec();
    all.extend_from_slice(&kept.join(&b','));
    all
}
