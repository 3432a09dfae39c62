"""Judges feeds, whoever made them: offline, with place, reason and cure for each finding."""
