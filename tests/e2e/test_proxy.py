"""nginx in front of the service keeps feeds, and nobody behind it misses an article."""

import shutil

import pytest

from tests.e2e.processes import until
from tests.e2e.sites import fetch, free_port, items_of, txt

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")

CONFIGURATION = """
daemon off;
master_process off;
pid {home}/nginx.pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {home}/body;
  proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi;
  scgi_temp_path {home}/scgi;
  proxy_cache_path {home}/cache keys_zone=feeds:1m;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{service};
      proxy_cache feeds;
      proxy_cache_revalidate on;
      {cure}
      add_header X-Cache $upstream_cache_status always;
    }}
  }}
}}
"""


@pytest.fixture(params=["direct", "always"])
def proxied(site, request):
    """The address of a feed behind a proxy that asks whether its copy is still good.

    Where the service sends deltas to everybody, the proxy keeps them from those who have not
    what it has itself.
    """
    cure = 'proxy_set_header A-IM "";' if request.param == "always" else ""
    site.environment["FEEDSERVICE_FEED_DELTAS"] = request.param
    site.environment["FEEDSERVICE_FEED_CACHE_CONTROL"] = "public, max-age=1"
    site.write("eins.txt", txt("Eins"))
    site.write("zwei.txt", txt("Zwei"))
    site.serve()
    port = free_port()
    file = site.home / "nginx.conf"
    file.write_text(CONFIGURATION.format(home=site.home, port=port, service=site.port, cure=cure))
    site.start(["nginx", "-e", "stderr", "-c", str(file), "-p", str(site.home)])
    url = f"http://127.0.0.1:{port}/feeds/politik.rss"

    def answers():
        try:
            return fetch(url).status == 200
        except OSError:
            return False

    until(answers, "nginx")
    return url


def test_a_new_reader_gets_every_article_whatever_the_proxy_has(site, proxied):
    assert fetch(proxied).headers["X-Cache"] in {"HIT", "REVALIDATED"}
    site.write("drei.txt", txt("Drei"))
    until(lambda: "Drei" in site.items(), "the new article")

    def is_shown():
        answer = fetch(proxied, a_im="feed")
        assert answer.status == 200
        assert {"Eins", "Zwei"} <= items_of(answer.body).keys()
        return "Drei" in items_of(answer.body)

    until(is_shown, "the new article behind the proxy")
