"""Value types as pure functions: each takes a text and says what is wrong with it, or reads it."""
