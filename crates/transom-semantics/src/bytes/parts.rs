//! Bytes searched, taken apart and put together.

/// `b.find(other)`: -1 where it is not.
pub fn find(bytes: &[u8], other: &[u8]) -> i64 {
    place(bytes, other).map_or(-1, |at| at as i64)
}

/// `b.rfind(other)`: -1 where it is not.
pub fn rfind(bytes: &[u8], other: &[u8]) -> i64 {
    if other.is_empty() {
        return bytes.len() as i64;
    }
    bytes.windows(other.len()).rposition(|window| window == other).map_or(-1, |at| at as i64)
}

/// `b.index(other)`. What is not there panics.
pub fn index(bytes: &[u8], other: &[u8]) -> i64 {
    place(bytes, other).expect("subsection not found") as i64
}

/// `b.rindex(other)`. What is not there panics.
pub fn rindex(bytes: &[u8], other: &[u8]) -> i64 {
    let at = rfind(bytes, other);
    assert!(at >= 0, "subsection not found");
    at
}

fn place(bytes: &[u8], other: &[u8]) -> Option<usize> {
    if other.is_empty() {
        return Some(0);
    }
    bytes.windows(other.len()).position(|window| window == other)
}

/// `b.count(other)`: without overlaps.
pub fn count(bytes: &[u8], other: &[u8]) -> i64 {
    if other.is_empty() {
        return bytes.len() as i64 + 1;
    }
    split(bytes, other).count() as i64 - 1
}

/// `b.startswith(other)`.
pub fn startswith(bytes: &[u8], other: &[u8]) -> bool {
    bytes.starts_with(other)
}

/// `b.endswith(other)`.
pub fn endswith(bytes: &[u8], other: &[u8]) -> bool {
    bytes.ends_with(other)
}

/// `b.split(by)`. An empty separator panics.
pub fn split(bytes: &[u8], by: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    assert!(!by.is_empty(), "empty separator");
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let all = rest?;
        let Some(at) = place(all, by) else {
            rest = None;
            return Some(all.to_vec());
        };
        rest = Some(&all[at + by.len()..]);
        Some(all[..at].to_vec())
    })
}

/// `by.join(parts)`.
pub fn join<T: AsRef<[u8]>>(by: &[u8], parts: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut joined = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            joined.extend_from_slice(by);
        }
        joined.extend_from_slice(part.as_ref());
    }
    joined
}

/// `b.replace(from, to)`.
pub fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    if from.is_empty() {
        let mut replaced = to.to_vec();
        for byte in bytes {
            replaced.push(*byte);
            replaced.extend_from_slice(to);
        }
        return replaced;
    }
    join(to, split(bytes, from))
}

/// `b.strip()`: white space.
pub fn strip(bytes: &[u8]) -> Vec<u8> {
    lstrip(&rstrip(bytes))
}

/// `b.lstrip()`: white space.
pub fn lstrip(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().skip_while(|byte| is_space(*byte)).collect()
}

/// `b.rstrip()`: white space.
pub fn rstrip(bytes: &[u8]) -> Vec<u8> {
    let end = bytes.iter().rposition(|byte| !is_space(*byte)).map_or(0, |at| at + 1);
    bytes[..end].to_vec()
}

/// ASCII white space with the vertical tab, which Rust does not count.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}

/// `b.removeprefix(prefix)`.
pub fn removeprefix(bytes: &[u8], prefix: &[u8]) -> Vec<u8> {
    bytes.strip_prefix(prefix).unwrap_or(bytes).to_vec()
}

/// `b.removesuffix(suffix)`.
pub fn removesuffix(bytes: &[u8], suffix: &[u8]) -> Vec<u8> {
    bytes.strip_suffix(suffix).unwrap_or(bytes).to_vec()
}
