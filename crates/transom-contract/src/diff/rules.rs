//! The rule table: what each kind of change breaks, and what to do about it.

use serde::Serialize;

use super::Direction;

/// A way in which values travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wire {
    /// JSON, over HTTP.
    Json,
    /// Python objects, in the process.
    Python,
    /// Protobuf messages.
    Protobuf,
    /// Columns of a table.
    Arrow,
}

impl Wire {
    /// The name, as everywhere.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Python => "python",
            Self::Protobuf => "protobuf",
            Self::Arrow => "arrow",
        }
    }
}

use Wire::{Arrow, Json, Protobuf, Python};

const ALL: &[Wire] = &[Json, Python, Protobuf, Arrow];
const NONE: &[Wire] = &[];
/// Wires that tell fields and cases by their names.
const NAMES: &[Wire] = &[Json, Python, Arrow];

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The stable code.
    pub code: &'static str,
    /// What the change is.
    pub what: &'static str,
    /// The wires that break where callers send it.
    pub input: &'static [Wire],
    /// The wires that break where callers read it.
    pub answer: &'static [Wire],
    /// What to do about it.
    pub mend: &'static str,
}

macro_rules! rules {
    ($($rule:ident: $code:literal, $what:literal, $input:expr, $answer:expr, $mend:literal;)*) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Rule {
            $(#[doc = $what] $rule,)*
        }

        impl Rule {
            /// Every rule, in the table's order.
            pub const EVERY: &[Self] = &[$(Self::$rule),*];

            /// The table.
            pub const fn row(self) -> Row {
                match self {
                    $(Self::$rule => {
                        Row { code: $code, what: $what, input: $input, answer: $answer, mend: $mend }
                    })*
                }
            }
        }
    };
}

impl Rule {
    /// The wires that break.
    pub const fn breaks(self, direction: Direction) -> &'static [Wire] {
        match direction {
            Direction::Input => self.row().input,
            Direction::Answer => self.row().answer,
        }
    }
}

// rule: code, what it is, what breaks where callers send it, what breaks where they read it, what to do
rules! {
    EngineRenamed: "engine-renamed", "The engine has another name.", &[Python, Protobuf], &[Python, Protobuf],
        "keep the name; it is the Python module and the Protobuf package";
    FunctionRemoved: "function-removed", "A function is gone.", ALL, ALL,
        "keep it beside the new one until nobody calls it";
    FunctionAdded: "function-added", "A function is new.", NONE, NONE, "";
    ExactRemoved: "exact-removed", "An exact function is not exact any more.", &[Python], &[Python],
        "keep `exact`; without it a panic is an error where Python answered";
    ExactAdded: "exact-added", "A function declines where it failed.", &[Json, Protobuf, Arrow],
        &[Json, Protobuf, Arrow], "callers that have no Python original to go to must handle `declined`";
    ArgumentMoved: "argument-moved", "An argument has another place.", &[Python], &[Python],
        "put new arguments last; Python passes them by place";

    RequiredFieldAdded: "required-field-added", "A field that must be there is new.", ALL, &[Json],
        "give it a default or make it an `Option`; readers take it where the model says extra = \"ignore\"";
    OptionalFieldAdded: "optional-field-added", "A field that need not be there is new.", NONE, &[Json],
        "readers take it where the model says extra = \"ignore\"";
    IgnoredFieldAdded: "ignored-field-added", "A field is new that readers pass over.", NONE, NONE, "";
    FieldRemoved: "field-removed", "A field is gone.", ALL, ALL,
        "keep it, as an `Option` that nothing reads";
    OptionalFieldRemoved: "optional-field-removed", "A field that need not be there is gone.", ALL, &[Python, Arrow],
        "keep it, as an `Option` that nothing reads";
    IgnoredFieldRemoved: "ignored-field-removed", "A field is gone, and passed over where it is sent.", NONE, NONE, "";
    FieldRenamed: "field-renamed", "A field has another name and the same number.", NAMES, NAMES,
        "keep the name on the wires: #[transom(alias = \"…\")]";
    NumberChanged: "number-changed", "A name has another number.", &[Protobuf], &[Protobuf],
        "restore its line in contract.lock";
    FieldRequired: "field-required", "A field that need not be there must be there.", ALL, NONE,
        "keep its default or its `Option`";
    FieldOptional: "field-optional", "A field that must be there need not be there.", NONE, NONE, "";
    DefaultChanged: "default-changed", "A missing field means another value.", NONE, NONE, "";
    LayoutChanged: "layout-changed", "A field is laid out in another way.", &[Protobuf], &[Protobuf],
        "add a field with the new type and keep the old one; a list that may be absent is a message of its own";

    IntWidened: "int-widened", "A whole number has more room.", NONE, &[Json, Protobuf, Arrow],
        "keep the width in answers, or add a field with the new one";
    IntNarrowed: "int-narrowed", "A whole number has less room.", ALL, &[Arrow],
        "keep the width, and limit the value with `le` or in the function";
    FloatWidened: "float-widened", "A float has more digits.", &[Protobuf], &[Protobuf, Arrow],
        "add a field with the new type and keep the old one";
    FloatNarrowed: "float-narrowed", "A float has fewer digits, and is rounded.", ALL, &[Protobuf, Arrow],
        "keep the width; digits would be lost without a word";
    IntToFloat: "int-to-float", "A whole number is a float.", &[Protobuf], ALL,
        "add a field with the new type and keep the old one";
    TypeChanged: "type-changed", "The type is another one.", ALL, ALL,
        "add a field with the new type and keep the old one";
    NothingAllowed: "nothing-allowed", "There may be nothing now.", NONE, ALL,
        "keep answering with a value, or add a field that may be absent";
    NothingRefused: "nothing-refused", "There may not be nothing any more.", ALL, NONE,
        "keep the `Option`, or give the field a default";
    ListFixed: "list-fixed", "A list of any length has a fixed one.", ALL, &[Arrow],
        "keep the list, and check its length in the function";
    ListFreed: "list-freed", "A list of a fixed length may have any.", NONE, ALL,
        "keep the fixed length in answers";
    LimitTightened: "limit-tightened", "A limit leaves less.", ALL, NONE,
        "keep the old limit, or refuse the rest with a declared error";
    LimitLoosened: "limit-loosened", "A limit leaves more.", NONE, &[Json],
        "keep the limit in answers; JSON Schema told readers of it";
    LimitChanged: "limit-changed", "A limit leaves other values.", ALL, &[Json],
        "keep the old limit, or check the new one in the function";

    CaseAdded: "enum-case-added", "A name of a choice is new.", NONE, ALL,
        "answer with the new name only to callers that ask for it, by a new argument or function";
    CaseRemoved: "enum-case-removed", "A name of a choice is gone.", ALL, NONE,
        "keep the name, and answer it with a declared error";
    CaseRenamed: "enum-case-renamed", "A name of a choice is another with the same number.", NAMES, NAMES,
        "keep the name on the wires: #[transom(alias = \"…\")]";
    UnionCaseAdded: "union-case-added", "A case of a union is new.", NONE, ALL,
        "answer with the new case only to callers that ask for it, by a new argument or function";
    UnionCaseRemoved: "union-case-removed", "A case of a union is gone.", ALL, NONE,
        "keep the case, and answer it with a declared error";
    UnionCaseRenamed: "union-case-renamed", "A case of a union has another name and the same number.", NAMES, NAMES,
        "keep the name on the wires: #[transom(alias = \"…\")]";
    TagRenamed: "tag-renamed", "The field that tells the cases apart has another name.", NAMES, NAMES,
        "keep it: #[transom::model(tag = \"…\")]";
    ExtraForbidden: "extra-forbidden", "Unknown fields are an error now.", ALL, NONE,
        "keep extra = \"ignore\"";
    ExtraIgnored: "extra-ignored", "Unknown fields are passed over now.", NONE, NONE, "";

    ErrorAdded: "error-added", "A function declares another error.", ALL, ALL,
        "callers handle the errors that they know: say the new one in the answer, or in a new function";
    ErrorRemoved: "error-removed", "A function does not declare an error any more.", &[Python], &[Python],
        "keep it declared; Python callers name its class";
    ErrorRenamed: "error-renamed", "A declared error's class has another name.", &[Python], &[Python],
        "keep the variant's name, and say the new meaning in its message";
    ErrorStatusChanged: "error-status-changed", "A declared error has another HTTP status.", &[Json], &[Json],
        "keep the status: #[transom(http = …)]";
}
