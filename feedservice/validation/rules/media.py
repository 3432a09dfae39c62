"""Rules about Media RSS."""

import re
from collections.abc import Iterator

from feedservice.validation.names import ATOM, MEDIA
from feedservice.validation.node import Node, Offence, across
from feedservice.validation.rulebook import WARNING, fault, value
from feedservice.validation.rules.values import one_of
from feedservice.validation.values import addresses, words
from feedservice.validation.values.media import COUNTRIES, ROLES

_SPEC = "https://www.rssboard.org/media-rss"
_RATINGS = {
    "urn:simple": frozenset({"adult", "nonadult"}),
    "urn:mpaa": frozenset({"g", "pg", "pg-13", "r", "nc-17", "nr"}),
    "urn:v-chip": frozenset({"tv-y", "tv-y7", "tv-y7-fv", "tv-g", "tv-pg", "tv-14", "tv-ma"}),
}  # fmt: skip
_ICRA = re.compile(r"r \((?:[a-z]{2} [01] ?)+\)(?: v \((?:[a-z]{2} [01] ?)+\))?")
_DIGESTS = {"md5": 32, "sha-1": 40}


@value("EXT101", w3c="InvalidMediaMedium", spec=f"{_SPEC}#media-content")
def medium(text: str) -> str | None:
    """The medium of a file is image, audio, video, document or executable.

    Why:  Readers choose by it how to show the file.
    Bad:  ``<media:content url="…" medium="photo"/>``
    Good: ``<media:content url="…" medium="image"/>``
    """
    return one_of(text, {"image", "audio", "video", "document", "executable"}, "medium")


@value("EXT102", w3c="InvalidMediaExpression", spec=f"{_SPEC}#media-content")
def expression(text: str) -> str | None:
    """The expression of a file is full, sample or nonstop.

    Why:  Readers choose by it which file to play.
    Bad:  ``<media:content url="…" expression="partial"/>``
    Good: ``<media:content url="…" expression="sample"/>``
    """
    return one_of(text, {"full", "sample", "nonstop"}, "expression")


@value("EXT103", w3c="InvalidMediaTextType", spec=f"{_SPEC}#media-title")
def media_text_type(text: str) -> str | None:
    """The type of a text in Media RSS is plain or html.

    Why:  Readers that do not know the type show tags.
    Bad:  ``<media:title type="text/html">…</media:title>``
    Good: ``<media:title type="html">…</media:title>``
    """
    return one_of(text, {"plain", "html"}, "type of a text")


@value("EXT104", w3c="InvalidNPTTime", spec="https://www.rfc-editor.org/rfc/rfc2326#section-3.6")
def play_time(text: str) -> str | None:
    """A moment in a film is a normal play time.

    Why:  Players cannot find it otherwise.
    Bad:  ``<media:thumbnail url="…" time="-3"/>``
    Good: ``<media:thumbnail url="…" time="0:01:03"/>``
    """
    return words.npt_fault(text)


@across("EXT105", at="media:rating", w3c="InvalidMediaRating", spec=f"{_SPEC}#media-rating")
def rating_is_of_its_scheme(rating: Node) -> Iterator[Offence]:
    """A rating is one that its scheme knows.

    Why:  Programs that protect children take an unknown one for none.
    Bad:  ``<media:rating scheme="urn:mpaa">tv-ma</media:rating>``
    Good: ``<media:rating scheme="urn:mpaa">pg-13</media:rating>``
    """
    scheme, text = rating.element.get("scheme", "urn:simple"), rating.value
    known = _RATINGS.get(scheme)
    if known is not None and text not in known:
        yield Offence(
            rating.element, f"{scheme} knows no {text!r}: write one of {', '.join(sorted(known))}"
        )
    elif scheme == "urn:icra" and not _ICRA.fullmatch(text):
        yield Offence(rating.element, f"{text!r} is no ICRA label: write r (cz 1 lz 1 nz 1 vz 1)")


@value("EXT106", w3c="DeprecatedMediaAdult", severity=WARNING, spec=f"{_SPEC}#media-rating")
def adult_is_rating(_text: str) -> str | None:
    """A file for adults is marked by ``media:rating``.

    Why:  ``media:adult`` has been deprecated since 2005.
    Bad:  ``<media:adult>true</media:adult>``
    Good: ``<media:rating>adult</media:rating>``
    """
    return "media:adult is deprecated: write media:rating with adult or nonadult"


@across("EXT107", at="media:hash", w3c="InvalidMediaHash", spec=f"{_SPEC}#media-hash")
def hash_is_of_its_algorithm(digest: Node) -> Iterator[Offence]:
    """A hash is an MD5 or SHA-1 in hexadecimal digits.

    Why:  Programs compare it with that of the file.
    Bad:  ``<media:hash algo="sha-256">…</media:hash>``
    Good: ``<media:hash algo="sha-1">61bebddaf54311c6c2421ad4368f51ec9eddec3c</media:hash>``
    """
    algorithm = digest.element.get("algo", "md5")
    if algorithm not in _DIGESTS:
        yield Offence(digest.element, f"Media RSS knows no hash {algorithm!r}: write md5 or sha-1")
    elif message := words.hash_fault(digest.value, _DIGESTS[algorithm]):
        yield Offence(digest.element, message)


@across("EXT108", at="media:credit", w3c="InvalidCreditRole", spec=f"{_SPEC}#media-credit")
def role_is_of_the_ebu(credit: Node) -> Iterator[Offence]:
    """The role of who is credited is one of the EBU's, in small letters, or a scheme is named.

    Why:  Programs sort by it.
    Bad:  ``<media:credit role="Diva">Anna Berg</media:credit>``
    Good: ``<media:credit role="singer">Anna Berg</media:credit>``
    """
    role = credit.element.get("role")
    if role is None or credit.element.get("scheme", "urn:ebu") != "urn:ebu":
        return
    if role not in ROLES:
        yield Offence(
            credit.element,
            f"the EBU knows no role {role!r}: write one such as author or photographer",
            "role",
        )


@value("EXT109", w3c="InvalidMediaRestrictionRel", spec=f"{_SPEC}#media-restriction")
def restriction_relationship(text: str) -> str | None:
    """A restriction allows or denies.

    Why:  Everything else leaves open what is meant.
    Bad:  ``<media:restriction relationship="forbid">…</media:restriction>``
    Good: ``<media:restriction relationship="deny">…</media:restriction>``
    """
    return one_of(text, {"allow", "deny"}, "relationship")


@value("EXT110", w3c="InvalidMediaRestrictionType", spec=f"{_SPEC}#media-restriction")
def restriction_type(text: str) -> str | None:
    """A restriction is about countries, addresses or sharing.

    Why:  Programs know no other.
    Bad:  ``<media:restriction relationship="deny" type="age">18</media:restriction>``
    Good: ``<media:restriction relationship="deny" type="country">de at</media:restriction>``
    """
    return one_of(text, {"country", "uri", "sharing"}, "type of a restriction")


@across(
    "EXT111",
    at="media:restriction",
    w3c="InvalidMediaRestriction",
    spec=f"{_SPEC}#media-restriction",
)
def restriction_without_type_is_for_all(restriction: Node) -> Iterator[Offence]:
    """A restriction without a type is for all or for none.

    Why:  Without the type nobody knows what a list is about.
    Bad:  ``<media:restriction relationship="allow">de</media:restriction>``
    Good: ``<media:restriction relationship="allow">all</media:restriction>``
    """
    if restriction.element.get("type") is None and restriction.value not in {"all", "none"}:
        yield Offence(
            restriction.element, f"{restriction.value!r} needs a type: write all, none or a type"
        )


@across(
    "EXT112", at="media:restriction", w3c="InvalidCountryCode", spec=f"{_SPEC}#media-restriction"
)
def restriction_names_countries(restriction: Node) -> Iterator[Offence]:
    """A restriction by country lists codes of two letters, with spaces between them.

    Why:  Programs know no other.
    Bad:  ``<media:restriction relationship="deny" type="country">Germany</media:restriction>``
    Good: ``<media:restriction relationship="deny" type="country">de at</media:restriction>``
    """
    if restriction.element.get("type") == "country":
        for code in restriction.value.split():
            if code.upper() not in COUNTRIES and code not in {"all", "none"}:
                yield Offence(
                    restriction.element, f"{code!r} is no code of a country: write de, at or ch"
                )


@across("EXT113", at="media:restriction", w3c="InvalidFullLink", spec=f"{_SPEC}#media-restriction")
def restriction_names_addresses(restriction: Node) -> Iterator[Offence]:
    """A restriction by address lists full addresses.

    Why:  Nobody knows what a relative one is relative to.
    Bad:  ``<media:restriction relationship="allow" type="uri">/bilder</media:restriction>``
    Good: ``<media:restriction relationship="allow" type="uri">https://example.org/</media:restriction>``
    """
    if restriction.element.get("type") == "uri":
        for address in restriction.value.split():
            message = addresses.absolute_fault(address)
            if message and address not in {"all", "none"}:
                yield Offence(restriction.element, message)


@across(
    "EXT114", at="media:group", w3c="MediaGroupWithoutAlternatives", spec=f"{_SPEC}#media-group"
)
def group_has_alternatives(group: Node) -> Iterator[Offence]:
    """A group holds at least two versions of one thing.

    Why:  It says that they are the same; one alone needs no group.
    Bad:  ``<media:group><media:content url="a.mp4"/></media:group>``
    Good: ``<media:group><media:content url="a.mp4"/><media:content url="a.webm"/></media:group>``
    """
    if len(group.all(f"{{{MEDIA}}}content")) < 2:  # noqa: PLR2004 - an alternative needs two
        yield Offence(group.element, "a group needs two versions: add one, or take the group away")


@across("EXT116", at="media:content", w3c="MissingAttribute", spec=f"{_SPEC}#media-content")
def content_lies_somewhere(content: Node) -> Iterator[Offence]:
    """A file has an address, or a player that shows it.

    Why:  Readers have nothing to show otherwise.
    Bad:  ``<media:content medium="video"/>``
    Good: ``<media:content medium="video" url="https://example.org/a.mp4"/>``
    """
    player = f"{{{MEDIA}}}player"
    if content.element.get("url") is None and not content.has(player):
        above = content.element.iterancestors(f"{{{MEDIA}}}group", "item", f"{{{ATOM}}}entry")
        if not any(each.find(player) is not None for each in above):
            yield Offence(
                content.element, "media:content has no address: add url, or a media:player", "url"
            )


@fault("EXT115", w3c="MediaRssNamespace", spec=f"{_SPEC}#namespace-declaration")
def media_namespace_is_exact(namespace: str) -> str:
    """The namespace of Media RSS ends in a slash.

    Why:  Without it, it is another one, and readers see no picture.
    Bad:  ``xmlns:media="http://search.yahoo.com/mrss"``
    Good: ``xmlns:media="http://search.yahoo.com/mrss/"``
    """
    return f"{namespace!r} is not Media RSS: write http://search.yahoo.com/mrss/, with the slash"
