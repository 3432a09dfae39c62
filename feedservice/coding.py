"""Content codings: a body compressed once, for everybody who will ever ask for it."""

import gzip
from collections.abc import Callable

import brotli
import zstandard

# A new article changes six feeds, which should be out within some tens of milliseconds; the
# highest levels take ten times as long for a few per cent.
GZIP_LEVEL, BROTLI_QUALITY, ZSTD_LEVEL = 4, 4, 3

#: From the smallest result to the largest: of codings that a client likes as much, the first.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=BROTLI_QUALITY),
    "zstd": lambda body: zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body),
    # Without the time, which would make other bytes of the same body.
    "gzip": lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
}


def encode(body: bytes) -> dict[str, bytes]:
    """Compress *body* in each coding."""
    return {name: compress(body) for name, compress in CODINGS.items()}
