"""Reads what each format wrote as its readers do."""
import json
import re
import subprocess
import xml.etree.ElementTree as tree

ODD = 'wrong & "odd".score'


def written(form, *paths):
    run = subprocess.run(["leadscore", "check", *(paths or ["."]), "--format", form],
                         capture_output=True, text=True)
    assert run.returncode == (0 if paths else 1), run
    return run.stdout


found = json.loads(written("json"))
assert (found["errors"], found["warnings"], found["notes"]) == (1, 1, 0)
assert [f["kind"] for f in found["findings"]] == ["decay-left-out", "bare-word"]

# SARIF 2.1.0: what its schema requires, and what GitHub requires besides.
sarif = json.loads(written("sarif"))
assert sarif["version"] == "2.1.0" and sarif["$schema"].startswith("https://")
(run,) = sarif["runs"]
rules = run["tool"]["driver"]["rules"]
assert run["tool"]["driver"]["name"] == "leadscore" and len(run["results"]) == 2
for result in run["results"]:
    assert result["level"] in ("none", "note", "warning", "error")
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert isinstance(result["message"]["text"], str)
    place = result["locations"][0]["physicalLocation"]
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"])
    region = place["region"]
    assert region["startLine"] >= 1 and region["startColumn"] >= 1
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
for rule in rules:
    assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")

prints = set()
for issue in json.loads(written("gitlab")):
    assert isinstance(issue["description"], str) and isinstance(issue["check_name"], str)
    assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert isinstance(issue["location"]["path"], str)
    assert isinstance(issue["location"]["lines"]["begin"], int)
    prints.add(issue["fingerprint"])
assert len(prints) == 2

junit = tree.fromstring(written("junit"))
assert junit.tag == "testsuites" and junit.get("failures") == "2" and junit.get("tests") == "3"
suites = {suite.get("name").removeprefix("./"): suite for suite in junit}
assert len(suites) == 3 and len(suites[ODD].findall("testcase/failure")) == 1
for suite in junit:
    assert int(suite.get("tests")) == len(suite.findall("testcase"))

checkstyle = tree.fromstring(written("checkstyle"))
assert checkstyle.tag == "checkstyle"
errors = {file.get("name").removeprefix("./"): file.findall("error") for file in checkstyle}
assert errors[ODD][0].get("severity") == "error" and errors[ODD][0].get("line") == "1"

for line in written("github").splitlines():
    command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.+)", line)
    assert command, line
    fields = dict(field.split("=", 1) for field in command.group(2).split(","))
    assert {"file", "line", "col", "title"} <= fields.keys()

# Nothing found is a whole document too.
assert json.loads(written("json", "fine.score"))["findings"] == []
assert json.loads(written("sarif", "fine.score"))["runs"][0]["results"] == []
assert json.loads(written("gitlab", "fine.score")) == []
assert tree.fromstring(written("junit", "fine.score")).get("failures") == "0"
assert tree.fromstring(written("checkstyle", "fine.score")).findall("file/error") == []
print("all formats read")
