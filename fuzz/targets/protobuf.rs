//! Protobuf bodies, as `transom_fuzz::protobuf` holds them to account.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| transom_fuzz::protobuf(data));
