"""Noticing that what was made before would now be made differently.

A fingerprint sums up settings, the code that makes something of them, and the versions of
the libraries behind it. Whoever changes that code need not remember to raise a number.
"""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable


def fingerprint(settings: object, *, code: Iterable[str], libraries: Iterable[str]) -> str:
    """Sum up what decides over an outcome.

    Args:
        settings: Anything whose ``repr`` shows its values.
        code: Modules and packages of ours, such as ``feeds``.
        libraries: Names of distributions.
    """
    digest = hashlib.blake2b(repr(settings).encode(), digest_size=16)
    for name in code:
        for source in _sources(name):
            digest.update(source.read_bytes())
    for name in libraries:
        digest.update(f"{name} {_version(name)}".encode())
    return digest.hexdigest()


def _sources(name: str) -> Iterator[Traversable]:
    """The source files of one module or package of ours, in a fixed order."""
    here = files("feedservice")
    module = here / f"{name}.py"
    yield from [module] if module.is_file() else _inside(here / name)


def _inside(package: Traversable) -> Iterator[Traversable]:
    """The source files of a package and of those in it."""
    for entry in sorted(package.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            yield entry
        elif entry.is_dir():
            yield from _inside(entry)


def _version(distribution: str) -> str:
    """The installed version; libraries that are vendored or optional may have none."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "none"
