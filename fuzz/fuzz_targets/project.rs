#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| beslisboom_fuzz::project(data));
