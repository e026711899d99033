//! Places in a source: byte offsets, and the lines and columns that people read.

/// Byte offsets into the source of a module, the end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Of the first byte.
    pub start: u32,
    /// Just behind the last byte.
    pub end: u32,
}

impl Span {
    /// From the beginning of one to the end of another.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end }
    }

    /// Whether another lies within this one.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Where something is, as an editor counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In code points, from 1.
    pub column: u32,
}

/// Where the lines of a source begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Of a source of less than 4 GiB whose lines end in `\n`.
    pub fn new(source: &str) -> Self {
        let ends = source.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        Self { starts: std::iter::once(0).chain(ends).collect() }
    }

    /// How many there are; a source has one at least.
    pub fn count(&self) -> u32 {
        u32::try_from(self.starts.len()).expect("a source has less than 4 GiB")
    }

    /// Line and column of an offset.
    pub fn position(&self, source: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let before = source.get(start as usize..offset as usize).unwrap_or_default();
        let number = |count: usize| u32::try_from(count).expect("a source has less than 4 GiB");
        Position { line: number(line), column: number(before.chars().count() + 1) }
    }

    /// A line, counted from 1, without its end; empty when there is no such line.
    pub fn text<'s>(&self, source: &'s str, line: u32) -> &'s str {
        let span = self.span(source, line);
        source.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Where a line, counted from 1, stands, without its end.
    pub fn span(&self, source: &str, line: u32) -> Span {
        let Some(start) = (line as usize).checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return Span::default();
        };
        let rest = &source[*start as usize..];
        let length = rest.find('\n').unwrap_or(rest.len());
        Span { start: *start, end: start + u32::try_from(length).expect("a source has less than 4 GiB") }
    }
}
