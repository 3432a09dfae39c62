"""The vocabularies as data: what may stand where, how often, and of which type."""
