from pathlib import Path

import pytest

from feedservice.errors import ConfigError
from feedservice.inspection.settings import settle

TABLE = "[tool.feedservice.validate]\n"
CODES = 'must be a list of codes, as ["RSS012", "HOUSE"]'


def test_without_a_file_nothing_is_settled(here):
    settled = settle(here, {})
    assert (settled.values, settled.file, settled.root) == ({}, None, Path.cwd())


@pytest.mark.parametrize(
    ("file", "table"),
    [("pyproject.toml", "[tool.feedservice.validate]"), ("feedservice.toml", "[validate]")],
)
def test_settings_stand_in_either_file(here, write, file, table):
    write(file, f"{table}\nignore = ['HOUSE']\nexit-zero = true")
    settled = settle(here, {})
    assert settled.values == {"ignore": ["HOUSE"], "exit-zero": True}
    assert settled.root == here


def test_names_may_be_written_as_those_of_the_service(here, write):
    write("feedservice.toml", "[validate]\nbase_url = 'https://bote.example/'")
    assert settle(here, {}).values == {"base-url": "https://bote.example/"}


def test_the_nearest_file_that_settles_anything_counts(here, write):
    write("pyproject.toml", f"{TABLE}severity = 'error'")
    write("a/b/pyproject.toml", "[project]\nname = 'feedservice.validate'")
    write("a/feedservice.toml", "title = 'Bote'")
    assert settle(here / "a" / "b", {}).values == {"severity": "error"}
    write("a/pyproject.toml", TABLE)  # an empty table is one
    assert settle(here / "a" / "b", {}).file == here / "a" / "pyproject.toml"


def test_the_services_own_file_comes_first(here, write):
    write("pyproject.toml", f"{TABLE}severity = 'error'")
    write("feedservice.toml", "[validate]\nseverity = 'warning'")
    assert settle(here, {}).values == {"severity": "warning"}


def test_the_variable_names_another_file(here, write):
    write("pyproject.toml", f"{TABLE}severity = 'error'")
    write("else/site.toml", "[validate]\nseverity = 'warning'")
    settled = settle(here, {"FEEDSERVICE_CONFIG": "else/site.toml"})
    assert (settled.values, settled.root) == ({"severity": "warning"}, here / "else")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("selct = ['RSS']", "validate.selct ({file}): is no setting; did you mean select?"),
        ("farbe = 1", "validate.farbe ({file}): is no setting"),
        ("select = 'RSS'", f"validate.select ({{file}}): 'RSS' {CODES}"),
        ("ignore = [1]", f"validate.ignore ({{file}}): [1] {CODES}"),
        ("severity = 1", "validate.severity ({file}): 1 must be text in quotation marks"),
        ("exit-zero = 'yes'", "validate.exit-zero ({file}): 'yes' must be true or false"),
        (
            "per-file-ignores = ['a']",
            (
                "validate.per-file-ignores ({file}): ['a'] must be a table, "
                'as {{ "archiv/*" = ["HOUSE"] }}'
            ),
        ),
    ],
)
def test_what_is_no_setting_is_refused(here, write, line, complaint):
    write("pyproject.toml", TABLE + line)
    with pytest.raises(ConfigError) as refused:
        settle(here, {})
    assert str(refused.value) == complaint.format(file=here / "pyproject.toml")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("validate = ", "is not TOML"),
        (b"validate = '\xff'", "is not TOML"),
        ("[tool.feedservice]\nvalidate = 3", "3 must be a table"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(here, write, content, complaint):
    write("pyproject.toml", content)
    with pytest.raises(ConfigError, match=complaint):
        settle(here, {})


def test_a_file_that_is_not_there_is_refused_if_it_was_named(here):
    with pytest.raises(ConfigError, match=r"weg\.toml cannot be read: No such file"):
        settle(here, {"FEEDSERVICE_CONFIG": "weg.toml"})


def test_a_folder_with_the_name_of_the_file_is_refused(here):
    (here / "pyproject.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        settle(here, {})


def test_a_file_that_does_not_speak_of_validation_need_not_be_toml(here, write):
    write("pyproject.toml", "[[[")
    assert settle(here, {}).values == {}
