//! `itertools`.

use transom_semantics as rt;

use crate::python::{Against, Random, cases, int, list};

/// Python shows a choice as a tuple, and a group as a list.
fn tuples(choices: impl IntoIterator<Item = Vec<i64>>) -> String {
    let shown: Vec<String> = choices.into_iter().map(|choice| rt::repr::tuple(&choice)).collect();
    format!("[{}]", shown.join(", "))
}

#[test]
fn choices_come_in_python_s_order() {
    let (mut python, mut random) = (Against::python(), Random::new(71));
    for _ in 0..cases(400) {
        let xs: Vec<i64> = (0..random.below(6)).map(|_| random.within(0, 3)).collect();
        let ys: Vec<i64> = (0..random.below(4)).map(|_| random.within(0, 3)).collect();
        let (px, py) = (list(&xs, |item| int(*item)), list(&ys, |item| int(*item)));
        let r = random.within(-1, 5);
        python.ask_shown(format!("list(itertools.combinations({px}, {r}))"), || {
            tuples(rt::itertools::combinations(xs.clone(), r))
        });
        python.ask_shown(format!("list(itertools.combinations_with_replacement({px}, {r}))"), || {
            tuples(rt::itertools::combinations_with_replacement(xs.clone(), r))
        });
        python.ask_shown(format!("list(itertools.permutations({px}, {r}))"), || {
            tuples(rt::itertools::permutations(xs.clone(), Some(r)))
        });
        python.ask_shown(format!("list(itertools.permutations({px}))"), || {
            tuples(rt::itertools::permutations(xs.clone(), None))
        });
        python.ask_shown(format!("list(itertools.product({px}, {py}, {py}))"), || {
            tuples(rt::itertools::product(vec![xs.clone(), ys.clone(), ys.clone()]))
        });
        python.ask(format!("list(itertools.product({px}, {py}))"), || {
            rt::itertools::product2(xs.clone(), ys.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.product({px}, {py}, {py}))"), || {
            rt::itertools::product3(xs.clone(), ys.clone(), ys.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.combinations({px}, 2))"), || {
            rt::itertools::combinations_of::<2, _>(xs.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.permutations({px}, 2))"), || {
            rt::itertools::permutations_of::<2, _>(xs.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.product({py}, repeat=2))"), || {
            rt::itertools::product_of::<2, _>(ys.clone()).collect::<Vec<_>>()
        });
    }
    python.ask_shown("list(itertools.product())", || tuples(rt::itertools::product(Vec::new())));
    python.check(0);
}

#[test]
fn streams() {
    let (mut python, mut random) = (Against::python(), Random::new(72));
    for _ in 0..cases(400) {
        let xs: Vec<i64> = (0..random.below(7)).map(|_| random.within(-2, 3)).collect();
        let ys: Vec<i64> = (0..random.below(7)).map(|_| random.within(0, 1)).collect();
        let (px, py) = (list(&xs, |item| int(*item)), list(&ys, |item| int(*item)));
        let (start, stop, step) = (random.within(-1, 4), random.within(0, 8), random.within(0, 3));
        python.ask(format!("list(itertools.accumulate({px}))"), || {
            rt::itertools::accumulate(xs.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.accumulate({px}, max))"), || {
            rt::itertools::accumulate_by(xs.clone(), |one, other| rt::max2(*one, other)).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.accumulate({px}, lambda a, b: a - b, initial=5))"), || {
            rt::itertools::accumulate_from(xs.clone(), |one, other| one - other, 5).collect::<Vec<i64>>()
        });
        python.ask(format!("list(itertools.pairwise({px}))"), || {
            rt::itertools::pairwise(xs.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(zip({px}, {py}, strict=True))"), || {
            rt::itertools::zip_strict(xs.clone(), ys.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.zip_longest({px}, {py}))"), || {
            rt::itertools::zip_longest(xs.clone(), ys.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.zip_longest({px}, {py}, fillvalue=9))"), || {
            rt::itertools::zip_longest_with(xs.clone(), ys.clone(), 9).collect::<Vec<_>>()
        });
        python.ask(format!("[(k, list(g)) for k, g in itertools.groupby({px}, lambda x: x > 0)]"), || {
            rt::itertools::groupby(xs.clone(), |x| *x > 0).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.compress({px}, {py}))"), || {
            rt::itertools::compress(xs.clone(), ys.clone()).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.islice({px}, {start}, {stop}, {step}))"), || {
            rt::itertools::islice(xs.clone(), start, Some(stop), step).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.takewhile(lambda x: x > 0, {px}))"), || {
            rt::itertools::takewhile(xs.clone(), |x| *x > 0).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.dropwhile(lambda x: x > 0, {px}))"), || {
            rt::itertools::dropwhile(xs.clone(), |x| *x > 0).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.filterfalse(lambda x: x > 0, {px}))"), || {
            rt::itertools::filterfalse(xs.clone(), |x| *x > 0).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.islice(itertools.cycle({px}), {stop}))"), || {
            rt::itertools::cycle(xs.clone()).take(stop as usize).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.islice(itertools.count({start}, {step}), {stop}))"), || {
            rt::itertools::count(start, step).take(stop as usize).collect::<Vec<_>>()
        });
        python.ask(format!("list(itertools.chain.from_iterable([{px}, {py}]))"), || {
            rt::itertools::chain([xs.clone(), ys.clone()]).collect::<Vec<_>>()
        });
    }
    python.check(0);
}
