//! Choices out of a list, in the order that Python gives them.
//!
//! The places of a choice turn like the wheels of a counter; what a choice is made into, a list or an array, is the
//! caller's.

use std::array;

/// `itertools.product(xs, ys)`.
pub fn product2<A: Clone, B: Clone>(
    one: impl IntoIterator<Item = A>,
    other: impl IntoIterator<Item = B>,
) -> impl Iterator<Item = (A, B)> {
    let other: Vec<B> = other.into_iter().collect();
    one.into_iter().flat_map(move |one| {
        let pairs: Vec<(A, B)> = other.iter().map(|other| (one.clone(), other.clone())).collect();
        pairs
    })
}

/// `itertools.product(xs, ys, zs)`.
pub fn product3<A: Clone, B: Clone, C: Clone>(
    one: impl IntoIterator<Item = A>,
    other: impl IntoIterator<Item = B>,
    third: impl IntoIterator<Item = C>,
) -> impl Iterator<Item = (A, B, C)> {
    product2(product2(one, other), third).map(|((one, other), third)| (one, other, third))
}

/// `itertools.product(*lists)`; with `repeat`, of the list so many times.
pub fn product<T: Clone>(lists: Vec<Vec<T>>) -> impl Iterator<Item = Vec<T>> {
    let sizes: Vec<usize> = lists.iter().map(Vec::len).collect();
    let first = (!sizes.contains(&0)).then(|| vec![0; sizes.len()]);
    let turn = move |places: &mut Vec<usize>| turn_product(places, |at| sizes[at]);
    turning(first, turn, move |places| {
        places.iter().zip(&lists).map(|(&at, list)| list[at].clone()).collect()
    })
}

/// `itertools.product(xs, repeat=times)`. A negative number panics.
pub fn product_repeat<T: Clone>(
    items: impl IntoIterator<Item = T>,
    times: i64,
) -> impl Iterator<Item = Vec<T>> {
    let times = usize::try_from(times).expect("repeat argument cannot be negative");
    product(vec![items.into_iter().collect(); times])
}

/// `itertools.product(xs, repeat=N)`, with a constant number.
pub fn product_of<const N: usize, T: Clone>(
    items: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = [T; N]> {
    let items: Vec<T> = items.into_iter().collect();
    let count = items.len();
    let first = (count > 0 || N == 0).then_some([0; N]);
    let turn = move |places: &mut [usize; N]| turn_product(places, |_| count);
    turning(first, turn, move |places| array::from_fn(|at| items[places[at]].clone()))
}

/// `itertools.combinations(xs, size)`. A negative size panics.
pub fn combinations<T: Clone>(items: impl IntoIterator<Item = T>, size: i64) -> impl Iterator<Item = Vec<T>> {
    let items: Vec<T> = items.into_iter().collect();
    let (count, size) = (items.len(), length(size));
    let first = (size <= count).then(|| (0..size).collect::<Vec<usize>>());
    let turn = move |places: &mut Vec<usize>| turn_combination(places, count);
    turning(first, turn, move |places| chosen(&items, places))
}

/// `itertools.combinations(xs, N)`, with a constant size.
pub fn combinations_of<const N: usize, T: Clone>(
    items: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = [T; N]> {
    let items: Vec<T> = items.into_iter().collect();
    let count = items.len();
    let first = (N <= count).then(|| array::from_fn(|at| at));
    let turn = move |places: &mut [usize; N]| turn_combination(places, count);
    turning(first, turn, move |places| array::from_fn(|at| items[places[at]].clone()))
}

/// `itertools.combinations_with_replacement(xs, size)`. A negative size panics.
pub fn combinations_with_replacement<T: Clone>(
    items: impl IntoIterator<Item = T>,
    size: i64,
) -> impl Iterator<Item = Vec<T>> {
    let items: Vec<T> = items.into_iter().collect();
    let (count, size) = (items.len(), length(size));
    let first = (count > 0 || size == 0).then(|| vec![0; size]);
    let turn = move |places: &mut Vec<usize>| {
        let Some(wheel) = places.iter().rposition(|&place| place + 1 != count) else { return false };
        let next = places[wheel] + 1;
        places[wheel..].fill(next);
        true
    };
    turning(first, turn, move |places| chosen(&items, places))
}

/// `itertools.permutations(xs, size)`; without a size, of all of them. A negative size panics.
pub fn permutations<T: Clone>(
    items: impl IntoIterator<Item = T>,
    size: Option<i64>,
) -> impl Iterator<Item = Vec<T>> {
    let items: Vec<T> = items.into_iter().collect();
    let size = size.map_or(items.len(), length);
    let first = Arrangement::first(items.len(), size);
    turning(first, Arrangement::turn, move |arrangement| chosen(&items, &arrangement.places[..size]))
}

/// `itertools.permutations(xs, N)`, with a constant size.
pub fn permutations_of<const N: usize, T: Clone>(
    items: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = [T; N]> {
    let items: Vec<T> = items.into_iter().collect();
    let first = Arrangement::first(items.len(), N);
    turning(first, Arrangement::turn, move |arrangement| {
        array::from_fn(|at| items[arrangement.places[at]].clone())
    })
}

/// Makes something of every state, from the first until it turns no further.
#[inline]
fn turning<S, R>(
    mut state: Option<S>,
    mut turn: impl FnMut(&mut S) -> bool,
    mut make: impl FnMut(&S) -> R,
) -> impl Iterator<Item = R> {
    std::iter::from_fn(move || {
        let places = state.as_mut()?;
        let made = make(places);
        if !turn(places) {
            state = None;
        }
        Some(made)
    })
}

#[inline]
fn turn_product(places: &mut [usize], size: impl Fn(usize) -> usize) -> bool {
    for at in (0..places.len()).rev() {
        places[at] += 1;
        if places[at] < size(at) {
            return true;
        }
        places[at] = 0;
    }
    false
}

#[inline]
fn turn_combination(places: &mut [usize], count: usize) -> bool {
    let size = places.len();
    let Some(wheel) = (0..size).rev().find(|&at| places[at] != at + count - size) else { return false };
    places[wheel] += 1;
    for at in wheel + 1..size {
        places[at] = places[at - 1] + 1;
    }
    true
}

/// The places of a permutation, and how far each wheel has to go.
struct Arrangement {
    places: Vec<usize>,
    left: Vec<usize>,
}

impl Arrangement {
    fn first(count: usize, size: usize) -> Option<Self> {
        (size <= count)
            .then(|| Self { places: (0..count).collect(), left: (0..size).map(|at| count - at).collect() })
    }

    fn turn(&mut self) -> bool {
        let count = self.places.len();
        for at in (0..self.left.len()).rev() {
            self.left[at] -= 1;
            if self.left[at] > 0 {
                self.places.swap(at, count - self.left[at]);
                return true;
            }
            self.places[at..].rotate_left(1);
            self.left[at] = count - at;
        }
        false
    }
}

fn length(size: i64) -> usize {
    usize::try_from(size).expect("r must be non-negative")
}

fn chosen<T: Clone>(items: &[T], places: &[usize]) -> Vec<T> {
    places.iter().map(|&place| items[place].clone()).collect()
}
