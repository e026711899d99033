"""Feature engineering over a year of flights out of New York, in plain Python."""
