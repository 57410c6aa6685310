"""`osteon check`: three formats, exit status by what was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run


@pytest.fixture
def broken(houseplants: Path) -> Path:
    """The small pack with one misspelt claim."""
    path = houseplants / "intents" / "light" / "fern-light.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[light-hours]", "[light-hour]", 1), encoding="utf-8")
    return houseplants


def test_the_real_pack_passes(run: Run) -> None:
    """No errors in what is shipped."""
    ran = run("check")
    assert ran.returncode == 0, ran.stdout
    assert "0 errors" in ran.stdout


def test_text_names_the_place(run: Run, broken: Path) -> None:
    """file:line:column, severity, code and a hint; exit status 1."""
    ran = run("check", "--content", str(broken))
    assert ran.returncode == 1
    assert "intents/light/fern-light.yaml:11:5: error content/unknown-claim" in ran.stdout
    assert "«light-hours»" in ran.stdout


def test_json_is_for_scripts(run: Run, broken: Path) -> None:
    """The same findings as an object."""
    found = json.loads(run("check", "--content", str(broken), "--format", "json").stdout)
    assert {"file", "line", "column", "severity", "code", "message"} == found["problems"][0].keys()
    assert found["summary"]["content_intents"] == 3


def test_github_annotates_lines(run: Run, broken: Path) -> None:
    """Workflow commands that GitHub shows at the line."""
    ran = run("check", "--content", str(broken), "--format", "github")
    assert "::error file=intents/light/fern-light.yaml,line=11,col=5,title=content/unknown-claim::" in ran.stdout


def test_a_missing_folder_is_bad_content(run: Run, tmp_path: Path) -> None:
    """Exit status 2."""
    assert run("check", "--content", str(tmp_path / "nowhere")).returncode == 2
