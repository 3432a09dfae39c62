"""The rules: documented functions, each its own page in the documentation."""
