//! What each fuzz target asserts. A target panics where two paths disagree; aborts and hangs are libFuzzer's to see.

mod arrow;
mod contract;
mod json;
mod protobuf;
#[path = "../../crates/transom-contract/tests/it/sample.rs"]
mod sample;
mod translate;

pub use arrow::arrow;
pub use contract::contract;
pub use json::json;
pub use protobuf::protobuf;
pub use translate::translate;

use transom_contract::{Definitions, Model, Root, Schema};

/// The schema of a model.
fn schema<T: Model>() -> Schema {
    let mut definitions = Definitions::default();
    let root = Root::Shape(T::shape(&mut definitions));
    Schema { root, definitions }
}
