import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tests.inspection.conftest import FEED

BROKEN = "<rss version='2.0'>\n<channel></rss>\n"
GOOD = FEED.decode().replace("{address}", "https://bote.example/gut.rss")
# The only finding of GOOD elsewhere than at its own address.
ELSEWHERE = ("--base-url", "https://bote.example/feeds/")
NOW = ("--now", "2026-11-23T15:00+01:00")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The current folder, with one good feed and one broken one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gut.rss").write_text(GOOD)
    (tmp_path / "kaputt.rss").write_text(BROKEN)
    return tmp_path


def codes(told):
    return [(row["path"], row["code"]) for row in json.loads(told.stdout)]


@pytest.mark.usefixtures("here")
def test_a_good_feed_is_clean(run):
    told = run("validate", "gut.rss", *NOW)
    assert (told.exit_code, told.stdout, told.stderr) == (0, "No findings in 1 document\n", "")


@pytest.mark.usefixtures("here")
def test_a_finding_is_shown_with_its_source_and_ends_with_status_1(run):
    told = run("validate", "kaputt.rss", "gut.rss", *NOW)
    assert told.exit_code == 1
    first, _, source, caret, last = told.stdout.splitlines()
    assert re.match(r"kaputt\.rss:2:\d+: XML003 this is no well-formed XML: ", first)
    assert source == "2 | <channel></rss>"
    assert caret.startswith("  | ")
    assert last == "Found 1 error in 1 of 2 documents"


@pytest.mark.usefixtures("here")
def test_what_cannot_be_looked_at_ends_with_status_2_and_the_others_are_judged(run):
    told = run("validate", "weg.rss", "kaputt.rss", "--output-format", "json")
    assert told.exit_code == 2
    assert told.stderr == "feedservice: weg.rss: No such file or directory\n"
    assert codes(told) == [("kaputt.rss", "XML003")]


@pytest.mark.usefixtures("here")
def test_a_folder_is_searched_for_feeds(run):
    told = run("validate", ".", "--output-format", "json", *NOW)
    assert codes(told) == [("./kaputt.rss", "XML003")]


def test_standard_input_is_judged(run):
    told = run("validate", "-", "--output-format", "json", stdin=BROKEN)
    assert (told.exit_code, codes(told)) == (1, [("-", "XML003")])


@pytest.mark.usefixtures("here")
def test_every_format_is_printed(run):
    printed = {
        name: run("validate", "kaputt.rss", "--output-format", name).stdout
        for name in ("json", "sarif", "gitlab", "junit", "github")
    }
    assert json.loads(printed["json"])[0]["code"] == "XML003"
    assert json.loads(printed["sarif"])["runs"][0]["tool"]["driver"]["rules"][0]["name"]
    assert json.loads(printed["gitlab"])[0]["check_name"] == "XML003"
    assert etree.fromstring(printed["junit"].encode()).get("failures") == "1"
    assert printed["github"].startswith("::error file=kaputt.rss,line=2,")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("flags", "status"),
    [
        ((), 1),
        (("--exit-zero",), 0),
        (("--ignore", "XML"), 0),
        (("--ignore", "RSS,XML003"), 0),
        (("--ignore", "RSS", "--ignore", "XML003"), 0),
        (("--select", "RSS"), 0),
        (("--select", "XML", "--severity", "error"), 1),
    ],
)
def test_flags_choose_what_counts(run, flags, status):
    assert run("validate", "kaputt.rss", *flags).exit_code == status


@pytest.mark.usefixtures("here")
def test_exit_zero_does_not_hide_what_could_not_be_looked_at(run):
    assert run("validate", "weg.rss", "--exit-zero").exit_code == 2


@pytest.mark.usefixtures("here")
def test_a_document_counts_as_served_from_the_base_url(run):
    right = run("validate", "gut.rss", *NOW, "--base-url", "https://bote.example/")
    wrong = run("validate", "gut.rss", *NOW, *ELSEWHERE, "--output-format", "json")
    assert right.exit_code == 0
    assert [row["w3c"] for row in json.loads(wrong.stdout)] == ["SelfDoesntMatchLocation"]


@pytest.mark.usefixtures("here")
def test_the_threshold_says_how_many_are_below_it(run):
    told = run("validate", "gut.rss", *NOW, *ELSEWHERE, "--severity", "error")
    assert told.exit_code == 0
    assert told.stdout == "No findings in 1 document; 1 below the threshold not shown\n"


def test_settings_of_the_project_are_heard_and_flags_override_them(run, here):
    (here / "pyproject.toml").write_text(
        "[tool.feedservice.validate]\n"
        'output-format = "json"\n'
        'per-file-ignores = { "kaputt*" = ["XML003"] }\n'
    )
    told = run("validate", "kaputt.rss")
    assert (told.exit_code, told.stdout) == (0, "[]\n")
    assert run("validate", "kaputt.rss", "--output-format", "github").exit_code == 0


@pytest.mark.parametrize(
    ("flags", "complaint"),
    [
        (
            ("--ignore", "XML999"),
            "--ignore: 'XML999' is no rule and no prefix of one; did you mean ",
        ),
        (("--severity", "fatal"), "--severity: 'fatal' must be one of error, warning, info"),
        (("--now", "heute"), "--now: 'heute' is no moment; write it as 2026-11-23T15:00+01:00"),
    ],
)
@pytest.mark.usefixtures("here")
def test_a_flag_that_cannot_be_used_is_refused_in_one_line(run, flags, complaint):
    told = run("validate", "gut.rss", *flags)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith(f"feedservice: {complaint}")
    assert told.stderr.count("\n") == 1


def test_a_setting_that_cannot_be_used_is_refused_in_one_line(run, here):
    (here / "feedservice.toml").write_text('[validate]\nignor = ["XML"]')
    told = run("validate", "gut.rss")
    assert (told.exit_code, told.stderr) == (
        2,
        (
            f"feedservice: validate.ignor ({here / 'feedservice.toml'}): "
            "is no setting; did you mean ignore?\n"
        ),
    )


def test_the_service_leaves_the_table_of_the_validator_alone(run, here):
    (here / "articles").mkdir()
    (here / "feedservice.toml").write_text('title = "Bote"\n[validate]\nignore = ["XML"]')
    assert run("publish").exit_code == 0


@pytest.mark.usefixtures("here")
def test_an_address_without_a_server_could_not_be_looked_at(run):
    told = run("validate", "http://127.0.0.1:1/", "kaputt.rss", "--output-format", "json")
    assert told.exit_code == 2
    assert told.stderr == "feedservice: http://127.0.0.1:1/: nobody listens at 127.0.0.1:1\n"
    assert codes(told) == [("kaputt.rss", "XML003")]


def on_a_terminal(*args, **environment):
    """Run a command as somebody who looks at it, and return what they see."""
    parent, child = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "feedservice", *args],
        stdout=child,
        stderr=child,
        env=os.environ | environment,
    )
    os.close(child)
    seen = b""
    while part := _read(parent):
        seen += part
    program.wait()
    os.close(parent)
    return seen.decode()


def _read(terminal):
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says it so when the other side is closed
        return b""


@pytest.mark.usefixtures("here")
def test_on_a_terminal_there_are_colours_and_progress():
    seen = on_a_terminal("validate", "kaputt.rss", "gut.rss", TERM="xterm")
    assert "\x1b[31mXML003\x1b[0m" in seen
    assert "Validating" in seen
    assert "\x1b[31m" not in on_a_terminal("validate", "kaputt.rss", TERM="xterm", NO_COLOR="1")


@pytest.mark.usefixtures("here")
def test_in_a_pipe_there_are_neither(start):
    out, err = start("validate", "kaputt.rss", "gut.rss").communicate()
    assert b"\x1b" not in out
    assert err == b""


@pytest.mark.usefixtures("here")
def test_for_programs_the_report_is_utf_8_whatever_the_terminal_speaks(start):
    Path("müll.rss").write_text(BROKEN)
    environment = {"PYTHONIOENCODING": "latin-1"}
    out, _ = start("validate", "müll.rss", "--output-format", "json", env=environment).communicate()
    assert json.loads(out.decode("utf-8"))[0]["path"] == "müll.rss"


@pytest.mark.usefixtures("here")
def test_nothing_of_the_service_or_of_http_is_loaded_for_a_file():
    code = (
        "import sys\n"
        "from feedservice.cli import main\n"
        "try: main(['validate', 'kaputt.rss'])\n"
        "except SystemExit: pass\n"
        "heavy = {'flask', 'sqlalchemy', 'orjson', 'feedgen', 'http.client', 'asyncio'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "loaded: []"


@pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1, reason="nobody to help"
)
def test_helpers_are_forked_before_there_are_threads_and_the_order_stays(here):
    for number in range(40):
        (here / f"{number:02}.rss").write_text(BROKEN + " " * 100_000)
    code = (
        "import os, sys, threading\n"
        "from feedservice.cli import main\n"
        "count = lambda: print('threads:', threading.active_count(), file=sys.stderr)\n"
        "os.register_at_fork(before=count)\n"
        "main(['validate', 'http://127.0.0.1:1/', 'http://127.0.0.1:2/', '.',"
        " 'http://127.0.0.1:3/', '--output-format', 'junit'])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    threads = [line for line in told.stderr.splitlines() if line.startswith("threads")]
    assert len(threads) >= 2
    assert set(threads) == {"threads: 1"}
    cases = [case.get("name") for case in etree.fromstring(told.stdout.encode()).iter("testcase")]
    assert [cases[0], cases[1], cases[2], cases[-1]] == [
        "http://127.0.0.1:1/",
        "http://127.0.0.1:2/",
        "./00.rss",
        "http://127.0.0.1:3/",
    ]
