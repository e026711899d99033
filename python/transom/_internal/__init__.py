"""What ``transom`` is made of; import from ``transom`` itself."""
