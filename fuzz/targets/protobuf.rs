#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| transom_fuzz::protobuf(data));
