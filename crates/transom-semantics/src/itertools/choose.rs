//! Choices out of a list, in the order that Python gives them.

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
    let first = if sizes.contains(&0) { None } else { Some(vec![0; sizes.len()]) };
    let places = std::iter::successors(first, move |places| {
        let mut places = places.clone();
        let turn = (0..places.len()).rev().find(|&at| places[at] + 1 < sizes[at])?;
        places[turn] += 1;
        places[turn + 1..].fill(0);
        Some(places)
    });
    places.map(move |places| places.iter().zip(&lists).map(|(&place, list)| list[place].clone()).collect())
}

/// `itertools.product(xs, repeat=N)`, with a constant number.
pub fn product_of<const N: usize, T: Clone>(
    items: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = [T; N]> {
    let items: Vec<T> = items.into_iter().collect();
    product(vec![items; N]).map(array)
}

/// `itertools.combinations(xs, size)`. A negative size panics.
pub fn combinations<T: Clone>(items: impl IntoIterator<Item = T>, size: i64) -> impl Iterator<Item = Vec<T>> {
    let items: Vec<T> = items.into_iter().collect();
    let (count, size) = (items.len(), length(size));
    let first = (size <= count).then(|| (0..size).collect::<Vec<usize>>());
    let places = std::iter::successors(first, move |places| {
        let mut places = places.clone();
        let turn = (0..size).rev().find(|&at| places[at] != at + count - size)?;
        let from = places[turn] + 1;
        for (place, next) in places[turn..].iter_mut().zip(from..) {
            *place = next;
        }
        Some(places)
    });
    places.map(move |places| chosen(&items, &places))
}

/// `itertools.combinations(xs, N)`, with a constant size.
pub fn combinations_of<const N: usize, T: Clone>(
    items: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = [T; N]> {
    combinations(items, N as i64).map(array)
}

/// `itertools.combinations_with_replacement(xs, size)`. A negative size panics.
pub fn combinations_with_replacement<T: Clone>(
    items: impl IntoIterator<Item = T>,
    size: i64,
) -> impl Iterator<Item = Vec<T>> {
    let items: Vec<T> = items.into_iter().collect();
    let (count, size) = (items.len(), length(size));
    let first = (count > 0 || size == 0).then(|| vec![0; size]);
    let places = std::iter::successors(first, move |places| {
        let mut places = places.clone();
        let turn = (0..size).rev().find(|&at| places[at] + 1 != count)?;
        let next = places[turn] + 1;
        places[turn..].fill(next);
        Some(places)
    });
    places.map(move |places| chosen(&items, &places))
}

/// `itertools.permutations(xs, size)`; without a size, of all of them. A negative size panics.
pub fn permutations<T: Clone>(
    items: impl IntoIterator<Item = T>,
    size: Option<i64>,
) -> impl Iterator<Item = Vec<T>> {
    let items: Vec<T> = items.into_iter().collect();
    let count = items.len();
    let size = size.map_or(count, length);
    let first = (size <= count).then(|| {
        let cycles: Vec<usize> = (0..size).map(|at| count - at).collect();
        ((0..count).collect::<Vec<usize>>(), cycles)
    });
    let states = std::iter::successors(first, move |(places, cycles)| {
        let (mut places, mut cycles) = (places.clone(), cycles.clone());
        for at in (0..size).rev() {
            cycles[at] -= 1;
            if cycles[at] > 0 {
                let from_end = places.len() - cycles[at];
                places.swap(at, from_end);
                return Some((places, cycles));
            }
            places[at..].rotate_left(1);
            cycles[at] = count - at;
        }
        None
    });
    states.map(move |(places, _)| chosen(&items, &places[..size]))
}

/// `itertools.permutations(xs, N)`, with a constant size.
pub fn permutations_of<const N: usize, T: Clone>(
    items: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = [T; N]> {
    permutations(items, Some(N as i64)).map(array)
}

fn length(size: i64) -> usize {
    usize::try_from(size).expect("r must be non-negative")
}

fn chosen<T: Clone>(items: &[T], places: &[usize]) -> Vec<T> {
    places.iter().map(|&place| items[place].clone()).collect()
}

fn array<const N: usize, T>(items: Vec<T>) -> [T; N] {
    items.try_into().ok().expect("as many were chosen as were asked for")
}
