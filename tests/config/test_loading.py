from pathlib import Path

import pytest

from feedservice import config
from feedservice.config import ChannelSettings
from feedservice.errors import ConfigError


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The current folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A settings file in another folder, which FEEDSERVICE_CONFIG names."""
    file = tmp_path / "elsewhere" / "site.toml"
    file.parent.mkdir()
    monkeypatch.setenv("FEEDSERVICE_CONFIG", str(file))
    return file


def test_without_file_variable_and_flag_the_defaults_count_from_the_current_folder(here):
    settings = config.load()
    assert settings.articles == here / "articles"
    assert settings.database_url == f"sqlite:///{here}/var/feedservice.sqlite"


def test_a_flag_overrides_a_variable_and_a_variable_the_file(here, monkeypatch):
    (here / "feedservice.toml").write_text('title = "file"\nhost = "file"\nport = 1')
    monkeypatch.setenv("FEEDSERVICE_HOST", "variable")
    monkeypatch.setenv("FEEDSERVICE_PORT", "2")
    settings = config.load(port="3", workers=None)
    assert (settings.title, settings.host, settings.port) == ("file", "variable", 3)


@pytest.mark.usefixtures("here")
def test_relative_paths_count_from_the_folder_of_the_settings_file(elsewhere):
    elsewhere.write_text('articles = "artikel"\ndatabase_url = "sqlite:///a.sqlite"')
    settings = config.load()
    assert settings.articles == elsewhere.parent / "artikel"
    assert settings.database_file == elsewhere.parent / "a.sqlite"


@pytest.mark.usefixtures("here")
def test_relative_paths_in_variables_count_from_there_too(elsewhere, monkeypatch):
    elsewhere.write_text("")
    monkeypatch.setenv("FEEDSERVICE_ARTICLES", "artikel")
    assert config.load().articles == elsewhere.parent / "artikel"


def test_relative_paths_in_flags_count_from_where_they_were_typed(elsewhere, here):
    elsewhere.write_text('articles = "other"')
    assert config.load(articles="artikel").articles == here / "artikel"


def test_a_named_file_counts_from_the_current_folder_and_replaces_the_one_there(here, monkeypatch):
    (here / "feedservice.toml").write_text('title = "here"')
    (here / "sub").mkdir()
    (here / "sub" / "site.toml").write_text('title = "named"')
    monkeypatch.setenv("FEEDSERVICE_CONFIG", "sub/site.toml")
    settings = config.load()
    assert (settings.title, settings.articles) == ("named", here / "sub" / "articles")


@pytest.mark.parametrize("variable", ["FEEDSERVICE_CONFIG", "FEEDSERVICE_TITLE"])
def test_an_empty_variable_is_as_good_as_none(here, monkeypatch, variable):
    (here / "feedservice.toml").write_text('title = "Bote"')
    monkeypatch.setenv(variable, "")
    assert config.load().title == "Bote"


def test_the_mark_that_windows_writes_first_is_no_part_of_the_file(here):
    (here / "feedservice.toml").write_bytes(b"\xef\xbb\xbftitle = 'Bote'\r\n")
    assert config.load().title == "Bote"


def test_categories_are_tables_in_the_file_and_json_in_a_variable(here, monkeypatch):
    (here / "feedservice.toml").write_text('[categories."Kultur & Medien"]\ntitle = "Kultur"')
    assert config.load().categories == {"Kultur & Medien": ChannelSettings(title="Kultur")}
    monkeypatch.setenv("FEEDSERVICE_CATEGORIES", '{"Sport": {"language": "de-AT"}}')
    assert config.load().categories == {"Sport": ChannelSettings(language="de-AT")}


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('titel = "x"', "titel ({file}): is no setting; did you mean title?"),
        ("xyz = 1", "xyz ({file}): is no setting"),
        ("title = 3", "title ({file}): 3 must be text in quotation marks"),
        ('title = ""', "title ({file}): '' must not be empty"),
        ("access_log = 1", "access_log ({file}): 1 must be true or false"),
        ("port = true", "port ({file}): True must be a whole number from 1 to 65535"),
        (
            'date_only = "night"',
            "date_only ({file}): 'night' must be arrival, noon or midnight",
        ),
        (
            'database_url = "bote:geheim@h"',
            (
                "database_url ({file}): 'bote:geheim@h' is no database address; "
                "write it as sqlite:///var/feedservice.sqlite"
            ),
        ),
        (
            'base_url = "https://bote:geheim@x.example"',
            (
                "base_url ({file}): 'https://bote:***@x.example' "
                "must hold no user name: everybody can read it in the feeds"
            ),
        ),
        (
            'date_only = ["noon"]',
            "date_only ({file}): ['noon'] must be arrival, noon or midnight",
        ),
        (
            "feed_deltas = { a = 1 }",
            "feed_deltas ({file}): {{'a': 1}} must be direct, always or never",
        ),
        (
            "port = 0x" + "f" * 6000,
            "port ({file}): the value must be a whole number from 1 to 65535",
        ),
        (
            "title." + ".".join("a" * 3000) + " = 1",
            "title ({file}): the value must be text in quotation marks",
        ),
        ('"\\u001b[31m" = 1', "'\\x1b[31m' ({file}): is no setting"),
        ("hubs = 3", "hubs ({file}): 3 must be a list of addresses"),
        (
            'hubs = ["https://a.example", "a"]',
            "hubs.1 ({file}): 'a' must begin with http:// or https:// and a host",
        ),
        (
            'status_token = "geheim"',
            (
                "status_token ({file}): the value must have 16 to 200 letters, digits "
                "or signs of ASCII, and no blank"
            ),
        ),
        ("categories = 3", "categories ({file}): 3 must be a table of categories"),
        (
            "[categories]\nSport = 1",
            "categories.Sport ({file}): the value must be a table of settings",
        ),
        (
            '[categories.Sport]\ntitel = "x"',
            "categories.Sport.titel ({file}): is no setting; did you mean title?",
        ),
        (  # a setting of the site, which a category cannot have
            "[categories.Sport]\nfeed_size = 5",
            "categories.Sport.feed_size ({file}): is no setting",
        ),
        (
            '[categories."Kultur & Medien"]\nlanguage = "deutsch"',
            (
                "categories.Kultur & Medien.language ({file}): "
                "'deutsch' is no language tag; write it as de, de-AT or de-CH"
            ),
        ),
        (
            '[categories.Sport]\ntitle = "a"\n[categories.sport]\ntitle = "b"',
            (
                "categories ({file}): {{'Sport': {{'title': 'a'}}, 'sport': {{'title': 'b'}}}} "
                "names the category 'sport' twice; large or small letters are one"
            ),
        ),
        ("x = ", "config (current folder): {file} is not TOML: Invalid value (at end of document)"),
    ],
)
def test_a_wrong_file_is_one_complaint_that_names_setting_and_source(here, toml, complaint):
    file = here / "feedservice.toml"
    file.write_text(toml)
    with pytest.raises(ConfigError) as refused:
        config.load()
    assert str(refused.value) == complaint.format(file=file)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe", "is not TOML"),
        (b"a = " + b"[" * 50_000, "is not TOML"),
        (b"a = " + b"9" * 5_000, "is not TOML"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_a_named_file_that_is_none_is_told_with_its_variable(elsewhere, content, reason):
    if content is not None:
        elsewhere.write_bytes(content)
    with pytest.raises(ConfigError, match=reason) as refused:
        config.load()
    assert str(refused.value).startswith(f"config ($FEEDSERVICE_CONFIG): {elsewhere} {reason}")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Path.mkdir, "Is a directory"),
        (lambda file: file.symlink_to("nowhere"), "No such file or directory"),
    ],
)
def test_a_settings_file_that_cannot_be_read_is_not_passed_over(here, make, reason):
    make(here / "feedservice.toml")
    with pytest.raises(ConfigError, match=f"feedservice.toml cannot be read: {reason}"):
        config.load()


def test_a_folder_that_is_gone_is_told(here):
    here.rmdir()
    with pytest.raises(ConfigError) as refused:
        config.load()
    assert str(refused.value) == (
        "config (current folder): the current folder cannot be used: No such file or directory"
    )


def test_the_source_of_a_value_is_the_last_that_gave_it(here, monkeypatch):
    (here / "feedservice.toml").write_text("port = 1\nworkers = 2")
    monkeypatch.setenv("FEEDSERVICE_PORT", "2")
    settings = config.load(articles="x")
    told = [str(settings.refuse(name, "!")) for name in ("articles", "port", "workers", "host")]
    assert told == [
        "articles (--articles): !",
        "port ($FEEDSERVICE_PORT): !",
        f"workers ({here}/feedservice.toml): !",
        "host (default): !",
    ]


def test_variables_that_are_no_settings_are_found_with_what_may_be_meant():
    names = [
        "FEEDSERVICE_TITEL",
        "FEEDSERVICE_XYZ",
        "FEEDSERVICE_CONFIG",
        "FEEDSERVICE_PORT",
        "HOME",
    ]
    assert config.unknown_variables(names) == {
        "FEEDSERVICE_TITEL": "; did you mean FEEDSERVICE_TITLE?",
        "FEEDSERVICE_XYZ": "",
    }
