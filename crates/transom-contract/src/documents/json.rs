//! JSON whose objects keep the order in which they were written, whatever `serde_json` was built with.

use indexmap::IndexMap;
use serde::Serialize;

use crate::value::Value;

/// A node of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Json {
    Leaf(serde_json::Value),
    Example(Value),
    List(Vec<Json>),
    Object(Object),
}

/// An object under construction.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Object(IndexMap<String, Json>);

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn set(&mut self, key: &str, value: impl Into<Json>) {
        self.0.insert(key.to_owned(), value.into());
    }

    pub(super) fn with(mut self, key: &str, value: impl Into<Json>) -> Self {
        self.set(key, value);
        self
    }

    /// The key only where there is a value.
    pub(super) fn with_some(self, key: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// A description only where there are words; behind those that stand there already.
    pub(super) fn described(mut self, doc: &str) -> Self {
        if doc.is_empty() {
            return self;
        }
        let words = match self.0.shift_remove("description") {
            Some(Json::Leaf(serde_json::Value::String(own))) => format!("{doc}\n\n{own}"),
            _ => doc.to_owned(),
        };
        let mut object = Self::new().with("description", words);
        object.0.append(&mut self.0);
        object
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Json> {
        self.0.shift_remove(key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The finished text.
    pub(super) fn render(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a document has no other keys than text");
        text.push('\n');
        text
    }

    /// The finished document as data; its objects have the order that `serde_json` gives them.
    pub(super) fn into_value(self) -> serde_json::Value {
        serde_json::to_value(self).expect("a document has no other keys than text")
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self::Example(value)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

macro_rules! leaves {
    ($($type:ty),*) => {$(
        impl From<$type> for Json {
            fn from(leaf: $type) -> Self {
                Self::Leaf(leaf.into())
            }
        }
    )*};
}

leaves! { &str, String, bool, usize, serde_json::Number, serde_json::Value }
