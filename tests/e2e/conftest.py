"""Real services on real folders, over HTTP on 127.0.0.1."""

import shutil

import pytest

from tests.e2e import newspaper
from tests.e2e.desks import Desk
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


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """The small newspaper, published and served; read only."""
    with Site(tmp_path_factory.mktemp("paper")) as site:
        for path, content in newspaper.FILES.items():
            site.write(path, content)
        site.serve()
        yield site


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    """A site that goes on publishing while its readers poll."""
    with Site(tmp_path_factory.mktemp("newsroom")) as site:
        yield site, site.serve("--access-log")


@pytest.fixture(params=["rss", "atom"])
def desk(newsroom, request):
    """A category with two articles, and the path of its feed in one format."""
    name = f"{request.node.originalname.removeprefix('test_').partition('_')[0]} {request.param}"
    desk = Desk(*newsroom, name)
    desk.path = f"/feeds/{desk.slug}.{request.param}"
    desk.write("eins.txt", "Eins", date="1. März 2024, 8:00 Uhr")
    desk.write("zwei.txt", "Zwei", date="2. März 2024, 8:00 Uhr")
    # Not asked for by its own path, for those requests are counted.
    guid = f":{desk.slug}/"
    desk.until(lambda: desk.site.get("/feeds/alle.rss").text.count(guid) == 2, "both articles")
    return desk
