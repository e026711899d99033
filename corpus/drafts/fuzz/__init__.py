"""Random programs inside the subset, each run by CPython and by its draft: any difference is a bug."""
