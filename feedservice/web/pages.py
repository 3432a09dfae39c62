"""The pages that every link in a feed leads to."""

import re

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)
from werkzeug.wrappers import Response as BaseResponse

from feedservice import addresses
from feedservice.records import FeedFormat
from feedservice.web import prose
from feedservice.web.answers import Page, conditional
from feedservice.web.catalogue import Catalogue
from feedservice.web.library import library
from feedservice.web.newsarticle import news_article
from feedservice.web.theme import Theme
from feedservice.web.webreaders import WEB_READERS

MAX_AGE_SECONDS = 60
HTML = "text/html; charset=utf-8"
CACHE_CONTROL = f"public, max-age={MAX_AGE_SECONDS}"
FORMAT_NAMES = {FeedFormat.RSS: "RSS", FeedFormat.ATOM: "Atom", FeedFormat.JSON: "JSON"}

bp = Blueprint("pages", __name__)


@bp.get("/")
def home() -> Response:
    """Serve the categories with their latest headlines."""
    found = library().rendered("home", lambda catalogue: written("home.html", catalogue))
    return kept(found)


@bp.get("/rubrik/<slug>")
def category(slug: str) -> Response:
    """Serve one page of a category's articles."""
    number = number_of(request.args.get("seite", "1"))

    def write(catalogue: Catalogue) -> str | None:
        section = catalogue.page(slug, number)
        return section and written("category.html", catalogue, section=section)

    found = library().rendered(("category", slug, number), write)
    return kept(found) if found else abort(404, "Diese Rubrik oder Seite gibt es nicht.")


@bp.get("/artikel/<name>")
def article(name: str) -> BaseResponse:
    """Serve an article; its key alone decides, and an old slug leads to the current one."""

    def write(catalogue: Catalogue) -> str | None:
        reading = catalogue.reading(_key(name))
        if reading is None or not reading.article.url.endswith(f"/{name}"):
            return None
        language = reading.channels[0].language
        data = news_article(reading.article, language, library().settings)
        return written("article.html", catalogue, reading=reading, data=data)

    found = library().rendered(("article", name), write)
    return kept(found) if found else _elsewhere(name)


def written(template: str, catalogue: Catalogue, **said: object) -> str:
    """Write a page from a template; every page names the categories."""
    return render_template(template, catalogue=catalogue, **said)


def kept(page: Page, cache_control: str = CACHE_CONTROL) -> Response:
    """Answer with a page, or with 304 if the browser has it already."""
    return conditional(page, HTML, cache_control)


def _elsewhere(name: str) -> BaseResponse:
    """Answer for an article that is not at this address: it has another, is gone, or never was."""
    with library().catalogue() as catalogue:
        reading = catalogue.reading(_key(name))
        categories = catalogue.withdrawn(_key(name))
        if reading:
            response: BaseResponse = redirect(reading.article.url, 301)
            # A headline may change back: kept for good, two such answers lead in a circle.
            response.cache_control.max_age = MAX_AGE_SECONDS
            return response
        if categories is None:
            abort(404, "Diesen Artikel gibt es nicht.")
        response = make_response(written("gone.html", catalogue, categories=categories), 410)
    response.cache_control.no_cache = True  # whoever puts the file back takes it back
    return response


def _key(name: str) -> str:
    """The short key in the last part of an article's address."""
    return name.rpartition("-")[2]


def number_of(text: str) -> int:
    """Read the number of a page; 0, which no page has, for what is no number."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else 0


@bp.app_context_processor
def _words() -> dict[str, object]:
    """What every template may use."""
    settings = library().settings
    prefix = settings.base_path
    theme: Theme = current_app.extensions["theme"]
    return {
        "site": settings,
        "formats": FORMAT_NAMES,
        "here": lambda path: prefix + path,
        "static": lambda name: prefix + theme.address(name),
        "has_static": theme.files.__contains__,
        "feed_path": addresses.feed_path,
        "feed_page_path": addresses.feed_page_path,
        "category_path": addresses.category_path,
        "web_readers": WEB_READERS,
        "laid_out": prose.laid_out,
        "has_standfirst": prose.has_standfirst,
        "shows_lead": prose.shows_lead,
    }
