//! The engine `sample`: functions of every type and kind, for the tests of the Python package.
//!
//! Their Python originals are in `sample_app.py`. A test that needs another function adds it to the file of its kind.

mod arrays;
mod changes;
mod held;
mod instances;
mod scalars;
mod shop;
mod trouble;
mod types;

pub use arrays::{above, add_to, halve, same_floats, same_grid, same_ints, same_table};
pub use changes::{arrange, connect, count_into, drop_first, mirror, pour, raise_all, unchanged};
pub use held::{
    absorb, by_remainder, checked, checked_append, descend, distinct, flip, lengths, letters, letters_each,
    pairs, same_bytearray, same_char, same_deque, same_dict, same_frozen, same_groups, same_keys, same_many,
    same_nested, same_nothing, same_number, same_numbers, same_raw, same_set, same_text_set, same_twelve,
    turn, turned, up_to, up_to_checked,
};
pub use instances::{
    same_colour, same_level, same_missing, same_odd, same_offer, same_pair, same_path, same_point, same_row,
    shifted,
};
pub use scalars::{add, divide, fare, greet, off, pick, shadowed};
pub use shop::{cheapest, outline, pay, plant, quote, schedule, sum_up};
pub use trouble::{
    busy, crash, elsewhere, fatal, grade, grind, later, overflow, rounded, stubborn, tally, wrong,
};
pub use types::{
    same_array, same_bool, same_bytes, same_choice, same_date, same_decimal, same_float, same_instant,
    same_int, same_list, same_map, same_naive, same_option, same_record, same_single, same_small, same_span,
    same_text, same_time, same_tree, same_tuple, same_union, same_uuid,
};

transom::engine! {
    name: sample,
    functions: [
        fare, add, divide, pick, greet, off, shadowed,
        quote, cheapest, pay, plant, schedule, sum_up, outline,
        busy, crash, elsewhere, grind, later, overflow, stubborn, wrong, rounded, tally, grade, fatal,
        arrange, connect, count_into, drop_first, mirror, pour, raise_all, unchanged,
        same_point, same_path, same_colour, same_level, same_pair, same_row, same_offer, same_odd, same_missing, shifted,
        same_char, same_number, same_numbers, same_many, same_set, same_text_set, same_frozen, same_deque, same_bytearray, same_raw, same_dict, same_keys, same_nested, same_twelve, same_nothing, same_groups, lengths, absorb, turn, flip, checked, checked_append, descend,
        same_floats, same_ints, same_table, same_grid, above, halve, add_to,
        up_to, up_to_checked, letters, letters_each, pairs, distinct, by_remainder, turned,
        same_bool, same_int, same_small, same_float, same_single, same_text, same_bytes, same_date, same_time,
        same_naive, same_instant, same_span, same_decimal, same_uuid, same_option, same_list, same_array, same_tuple,
        same_map, same_record, same_choice, same_union, same_tree,
    ]
}
