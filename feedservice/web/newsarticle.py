"""What an article tells programs: schema.org's NewsArticle."""

from typing import Any

from feedservice.config import Settings
from feedservice.records import Article
from feedservice.web.wording import is_desk, machine_date

MOST_HEADLINE = 110  # characters, as search engines ask


def news_article(article: Article, language: str, settings: Settings) -> dict[str, Any]:
    """Describe an article as JSON-LD."""
    publisher = {"@type": "Organization", "name": settings.title, "url": f"{settings.base_url}/"}
    kind = "Organization" if is_desk(article.author or "") else "Person"
    author = {"@type": kind, "name": article.author} if article.author else publisher
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": article.url,
        "headline": article.title[:MOST_HEADLINE],
        "description": article.summary,
        "datePublished": machine_date(article),
        "dateModified": article.updated.isoformat(),
        "author": [author],
        "publisher": publisher,
        "articleSection": [category.name for category in article.categories],
        "inLanguage": language,
        "isAccessibleForFree": True,
    }
    if article.images:
        described["image"] = [image.url for image in article.images]
    if article.tags:
        described["keywords"] = list(article.tags)
    if article.day_only and article.updated == article.published:
        described["dateModified"] = machine_date(article)
    return described
