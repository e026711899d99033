//! `heapq` and `bisect`: every step can be seen in the list.

use transom_semantics as rt;

use crate::python::{Against, Random, cases, float, int, list, option};

#[test]
fn heaps_look_as_in_cpython_after_every_step() {
    let (mut python, mut random) = (Against::python(), Random::new(61));
    for round in 0..cases(150) {
        let many = round % 50 == 0;
        let size = random.below(if many { 4000 } else { 24 });
        let mut heap: Vec<(f64, i64)> = (0..size).map(|_| (random.float(), random.within(0, 3))).collect();
        let show = |heap: &[(f64, i64)]| list(heap, |(one, other)| format!("({}, {other})", float(*one)));
        let mut question = format!("exec h = {}; heapify(h); r = [h[:]]", show(&heap));
        rt::heap::heapify(&mut heap);
        let mut looks = vec![heap.clone()];
        for _ in 0..12 {
            let item = (random.float(), random.within(0, 3));
            let shown = show(&[item]);
            let step = random.below(5);
            if heap.is_empty() && step > 1 {
                continue;
            }
            let (call, answer) = match step {
                0 => {
                    rt::heap::heappush(&mut heap, item);
                    (format!("heappush(h, {shown}[0]) or {shown}[0]"), item)
                }
                1 => (format!("heappushpop(h, {shown}[0])"), rt::heap::heappushpop(&mut heap, item)),
                2 => (format!("heapreplace(h, {shown}[0])"), rt::heap::heapreplace(&mut heap, item)),
                _ => ("heappop(h)".to_owned(), rt::heap::heappop(&mut heap)),
            };
            question.push_str(&format!("; r.append([{call}] + h)"));
            looks.push(std::iter::once(answer).chain(heap.iter().copied()).collect());
        }
        python.ask(question, || looks);
    }
    python.check(0);
}

#[test]
fn chooses_the_smallest_and_merges() {
    let (mut python, mut random) = (Against::python(), Random::new(62));
    for _ in 0..cases(600) {
        let mut lists: Vec<Vec<i64>> =
            (0..3).map(|_| (0..random.below(6)).map(|_| random.within(-4, 4)).collect()).collect();
        let shown = list(&lists[0], |item| int(*item));
        let n = random.within(-1, 7);
        let xs = lists[0].clone();
        python.ask(format!("nsmallest({n}, {shown})"), || rt::heap::nsmallest(n, xs.clone()));
        python.ask(format!("nlargest({n}, {shown})"), || rt::heap::nlargest(n, xs.clone()));
        python.ask(format!("nsmallest({n}, {shown}, key=abs)"), || {
            rt::heap::nsmallest_by_key(n, xs.clone(), |x| x.abs())
        });
        python.ask(format!("nlargest({n}, {shown}, key=abs)"), || {
            rt::heap::nlargest_by_key(n, xs.clone(), |x| x.abs())
        });
        if random.below(2) == 0 {
            for list in &mut lists {
                list.sort_unstable();
            }
        }
        python.ask(format!("list(merge(*{}))", list(&lists, |xs| list(xs, |item| int(*item)))), || {
            rt::heap::merge(lists.clone()).collect::<Vec<_>>()
        });
    }
    python.check(0);
}

#[test]
fn bisects() {
    let (mut python, mut random) = (Against::python(), Random::new(63));
    for _ in 0..cases(1500) {
        let mut xs: Vec<i64> = (0..random.below(12)).map(|_| random.within(-5, 5)).collect();
        if random.below(4) > 0 {
            xs.sort_unstable();
        }
        let shown = list(&xs, |item| int(*item));
        let item = random.within(-6, 6);
        let (low, high) = (random.within(-1, 6), random.place(8));
        let within = format!("{item}, {low}, {}", option(high));
        python.ask(format!("bisect.bisect_left({shown}, {item})"), || rt::bisect::left(&xs, &item));
        python.ask(format!("bisect.bisect_right({shown}, {item})"), || rt::bisect::right(&xs, &item));
        python.ask(format!("bisect.bisect_left({shown}, {within})"), || {
            rt::bisect::left_in(&xs, &item, low, high)
        });
        python.ask(format!("bisect.bisect_right({shown}, {within})"), || {
            rt::bisect::right_in(&xs, &item, low, high)
        });
        python.ask(
            format!("exec r = {shown}; bisect.insort_left(r, {item}); bisect.insort(r, {item})"),
            || {
                let mut xs = xs.clone();
                rt::bisect::insort_left(&mut xs, item);
                rt::bisect::insort_right(&mut xs, item);
                xs
            },
        );
        python.ask(
            format!("exec r = {shown}; bisect.insort_left(r, {within}); bisect.insort(r, {within})"),
            || {
                let mut xs = xs.clone();
                rt::bisect::insort_left_in(&mut xs, item, low, high);
                rt::bisect::insort_right_in(&mut xs, item, low, high);
                xs
            },
        );
    }
    python.check(0);
}
