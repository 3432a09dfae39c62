"""How pages write what they show: dates and numbers as a German newspaper does."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint

from feedservice.records import Article
from feedservice.store.locations import Location
from feedservice.web.library import library

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

ARTICLES = ("Der ", "Die ", "Das ")

bp = Blueprint("wording", __name__)


def local(instant: datetime) -> datetime:
    """Express an instant in the zone of the site."""
    return instant.astimezone(ZoneInfo(library().settings.timezone))


def day(instant: datetime) -> str:
    """Write a day."""
    when = local(instant)
    return f"{when.day}. {MONTHS[when.month - 1]} {when.year}"


@bp.app_template_filter("zeitpunkt")
def moment(instant: datetime) -> str:
    """Write a day and a time."""
    when = local(instant)
    return f"{day(instant)}, {when.hour}.{when.minute:02} Uhr"


@bp.app_template_filter("tag")
def written_day(article: Article) -> str:
    """Write the day of publication."""
    return day(article.published)


@bp.app_template_filter("datum")
def date(article: Article) -> str:
    """Write the date of publication, with the time if the record has one."""
    return day(article.published) if article.day_only else moment(article.published)


@bp.app_template_filter("tag_oder_zeit")
def machine_date(article: Article | Location) -> str:
    """Write the date of publication for programs: without a time where the record has none."""
    if article.day_only:
        return local(article.published).date().isoformat()
    return article.published.isoformat()


@bp.app_template_filter("anzahl")
def counted(number: int, one: str, many: str) -> str:
    """Write a number with its noun, and a point between the thousands."""
    grouped = f"{number:,}".replace(",", ".")
    return f"{grouped} {one if number == 1 else many}"


@bp.app_template_filter("groesse")
def size(length: int) -> str:
    """Write a number of bytes in units of 1024."""
    return f"{max(1, round(length / 1024))} KB"


@bp.app_template_filter("autorzeile")
def byline(author: str) -> str:
    """Write who wrote it: "Von Änne Müller", but not "Von Die Redaktion"."""
    return author if author.startswith((*ARTICLES, "Von ")) else f"Von {author}"


def is_desk(author: str) -> bool:
    """Whether no person signs it, but "Die Redaktion"."""
    return author.startswith(ARTICLES)


@bp.app_template_filter("locale")
def locale(language: str) -> str:
    """Write a language as Open Graph does, with a territory."""
    return language.replace("-", "_") if "-" in language else f"{language}_{language.upper()}"
