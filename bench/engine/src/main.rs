//! Our side of the HTTP rows: the engine as a service.

fn main() -> std::process::ExitCode {
    transom::serve(bench_engine::engine())
}
