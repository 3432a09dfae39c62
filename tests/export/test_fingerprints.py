"""The fingerprint of a site is the same in every process, and another for other pages."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import DictLoader

from feedservice.config import FeedDeltas
from feedservice.export.fingerprints import site_fingerprint
from feedservice.web import Library, make_app

PROGRAM = """
from feedservice.config import Settings
from feedservice.export.fingerprints import site_fingerprint
from feedservice.store import open_store
from feedservice.web import Library, make_app
settings = Settings(database_url="sqlite:///{}")
print(site_fingerprint(make_app(Library(open_store(settings.database_url), settings)), settings))
"""


@pytest.fixture
def app(site):
    """An application in front of an empty store."""
    return make_app(Library(site.store, site.settings))


def test_it_is_the_same_in_every_process(tmp_path):
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM.format(tmp_path / "a.sqlite")],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    "setting",
    [
        {"port": 1, "host": "::", "workers": 9},
        {"access_log": True, "limit_whole": "60/hour"},
        {"client_header": "X-Real-IP", "proxies": 2, "metrics_channels": 7},
        {"counts": Path("elsewhere")},
        {"feed_deltas": FeedDeltas.NEVER},
    ],
)
def test_how_the_service_runs_is_no_matter(app, site, setting):
    other = replace(site.settings, **setting)
    assert site_fingerprint(app, other) == site_fingerprint(app, site.settings)


@pytest.mark.parametrize("setting", [{"title": "x"}, {"timezone": "UTC"}, {"copyright": "y"}])
def test_another_setting_makes_another(app, site, setting):
    other = replace(site.settings, **setting)
    assert site_fingerprint(app, other) != site_fingerprint(app, site.settings)


def test_another_template_makes_another(app, site):
    before = site_fingerprint(app, site.settings)
    app.jinja_env.loader = DictLoader({"home.html": "Hallo"})
    assert site_fingerprint(app, site.settings) != before
