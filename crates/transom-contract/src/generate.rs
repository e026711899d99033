//! Values for a schema: boundary values first, then random ones, always valid; and smaller ones that still are.
//!
//! Everything follows from the schema and a seed, so that a value can be made again. `transom prove` calls both
//! sides with such values and shrinks the first input that they disagree on; tests do the same with every wire.
//! Values are typed as Python types them: dates are dates, tuples tuples.

mod corners;
mod draw;
mod pattern;
mod plan;
mod random;
mod scalar;
mod shrink;

use crate::shape::Schema;
use crate::value::Value;

pub use shrink::{shrink, smallest};

/// Endless values for a schema; none where no value can be valid (or a pattern is too hard to write text for).
///
/// The first ones put every field on its boundaries in turn: zero, one, the limits, 2^53 ± 1, -0.0, NaN, the empty
/// list, the absent field. A third of the later ones' parts are boundaries, too.
pub fn values(schema: &Schema, seed: u64) -> Values {
    Values { plan: plan::compile(schema), random: random::Random::new(seed), made: 0 }
}

/// One plain, valid value, fit to be shown to people; the same each time.
pub fn example(schema: &Schema) -> Option<Value> {
    let plan = plan::compile(schema);
    draw::example(&plan)
}

/// The iterator of [`values`].
#[derive(Debug)]
pub struct Values {
    plan: plan::Plans,
    random: random::Random,
    made: usize,
}

impl Iterator for Values {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let pass = (self.made < self.plan.passes()).then_some(self.made);
        self.made += 1;
        draw::value(&self.plan, &mut self.random, pass)
    }
}
