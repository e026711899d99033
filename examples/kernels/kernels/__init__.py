"""Twenty small programs of the kind that makes a Python service slow: one module each, one main function each."""
