//! Whether a column's text is UTF-8.
//!
//! The layout of what comes through the C data interface is trusted, as by every reader of it. That text is UTF-8 is
//! not: Python code can make such a column of any bytes. It is checked for all rows in one go, so that reading a row
//! need not.

use arrow_array::{Array, GenericStringArray, OffsetSizeTrait, StringViewArray};

/// Whether every row's text stands inside its buffer and is UTF-8.
pub(super) fn is_sound<O: OffsetSizeTrait>(array: &GenericStringArray<O>) -> bool {
    let (places, bytes) = (array.value_offsets(), array.value_data());
    let first = places[0].as_usize();
    if !places.is_sorted() || places[array.len()].as_usize() > bytes.len() {
        return false;
    }
    let used = &bytes[first..places[array.len()].as_usize()];
    let at_once = str::from_utf8(used).is_ok_and(|text| {
        text.is_ascii() || places.iter().all(|place| text.is_char_boundary(place.as_usize() - first))
    });
    // Rows without a value may hold anything.
    at_once
        || (0..array.len()).all(|row| {
            let row_bytes = &bytes[places[row].as_usize()..places[row + 1].as_usize()];
            array.is_null(row) || str::from_utf8(row_bytes).is_ok()
        })
}

/// The same for text in views.
pub(super) fn is_sound_view(array: &StringViewArray) -> bool {
    let bytes = array.clone().to_binary_view();
    (0..array.len()).all(|row| array.is_null(row) || str::from_utf8(bytes.value(row)).is_ok())
}
