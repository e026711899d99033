//! `itertools`, as iterators. `chain`, `islice(xs, n)`, `takewhile`, `dropwhile`, `zip` are Rust's `chain`, `take`,
//! `take_while`, `skip_while`, `zip`; here is what Rust has not, or not alike.

mod choose;

use crate::Tuple;
pub use choose::{
    combinations, combinations_of, combinations_with_replacement, permutations, permutations_of, product,
    product_of, product_repeat, product2, product3,
};

/// `itertools.accumulate(items)`: running sums, with overflow checks for integers.
pub fn accumulate<T: Copy + std::ops::Add<Output = T>>(
    items: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = T> {
    accumulate_by(items, |one, other| *one + other)
}

/// `itertools.accumulate(items, function)`.
pub fn accumulate_by<T: Clone>(
    items: impl IntoIterator<Item = T>,
    mut function: impl FnMut(&T, T) -> T,
) -> impl Iterator<Item = T> {
    let mut total: Option<T> = None;
    items.into_iter().map(move |item| {
        let next = match &total {
            Some(total) => function(total, item),
            None => item,
        };
        total = Some(next.clone());
        next
    })
}

/// `itertools.accumulate(items, function, initial=…)`.
pub fn accumulate_from<T, A: Clone>(
    items: impl IntoIterator<Item = T>,
    mut function: impl FnMut(&A, T) -> A,
    initial: A,
) -> impl Iterator<Item = A> {
    let mut total = initial.clone();
    std::iter::once(initial).chain(items.into_iter().map(move |item| {
        total = function(&total, item);
        total.clone()
    }))
}

/// `itertools.chain.from_iterable(lists)`.
pub fn chain<T, I: IntoIterator<Item = T>>(lists: impl IntoIterator<Item = I>) -> impl Iterator<Item = T> {
    lists.into_iter().flatten()
}

/// `zip(*rows)`: the columns of the rows, as many as the shortest row has items.
pub fn columns<T, I: Iterator<Item = T>>(rows: impl Iterator<Item = I>) -> impl Iterator<Item = Tuple<T>> {
    let mut rows: Vec<I> = rows.collect();
    std::iter::from_fn(move || {
        let column: Option<Vec<T>> = rows.iter_mut().map(Iterator::next).collect();
        column.filter(|column| !column.is_empty()).map(Tuple::from)
    })
}

/// `zip(*rows, strict=True)`. Rows of different lengths panic.
pub fn columns_strict<T, I: Iterator<Item = T>>(
    rows: impl Iterator<Item = I>,
) -> impl Iterator<Item = Tuple<T>> {
    let mut rows: Vec<I> = rows.collect();
    std::iter::from_fn(move || {
        let column: Vec<Option<T>> = rows.iter_mut().map(Iterator::next).collect();
        let count = column.iter().flatten().count();
        assert!(count == 0 || count == column.len(), "rows of different lengths");
        (count > 0).then(|| column.into_iter().flatten().collect())
    })
}

/// `itertools.count(start, step)`. Beyond 64 bits panics.
pub fn count(start: i64, step: i64) -> impl Iterator<Item = i64> {
    let mut next = Some(start);
    std::iter::from_fn(move || {
        let value = next.expect("count() beyond 64 bits");
        next = value.checked_add(step);
        Some(value)
    })
}

/// `itertools.cycle(items)`.
pub fn cycle<T: Clone>(items: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
    let items: Vec<T> = items.into_iter().collect();
    (0..items.len()).cycle().map(move |at| items[at].clone())
}

/// `itertools.repeat(item, times)`.
pub fn repeat<T: Clone>(item: T, times: i64) -> impl Iterator<Item = T> {
    std::iter::repeat_n(item, times.max(0) as usize)
}

/// `itertools.islice(items, start, stop, step)`. A negative number panics, and so does a step of zero.
pub fn islice<T>(
    items: impl IntoIterator<Item = T>,
    start: i64,
    stop: Option<i64>,
    step: i64,
) -> impl Iterator<Item = T> {
    let start = usize::try_from(start).expect("indices for islice() must not be negative");
    let stop = stop
        .map_or(usize::MAX, |stop| usize::try_from(stop).expect("indices for islice() must not be negative"));
    assert!(step > 0, "step for islice() must be a positive integer");
    items.into_iter().take(stop).skip(start).step_by(step as usize)
}

/// `itertools.takewhile(test, items)`.
pub fn takewhile<T>(
    items: impl IntoIterator<Item = T>,
    mut test: impl FnMut(&T) -> bool,
) -> impl Iterator<Item = T> {
    items.into_iter().take_while(move |item| test(item))
}

/// `itertools.dropwhile(test, items)`.
pub fn dropwhile<T>(
    items: impl IntoIterator<Item = T>,
    mut test: impl FnMut(&T) -> bool,
) -> impl Iterator<Item = T> {
    items.into_iter().skip_while(move |item| test(item))
}

/// `itertools.filterfalse(test, items)`.
pub fn filterfalse<T>(
    items: impl IntoIterator<Item = T>,
    mut test: impl FnMut(&T) -> bool,
) -> impl Iterator<Item = T> {
    items.into_iter().filter(move |item| !test(item))
}

/// `itertools.starmap(function, items)`.
pub fn starmap<T, R>(
    items: impl IntoIterator<Item = T>,
    function: impl FnMut(T) -> R,
) -> impl Iterator<Item = R> {
    items.into_iter().map(function)
}

/// `itertools.compress(items, selectors)`.
pub fn compress<T, S: crate::Truth>(
    items: impl IntoIterator<Item = T>,
    selectors: impl IntoIterator<Item = S>,
) -> impl Iterator<Item = T> {
    items.into_iter().zip(selectors).filter(|(_, selector)| selector.truth()).map(|(item, _)| item)
}

/// `itertools.pairwise(items)`.
pub fn pairwise<T: Clone>(items: impl IntoIterator<Item = T>) -> impl Iterator<Item = (T, T)> {
    let mut items = items.into_iter();
    let mut last = items.next();
    items.map(move |next| {
        let pair = (last.take().expect("there is one before the next"), next.clone());
        last = Some(next);
        pair
    })
}

/// `zip(*rows)`: as many columns as the shortest row has items.
pub fn transposed<T: Clone, R: std::ops::Deref<Target = [T]>>(rows: &[R]) -> impl Iterator<Item = Vec<T>> {
    let columns = rows.iter().map(|row| row.len()).min().unwrap_or(0);
    (0..columns).map(|at| rows.iter().map(|row| row[at].clone()).collect())
}

/// `zip(xs, ys, strict=True)`. Where one ends before the other, this panics.
pub fn zip_strict<A, B>(
    one: impl IntoIterator<Item = A>,
    other: impl IntoIterator<Item = B>,
) -> impl Iterator<Item = (A, B)> {
    zip_longest(one, other).map(|(one, other)| one.zip(other).expect("zip() of different lengths"))
}

/// `itertools.zip_longest(xs, ys)`: `None` where one has ended.
pub fn zip_longest<A, B>(
    one: impl IntoIterator<Item = A>,
    other: impl IntoIterator<Item = B>,
) -> impl Iterator<Item = (Option<A>, Option<B>)> {
    let (mut one, mut other) = (one.into_iter().fuse(), other.into_iter().fuse());
    std::iter::from_fn(move || match (one.next(), other.next()) {
        (None, None) => None,
        pair => Some(pair),
    })
}

/// `itertools.zip_longest(xs, ys, fillvalue=…)`.
pub fn zip_longest_with<T: Clone>(
    one: impl IntoIterator<Item = T>,
    other: impl IntoIterator<Item = T>,
    fill: T,
) -> impl Iterator<Item = (T, T)> {
    zip_longest(one, other)
        .map(move |(one, other)| (one.unwrap_or_else(|| fill.clone()), other.unwrap_or_else(|| fill.clone())))
}

/// `[(key, list(group)) for key, group in itertools.groupby(items)]`, with a key that is asked for once per item.
pub fn groupby<T, K: crate::Equal>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(&T) -> K,
) -> impl Iterator<Item = (K, Vec<T>)> {
    let mut items = items.into_iter();
    let mut begun: Option<(K, T)> = None;
    std::iter::from_fn(move || {
        let (own, first) = begun.take().or_else(|| items.next().map(|item| (key(&item), item)))?;
        let mut group = vec![first];
        for item in items.by_ref() {
            let next = key(&item);
            if !own.same(&next) {
                begun = Some((next, item));
                break;
            }
            group.push(item);
        }
        Some((own, group))
    })
}
