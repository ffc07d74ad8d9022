"""The vocabulary that every other folder speaks: values, results, errors, texts, the course, digests and words."""
