"""The trusted half: holds the hidden tests, asks workers by value, compares, scores. Never runs student code."""
