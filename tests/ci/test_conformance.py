import subprocess

import pytest

GOOD = (
    "verdict: 712/718 99.2 %  (accept 106/106, error 299/302, no-error 45/45, no-warning 1/1)\n"
    "event: 704/718 98.1 %  (accept 106/106, no-error 45/45, no-warning 1/1)\n"
    "place: 683/718 95.1 %  (accept 106/106, no-error 45/45, no-warning 1/1)\n"
)


@pytest.fixture
def shortfalls(script):
    return script("conformance").shortfalls


def test_figures_as_promised_are_good(shortfalls):
    assert shortfalls(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("712/718", "710/718", "verdict: 710 of 718 is less than 99 %"),  # printed as 98.9 %
        ("704/718", "703/718", "event: 703 of 718 is less than 98 %"),
        ("683/718", "682/718", "place: 682 of 718 is less than 95 %"),
        ("no-error 45/45", "no-error 43/45", "no-error: 2 false alarms"),
        ("no-warning 1/1", "no-warning 0/1", "no-warning: 1 false alarms"),
        ("712/718", "0/0", "verdict: 0 of 0 is less than 99 %"),
    ],
)
def test_each_figure_below_its_promise_is_told(shortfalls, good, bad, told):
    assert shortfalls(GOOD.replace(good, bad, 1)) == [told]


@pytest.mark.parametrize(
    "output",
    [
        "",
        "Traceback (most recent call last):\n",
        GOOD.replace("event", "events"),
        GOOD + GOOD,
        GOOD.rpartition("place")[0],
        GOOD + "something else\n",
        GOOD.replace("no-warning 1/1", "success 1/1"),
        GOOD.replace("712/718", "many"),
    ],
)
def test_what_is_no_score_is_no_pass(shortfalls, output):
    with pytest.raises(ValueError, match="no score"):
        shortfalls(output)


def test_without_the_shared_cases_nothing_is_said(script, monkeypatch, capsys, tmp_path):
    conformance = script("conformance")
    monkeypatch.setattr(conformance, "SCORE", tmp_path / "score.py")
    assert conformance.main() == 0
    assert capsys.readouterr().out == "conformance: no shared cases here\n"


@pytest.mark.parametrize(("figure", "status"), [("712/718", 0), ("700/718", 1)])
def test_the_status_is_that_of_the_figures(script, monkeypatch, tmp_path, figure, status):
    conformance = script("conformance")
    score = tmp_path / "score.py"
    score.write_text(f"print({GOOD.replace('712/718', figure)!r}, end='')")
    monkeypatch.setattr(conformance, "SCORE", score)
    assert conformance.main() == status


def test_a_score_that_breaks_is_no_pass(script, monkeypatch, tmp_path):
    conformance = script("conformance")
    score = tmp_path / "score.py"
    score.write_text("raise SystemExit(1)")
    monkeypatch.setattr(conformance, "SCORE", score)
    with pytest.raises(subprocess.CalledProcessError):
        conformance.main()


def test_ci_runs_both_scripts_after_the_tests(root):
    steps = [line for line in (root / ".ci" / "run").read_text().splitlines() if line]
    tests = steps.index('make test PYTEST_ARGS="--cov --cov-report=term"')
    scripts = [".venv/bin/python .ci/samples.py", ".venv/bin/python .ci/conformance.py"]
    assert [step for step in steps[tests:] if step in scripts] == scripts
