//! `re`: patterns at random, against texts at random.

use transom_semantics::{Pattern, re};

use crate::python::{Against, Random, cases, text};

/// A pattern of the pieces that people write.
fn pattern(random: &mut Random, depth: u64) -> String {
    let count = 1 + random.below(3);
    let mut out = String::new();
    for _ in 0..count {
        let atom = match random.below(if depth == 0 { 9 } else { 13 }) {
            0..=2 => random.pick(&["a", "b", "ab", "-", "1", " "]).to_owned(),
            3 => random.pick(&["\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\."]).to_owned(),
            4 => random.pick(&["[ab]", "[^a]", "[a-c1]", "[\\d-]", "[^\\s,]", "[]a]", "[\\w.]"]).to_owned(),
            5 => ".".to_owned(),
            6 => random.pick(&["\\b", "^", "$", "\\Z"]).to_owned(),
            7 | 8 => random.pick(&["é", "ab", ",", "\\n", "b"]).to_owned(),
            9 => format!("({})", pattern(random, depth - 1)),
            10 => format!("(?:{}|{})", pattern(random, depth - 1), pattern(random, depth - 1)),
            11 => format!("({}|{})", pattern(random, depth - 1), pattern(random, depth - 1)),
            _ => format!("(?:{})", pattern(random, depth - 1)),
        };
        out.push_str(&atom);
        out.push_str(random.pick(&["", "", "", "", "+", "*", "?", "+?", "*?", "??", "{2}", "{1,2}", "{,2}"]));
    }
    out
}

#[test]
fn patterns_match_as_in_python() {
    let (mut python, mut random) = (Against::python(), Random::new(61));
    let mut read = 0;
    for _ in 0..cases(6000) {
        let source = pattern(&mut random, 2);
        let flags = random.pick(&["", "", "", "i", "m", "s"]);
        let Ok(facts) = re::facts(&source, flags) else { continue };
        read += 1;
        let made = Pattern::new(&source, flags);
        let python_flags = match flags {
            "i" => ", re.I",
            "m" => ", re.M",
            "s" => ", re.S",
            _ => "",
        };
        let p = format!("re.compile({}{python_flags})", text(&source));
        let groups = i64::try_from(facts.names.len()).expect("a pattern has few groups");
        for _ in 0..3 {
            let value = random.text("aabb1-, \né.A", 8);
            let pv = text(&value);
            for (name, how) in [("search", 0), ("match", 1), ("fullmatch", 2)] {
                let question = format!(
                    "(lambda m: m and [(m.span(g), m.group(g)) for g in range({})])({p}.{name}({pv}))",
                    groups + 1
                );
                python.ask(question, || {
                    let found = match how {
                        0 => made.search(&value),
                        1 => made.match_(&value),
                        _ => made.fullmatch(&value),
                    };
                    found.map(|found| {
                        (0..=groups).map(|group| (found.span(group), found.maybe(group))).collect::<Vec<_>>()
                    })
                });
                if how == 0 && value.is_ascii() && !value.ends_with('\n') {
                    for (group, always) in (1_i64..).zip(&facts.always) {
                        if *always && let Some(found) = made.search(&value) {
                            assert!(found.maybe(group).is_some(), "{source} in {value:?}");
                        }
                    }
                }
            }
            if facts.can_be_empty {
                continue;
            }
            python.ask(format!("[m.span() for m in {p}.finditer({pv})]"), || {
                made.finditer(&value).map(|found| found.span(0)).collect::<Vec<_>>()
            });
            python.ask(format!("{p}.sub(r'<\\g<0>>', {pv}, count=2)"), || made.sub(r"<\g<0>>", &value, 2));
            if groups == 0 {
                python.ask(format!("{p}.findall({pv})"), || {
                    made.findall(&value).into_iter().map(str::to_owned).collect::<Vec<_>>()
                });
                python.ask(format!("{p}.split({pv}, 1)"), || {
                    made.split(&value, 1).into_iter().map(str::to_owned).collect::<Vec<_>>()
                });
            }
            if groups == 1 {
                python.ask(format!("{p}.findall({pv})"), || {
                    made.findall_groups::<1>(&value).into_iter().map(|[one]| one).collect::<Vec<_>>()
                });
                python.ask(format!("{p}.sub(r'\\1-\\n', {pv})"), || made.sub(r"\1-\n", &value, 0));
            }
        }
    }
    assert!(read > cases(6000) / 3, "{read} patterns are read");
    // Letters outside of ASCII under classes, and line ends behind `$`, go unanswered.
    python.check(usize::MAX);
}

#[test]
fn what_engines_match_differently_is_refused() {
    for source in [
        "(?=a)",
        "(?<!a)b",
        "(a)\\1",
        "(?P<x>a)(?P=x)",
        "(a*)*",
        "(?:a|b*)+",
        "a*+",
        "(?>a)",
        "(a)+",
        "a{2}{3}",
        "[[a]",
        "[a--b]",
        "\\q",
        "(?x)a b",
        "*a",
        "a)",
        "(a",
        "a{",
        "^*",
        "\\0",
        "(?i:a)",
        "\\B",
    ] {
        assert!(re::facts(source, "").is_err(), "{source}");
    }
}
