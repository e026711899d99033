//! `statistics`.

use transom_semantics as rt;

use crate::python::{Against, Random, cases, float, int, list};

#[test]
fn averages_are_exact() {
    let (mut python, mut random) = (Against::python(), Random::new(81));
    for _ in 0..cases(1500) {
        let floats: Vec<f64> = (0..random.below(9))
            .map(|_| if random.below(40) == 0 { random.any_float() } else { random.float() })
            .collect();
        let shown = list(&floats, |item| float(*item));
        python.ask(format!("statistics.mean({shown})"), || rt::statistics::mean(&floats));
        python.ask(format!("statistics.fmean({shown})"), || rt::statistics::fmean(&floats));
        python.ask(format!("statistics.median({shown})"), || rt::statistics::median(&floats));
        let tiny: Vec<f64> = floats.iter().map(|_| f64::from_bits(random.below(9))).collect();
        python.ask(format!("statistics.mean({})", list(&tiny, |item| float(*item))), || {
            rt::statistics::mean(&tiny)
        });
        let ints: Vec<i64> = (0..random.below(7)).map(|_| random.int() / 8).collect();
        let shown = list(&ints, |item| int(*item));
        python.ask(format!("statistics.mean({shown})"), || rt::statistics::mean_ints(&ints));
        python.ask(format!("statistics.median({shown})"), || rt::statistics::median_ints(&ints));
        python.ask(format!("statistics.median_low({shown})"), || rt::statistics::median_low(&ints));
        python.ask(format!("statistics.median_high({shown})"), || rt::statistics::median_high(&ints));
        let few: Vec<i64> = (0..random.below(7)).map(|_| random.within(0, 3)).collect();
        python.ask(format!("statistics.mode({})", list(&few, |item| int(*item))), || {
            rt::statistics::mode(&few)
        });
    }
    // A NaN among them, or sums beyond 64 bits.
    python.check(cases(150));
}
