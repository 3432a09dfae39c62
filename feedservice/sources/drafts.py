"""The step from keys to a draft: what a record must have, and what it may leave out."""

from feedservice.records import BodyFormat, Draft
from feedservice.sources.fields import Fields
from feedservice.sources.nesting import DEEPEST, is_too_deep
from feedservice.sources.plaintext import no_text
from feedservice.sources.reports import Code, Reading


def make_draft(fields: Fields, *, key: str, body: str, body_format: BodyFormat) -> Reading:
    """Make a draft of a record's keys and body, or say all that keeps it from being one."""
    image, alt = fields.image()
    draft = Draft(
        key=key,
        path=fields.path,
        line=fields.line,
        date=_date(fields),
        date_line=fields.line_of("date"),
        title=_title(fields),
        categories=_categories(fields),
        body=body,
        body_format=body_format,
        updated=fields.text("updated"),
        author=", ".join(fields.texts("author")) or None,
        summary=fields.text("summary"),
        image=image,
        image_alt=alt,
        tags=fields.texts("tags", separator=","),
        unpublished=fields.flag("draft"),
    )
    fields.warn_of_removed()
    if body_format is not BodyFormat.TEXT and is_too_deep(body):
        message = f"the HTML of the record is nested more than {DEEPEST} elements deep"
        fields.report(Code.BAD_VALUE, "html", message, "Add the end tags that are missing.")
    if not body.strip():
        fields.problems.append(no_text((fields.path, fields.line)))
    problems = tuple(sorted(fields.problems, key=lambda problem: problem.line))
    return Reading(drafts=() if fields.has_errors() else (draft,), problems=problems)


def _title(fields: Fields) -> str:
    title = fields.text("title")
    if title is None:
        fields.miss(Code.NO_TITLE, "title", "Add the key title, with the headline.")
    return title or ""


def _date(fields: Fields) -> str:
    date = fields.text("date")
    if date is None:
        fields.miss(Code.NO_DATE, "date", "Add the key date, such as 22. Oktober 2024, 14:30 Uhr.")
    return date or ""


def _categories(fields: Fields) -> tuple[str, ...]:
    found = fields.texts("category") + fields.texts("categories")
    if not found:
        hint = "Add the key category, such as Politik."
        fields.miss(Code.NO_CATEGORY, "category", hint)
    return tuple(dict.fromkeys(found))
