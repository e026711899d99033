"""The rows that are timed inside one Python process; `cargo xtask bench` runs them and writes what they print."""
