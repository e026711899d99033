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

/// The kind of the fault that a source has.
fn fault(source: &str) -> FaultKind {
    read(source).expect_err("the test's source has a fault").kind
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
        format!("{}1\n", "a = ".repeat(many)),
    ] {
        let began = std::time::Instant::now();
        let read = read(&source).map(|_| ()).map_err(|fault| (fault.kind, fault.span, fault.message));
        let head: String = source.chars().take(24).collect();
        println!("{head:?}: {read:?} {:?}", began.elapsed());
    }
    assert_eq!(fault(&around("1 + ", "1", "", many)), FaultKind::TooDeep);
    assert_eq!(fault(&around("(", "1", ")", many)), FaultKind::TooDeep);
    assert_eq!(fault(&elifs(20_000)), FaultKind::TooDeep);
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
