//! The table of codes.

use std::fmt;

macro_rules! codes {
    ($($variant:ident $text:literal $title:literal, $mend:literal;)*) => {
        /// What stands in the way of a draft. Codes are stable: none is ever given another meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "`title` says it")]
        pub enum Code { $($variant),* }

        impl Code {
            /// Every code, in the order of this table.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// As people read and type it: `T-ALIAS-02`.
            pub fn text(self) -> &'static str {
                match self { $(Code::$variant => $text),* }
            }

            /// What it is about, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title),* }
            }

            /// What mends it in most cases.
            pub fn mend(self) -> &'static str {
                match self { $(Code::$variant => $mend),* }
            }
        }
    };
}

codes! {
    DoesNotParse "T-SYNTAX-01" "the file does not parse",
        "make the file run under Python first";
    NewerGrammar "T-SYNTAX-02" "grammar that is newer than what is drafted",
        "write it in the grammar of Python 3.13";
    TooDeep "T-SYNTAX-03" "code that nests too deep",
        "give the inner part a name of its own";
    TooLong "T-SYNTAX-04" "a file that is too long",
        "move the function into a module of its own";
    NotDrafted "T-SYNTAX-05" "a form that is not drafted",
        "write it with plainer statements";

    NoSuchModule "T-NAME-01" "no such module",
        "name a module that is below the folder the draft starts from";
    NoSuchFunction "T-NAME-02" "no such function",
        "name a function at the top level of its module";
    ClassNamed "T-NAME-03" "a class where a function is expected",
        "name a function; the classes in its types are drafted along";
    ImportedName "T-NAME-04" "a function that is imported from elsewhere",
        "name it where it is defined";
    DefinedTwice "T-NAME-05" "a name that is defined more than once",
        "give each definition a name of its own";
    UnknownName "T-NAME-06" "a name that nothing defines",
        "define it in the module, or import it by name";
    NestedFunction "T-NAME-07" "a method or nested function by itself",
        "name the function around it, or move it to the top level";

    Decorated "T-DECO-01" "a decorated function",
        "move the work into a plain function and decorate one that calls it";

    AsyncCode "T-ASYNC-01" "asynchronous code",
        "move the computing part into a plain function and call it from the asynchronous one";

    NoType "T-TYPE-01" "a type that nothing tells",
        "annotate it, or record calls with `transom record`";
    AnyType "T-TYPE-02" "`Any` or `object` as a type",
        "name the type that it has, such as `int` or `list[float]`";
    MixedUnion "T-TYPE-03" "a union that has no Rust form",
        "split the function by type, or use one type";
    UnknownClass "T-TYPE-04" "a class that is not drafted",
        "pass the fields that are used, or make it a frozen dataclass";
    BoolAsInt "T-TYPE-05" "a truth value where an integer is expected, or both",
        "write `int(flag)` where a number is meant";
    NotAType "T-TYPE-06" "an annotation that is not a type",
        "annotate with a type";
    ChangingType "T-TYPE-07" "a variable that changes its type",
        "give the second value a name of its own";
    UnknownElement "T-TYPE-08" "an empty container whose elements nothing tells",
        "annotate it: `xs: list[int] = []`";
    TypesDisagree "T-TYPE-09" "an annotation that recorded calls contradict",
        "correct the annotation, or convert before the call";
    TypeMismatch "T-TYPE-10" "an operation that these types do not have",
        "convert one side, so that both have the type the operation needs";
    TypeVariable "T-TYPE-11" "a type variable",
        "write the type that the function is called with";
    KeyType "T-TYPE-12" "a key that cannot be hashed exactly",
        "use `int`, `str`, `bytes`, `bool` or tuples of these as keys";
    ComplexNumber "T-TYPE-13" "a complex number",
        "carry the real and the imaginary part as two floats";

    SharedContainer "T-ALIAS-01" "two names for one container that is changed",
        "copy it where it gets its second name: `b = a.copy()`";
    SharedRows "T-ALIAS-02" "rows that share one list",
        "write `[[0] * n for _ in range(m)]`";
    ArgumentInResult "T-ALIAS-03" "an argument that is a part of the result",
        "put a copy into the result: `xs[:]`";
    DefaultMutated "T-ALIAS-04" "a default argument that is changed",
        "default to `None` and make the container inside";
    ContainerInItself "T-ALIAS-05" "a container that is stored in itself",
        "keep the structure as indexes into one list";
    IdentityCompared "T-ALIAS-06" "`is` between values",
        "compare with `==`; `is` is drafted for `None`, `True`, `False` and members of an `Enum`";

    ChangedWhileIterated "T-MUT-01" "a container that is changed while it is iterated",
        "iterate over a copy: `for x in list(xs):`";
    CapturedChange "T-MUT-02" "a variable that changes after an inner function captured it",
        "pass it to the inner function as an argument";
    MutableGlobal "T-MUT-03" "a module variable that can change",
        "pass it as an argument, or make it a constant: a number, a text or a tuple";
    GlobalRebound "T-MUT-04" "a function that rebinds a module variable",
        "return the new value instead";

    PossiblyUnbound "T-FLOW-01" "a variable that may have no value",
        "give it a value before the branch or the loop";
    TryShape "T-FLOW-02" "a `try` of a form that is not drafted",
        "keep in the `try` only what raises, and move the rest behind it";
    WithShape "T-FLOW-03" "a `with` statement",
        "do what the `with` is for outside, and pass in what it gives";
    MatchShape "T-FLOW-04" "a pattern that is not drafted",
        "write the case as an `if`";
    DeletedName "T-FLOW-05" "`del` of a variable",
        "leave it out: the variable ends with its function";
    UnpackShape "T-FLOW-06" "unpacking of a form that is not drafted",
        "take the parts by index";
    InnerDefinition "T-FLOW-07" "a class or an import inside a function",
        "move it to the top level of the module";

    UnknownFunction "T-CALL-01" "a call of a function whose source is not here",
        "call what is defined in these modules or known of the standard library";
    DynamicCall "T-CALL-02" "a call of something that is only known at run time",
        "call the function by its name";
    StarArguments "T-CALL-03" "`*args` or `**kwargs` in a call",
        "write the arguments one by one";
    UnknownKeyword "T-CALL-04" "a keyword that the function does not take",
        "use a name from the function's parameters";
    WrongArguments "T-CALL-05" "a number of arguments that does not fit",
        "pass what the function takes";
    FunctionValue "T-CALL-06" "a function that is stored or returned",
        "call it where it is needed";
    VariadicFunction "T-CALL-07" "a function that takes `*args` or `**kwargs`",
        "take a list, or name the parameters";
    CallCircle "T-CALL-08" "functions that call each other in a circle without a result type",
        "annotate what one of them returns";

    UnknownModule "T-STD-01" "a module without an exact counterpart",
        "do that part in Python, outside the function";
    UnknownStdFunction "T-STD-02" "a standard function without an exact counterpart",
        "write it out with what is drafted";
    UnknownMethod "T-STD-03" "a method without an exact counterpart",
        "write it out with what is drafted";
    UnknownOption "T-STD-04" "an argument of a known function that is not drafted",
        "leave the argument out, or write it out";
    RegexDiffers "T-STD-05" "a regular expression that Rust would read differently",
        "write it without look-around, backreferences and Unicode classes";
    DecimalContext "T-STD-06" "decimal arithmetic that depends on a context",
        "use `quantize` with an explicit rounding";
    FormatSpec "T-STD-07" "a format specification that is not drafted",
        "use a common one, such as `.2f`, `>10` or `05d`";

    InputOutput "T-IO-01" "input or output",
        "read before the call and write after it";
    Randomness "T-IO-02" "randomness",
        "pass the random numbers in";
    Clock "T-IO-03" "the clock",
        "pass the time in";
    IdentityOrHash "T-IO-04" "`id` or `hash` of a value",
        "use a key that the value itself gives";
    DynamicCode "T-IO-05" "code or names made at run time",
        "write the cases out";
    Environment "T-IO-06" "the process and its environment",
        "read it outside and pass in what is needed";

    SetOrder "T-SET-01" "the order of a set",
        "sort it first: `sorted(s)`";
    SetPop "T-SET-02" "an arbitrary member of a set",
        "use a list or a dict where the order counts";

    Inheritance "T-CLASS-01" "a class that inherits",
        "write the fields out in one class";
    Property "T-CLASS-02" "a property or descriptor",
        "make it a method that only reads `self`";
    MutableInstance "T-CLASS-03" "an instance that is changed",
        "make a new one: `replace(p, x=1)`";
    Metaclass "T-CLASS-04" "a metaclass or a class decorator",
        "use a plain frozen dataclass";
    PlainClass "T-CLASS-05" "a class whose fields nothing declares",
        "make it a frozen dataclass, or pass what is used of it";
    SpecialMethod "T-CLASS-06" "a special method of one's own",
        "call a method with a plain name";
    FieldShape "T-CLASS-07" "a field of a form that is not drafted",
        "annotate the field with a drafted type and a constant default";

    SendThrow "T-GEN-01" "a generator that receives values",
        "pass what it needs as arguments";
    EscapingGenerator "T-GEN-02" "a generator that is stored or returned unread",
        "consume it where it is made, or make a list";
    YieldShape "T-GEN-03" "a `yield` of a form that is not drafted",
        "let `yield` stand alone in its statement";

    IntegerTooLarge "T-INT-01" "an integer beyond 64 bits",
        "keep this part in Python";

    LoneSurrogate "T-STR-01" "a text with half of a surrogate pair",
        "use bytes for what is not text";

    ExceptionShape "T-EXC-01" "an exception of a form that is not drafted",
        "raise a class with plain arguments: `raise ValueError(\"why\")`";
    UnknownException "T-EXC-02" "an exception class that is not known",
        "use a built-in one, or declare one that only derives from `Exception`";
    ExceptionObject "T-EXC-03" "an exception that is used as a value",
        "decide by the class alone";

    NumpyWholeArray "T-NP-01" "an operation on whole NumPy arrays",
        "leave it to NumPy, or write the loop over the elements";
    NumpyType "T-NP-02" "an array of a type that is not drafted",
        "pass `float64` or `int64`";
    NumpyShape "T-NP-03" "an array whose form is not drafted",
        "pass a contiguous array of one or two dimensions";
}

/// The sections that `transom explain` tells, one to a code.
const EXPLANATIONS: [&str; 4] = [
    include_str!("source.md"),
    include_str!("types.md"),
    include_str!("values.md"),
    include_str!("calls.md"),
];

impl Code {
    /// The code of this text, in whatever case it was typed.
    pub fn find(text: &str) -> Option<Code> {
        Self::ALL.iter().copied().find(|code| code.text().eq_ignore_ascii_case(text.trim()))
    }

    /// The codes nearest to a text that is none: those of the same area, or the one that looks most like it.
    pub fn nearest(text: &str) -> Vec<Code> {
        let text = text.trim().to_ascii_uppercase();
        let words = text.trim_start_matches("T-");
        let area = words.split('-').next().unwrap_or_default();
        let of_area: Vec<Code> = Self::ALL.iter().copied().filter(|code| code.area() == area).collect();
        if !of_area.is_empty() {
            return of_area;
        }
        let likeness = |code: &Code| strsim::jaro_winkler(code.text(), &text);
        let best = Self::ALL.iter().copied().max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
        best.filter(|code| likeness(code) > 0.6).into_iter().collect()
    }

    /// `ALIAS` of `T-ALIAS-02`.
    pub fn area(self) -> &'static str {
        self.text().split('-').nth(1).expect("every code has an area")
    }

    /// Several sentences and an example, as Markdown.
    pub fn explanation(self) -> &'static str {
        let heading = format!("## {}\n", self.text());
        let section =
            EXPLANATIONS.iter().find_map(|text| text.split_once(&heading)).map_or("", |(_, rest)| rest);
        section.split("\n## ").next().unwrap_or_default().trim()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text())
    }
}
