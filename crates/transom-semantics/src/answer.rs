//! What a function answers that gives its own argument back on some of its paths.

/// The answer of such a function: Python's caller gets the very object that it passed, or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<T> {
    /// The argument itself.
    Argument,
    /// Something else.
    Value(T),
}

impl<T> Answer<T> {
    /// The answer as a value, where the argument is not needed any more.
    pub fn or(self, argument: T) -> T {
        self.or_else(|| argument)
    }

    /// The answer as a value; the argument is copied where it is the answer.
    pub fn or_else(self, argument: impl FnOnce() -> T) -> T {
        self.value().unwrap_or_else(argument)
    }

    /// What was made, if it is not the argument.
    pub fn value(self) -> Option<T> {
        match self {
            Answer::Argument => None,
            Answer::Value(value) => Some(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn takes_the_argument_only_where_it_is_the_answer() {
        assert_eq!(Answer::Value(1).or_else(|| unreachable!()), 1);
        assert_eq!(Answer::Argument.or(2), 2);
    }
}
