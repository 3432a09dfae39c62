import pytest

from feedservice.validation.reporting.rulepage import page
from feedservice.validation.rulebook import RULES


def test_all_rules_are_listed_one_a_line(run):
    told = run("rules")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert [line.split()[0] for line in lines] != []
    assert {line.split()[0] for line in lines} == set(RULES)
    assert "HTTP001  error    The address answers with status 200." in lines


def test_a_rule_is_explained(run):
    assert run("rules", "HTTP001").stdout == (
        "HTTP001 status_is_200 (error)\n"
        "The address answers with status 200.\n"
        "\n"
        "Why\n"
        "  Readers take anything else for a feed that is gone or broken; some stop asking.\n"
        "\n"
        "Bad\n"
        "  HTTP/1.1 404 Not Found\n"
        "\n"
        "Good\n"
        "  HTTP/1.1 200 OK\n"
        "\n"
        "Specification  https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.1\n"
    )


def test_a_rule_of_the_w3c_names_its_message(run):
    [code] = [code for code, rule in RULES.items() if rule.w3c == "SAXError"][:1]
    assert run("rules", code.lower()).stdout.endswith("W3C message    SAXError\n")


def test_several_are_explained_in_the_order_of_the_list(run):
    told = run("rules", "HTTP", "XML003").stdout
    assert told.index("XML003 ") < told.index("HTTP001 ") < told.index("HTTP014 ")


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("HTTP099", "feedservice: 'HTTP099' is no rule and no prefix of one; did you mean HTTP"),
        ("qss", "feedservice: 'QSS' is no rule and no prefix of one; did you mean RSS?"),
    ],
)
def test_a_rule_that_there_is_not_is_refused(run, code, complaint):
    told = run("rules", code)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith(complaint)


def test_the_page_of_the_documentation_is_printed(run):
    assert run("rules", "--markdown").stdout == page(RULES.values())
