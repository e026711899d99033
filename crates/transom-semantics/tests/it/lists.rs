//! Lists: indexes, slices, sorting, order and equality.

use transom_semantics::{self as rt, Index, Order, Slice};

use crate::python::{Against, Random, cases, float, int, list, option};

fn ints(random: &mut Random, longest: u64) -> Vec<i64> {
    (0..random.below(longest + 1)).map(|_| random.within(-3, 3)).collect()
}

#[test]
fn slices_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(51));
    for _ in 0..cases(4000) {
        let xs = ints(&mut random, 8);
        let shown = list(&xs, |item| int(*item));
        let (start, stop) = (random.place(8), random.place(8));
        let step = random.pick(&[
            None,
            Some(1),
            Some(-1),
            Some(2),
            Some(-2),
            Some(3),
            Some(0),
            Some(i64::MAX),
            Some(i64::MIN),
        ]);
        let slice = format!("{}:{}:{}", option(start), option(stop), option(step));
        python.ask(format!("{shown}[{slice}]"), || xs.part(start, stop, step));
        let (low, high) = (start.unwrap_or(1), stop.unwrap_or(-1));
        python.ask(format!("{shown}[{low}:{high}]"), || xs.range(low, high).to_vec());
        python.ask(format!("{shown}[{low}:]"), || xs.tail(low).to_vec());
        python.ask(format!("{shown}[:{high}]"), || xs.head(high).to_vec());
        python.ask(format!("{shown}[{low}]"), || *xs.at(low));
        python.ask(format!("exec r = {shown}; del r[{slice}]"), || {
            let mut xs = xs.clone();
            rt::list::delete_slice(&mut xs, start, stop, step);
            xs
        });
        let new = ints(&mut random, 4);
        python.ask(format!("exec r = {shown}; r[{slice}] = {}", list(&new, |item| int(*item))), || {
            let mut xs = xs.clone();
            rt::list::assign_slice(&mut xs, start, stop, step, new.iter().copied());
            xs
        });
        python.ask(
            format!(
                "exec r = {shown}; r[{}:{}] = {}",
                option(start),
                option(stop),
                list(&new, |item| int(*item))
            ),
            || {
                let mut xs = xs.clone();
                rt::list::assign_slice(&mut xs, start, stop, None, new.iter().copied());
                xs
            },
        );
    }
    python.check(0);
}

#[test]
fn changes_lists_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(52));
    for _ in 0..cases(2000) {
        let xs = ints(&mut random, 6);
        let shown = list(&xs, |item| int(*item));
        let (at, item) = (random.within(-7, 7), random.within(-3, 3));
        let changed = |change: &dyn Fn(&mut Vec<i64>)| {
            let mut xs = xs.clone();
            change(&mut xs);
            xs
        };
        python.ask(format!("exec r = {shown}; r.insert({at}, {item})"), || {
            changed(&|xs| rt::list::insert(xs, at, item))
        });
        python.ask(format!("exec r = {shown}; r.append(r.pop({at}))"), || {
            changed(&|xs| {
                let item = rt::list::pop_at(xs, at);
                xs.push(item);
            })
        });
        python.ask(format!("exec r = {shown}; r.insert(0, r.pop())"), || {
            changed(&|xs| {
                let item = rt::list::pop(xs);
                xs.insert(0, item);
            })
        });
        python.ask(format!("exec r = {shown}; del r[{at}]"), || changed(&|xs| rt::list::delete(xs, at)));
        python.ask(format!("exec r = {shown}; r.remove({item})"), || {
            changed(&|xs| rt::list::remove(xs, &item))
        });
        python.ask(format!("exec r = {shown}; r[{at}], r[{item}] = r[{item}], r[{at}]"), || {
            changed(&|xs| rt::list::swap(xs, at, item))
        });
        python.ask(format!("{shown}.index({item})"), || rt::list::index(&xs, &item));
        python.ask(format!("{shown}.index({item}, {at})"), || rt::list::index_in(&xs, &item, at, None));
        python.ask(format!("{shown}.index({item}, {at}, {})", -at), || {
            rt::list::index_in(&xs, &item, at, Some(-at))
        });
        python.ask(format!("({shown}.count({item}), {item} in {shown})"), || {
            (rt::list::count(&xs, &item), rt::list::contains(&xs, &item))
        });
        python.ask(format!("{shown} * {item}"), || rt::list::repeat(&xs, item));
        python.ask(format!("[{item}] * {at}"), || rt::list::filled(item, at));
        python.ask(format!("sorted({shown})"), || rt::list::sorted(xs.clone()));
        python.ask(format!("sorted({shown}, reverse=True)"), || rt::list::sorted_reverse(xs.clone()));
        python.ask(format!("sorted({shown}, key=lambda x: x * x)"), || {
            rt::list::sorted_by_key(xs.clone(), |x| x * x)
        });
        python.ask(format!("sorted({shown}, key=lambda x: x * x, reverse=True)"), || {
            rt::list::sorted_by_key_reverse(xs.clone(), |x| x * x)
        });
        python.ask(format!("list(reversed({shown}))"), || rt::list::reversed(&xs));
        python.ask(format!("min({shown}, key=lambda x: x * x)"), || {
            rt::min_by_key(xs.iter().copied(), |x| x * x)
        });
        python.ask(format!("max({shown}, key=lambda x: x * x)"), || {
            rt::max_by_key(xs.iter().copied(), |x| x * x)
        });
        python.ask(format!("(min({shown}), max({shown}))"), || {
            (rt::min_of(xs.iter().copied()), rt::max_of(xs.iter().copied()))
        });
    }
    python.check(0);
    let vast = std::panic::catch_unwind(|| rt::list::filled(0_i64, i64::MAX / 4));
    assert!(vast.is_err(), "what memory does not hold declines");
}

#[test]
fn compares_lists_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(53));
    for _ in 0..cases(1000) {
        let (a, b) = (ints(&mut random, 3), ints(&mut random, 3));
        let (pa, pb) = (list(&a, |item| int(*item)), list(&b, |item| int(*item)));
        python.ask(format!("({pa} < {pb}, {pa} == {pb})"), || (a.before(&b), rt::equal(&a, &b)));
        let (x, y) = (random.float(), random.pick(&[0.0, -0.0, 1.0]));
        let (px, py) = (float(x), float(y));
        python.ask(format!("(({px}, {pa}) < ({py}, {pb}), (None, {px}) < (None, {py}))"), || {
            ((x, a.clone()).before(&(y, b.clone())), (None::<i64>, x).before(&(None, y)))
        });
        python.ask(format!("(min({px}, {py}), max({px}, {py}), [1, {px}] == [1.0, {py}])"), || {
            (rt::min2(x, y), rt::max2(x, y), rt::equal(&(1_i64, x), &(1.0, y)))
        });
    }
    assert!(rt::list::contains(&["a", "b"], "b") && rt::list::contains(&["a".to_owned()], &"a"));
    assert!(rt::list::contains(&['a', 'b'], "b") && rt::list::contains(&["a", "b"], &'b'));
    python.ask("sorted([None, None])", || rt::list::sorted([None::<i64>, None]));
    python.ask("sorted([(None, 2), (None, 1)])", || rt::list::sorted([(None::<i64>, 2_i64), (None, 1)]));
    python.ask("sorted([0.0, -0.0, 0.0])", || rt::list::sorted([0.0, -0.0, 0.0]));
    python.ask("(True == 1, 1 == 1.0, 2**53 + 1 == 2.0**53, 'a' == 'ab')", || {
        (
            rt::equal(&true, &1),
            rt::equal(&1, &1.0),
            rt::equal(&((1_i64 << 53) + 1), &9_007_199_254_740_992.0),
            rt::equal(&'a', "ab"),
        )
    });
    python.check(0);
}

#[test]
fn parts_are_turned_around_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(59));
    for _ in 0..cases(2000) {
        let xs = ints(&mut random, 6);
        let shown = list(&xs, |item| int(*item));
        let places = [(); 4].map(|()| random.place(6));
        let [start, stop, from, to] = places.map(option);
        python.ask(format!("exec r = {shown}; r[{start}:{stop}] = r[{from}:{to}:-1]"), || {
            let (mut xs, [start, stop, from, to]) = (xs.clone(), places);
            rt::list::assign_reversed(&mut xs, (start, stop), (from, to));
            xs
        });
    }
    python.check(0);
}
