"""What `transom draft` makes of whole bodies of Python: collections of real functions, and programs made at random."""
