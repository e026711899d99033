//! Contract files, as `transom_fuzz::contract` holds them to account.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| transom_fuzz::contract(data));
