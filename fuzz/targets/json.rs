//! JSON bodies, as `transom_fuzz::json` holds them to account.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| transom_fuzz::json(data));
