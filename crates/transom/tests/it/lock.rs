//! The lock file as an engine reads it when it starts.

use transom::Engine;

/// What a line costs.
#[transom::function]
fn cost(price: f64, quantity: u32) -> f64 {
    price * f64::from(quantity)
}

fn engine(lock: &str) -> Engine {
    Engine::builder("shop", "1.0.0", "").function::<cost>().lock(lock).build()
}

#[test]
fn names_have_the_numbers_that_the_lock_promises() {
    let engine = engine("function cost\n  1 gone discount\n  7 price\n");
    let input = &engine.entry("cost").expect("it is there").description.input;
    let numbers: Vec<_> = input.fields.iter().map(|field| (field.name.as_str(), field.number)).collect();
    assert_eq!(numbers, [("price", 7), ("quantity", 8)]);
    assert_eq!(input.reserved, [1]);
}

#[test]
#[should_panic(expected = "the engine `shop` cannot be: contract.lock:3: `price` has two numbers")]
fn a_broken_lock_says_where_and_what_to_do() {
    engine("function cost\n  1 price\n  2 price\n");
}
