//! The contract: an engine's description as plain data, from which every document is rendered.

mod check;
mod read;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::shape::{Definitions, Record, Root, Schema, Shape};

/// What an engine promises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// The engine's name, a Python identifier.
    pub engine: String,
    /// The engine crate's version.
    pub version: String,
    /// What the engine is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// The models that functions refer to.
    pub definitions: Definitions,
    /// The functions, in declaration order.
    pub functions: Vec<Function>,
}

/// One typed unit of work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Function {
    /// The name within the engine, a Python identifier.
    pub name: String,
    /// What it does, in the author's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// The named arguments.
    pub input: Record,
    /// The answer.
    pub output: Shape,
    /// The errors that the function declares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorCase>,
    /// Whether the function answers exactly as its Python original or declines.
    #[serde(default)]
    pub exact: bool,
    /// The Python function that it stands for, as `module:name`; where nobody says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// The arguments that the function changes in its caller's own objects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
    /// The argument that is the answer, or may be, as the very object that the caller passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<String>,
}

/// One declared error of a function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ErrorCase {
    /// The stable code, `snake_case`.
    pub code: String,
    /// The Rust variant's name; the Python exception's too.
    pub name: String,
    /// When it happens.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// The HTTP status that carries it.
    pub http: u16,
    /// What it tells besides the message.
    pub data: Record,
}

impl Contract {
    /// The function of this name.
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.name == name)
    }

    /// A fingerprint of the whole contract: SHA-256 of its JSON, in hex.
    pub fn digest(&self) -> String {
        let json = serde_json::to_vec(self).expect("a contract is plain data");
        format!("{:x}", Sha256::digest(&json))
    }

    /// The schema of a function's arguments.
    pub fn input_schema(&self, function: &Function) -> Schema {
        Schema { root: Root::Record(function.input.clone()), definitions: self.definitions.clone() }
    }

    /// The schema of a function's answer.
    pub fn output_schema(&self, function: &Function) -> Schema {
        Schema { root: Root::Shape(function.output.clone()), definitions: self.definitions.clone() }
    }
}
