//! The originals' answers put in the place of the rows that were left to them.

use arrow_array::{Array, ArrayRef, make_array};
use arrow_data::transform::MutableArrayData;
use arrow_schema::ArrowError;

/// The column with the rows of `places` (in order) taken from `answers`, one for each.
///
/// # Errors
/// When the texts of both together are too long for one column.
pub(super) fn patch(column: &ArrayRef, places: &[usize], answers: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let (column, answers) = (column.to_data(), answers.to_data());
    let rows = column.len();
    let mut patched = MutableArrayData::new(vec![&column, &answers], true, rows);
    let mut next = 0;
    for (at, place) in places.iter().enumerate() {
        patched.try_extend(0, next, *place)?;
        patched.try_extend(1, at, at + 1)?;
        next = place + 1;
    }
    patched.try_extend(0, next, rows)?;
    Ok(make_array(patched.freeze()))
}
