//! What the translator is asked: the modules, the functions among them, and what was seen of their calls.

/// Modules to read and functions to draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The modules of the functions, and the project's own modules that those import, each once.
    pub modules: Vec<Module>,
    /// The functions to draft.
    pub targets: Vec<Target>,
    /// What was seen of calls; a hypothesis only, for what annotations leave open.
    pub observed: Vec<Observed>,
}

/// One Python module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Module {
    /// Its dotted name: `app.pricing`.
    pub name: String,
    /// Its file, as it is shown to the user: `app/pricing.py`.
    pub path: String,
    /// Whether it is a package's `__init__.py`, which relative imports start one level lower from.
    pub package: bool,
    /// Its text.
    pub source: String,
    /// The Rust module that its draft goes into, unique in the engine: `pricing` for `src/pricing.rs`.
    pub rust_name: String,
}

/// One function to draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// The module's dotted name.
    pub module: String,
    /// The function's name in it.
    pub function: String,
    /// Its name in the engine: its own, unless another module's function has that.
    pub name: String,
}

/// What was seen of one function's calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observed {
    /// The module's dotted name.
    pub module: String,
    /// The function's name in it.
    pub function: String,
    /// How many calls were seen.
    pub calls: u64,
    /// Each parameter, by name, in order.
    pub parameters: Vec<(String, Seen)>,
    /// What calls answered; `None` where each one raised.
    pub result: Option<Seen>,
}

/// What was seen of one value over all calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The type as an annotation: `dict[str, list[float]]`, `int | None`. `Never` stands where a container was always
    /// empty; a class of the project's by its whole name, `app.models.Cart`.
    pub annotation: String,
    /// The least and the greatest whole number anywhere in it; a number beyond `i64` is held to its limits.
    pub ints: Option<(i64, i64)>,
    /// Whether a float in it was NaN.
    pub nan: bool,
    /// Whether a float in it was `-0.0`.
    pub negative_zero: bool,
    /// Whether all text in it was ASCII.
    pub ascii: bool,
    /// The least and the greatest number of items of the outermost container, or of characters of text.
    pub lengths: Option<(u64, u64)>,
}
