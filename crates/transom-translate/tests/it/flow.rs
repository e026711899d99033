//! What happens to variables, told as notes below the source.

use transom_translate::flow::{Flow, flow};
use transom_translate::scope::{Names, Scope};
use transom_translate::syntax::{ExprKind, FunctionDef, Module, StmtKind, parse};
use transom_translate::visit;

fn function(module: &Module) -> &FunctionDef {
    match module.body.first().map(|first| &first.kind) {
        Some(StmtKind::FunctionDef(function)) => function,
        other => panic!("not a function: {other:?}"),
    }
}

/// Compares what a note makes of the flow through a function with what is expected of it.
#[track_caller]
fn check(body: &str, note: impl Fn(&Module, &Flow) -> Vec<String>, expected: &str) {
    let source = format!("def f(a, b):\n{body}");
    let module = parse("m", "m.py", &source).expect("the test's source parses");
    let function = function(&module);
    let scope = Scope::of_function(function);
    let flow = flow(function, &scope).expect("the function is small");
    assert_eq!(note(&module, &flow).join(" "), expected, "{source}");
}

fn unbound(module: &Module, flow: &Flow) -> Vec<String> {
    let line = |span| module.position(span).line - 1;
    flow.unbound.iter().map(|unbound| format!("{}@{}", unbound.name, line(unbound.span))).collect()
}

#[test]
fn a_read_may_find_nothing() {
    let check = |body: &str, expected: &str| check(body, unbound, expected);
    check(" if a: x = 1\n return x", "x@2");
    check(" if a: x = 1\n else: x = 2\n return x", "");
    check(" if a: x = 1\n else: return 2\n return x", "");
    check(" if a: x = 1\n else: raise a\n return x", "");
    check(" for x in a: pass\n return x", "x@2");
    check(" for x in a: pass\n else: x = 1\n return x", "");
    check(" for c in a:\n  x = 1\n  break\n else: return 1\n return x", "");
    check(" for c in a:\n  if c: continue\n  x = 1\n  print(x)\n return c", "c@5");
    check(" while True:\n  x = 1\n  if a: break\n return x", "");
    check(" while a:\n  x = 1\n return x", "x@3");
    check(" while 1:\n  try: x = b()\n  except E: continue\n  return x", "");
    check(" x = 1\n del x\n return x", "x@3");
    check(" x = 1\n for c in a:\n  print(x)\n  del x\n", "x@3");
    check(" try: x = b()\n except E: pass\n return x", "x@3");
    check(" try: x = b()\n except E: return 1\n return x", "");
    check(" try: x = b()\n except E: x = 1\n else: y = x\n return x", "");
    check(" try:\n  y = 1\n  x = b()\n finally: print(x)\n return x", "x@4");
    check(" try: x = b()\n finally: b()\n return x", "");
    check(" try: b()\n except E as e: pass\n return e", "e@3");
    check(" for c in a:\n  try: b()\n  except E as e: break\n else: return 1\n return e", "e@5");
    check(" try: b()\n except E as e:\n  try: return b()\n  except F: return e", "");
    check(" with b() as x: y = 1\n return x, y", "x@2 y@2");
    check(" match a:\n  case [x]: pass\n  case {'k': x} if x: pass\n  case _: return 1\n return x", "");
    check(" match a:\n  case 1: x = 1\n  case y if y: x = 2\n return x", "x@4");
    check(" if a and (x := b): return x\n return x", "x@2");
    check(" if not (x := a) or x.y: return x\n return x", "");
    check(" return a < (x := 1) < (y := 2), x, y", "y@1");
    check(" return (x := 1) if a else 2, x", "x@1");
    check(" return [y for c in a if (y := c)], y", "y@1");
    check(" assert (x := a)\n return x", "");
    check(" if a: x = 1\n return lambda: x", "x@2");
    check(" def g(): return h()\n def h(): return g()\n return g", "");
    check(" def g(): return x\n x = 1\n return g", "x@1");
    check(" x += 1\n x: int\n return x", "x@1");
    check(" x: int\n return x", "x@2");
    check(" return [c for c in a] + [c]\n c = 1", "c@1");
    check(" global x\n return x", "");
    check(" import os.path, re as r\n return os, r", "");
    check(" while True: pass\n return x\n x = 1", "");
}

/// The last uses, each as its name and column.
fn last_uses(module: &Module, flow: &Flow) -> Vec<String> {
    let mut uses = Vec::new();
    visit::each_expression(&function(module).body, |expr| {
        if let ExprKind::Name(name) = &expr.kind
            && flow.last_uses.contains(&expr.id)
        {
            let position = module.position(expr.span);
            uses.push((position, format!("{name}@{}:{}", position.line - 1, position.column)));
        }
    });
    uses.sort();
    uses.into_iter().map(|(_, told)| told).collect()
}

#[test]
fn a_use_is_the_last_when_no_way_leads_to_another() {
    let check = |body: &str, expected: &str| check(body, last_uses, expected);
    check(" g(a)\n return a", "a@2:9");
    check(" return g(a, a)", "a@1:14");
    check(" if b: return g(a)\n return a", "b@1:5 a@1:17 a@2:9");
    check(" for c in b: g(a)\n", "b@1:11");
    check(" for c in b: g(c)\n", "b@1:11 c@1:16");
    check(" for c in b:\n  a = g(a)\n", "b@1:11 a@2:9");
    check(" while a: a = g(a)\n", "a@1:17");
    check(" for c in a:\n  x = c\n  g(x)\n  h(x)\n", "a@1:11 c@2:7 x@4:5");
    check(" for c in b:\n  if c: return g(a)\n", "b@1:11 c@2:6 a@2:18");
    check(" a = a + a\n return a", "a@1:10 a@2:9");
    check(" a.append(b)\n return a[0]", "b@1:11 a@2:9");
    check(" try: return g(a)\n except E: return h(a)\n", "a@2:21");
    check(" try: x = g(a)\n finally: h(a)\n return x", "a@2:13 x@3:9");
    check(" return [g(c, b) for c in a]", "c@1:12 a@1:27");
    check(" return [g(c) + c for c in a for d in c]", "a@1:28");
    check(" return a and g(a) or b", "a@1:17 b@1:23");
    check(" x = a\n x += b\n return x", "a@1:6 x@2:2 b@2:7 x@3:9");
}

#[test]
fn what_is_captured_has_no_last_use() {
    let check = |body: &str, expected: &str| check(body, last_uses, expected);
    check(" g = lambda: a\n return g(a)", "g@2:9");
    check(" def g(): return a\n h(a)\n return g", "g@3:9");
    check(" g = (c + a for c in b)\n h(a, b)\n return g", "c@1:7 b@2:7 g@3:9");
    check(" return sum(c + a for c in b)", "c@1:13 b@1:28");
}

fn names(names: &Names) -> String {
    names.iter().copied().collect::<Vec<_>>().join(",")
}

fn loops(module: &Module, flow: &Flow) -> Vec<String> {
    let one = flow.loops.iter().map(|(start, facts)| {
        let line = module.lines.position(&module.source, *start).line - 1;
        let (targets, carried, after) =
            (names(&facts.targets_read_after), names(&facts.carried), names(&facts.read_after));
        format!("{line}: targets={targets} carried={carried} after={after}")
    });
    one.collect()
}

#[test]
fn a_loop_carries_values_on_and_out() {
    let check = |body: &str, expected: &str| check(body, loops, expected);
    check(" for c in a: g(c)\n", "1: targets= carried= after=");
    check(" for c in a: g(c)\n return c", "1: targets=c carried= after=c");
    check(
        " for c in a: g(c)\n for c in b: pass\n return c",
        "1: targets=c carried= after=c 2: targets=c carried= after=c",
    );
    check(" for c in a: g(c)\n c = 1\n return c", "1: targets= carried= after=");
    check(" for c, d in a:\n  if c: break\n else: return 1\n return d", "1: targets=d carried= after=d");
    check(" s = 0\n for c in a: s += c\n return s", "2: targets= carried=s after=s");
    check(" x = 0\n for c in a: x = c\n return x", "2: targets= carried= after=x");
    check(" for c in a:\n  x = c\n  g(x)\n", "1: targets= carried= after=");
    check(" while b:\n  b = g(b)\n", "1: targets= carried=b after=");
    check(" while a:\n  x = g(a)\n return x", "1: targets= carried= after=x");
    check(" while (x := g(a)): h(x)\n", "1: targets= carried=x after=");
}

fn variables(_: &Module, flow: &Flow) -> Vec<String> {
    let one = flow.variables.iter().map(|(name, facts)| {
        let words = [
            ("loop", facts.in_loop),
            ("rebound", facts.rebound),
            ("captured", facts.captured),
            ("unread", !facts.read),
        ];
        let words = words.iter().filter(|(_, is)| *is).map(|(word, _)| format!("+{word}"));
        format!("{name}={}{}", facts.stores, words.collect::<String>())
    });
    one.collect()
}

#[test]
fn a_variable_is_stored_once_or_again() {
    let check = |body: &str, expected: &str| check(body, variables, expected);
    check(" return a", "a=0 b=0+unread");
    check(" if a: x = 1\n else: x = 2\n return x", "a=0 b=0+unread x=2");
    check(" x = 1\n x += b\n return lambda: x", "a=0+unread b=0 x=2+rebound+captured");
    check(
        " for c in b:\n  x = c\n  a = x\n",
        "a=1+loop+rebound+unread b=0 c=1+loop+rebound x=1+loop+rebound",
    );
    check(" try: g()\n finally: x = 1\n return x", "a=0+unread b=0+unread x=1");
}

fn unreached(module: &Module, flow: &Flow) -> Vec<String> {
    let spans = flow.unreachable.iter().map(|span| module.position(*span).line - 1);
    let end = flow.reaches_end.then(|| "end".to_owned());
    spans.map(|line| line.to_string()).chain(end).collect()
}

#[test]
fn what_is_never_reached_and_whether_the_end_is() {
    let check = |body: &str, expected: &str| check(body, unreached, expected);
    check(" pass", "end");
    check(" return a\n g()\n h()\n", "2");
    check(" if a: return 1\n else: raise b\n g()\n", "3");
    check(" while True:\n  if a: continue\n  g()\n h()\n", "4");
    check(" while True:\n  if a: break\n  continue\n  g()\n h()\n", "4 end");
    check(" for c in a: return c\n", "end");
    check(" match a:\n  case 1: return 1\n  case _: return 2\n", "");
    check(" match a:\n  case 1: return 1\n", "end");
    check(" try: return g()\n except E: raise\n", "");
    check(" try: return g()\n except E: pass\n", "end");
    check(" try: return g()\n finally: h()\n", "");
    check(" while a:\n  try: break\n  finally: h()\n", "end");
    check(" with a: return 1\n", "end");
    check(" assert False\n g()\n", "2");
    check(" break\n g()\n", "2");
}

fn unread(module: &Module, flow: &Flow) -> Vec<String> {
    let line = |span| module.position(span).line - 1;
    flow.unread.iter().map(|span| format!("{}@{}", module.text(*span), line(*span))).collect()
}

#[test]
fn a_value_that_nothing_reads() {
    let check = |body: &str, expected: &str| check(body, unread, expected);
    check(" x = a\n x = b\n return x", "x@1");
    // A handler may see a value that is stored last within its `try`.
    check(" x = a\n try: x = b()\n except E: return x\n return 1", "");
    check(" a = 1\n for c in b: pass\n return a", "a@0 c@2");
    check(" x = 1\n def g(): return x\n x = a\n return g, b", "");
    check(" for c in a:\n  x = b\n  b = c\n", "x@2");
}

#[test]
fn a_function_of_many_blocks_is_quick_and_a_deep_one_does_not_overflow() {
    let statement = " if a: x = b\n else:\n  try: x = g(a)\n  finally: b += 1\n";
    let nested = (1..90).map(|level| format!("{}for c{level} in a:\n", " ".repeat(level)));
    let nested = nested.collect::<Vec<_>>().concat();
    let finals = |level: usize| {
        let open = (1..level).map(|level| format!("{0}try: g()\n{0}finally:\n", " ".repeat(level)));
        let open = open.collect::<Vec<_>>().concat();
        format!("{open}{}g()\n", " ".repeat(level))
    };
    let began = std::time::Instant::now();
    for body in [statement.repeat(5_000), format!("{nested}{}g(c1)\n", " ".repeat(90)), finals(90)] {
        check(&body, |_, flow| vec![flow.reaches_end.to_string()], "true");
    }
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

#[test]
fn what_nests_as_deep_as_it_may_is_followed() {
    let around = |open: &str, close: &str| format!(" x = {}a{}\n", open.repeat(95), close.repeat(95));
    let elifs = format!(" if a: pass\n{}", " elif b: x = a\n".repeat(190));
    let ifs = (1..95).map(|level| format!("{}if a:\n", " ".repeat(level))).collect::<Vec<_>>().concat();
    for body in [
        around("(b + ", ")"),
        around("[", "]"),
        around("g(", ")"),
        around("(lambda: ", ")"),
        around("[c for c in ", "]"),
        around("not ", ""),
        around("b if a else ", ""),
        elifs,
        format!("{ifs}{}pass\n", " ".repeat(95)),
    ] {
        check(&body, |_, flow| vec![flow.reaches_end.to_string()], "true");
    }
}
