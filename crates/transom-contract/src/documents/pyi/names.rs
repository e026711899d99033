//! Names in the stub: every model has one, and none hides what annotations need.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::contract::Contract;
use crate::protobuf::{Names as Claims, camel, ident};
use crate::shape::Definition;

/// What annotations are made of.
const BUILTINS: [&str; 11] =
    ["bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"];
const MODULES: [&str; 7] =
    ["collections", "datetime", "decimal", "transom", "typing", "typing_extensions", "uuid"];
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

pub(super) struct Names {
    /// Names of functions: they cannot change.
    functions: HashSet<String>,
    models: HashMap<String, String>,
    cases: HashMap<(String, String), String>,
    /// The application's own modules, whose classes some models are.
    own: BTreeSet<String>,
    pub(super) client: String,
    pub(super) asynchronous: String,
    pub(super) errors: String,
}

impl Names {
    pub(super) fn new(contract: &Contract) -> Self {
        let functions: HashSet<String> = contract.functions.iter().map(|f| f.name.clone()).collect();
        let mut claims = Claims::default();
        for taken in BUILTINS.iter().chain(&MODULES).chain(&["property", "contract", "builtins"]) {
            claims.claim(taken, "_");
        }
        for function in &functions {
            claims.claim(function, "_");
        }
        let (mut models, mut cases) = (HashMap::new(), HashMap::new());
        let mut own = BTreeSet::new();
        for (name, definition) in &contract.definitions.0 {
            if let Some((module, class)) = definition.class().and_then(|class| class.split_once(':')) {
                own.insert(module.to_owned());
                models.insert(name.clone(), format!("{module}.{class}"));
                continue;
            }
            models.insert(name.clone(), claims.claim(&python(name), "_"));
            let Definition::Union(union) = definition else { continue };
            for case in &union.cases {
                let own = claims.claim(&format!("{}{}", ident(name), camel(&case.name)), "_");
                cases.insert((name.clone(), case.name.clone()), own);
            }
        }
        let [client, asynchronous, errors] =
            ["Client", "AsyncFunctions", "Errors"].map(|name| claims.claim(name, "_"));
        Self { functions, models, cases, own, client, asynchronous, errors }
    }

    pub(super) fn model(&self, name: &str) -> &str {
        &self.models[name]
    }

    pub(super) fn case(&self, union: &str, case: &str) -> &str {
        &self.cases[&(union.to_owned(), case.to_owned())]
    }

    /// Whether annotations cannot see past this name where it is defined beside them.
    pub(super) fn hides(&self, name: &str) -> bool {
        BUILTINS.contains(&name)
            || MODULES.contains(&name)
            || name == "builtins"
            || self.models.values().chain(self.cases.values()).any(|own| own == name)
    }

    /// A built-in type, also where a function bears its name.
    pub(super) fn builtin(&self, name: &str) -> String {
        if self.functions.contains(name) { format!("builtins.{name}") } else { name.to_owned() }
    }

    /// A module, also where a function bears its name.
    pub(super) fn module(&self, name: &str) -> String {
        if self.functions.contains(name) { format!("_{name}") } else { name.to_owned() }
    }

    /// The imports that the rest of the stub needs.
    pub(super) fn imports(&self, body: &str) -> String {
        let builtins = body.contains("builtins.").then(|| "import builtins\n".to_owned());
        let modules = MODULES.iter().filter_map(|name| {
            let own = self.module(name);
            let used = body.contains(&format!("{own}."));
            let import =
                if own == *name { format!("import {name}\n") } else { format!("import {name} as {own}\n") };
            used.then_some(import)
        });
        let own = self.own.iter().map(|module| format!("import {module}\n"));
        builtins.into_iter().chain(modules).chain(own).collect()
    }
}

/// Whether a name can be written as a variable.
pub(super) fn is_variable(name: &str) -> bool {
    ident(name) == name && !is_keyword(name)
}

/// The name as a variable.
pub(super) fn python(name: &str) -> String {
    let name = ident(name);
    if is_keyword(&name) { format!("{name}_") } else { name }
}

pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}
