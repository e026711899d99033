//! Dicts, sets, deques, counters and bytes.

use transom_semantics::{self as rt, Counter, Deque, Dict, Index, Len, Set};

use crate::python::{Against, Random, cases, int, list, option, text};

#[test]
fn dicts_change_as_in_cpython() {
    let (mut python, mut random) = (Against::python(), Random::new(91));
    for _ in 0..cases(300) {
        let mut dict: Dict<String, i64> = Dict::new();
        let mut question = "exec d = OrderedDict(); r = []".to_owned();
        let mut looks = Vec::new();
        for nth in 0..random.below(60).cast_signed() {
            let key = random.pick(&["a", "b", "c", "d", "e", "f", "é", "日"]);
            let pk = text(key);
            let there = dict.contains(key);
            match random.below(12) {
                0 => {
                    question.push_str(&format!("; d.pop({pk}, None)"));
                    dict.take(key);
                }
                1 if there => {
                    question.push_str(&format!("; d.move_to_end({pk})"));
                    dict.move_to_end(key);
                }
                2 if there => {
                    question.push_str(&format!("; d.move_to_end({pk}, last=False)"));
                    dict.move_to_start(key);
                }
                3 if dict.size() > 0 => {
                    question.push_str("; d.popitem()");
                    dict.popitem();
                }
                4 if dict.size() > 0 => {
                    question.push_str("; d.popitem(last=False)");
                    dict.popitem_first();
                }
                5 => {
                    question.push_str(&format!("; d.setdefault({pk}, {nth})"));
                    dict.entry_or(key.to_owned(), || nth);
                }
                6 if there => {
                    question.push_str(&format!("; del d[{pk}]"));
                    dict.remove(key);
                }
                _ => {
                    question.push_str(&format!("; d[{pk}] = {nth}"));
                    dict.set(key.to_owned(), nth);
                }
            }
            question.push_str("; r.append((dict(d), list(reversed(d.values())), len(d)))");
            looks.push((dict.clone(), dict.values().rev().copied().collect::<Vec<_>>(), dict.size()));
        }
        python.ask(question, || looks);
    }
    python.check(0);
}

#[test]
fn equal_keys_are_one_key() {
    let mut numbers: Dict<rt::Number, i64> = Dict::new();
    numbers.set(rt::Number::Int(1), 1);
    numbers.set(rt::Number::Float(1.0), 2);
    numbers.set(rt::Number::Float(-0.0), 3);
    numbers.set(rt::Number::Int(0), 4);
    assert_eq!(rt::repr(&numbers), "{1: 2, -0.0: 4}");
    let words: Dict<String, i64> = [("a".to_owned(), 1)].into();
    assert_eq!((*words.at("a"), *words.at(&'a'), *words.at(&"a".to_owned()), *words.at(&"a")), (1, 1, 1, 1));
    let pairs: Dict<(String, i64), bool> = [(("a".to_owned(), 1), true)].into();
    assert!(*pairs.at(&("a", 1)) && !pairs.contains(&("a", 2)));
    let floats: Set<f64> = [1.0, 0.0].into();
    assert!(floats.contains(&-0.0) && floats.contains(&1_i64));
    assert!(std::panic::catch_unwind(|| Set::from([f64::NAN])).is_err());
    let unordered = [(1_i64, 2_i64), (3, 4)];
    assert!(Dict::from(unordered) == unordered.into_iter().rev().collect());
}

#[test]
fn dicts_stay_fast_when_they_are_queues() {
    let mut dict: Dict<i64, i64> = Dict::new();
    for key in 0..200_000 {
        dict.set(key, key);
        if key >= 100 {
            dict.popitem_first();
        }
        let last = dict.keys().rev().nth(50).copied().unwrap_or(key);
        dict.move_to_end(&last);
    }
    assert_eq!(dict.size(), 100);
}

#[test]
fn sets_answer_as_in_cpython() {
    let (mut python, mut random) = (Against::python(), Random::new(92));
    for _ in 0..cases(800) {
        let mut some = || (0..random.below(9)).map(|_| random.within(0, 9)).collect::<Vec<i64>>();
        let (xs, ys) = (some(), some());
        let (a, b): (Set<i64>, Set<i64>) = (xs.iter().copied().collect(), ys.iter().copied().collect());
        let question = format!(
            "(lambda a, b: (sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a <= b, a < b, a.isdisjoint(b), a == b))(set({}), set({}))",
            list(&xs, |item| int(*item)),
            list(&ys, |item| int(*item)),
        );
        python.ask(question, || {
            let [mut c, mut d, mut e] = [a.clone(), a.clone(), a.clone()];
            c.difference_update(&b);
            d.intersection_update(&b);
            e.symmetric_difference_update(&b);
            assert!(c == a.difference(&b) && d == a.intersection(&b) && e == a.symmetric_difference(&b));
            (
                a.union(&b).sorted(),
                d.sorted(),
                c.sorted(),
                e.sorted(),
                a.is_subset(&b),
                a.is_proper_subset(&b),
                a.is_disjoint(&b),
                a == b,
            )
        });
    }
    python.check(0);
}

#[test]
fn deques_change_as_in_cpython() {
    let (mut python, mut random) = (Against::python(), Random::new(93));
    for _ in 0..cases(300) {
        let longest = random.pick(&[None, Some(0), Some(1), Some(3), Some(5)]);
        let mut deque = Deque::with_maxlen([1, 2, 3], longest);
        let mut question = format!("exec d = deque([1, 2, 3], {}); r = [d.copy()]", option(longest));
        let mut looks = vec![deque.clone()];
        for item in 0..random.below(20).cast_signed() {
            let full = longest.is_some_and(|longest| deque.size() >= longest);
            let call = match random.below(9) {
                0 if deque.size() > 0 => {
                    deque.pop();
                    "d.pop()".to_owned()
                }
                1 if deque.size() > 0 => {
                    deque.pop_left();
                    "d.popleft()".to_owned()
                }
                2 => {
                    deque.rotate(item - 9);
                    format!("d.rotate({})", item - 9)
                }
                3 if !full => {
                    deque.insert(item - 9, item);
                    format!("d.insert({}, {item})", item - 9)
                }
                4 => {
                    deque.extend_left([item, -item]);
                    format!("d.extendleft([{item}, {}])", -item)
                }
                5 => {
                    deque.append_left(item);
                    format!("d.appendleft({item})")
                }
                6 => {
                    deque.reverse();
                    "d.reverse()".to_owned()
                }
                _ => {
                    deque.append(item);
                    format!("d.append({item})")
                }
            };
            question.push_str(&format!("; {call}; r.append(d.copy())"));
            looks.push(deque.clone());
        }
        python.ask(question, || looks);
        let at = random.within(-4, 4);
        python.ask(format!("deque([1, 2, 3])[{at}]"), || *Deque::from(vec![1_i64, 2, 3]).at(at));
    }
    python.check(0);
}

#[test]
fn counters_count_as_in_cpython() {
    let (mut python, mut random) = (Against::python(), Random::new(94));
    for _ in 0..cases(500) {
        let (one, other) = (random.text("abcd", 9), random.text("abcd", 9));
        let (mut a, b) = (rt::counter::of(one.chars()), rt::counter::of(other.chars()));
        let (pa, pb) = (format!("Counter({})", text(&one)), format!("Counter({})", text(&other)));
        let n = random.pick(&[None, Some(0), Some(1), Some(2), Some(9), Some(-1)]);
        python.ask(format!("{pa}.most_common({})", option(n)), || rt::counter::most_common(&a, n));
        python
            .ask(format!("list({pa}.elements())"), || rt::counter::elements(&a).copied().collect::<Vec<_>>());
        python.ask(format!("sum({pa}.values())"), || rt::counter::total(&a));
        python.ask(format!("{pa} == {pb}"), || rt::counter::equal(&a, &b));
        rt::counter::subtract_from(&mut a, &b);
        let pa = format!("(lambda a: a.subtract({pb}) or a)({pa})");
        for (sign, join) in [
            ("+", rt::counter::add as fn(&Counter<char>, &Counter<char>) -> Counter<char>),
            ("-", rt::counter::sub),
            ("|", rt::counter::or),
            ("&", rt::counter::and),
        ] {
            python.ask(format!("dict({pa} {sign} {pb})"), || join(&a, &b));
        }
        python.ask(format!("dict({pa})"), || a.clone());
        python.ask(format!("{pa} == Counter({{}})"), || rt::counter::equal(&a, &Counter::new()));
    }
    python.check(0);
}

#[test]
fn bytes_are_integers() {
    let (mut python, mut random) = (Against::python(), Random::new(95));
    for _ in 0..cases(1000) {
        let (value, length, signed) = (random.int(), random.within(0, 10), random.below(2) == 0);
        let flag = if signed { "True" } else { "False" };
        let pv = int(value);
        python.ask(format!("list(({pv}).to_bytes({length}, 'big', signed={flag}))"), || {
            rt::bytes::from_int(value, length, "big", signed)
        });
        python.ask(format!("list(({pv}).to_bytes({length}, 'little', signed={flag}))"), || {
            rt::bytes::from_int(value, length, "little", signed)
        });
        let raw: Vec<u8> = (0..random.below(8)).map(|_| random.below(256) as u8).collect();
        let shown = format!("bytes({})", list(&raw, u8::to_string));
        python.ask(format!("int.from_bytes({shown}, 'big', signed={flag})"), || {
            rt::bytes::to_int(&raw, "big", signed)
        });
        python.ask(format!("int.from_bytes({shown}, 'little', signed={flag})"), || {
            rt::bytes::to_int(&raw, "little", signed)
        });
        python.ask(format!("{shown}.hex()"), || rt::bytes::hex(&raw));
        let digits = random.text("0123456789abF \t", 8);
        python.ask(format!("list(bytes.fromhex({}))", text(&digits)), || rt::bytes::fromhex(&digits));
        let other: Vec<u8> = raw.iter().skip(1).take(2).copied().collect();
        python.ask(format!("{shown}.find(bytes({}))", list(&other, u8::to_string)), || {
            rt::bytes::find(&raw, &other)
        });
    }
    // That -1 fits into no bytes at all is left to Python.
    python.check(cases(20));
}

#[test]
fn bytes_are_searched_and_taken_apart_as_in_python() {
    let (mut python, mut random) = (Against::python(), Random::new(47));
    for _ in 0..cases(400) {
        let mut bytes = |longest: u64| -> Vec<u8> {
            (0..random.below(longest)).map(|_| random.pick(b"aab \n\x0b,A1'\"\xff")).collect()
        };
        let (a, b) = (bytes(9), bytes(3));
        let show = |bytes: &[u8]| {
            let list: Vec<String> = bytes.iter().map(ToString::to_string).collect();
            format!("bytes([{}])", list.join(", "))
        };
        let (pa, pb) = (show(&a), show(&b));
        let shown = |bytes: &[u8]| {
            let mut out = String::new();
            rt::bytes::write_repr(bytes, &mut out);
            out
        };
        python.ask_shown(pa.clone(), || shown(&a));
        python.ask(format!("({pa}.find({pb}), {pa}.rfind({pb}), {pa}.count({pb}))"), || {
            (rt::bytes::find(&a, &b), rt::bytes::rfind(&a, &b), rt::bytes::count(&a, &b))
        });
        python.ask_shown(format!("{pa}.replace({pb}, b'xy')"), || shown(&rt::bytes::replace(&a, &b, b"xy")));
        python.ask_shown(format!("{pa}.strip()"), || shown(&rt::bytes::strip(&a)));
        python.ask_shown(format!("b'|'.join({pa}.split({pb}))"), || {
            shown(&rt::bytes::join(b"|", rt::bytes::split(&a, &b)))
        });
        python.ask(format!("({pa}.isupper(), {pa}.islower(), {pa}.isspace(), {pa}.isalnum())"), || {
            (rt::bytes::isupper(&a), rt::bytes::islower(&a), rt::bytes::isspace(&a), rt::bytes::isalnum(&a))
        });
        python.ask(format!("{pa}.decode('latin-1')"), || rt::bytes::decode_as(&a, "latin-1"));
        python.ask(format!("ascii({pa}.decode('latin-1'))"), || {
            rt::ascii(&rt::bytes::decode_as(&a, "latin-1"))
        });
    }
    python.check(0);
}

#[test]
fn an_entry_is_made_where_it_is_missing() {
    let mut counts: Dict<String, i64> = Dict::new();
    for word in ["b", "a", "b"] {
        *counts.entry(word).or_insert(0) += 1;
    }
    *counts.entry(&"a".to_owned()).or_insert(9) += 1;
    let found: Vec<(&str, i64)> = counts.items().map(|(word, count)| (word.as_str(), *count)).collect();
    assert_eq!(found, [("b", 2), ("a", 2)]);
    let mut sums: Dict<(i64, i64), f64> = Dict::new();
    *sums.entry(&(1, 2)).or_insert(0.5) += 1.0;
    assert_eq!(sums.find(&(1, 2)), Some(&1.5));
}
