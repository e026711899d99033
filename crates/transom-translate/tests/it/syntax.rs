//! What is read, what is refused, and that nothing makes the reader fall over.

use transom_translate::syntax::{ExprKind, FStringPart, FaultKind, Module, StmtKind, SyntaxFault, parse};

fn read(source: &str) -> Result<Module, SyntaxFault> {
    parse("m", "m.py", source)
}

/// What an expression is read as.
fn value(source: &str) -> ExprKind {
    let module = read(&format!("x = {source}")).expect("the test's source parses");
    match module.body.into_iter().next().map(|statement| statement.kind) {
        Some(StmtKind::Assign { value, .. }) => value.kind,
        other => panic!("not an expression: {other:?}"),
    }
}

#[test]
fn deep_code_is_a_fault_and_never_an_overflow() {
    let many = 50_000;
    let around = |open: &str, inner: &str, close: &str, times: usize| {
        format!("x = {}{inner}{}\n", open.repeat(times), close.repeat(times))
    };
    let indented = |head: &str, times: usize| -> String {
        let lines = (0..times).map(|level| format!("{}{head}\n", " ".repeat(level)));
        lines.chain([format!("{}pass\n", " ".repeat(times))]).collect()
    };
    let elifs = |times: usize| format!("if a: pass\n{}", "elif a: pass\n".repeat(times));
    for source in [
        around("(", "1", ")", many),
        around("[", "1", "]", many),
        around("{", "1", "}", many),
        around("f(", "1", ")", many),
        around("a[", "1", "]", many),
        around("{1: ", "1", "}", many),
        around("1 + ", "1", "", many),
        around("1 ** ", "1", "", many),
        around("- ", "1", "", many),
        around("not ", "1", "", many),
        around("not a == ", "1", "", many),
        around("lambda: ", "1", "", many),
        around("lambda a, b: ", "1", "", many),
        around("a or lambda: ", "1", "", many),
        around("1 if a else ", "1", "", many),
        around("a or 1 if a else ", "1", "", many),
        around("await ", "1", "", many),
        around("f", "", "()", many),
        around("f", "", ".a", many),
        around("f", "", "[0]", many),
        around("a := ", "1", "", many),
        around("f\"{", "1", "}\"", 5_000),
        around("f\"{a:{", "1", "}}\"", 5_000),
        around("(", "", "", many),
        around("f\"{", "", "", many),
        around("((yield ", "", "))", many),
        around("(a + ", "b", ")", many),
        indented("if a:", 2_000),
        indented("def f():", 2_000),
        indented("class C:", 2_000),
        indented("while a:", 2_000),
        indented("try:", 2_000),
        indented("match a:", 2_000),
        elifs(20_000),
        format!("match a:\n case {}1{}: pass\n", "[".repeat(many), "]".repeat(many)),
        format!("match a:\n case {}1: pass\n", "1 | ".repeat(many)),
        format!("match a:\n case {}1{}: pass\n", "C(a=".repeat(many), ")".repeat(many)),
        format!("@{}a\ndef f(): pass\n", "f(".repeat(many)),
        format!("def f(a: {}1{}): pass\n", "a[".repeat(many), "]".repeat(many)),
        "async ".repeat(many),
        format!("with {}a: pass\n", "(".repeat(many)),
        format!("for a in {}a: pass\n", "*".repeat(many)),
        format!("del {}a\n", "(".repeat(many)),
    ] {
        let head: String = source.chars().take(40).collect();
        let deep = read(&source).expect_err(&head);
        assert_eq!(deep.kind, FaultKind::TooDeep, "{head}: {}", deep.message);
    }
}

#[test]
fn text_with_half_a_surrogate_pair_is_told_apart() {
    for source in [r#""a\ud800""#, r#""\U0000DFFF""#, r#""a" "\uDabc""#] {
        assert!(matches!(value(source), ExprKind::Str(None)), "{source}");
    }
    for source in [r#""\\ud800""#, r#"r"\ud800""#, r#""\ud7ff""#, r#""\U0001d800""#, r#""d800""#] {
        assert!(matches!(value(source), ExprKind::Str(Some(_))), "{source}");
    }
    let ExprKind::FString { parts } = value(r#"f"\ud800{a}""#) else { panic!("an f-string") };
    assert!(matches!(parts[0], FStringPart::Literal(None)));
}

#[test]
fn newer_grammar_is_read() {
    for source in [
        "try:\n    f()\nexcept* ValueError:\n    pass\n",
        "type Row[T] = list[T]\n",
        "def f[T: int, *Ts, **P](a: T) -> T:\n    return a\n",
        "class C[T]:\n    pass\n",
        "match a:\n    case {'k': [1, *rest]} | C(x=2) if rest:\n        pass\n",
        "with (open(a) as b, c):\n    pass\n",
        "f'{a['b']!r:>{w}}'\n",
        "a = t'{b}'\n",
    ] {
        assert!(read(source).is_ok(), "{source}: {:?}", read(source));
    }
}

#[test]
fn what_is_not_python_is_a_fault_in_its_place() {
    let (text, at) = ("a = 1\nb = (2\n", "b = (2");
    let fault = read(text).expect_err("a bracket is open");
    assert_eq!(fault.kind, FaultKind::Syntax);
    assert!(fault.span.start as usize >= text.find(at).expect("it stands there"), "{fault:?}");
    for source in
        ["a = \0", "%ls\n", "!ls\n", "def f(:", "\u{1}", "if a:\nb", "'\\N{nothing}'", "f'{a", "0777", "1__0"]
    {
        assert_eq!(read(source).expect_err(source).kind, FaultKind::Syntax);
    }
}

#[test]
fn lines_of_any_end_are_counted_alike() {
    for source in ["a = 1\nbä = 2\n", "a = 1\r\nbä = 2\r\n", "\u{feff}a = 1\rbä = 2\r"] {
        let module = read(source).expect("it parses");
        let span = module.body[1].span;
        assert_eq!((module.text(span), module.line(2), module.line(9)), ("bä = 2", "bä = 2", ""));
        let (start, end) = (module.position(span), module.end_position(span));
        assert_eq!((start.line, start.column, end.line, end.column), (2, 1, 2, 7));
    }
    let ExprKind::Str(text) = value("'''a\r\nb'''") else { panic!("a string") };
    assert_eq!(text.as_deref(), Some("a\nb"));
}

#[test]
fn a_function_is_read_whole() {
    let source = r#"
@d
# why
@e(1)
async def f(a, /, b: int = 2, *c, d=3, **e) -> str:
    """Doc."""
    # note
    x = lambda: (yield)
"#;
    let module = read(source).expect("it parses");
    let StmtKind::FunctionDef(function) = &module.body[0].kind else { panic!("a function") };
    assert!(module.text(function.span).starts_with("async def f("), "{}", module.text(function.span));
    assert!(function.is_async && !function.is_generator, "the lambda is the generator");
    let names: Vec<&str> = function.params.iter().map(|param| param.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c", "d", "e"]);
    assert_eq!(function.docstring.as_ref().map(|docstring| docstring.text.as_str()), Some("Doc."));
    assert_eq!((function.decorators.len(), function.body.len()), (2, 1));
    let comments: Vec<&str> = module.comments.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(comments, ["# why", "# note"]);
}

#[test]
fn a_long_module_is_quick() {
    let function = |n| format!("def f{n}(a, b):\n    return a.b[{n}] + g(b, *a, c=[1, -2, 'x'])\n");
    let source = (0..25_000).map(function).collect::<Vec<_>>().concat();
    let began = std::time::Instant::now();
    assert_eq!(read(&source).expect("it parses").body.len(), 25_000);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
