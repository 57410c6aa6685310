"""Parsing tiers: paragraphs, list entries, sentences and their marks."""

from __future__ import annotations

from pathlib import Path

from bot.content.passages import MarkedPassage, read_passage
from bot.content.problems import Problem
from bot.content.shapes import Shape
from bot.content.yaml_source import read_source


def parse(tmp_path: Path, text: str) -> tuple[MarkedPassage, list[Problem]]:
    path = tmp_path / "file.yaml"
    path.write_text("tier: |\n" + "".join(f"  {line}\n" for line in text.split("\n")), encoding="utf-8")
    source, problems = read_source(tmp_path, path)
    return read_passage(Shape(source, problems), "tier"), problems


def test_sentences_carry_their_marks(tmp_path: Path) -> None:
    """A mark belongs to the sentence before it; several claims are split at commas."""
    passage, problems = parse(tmp_path, "One fact. [a] Another, with 1.5 mg.\n[b, c]")
    assert [(each.text, each.mark) for each in passage.sentences()] == [
        ("One fact.", ("a",)),
        ("Another, with 1.5 mg.", ("b", "c")),
    ]
    assert not problems


def test_paragraphs_and_list_entries(tmp_path: Path) -> None:
    """A blank line starts a paragraph, `- ` a list entry."""
    passage, _ = parse(tmp_path, "First. [a]\n\n- Entry one,\n  longer. [b]\n- Entry two. [c]")
    assert [bullet for bullet, _ in passage.blocks] == [False, True, True]
    assert passage.blocks[1][1][0].text == "Entry one, longer."


def test_a_sentence_without_a_mark_is_refused_at_its_place(tmp_path: Path) -> None:
    """A statement needs a mark, also when the next sentence has one."""
    _, problems = parse(tmp_path, "It is so. And this too. [a]\nLast one")
    assert [(each.code, each.place.line, each.place.column) for each in problems] == [
        ("content/uncited-sentence", 2, 3),
        ("content/uncited-sentence", 3, 3),
    ]


def test_questions_and_abbreviations(tmp_path: Path) -> None:
    """A question needs no mark; an abbreviation ends no sentence."""
    passage, problems = parse(tmp_path, "Does it help? Some foods, e.g. milk, do. [a]")
    assert not problems
    assert len(passage.sentences()) == 2


def test_advice_holds_no_figure(tmp_path: Path) -> None:
    """`[advice]` is for sentences that state nothing."""
    _, problems = parse(tmp_path, "Take 5 of them. [advice]\nAsk about B12. [advice]")
    assert [each.code for each in problems] == ["content/advice-with-fact"]
    assert problems[0].place.line == 2


def test_only_literal_blocks(tmp_path: Path) -> None:
    """A folded or quoted text would lose its places, so it is refused."""
    path = tmp_path / "file.yaml"
    path.write_text('tier: "One. [a]"\n', encoding="utf-8")
    source, problems = read_source(tmp_path, path)
    read_passage(Shape(source, problems), "tier")
    assert [each.code for each in problems] == ["content/not-a-block"]
