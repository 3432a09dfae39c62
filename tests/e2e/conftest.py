"""Real services on real folders, over HTTP on 127.0.0.1."""

import shutil

import pytest

from tests.e2e.sites import SAMPLES, Site


@pytest.fixture
def site(tmp_path):
    """An empty newsroom; nothing runs yet."""
    with Site(tmp_path) as site:
        yield site


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """The sample articles, published and served; read only."""
    home = tmp_path_factory.mktemp("samples")
    shutil.copytree(SAMPLES, home / "articles")
    with Site(home) as site:
        site.serve()
        yield site
