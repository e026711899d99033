//! Arrow columns, as `transom_fuzz::arrow` holds them to account.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| transom_fuzz::arrow(data));
