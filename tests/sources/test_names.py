from feedservice.records import Problem, Severity
from feedservice.sources import not_opened, too_large


def test_a_file_that_is_too_large_is_reported_without_a_look_into_it():
    assert too_large("a.txt", 52_428_800) == Problem(
        path="a.txt",
        line=0,
        severity=Severity.ERROR,
        code="too-large",
        message="the file has 52.4 MB; 10 MB is the limit",
        hint="Split it, or move what is no article out of the articles folder.",
    )


def test_a_file_that_the_system_withholds_is_reported_with_its_reason():
    problem = not_opened("a.txt", PermissionError(13, "Permission denied"))
    assert (problem.path, problem.code) == ("a.txt", "not-opened")
    assert problem.message == "it cannot be opened: Permission denied"
