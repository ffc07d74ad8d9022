"""JUnit XML, held against the shapes of the two schemas in use."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from autograder.reports.junit import junit_xml

from . import made

NUMBER = r"\d+(\.\d+)?"
# Apache Ant's, as Windy Road wrote it down: element -> (required attributes, their patterns; children).
ANT = {
    "testsuites": ({}, ["testsuite*"]),
    "testsuite": (
        {
            "name": r".+",
            "timestamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
            "hostname": r".+",
            "tests": r"\d+",
            "failures": r"\d+",
            "errors": r"\d+",
            "time": NUMBER,
            "package": r".+",
            "id": r"\d+",
        },
        ["properties", "testcase*", "system-out", "system-err"],
    ),
    "properties": ({}, ["property*"]),
    "property": ({"name": r".+", "value": r"(?s).*"}, []),
    "testcase": ({"name": r".+", "classname": r".+", "time": NUMBER}, ["skipped?", "error?", "failure?"]),
    "error": ({"type": r".+"}, []),
    "failure": ({"type": r".+"}, []),
    "skipped": ({}, []),
    "system-out": ({}, []),
    "system-err": ({}, []),
}
# Jenkins's junit-10.xsd: element -> attributes that may stand there.
JENKINS = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {
        "name",
        "tests",
        "failures",
        "errors",
        "group",
        "time",
        "skipped",
        "timestamp",
        "hostname",
        "id",
        "package",
        "file",
        "log",
        "url",
    },
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "time", "classname", "group"},
    "error": {"type", "message"},
    "failure": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
    "system-err": set(),
}


def check(element: ElementTree.Element) -> None:
    """Hold an element and all below it against both schemas."""
    required, children = ANT[element.tag]
    for name, pattern in required.items():
        assert re.fullmatch(pattern, element.attrib[name]), (element.tag, name, element.attrib[name])
    assert set(element.attrib) <= JENKINS[element.tag], element.tag
    grammar = "".join(
        f"(?:{child.rstrip('*?')} ){'*' if child[-1] == '*' else '?' if child[-1] == '?' else ''}"
        for child in children
    )
    assert re.fullmatch(grammar, "".join(f"{child.tag} " for child in element)), element.tag
    for child in element:
        check(child)


@pytest.fixture
def root() -> ElementTree.Element:
    results = [
        made.result("alice"),
        made.ungraded("bob"),
        made.ungraded("carol", "not_graded"),
        made.hostile(),
    ]
    return ElementTree.fromstring(junit_xml(results))


def test_the_file_is_valid_under_both_schemas(root):
    """Also with a hostile student in it."""
    check(root)


def test_counts_are_those_of_the_cases(root):
    """What a viewer sums up is what is there."""
    for suite in root:
        cases = suite.findall("testcase")
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(name)) == sum(case.find(tag) is not None for case in cases)
        assert int(suite.get("tests")) == len(cases) > 0


def test_outcomes_become_failures_errors_and_skips(root):
    """A wrong answer is a failure, no answer an error, a blocked test is skipped."""
    alice = next(suite for suite in root if suite.get("name") == "alice")
    found = {case.get("name"): [child.tag for child in case] for case in alice.findall("testcase")}
    assert found == {
        "Values": [],
        "Failed": ["failure"],
        "Forbidden": ["failure"],
        "Error": ["error"],
        "Timeout": ["error"],
        "Crashed": ["error"],
        "Memory": ["error"],
        "Blocked": ["skipped"],
        "tanh": ["failure"],
        "net": ["failure"],
    }
    assert alice.find("properties/property[@name='score']").get("value") == "3.5"
    assert alice.find("testcase/failure").text == "failed: yours was nan"


def test_an_ungraded_submission_is_one_error(root):
    """It says what is wrong, and is no failure of a test."""
    for student, kind in (("bob", "unreadable"), ("carol", "not_graded")):
        (case,) = next(suite for suite in root if suite.get("name") == student).findall("testcase")
        assert case.find("error").get("type") == kind and "put it back" in case.find("error").text


def test_the_same_results_give_the_same_bytes():
    """Nothing in the file depends on the clock."""
    assert junit_xml([made.result("alice")]) == junit_xml([made.result("alice")])
