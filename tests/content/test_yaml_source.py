"""Reading YAML: places are kept, and YAML 1.1's traps are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.problems import Problem
from bot.content.yaml_source import Source, read_source


def read(tmp_path: Path, text: str) -> tuple[Source, list[Problem]]:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return read_source(tmp_path, path)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: no\n", "content/yaml-trap", 2, 4),
        ("a: yes\n", "content/yaml-trap", 1, 4),
        ("a: Off\n", "content/yaml-trap", 1, 4),
        ("a: [1:02]\n", "content/yaml-trap", 1, 5),
        ("a: 010\n", "content/yaml-trap", 1, 4),
        ("a: 1_000\n", "content/yaml-trap", 1, 4),
        ("a: 0x1F\n", "content/yaml-trap", 1, 4),
        ("a: .nan\n", "content/yaml-trap", 1, 4),
        ("a: 2026-11-21\n", "content/yaml-trap", 1, 4),
        ("no: text\n", "content/yaml-trap", 1, 1),
        ("1: text\n", "content/yaml-trap", 1, 1),
        ("a: 1\nb: 2\na: 3\n", "content/duplicate-key", 3, 1),
        ("a: &x [1]\nb: *x\n", "content/yaml-alias", 1, 4),
        ("a: !!set {x: null}\n", "content/yaml-tag", 1, 4),
        ("a: !x text\n", "content/yaml-tag", 1, 4),
        ("a: [1\nb: 2\n", "content/yaml-syntax", 2, 2),
        ("\tb: 2\n", "content/yaml-syntax", 1, 1),
    ],
)
def test_traps_are_refused_at_their_place(tmp_path: Path, text: str, code: str, line: int, column: int) -> None:
    """Each trap is one problem with its code, line and column."""
    _, problems = read(tmp_path, text)
    assert [problem.code for problem in problems][:1] == [code]
    if code != "content/yaml-alias":
        assert (problems[0].place.line, problems[0].place.column) == (line, column)


def test_quoted_text_is_text(tmp_path: Path) -> None:
    """What is quoted stays as it is written."""
    source, problems = read(tmp_path, 'a: "no"\nb: "2026-11-21"\nc: "010"\nd: true\ne: 1.5\nf: 12\n')
    assert not problems
    assert source.data == {"a": "no", "b": "2026-11-21", "c": "010", "d": True, "e": 1.5, "f": 12}


def test_every_value_has_its_place(tmp_path: Path) -> None:
    """Keys and list entries are found again by line and column."""
    source, _ = read(tmp_path, 'a:\n  - "one"\n  - "two"\nb: {c: "three"}\n')
    assert (source.place("a", 1).line, source.place("a", 1).column) == (3, 5)
    assert source.place("b", "c").line == 4
    assert source.place("b", "missing").line == 4


def test_bytes_that_are_no_text_are_one_problem(tmp_path: Path) -> None:
    """A file that is not UTF-8 is reported, not raised."""
    path = tmp_path / "file.yaml"
    path.write_bytes(b"a: \xff\xfe")
    _, problems = read_source(tmp_path, path)
    assert [problem.code for problem in problems] == ["content/not-utf-8"]


def test_control_characters_are_one_problem(tmp_path: Path) -> None:
    """YAML's own refusal of a control character is one sentence."""
    _, problems = read(tmp_path, 'a: "x\x07"\n')
    assert [problem.code for problem in problems] == ["content/yaml-syntax"]
