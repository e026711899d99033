//! What Python's methods and functions are in Rust: one [`Op`] for each, read by inference and by the emitter alike.
//!
//! A table that does not name an operation means that it is refused; nothing is guessed.

mod bytes;
mod dict;
mod keyed;
mod list;
mod math;
mod module;
mod set;
mod temporal;
mod text;

use crate::types::Ty;

/// How an argument or a receiver is rendered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Take {
    /// The value itself, of this type.
    Value(Ty),
    /// A reference to a value of this type.
    Ref(Ty),
    /// `&str`, whatever kind of text it is.
    Text,
    /// What stands before a dot: a place or a value; Rust borrows by itself.
    Dot,
    /// `&mut` of the place.
    Mut,
    /// An iterator over owned items of this type.
    Iter(Ty),
    /// An iterator over items of this type, owned or not.
    Items(Ty),
    /// A key to look up among keys of this type: a reference.
    Key(Ty),
    /// A slice of the items of a list or tuple.
    Slice(Ty),
    /// An array of `&str`.
    Texts,
    /// Whether it is true.
    Truth,
    /// An iterator over owned pairs: of a dict, or of a list of pairs.
    Pairs(Ty, Ty),
}

/// What the rendered expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    /// A value of its own.
    Owned,
    /// A reference to the type, or `&str` for text: to be copied when it is kept.
    Ref,
    /// `Option` of a reference.
    OptionRef,
    /// Parts of the receiver's text: `Vec<&str>`, or a tuple of `&str`.
    LentParts,
    /// An iterator over owned items.
    Iter,
    /// An iterator over references to the items.
    IterRef,
}

/// What an operation lets flow into its receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// This argument becomes an element (of a list, set, deque, counter).
    Element(usize),
    /// The items of this argument become elements.
    Elements(usize),
    /// The entries of this argument, another dict, become entries.
    Entries(usize),
}

/// One operation.
#[derive(Debug, Clone)]
pub(crate) struct Op {
    /// The Rust text, with `{self}` and `{0}`, `{1}`…
    pub rust: String,
    /// The receiver, for methods.
    pub receiver: Take,
    /// The arguments.
    pub takes: Vec<Take>,
    /// The type of the answer.
    pub gives: Ty,
    /// The form of the answer.
    pub form: Gives,
    /// Whether the receiver (for a function: its first argument) is changed in place.
    pub mutates: bool,
    /// What flows into the receiver (for a function: into its first argument).
    pub flows: Vec<Flow>,
}

impl Op {
    fn new(rust: impl Into<String>, takes: Vec<Take>, gives: Ty) -> Op {
        Op {
            rust: rust.into(),
            receiver: Take::Dot,
            takes,
            gives,
            form: Gives::Owned,
            mutates: false,
            flows: Vec::new(),
        }
    }

    fn form(mut self, form: Gives) -> Op {
        self.form = form;
        self
    }

    fn mutates(mut self) -> Op {
        self.mutates = true;
        self
    }

    fn receiver(mut self, take: Take) -> Op {
        self.receiver = take;
        self
    }

    /// The Rust expression gives something that Python's does not.
    fn quiet(mut self) -> Op {
        self.rust.push(';');
        self
    }

    fn flow(mut self, flow: Flow) -> Op {
        self.flows.push(flow);
        self
    }
}

/// The method `name` of a receiver, called with arguments of these types.
pub(crate) fn method(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    match receiver {
        Ty::Letter | Ty::Char | Ty::Text | Ty::Str => text::method(receiver, name, args),
        Ty::List(item) => list::list(item, name, args),
        Ty::Deque(item) => list::deque(item, name, args),
        Ty::Tuple(_) | Ty::VarTuple(_) => list::tuple(receiver, name, args),
        Ty::Dict(..) | Ty::DefaultDict(..) | Ty::OrderedDict(..) | Ty::Counter(_) => {
            dict::method(receiver, name, args)
        }
        Ty::Set(item) | Ty::FrozenSet(item) => set::method(receiver, item, name, args),
        Ty::Int | Ty::Bool | Ty::Float => module::number(receiver, name, args),
        Ty::Bytes | Ty::ByteArray => bytes::method(receiver, name, args),
        Ty::Other(path) => temporal::method(path, name, args),
        _ => None,
    }
}

/// The function of this dotted name (`math.sqrt`, `heapq.heappush`, `chr`), called with arguments of these types.
pub(crate) fn function(path: &str, args: &[Ty]) -> Option<Op> {
    module::function(path, args)
}

/// The method as a call finds it: `None` where a value is wanted raises in Python, so what may be `None` counts as the
/// value.
pub(crate) fn called_method(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    method(receiver, name, args).or_else(|| method(receiver, name, &without_none(args)))
}

/// The function as a call finds it, in the same way.
pub(crate) fn called_function(path: &str, args: &[Ty]) -> Option<Op> {
    function(path, args).or_else(|| function(path, &without_none(args)))
}

fn without_none(args: &[Ty]) -> Vec<Ty> {
    args.iter().map(|ty| ty.some().clone()).collect()
}

/// The names of the parameters of a function or method that may be passed by keyword, in order.
pub(crate) fn keywords(path: &str) -> &'static [&'static str] {
    match path {
        "split" | "rsplit" => &["sep", "maxsplit"],
        "splitlines" => &["keepends"],
        "expandtabs" => &["tabsize"],
        "int" => &["", "base"],
        "round" => &["number", "ndigits"],
        "pow" => &["base", "exp", "mod"],
        "sum" => &["", "start"],
        "enumerate" => &["iterable", "start"],
        "collections.deque" => &["iterable", "maxlen"],
        "bisect.bisect"
        | "bisect.bisect_left"
        | "bisect.bisect_right"
        | "bisect.insort"
        | "bisect.insort_left"
        | "bisect.insort_right" => &["a", "x", "lo", "hi"],
        "move_to_end" => &["key", "last"],
        "popitem" => &["last"],
        "itertools.accumulate" => &["iterable", "func"],
        "itertools.combinations" | "itertools.permutations" => &["iterable", "r"],
        _ => &[],
    }
}

/// The attribute of a module that is a constant: `math.pi`.
pub(crate) fn constant(path: &str) -> Option<Ty> {
    module::constant(path).map(|(ty, _)| ty)
}

/// The Rust of a module's constant.
pub(crate) fn constant_rust(path: &str) -> Option<&'static str> {
    module::constant(path).map(|(_, rust)| rust)
}

pub(crate) use keyed::keyed;
pub(crate) use temporal::{attribute, format_is_plain, operator as temporal, operator_method};

/// Whether functions of this module are looked up in the tables here, or it is a builtin.
pub(crate) fn knows_module(path: &str) -> bool {
    let modules = [
        "math.",
        "heapq.",
        "bisect.",
        "itertools.",
        "functools.",
        "statistics.",
        "collections.",
        "string.",
        "operator.",
        "copy.",
        "datetime.",
        "decimal.",
        "queue.",
        "re.",
        "bytes.",
        "bytearray.",
        "int.",
        "float.",
        "str.",
        "dict.",
    ];
    !path.contains('.') || modules.iter().any(|module| path.starts_with(module))
}

/// The literal `repeat=` of `itertools.product`, where it is small enough for a tuple.
pub(crate) fn repeat(keywords: &[crate::syntax::Keyword]) -> Option<usize> {
    let [only] = keywords else { return None };
    match (only.name.as_deref(), &only.value.kind) {
        (Some("repeat"), crate::syntax::ExprKind::Int(times)) => {
            usize::try_from(*times).ok().filter(|times| (1..=8).contains(times))
        }
        _ => None,
    }
}
