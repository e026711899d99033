//! Tells the embedded door which Python it is built for: one version, or the stable ABI, which it does not support.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(Py_LIMITED_API)");
    #[cfg(feature = "embedded")]
    pyo3_build_config::use_pyo3_cfgs();
}
