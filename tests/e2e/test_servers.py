"""Any WSGI server can serve ``wsgi:app``; all of them hand out the same bytes."""

import shutil
import sys

import pytest

from tests.e2e.sites import ROOT, SAMPLES, Site

GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "wsgi:app"),
    *("--chdir", str(ROOT), "--workers", "2", "--no-control-socket", "--bind"),
)
FLASK = (sys.executable, "-m", "flask", "--app", str(ROOT / "wsgi.py"), "run", "--port")
PATHS = ("/feeds/alle.rss", "/feeds/alle.atom", "/feeds/kultur-medien.rss", "/feeds/sport.atom")


@pytest.fixture
def site(tmp_path):
    """The sample articles; nothing was ever published."""
    shutil.copytree(SAMPLES, tmp_path / "articles")
    with Site(tmp_path) as site:
        yield site


def command(server, site):
    return {
        "gunicorn": [*GUNICORN, f"127.0.0.1:{site.port}"],
        "flask": [*FLASK, str(site.port)],
    }[server]


@pytest.mark.parametrize("server", ["gunicorn", "flask"])
def test_a_wsgi_server_publishes_the_samples_at_its_first_start(site, server):
    program = site.start_server(command(server, site))
    assert len(site.items("alle")) == 29
    assert "Traceback" not in program.log()
    again = site.run("publish")
    assert (again.returncode, again.stdout) == (
        0,
        "29 articles published, 0 files read, 0 feeds changed, 1 draft\n",
    )
    program.kill()


def test_every_server_hands_out_the_same_bytes_with_the_same_validators(site):
    def editions():
        answers = {path: site.get(path) for path in PATHS}
        names = ("ETag", "Last-Modified", "Content-Type", "Cache-Control")
        return {
            path: (answer.status, answer.body, [answer.headers[name] for name in names])
            for path, answer in answers.items()
        }

    site.run("publish")
    service = site.serve()
    by_granian = editions()
    service.stop()
    for server in ("gunicorn", "flask"):
        program = site.start_server(command(server, site))
        assert editions() == by_granian
        program.kill()
