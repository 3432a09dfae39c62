"""Bodies as HTTP hands them out: their entity tags, and their codings, compressed once for all."""

import hashlib
from collections.abc import Callable

import brotli
import zstandard
from zlib_ng import zlib_ng

# A new article changes six feeds, which should be out within some tens of milliseconds; the
# highest levels take ten times as long for a few per cent. zlib-ng takes two thirds of
# zlib's time for less.
GZIP_LEVEL, BROTLI_QUALITY, ZSTD_LEVEL = 4, 3, 3
GZIP_WINDOW = 31  # the largest, with gzip's header; the time in it is zero

IDENTITY = "identity"  # what HTTP calls a body that is not compressed

#: From the smallest result to the largest: of codings that a client likes as much, the first.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=BROTLI_QUALITY),
    "zstd": lambda body: zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body),
    "gzip": lambda body: zlib_ng.compress(body, GZIP_LEVEL, GZIP_WINDOW),
}


def entity_tag(body: bytes) -> str:
    """Sum up a body as the opaque part of its strong entity tag: without quotes."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def encode(body: bytes) -> dict[str, bytes]:
    """Compress *body* in each coding."""
    return {name: compress(body) for name, compress in CODINGS.items()}
