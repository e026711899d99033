//! Whole numbers as floats, where that loses nothing.

/// Every whole number up to here is a float, too.
const EXACT_MAX: u64 = 1 << 53;

/// The float that is this whole number; a number beyond those is left to Python.
pub(crate) fn float(whole: i64) -> f64 {
    assert!(whole.unsigned_abs() <= EXACT_MAX, "a whole number beyond 2**53");
    #[expect(clippy::cast_precision_loss, reason = "it was just checked that none is lost")]
    let float = whole as f64;
    float
}
