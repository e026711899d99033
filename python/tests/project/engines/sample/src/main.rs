//! The engine `sample` as a service of its own.

fn main() -> std::process::ExitCode {
    transom::serve(sample::engine())
}
