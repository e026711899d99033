//! The engine `flights` as a service of its own.

fn main() -> std::process::ExitCode {
    transom::serve(flights::engine())
}
