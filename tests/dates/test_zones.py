"""Zones in all centuries: what a wall means, and what had to be assumed."""

import pytest


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        ("Europe/Berlin", "6. Juni 1880, 12 Uhr", "1880-06-06T12:00:00+00:53:28"),
        ("Europe/Berlin", "1. April 1893, 0 Uhr", "1893-04-01T00:06:32+01:00"),
        ("Europe/Berlin", "30.04.1916, 23:30 Uhr", "1916-05-01T00:30:00+02:00"),
        ("Europe/Berlin", "6. Juni 1945, 12 Uhr", "1945-06-06T12:00:00+03:00"),  # midsummer time
        ("Europe/Berlin", "6. Juni 1947, 12 Uhr", "1947-06-06T12:00:00+03:00"),
        ("Europe/Berlin", "6. Juni 1949, 12 Uhr", "1949-06-06T12:00:00+02:00"),
        ("Europe/Berlin", "6. Juni 1950, 12 Uhr", "1950-06-06T12:00:00+01:00"),
        ("Europe/Berlin", "6. April 1980, 2:30 Uhr", "1980-04-06T03:30:00+02:00"),
        ("Europe/Vienna", "6. April 1980", "1980-04-06T01:00:00+02:00"),  # midnight never was
        ("Europe/Vienna", "6. April 1980, 0:30 Uhr", "1980-04-06T01:30:00+02:00"),
        ("Europe/Zurich", "6. Juni 1980, 12 Uhr", "1980-06-06T12:00:00+01:00"),
        ("Europe/Zurich", "6. Juni 1981, 12 Uhr", "1981-06-06T12:00:00+02:00"),
        ("Europe/Berlin", "6. Juni 2038, 12 Uhr", "2038-06-06T12:00:00+02:00"),  # beyond the table
        ("Europe/Berlin", "6. Juni 2099, 12 Uhr", "2099-06-06T12:00:00+02:00"),
        ("Europe/Berlin", "29.03.2099, 2:20 Uhr", "2099-03-29T03:20:00+02:00"),
        ("America/New_York", "6. Juni 2021, 12 Uhr deutscher Zeit", "2021-06-06T06:00:00-04:00"),
    ],
)
def test_the_rules_of_the_day_apply(says, zone, wall, expected):
    assert says(wall, tz=zone).split()[0] == expected
