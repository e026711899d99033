//! Containers, against what CPython shows.

use transom_semantics::{self as rt, prelude::*};

#[test]
fn indexes_count_from_the_end() {
    let list = [1, 2, 3];
    assert_eq!((*list.at(-1), *list.at(0)), (3, 1));
    assert!(std::panic::catch_unwind(|| *[1].at(-2)).is_err());
}

#[test]
fn dicts_keep_the_order_of_insertion() {
    let mut dict: Dict<String, i64> = Dict::new();
    for (word, nth) in rt::text::split("one two three two").into_iter().zip(0..) {
        dict.set(word.to_owned(), nth);
    }
    assert_eq!(rt::repr(&dict), "{'one': 0, 'two': 3, 'three': 2}");
    dict.remove("one");
    dict.set("one".to_owned(), 9);
    assert_eq!(rt::repr(&dict), "{'two': 3, 'three': 2, 'one': 9}");
}
