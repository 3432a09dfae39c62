"""Publish article files as validated RSS and Atom feeds.

Importing this package loads nothing else: :mod:`feedservice.dates` is used alone, in
scripts and in CI, by people who need neither the service nor its dependencies.
"""
