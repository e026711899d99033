//! Python source, as `transom_fuzz::translate` holds it to account.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| transom_fuzz::translate(data));
