"""Rules about places (GeoRSS)."""

from feedservice.validation.rulebook import WARNING, value
from feedservice.validation.values import words

_GEORSS = "https://docs.ogc.org/cs/17-002r1/17-002r1.html"


@value("EXT011", w3c="CoordComma", severity=WARNING, spec=_GEORSS)
def coordinates_have_spaces(text: str) -> str | None:
    """Coordinates are separated by spaces.

    Why:  Readers take a comma for a part of the number.
    Bad:  ``<georss:point>50.48,8.26</georss:point>``
    Good: ``<georss:point>50.48 8.26</georss:point>``
    """
    return f"write spaces in place of the commas in {text!r}" if "," in text else None


@value("EXT012", w3c="InvalidFloat", spec=_GEORSS)
def point(text: str) -> str | None:
    """A point is a latitude and a longitude, in degrees.

    Why:  Maps show it elsewhere, or not at all.
    Bad:  ``<georss:point>8.26 150.48 3</georss:point>``
    Good: ``<georss:point>50.48 8.26</georss:point>``
    """
    return _coordinates(text, least=1, most=1)


@value("EXT013", w3c="InvalidFloat", spec=_GEORSS)
def line(text: str) -> str | None:
    """A line has at least two points.

    Why:  Maps cannot draw it otherwise.
    Bad:  ``<georss:line>50.48 8.26</georss:line>``
    Good: ``<georss:line>50.48 8.26 50.49 8.27</georss:line>``
    """
    return _coordinates(text, least=2)


@value("EXT014", w3c="InvalidFloat", spec=_GEORSS)
def polygon(text: str) -> str | None:
    """A polygon has at least four points, the last of which is the first.

    Why:  Maps cannot fill it otherwise.
    Bad:  ``<georss:polygon>50.48 8.26 50.49 8.27</georss:polygon>``
    Good: ``<georss:polygon>50.4 8.2 50.5 8.2 50.5 8.3 50.4 8.2</georss:polygon>``
    """
    return _coordinates(text, least=4, closed=True)


@value("EXT015", w3c="InvalidFloat", spec=_GEORSS)
def box(text: str) -> str | None:
    """A box is its lower and its upper corner.

    Why:  Maps cannot draw it otherwise.
    Bad:  ``<georss:box>50.48 8.26</georss:box>``
    Good: ``<georss:box>50.4 8.2 50.5 8.3</georss:box>``
    """
    return _coordinates(text, least=2, most=2)


@value("EXT016", w3c="InvalidFloat", spec=_GEORSS)
def circle(text: str) -> str | None:
    """A circle is its middle and its radius in metres.

    Why:  Maps cannot draw it otherwise.
    Bad:  ``<georss:circle>50.48 8.26</georss:circle>``
    Good: ``<georss:circle>50.48 8.26 500</georss:circle>``
    """
    head, _, radius = text.rpartition(" ")
    found = words.number(radius)
    if found is not None and found > 0 and _coordinates(head, least=1, most=1) is None:
        return None
    return f"{text!r} is no circle: write latitude, longitude and radius, 50.48 8.26 500"


@value("EXT018", w3c="InvalidFloat", spec="https://www.w3.org/2003/01/geo/")
def latitude(text: str) -> str | None:
    """A latitude is a number of degrees from -90 to 90.

    Why:  Maps show it elsewhere, or not at all.
    Bad:  ``<geo:lat>150.48</geo:lat>``
    Good: ``<geo:lat>50.48</geo:lat>``
    """
    if _on_earth(words.number(text), 0):
        return None
    return f"{text[:60]!r} is no latitude: write degrees from -90 to 90, 50.48"


@value("EXT019", w3c="InvalidFloat", spec="https://www.w3.org/2003/01/geo/")
def longitude(text: str) -> str | None:
    """A longitude is a number of degrees from -180 to 180.

    Why:  Maps show it elsewhere, or not at all.
    Bad:  ``<geo:long>208.26</geo:long>``
    Good: ``<geo:long>8.26</geo:long>``
    """
    if _on_earth(0, words.number(text)):
        return None
    return f"{text[:60]!r} is no longitude: write degrees from -180 to 180, 8.26"


def _coordinates(
    text: str, *, least: int, most: int | None = None, closed: bool = False
) -> str | None:
    numbers = [words.number(piece) for piece in text.split()]
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    fits = len(numbers) % 2 == 0 and len(points) >= least and (most is None or len(points) <= most)
    if (
        not fits
        or not all(_on_earth(*each) for each in points)
        or (closed and points[0] != points[-1])
    ):
        return f"{text[:60]!r} does not fit: write pairs of latitude and longitude, 50.48 8.26"
    return None


def _on_earth(latitude: float | None, longitude: float | None) -> bool:
    return (
        latitude is not None
        and longitude is not None
        and -90 <= latitude <= 90  # noqa: PLR2004 - degrees
        and -180 <= longitude <= 180  # noqa: PLR2004 - degrees
    )
