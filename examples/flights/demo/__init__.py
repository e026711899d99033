"""What `cargo xtask demo` runs in Python: each module prints JSON lines, the last of which is its result."""
