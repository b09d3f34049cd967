#!/usr/bin/env python3
"""Holds the files for continuous integration against the program: each is YAML of the form that its
reader wants, and calls only commands and options that there are.

    check_ci_files.py LEADSCORE SOURCE_FOLDER
"""
import re
import subprocess
import sys
from pathlib import Path

import yaml

LEADSCORE, SOURCE = sys.argv[1], Path(sys.argv[2])
calls_seen = 0


def load(name):
    return yaml.safe_load((SOURCE / name).read_text())


def check_calls(name, script):
    """Every `leadscore COMMAND --option` in the script is one that the program has."""
    global calls_seen
    for command, rest in re.findall(r"^\s*leadscore ([a-z]+)([^\n|;]*)", script, re.MULTILINE):
        calls_seen += 1
        shown = subprocess.run([LEADSCORE, command, "--help"], capture_output=True, text=True)
        assert shown.returncode == 0, f"{name}: there is no command {command}"
        known = set(re.findall(r"^\s+(?:-\w, )?(--[a-z-]+)", shown.stdout, re.MULTILINE))
        for option, value in re.findall(r"(--[a-z-]+)(?: ([a-z]+))?", rest):
            assert option in known, f"{name}: leadscore {command} has no option {option}"
            if option == "--format":
                assert re.search(rf"\b{value}\b", shown.stdout), f"{name}: no format {value}"


hooks = load(".pre-commit-hooks.yaml")
assert isinstance(hooks, list) and hooks
for hook in hooks:
    assert {"id", "name", "entry", "language"} <= hook.keys(), hook
    re.compile(hook["files"])
    check_calls(".pre-commit-hooks.yaml", hook["entry"])

action = load("action.yml")
assert {"name", "description", "runs"} <= action.keys()
assert action["runs"]["using"] == "composite"
for step in action["runs"]["steps"]:
    assert step["shell"] == "bash", step
    check_calls("action.yml", step["run"])
    subprocess.run(["bash", "-n"], input=step["run"], text=True, check=True)
    for path in re.findall(r"^scripts/\w+", step["run"], re.MULTILINE):
        assert (SOURCE / path).is_file(), path

gitlab = load("tools/ci/gitlab.yml")
for name, job in gitlab.items():
    if name == "variables":
        continue
    assert job["stage"] == "test" and job["script"], name
    for line in job["script"]:
        check_calls("tools/ci/gitlab.yml", line)

page = (SOURCE / "docs/language/ci.md").read_text()
check_calls("docs/language/ci.md", page)
for name in (".pre-commit-hooks.yaml", "action.yml", "tools/ci/gitlab.yml"):
    assert name in page, f"docs/language/ci.md does not name {name}"
for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
    assert yaml.safe_load(block), block

assert calls_seen >= 8, calls_seen
