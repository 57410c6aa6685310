"""`osteon ask`: one reply object a line, exactly as the contract gives it, whatever the input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run

KEYS = {
    "question", "kind", "intent", "confidence", "candidates", "tier",
    "text", "tiers", "citations", "choices", "checklist",
}  # fmt: skip


def lines(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_a_question_in_json_gets_its_cited_answer(run: Run) -> None:
    """The contract's example: intent `calcium`, three tiers, citations with document and section."""
    ran = run("ask", "--jsonl", stdin='"how much calcium a day?"\n')
    assert (ran.returncode, ran.stderr) == (0, "")
    (reply,) = lines(ran.stdout)
    assert reply.keys() == KEYS
    assert (reply["question"], reply["kind"], reply["intent"]) == ("how much calcium a day?", "answer", "calcium")
    assert set(reply["tiers"]) == {"fundamentals", "intermediate", "academic"}
    assert len(reply["candidates"]) == 5
    assert reply["candidates"][0] == {"intent": "calcium", "confidence": reply["confidence"]}
    numbers = [citation["number"] for citation in reply["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    amount = next(each for each in reply["citations"] if each["claim"] == "calcium-daily-amount")
    assert amount["document"] == "lifestyle"
    assert amount["section"] == "Intermediate / Dietary pillars"
    assert amount["references"]


def test_bad_lines_are_notices_and_the_rest_go_on(run: Run) -> None:
    """Every line of input gets one line of output, in order."""
    stdin = '"hello"\nnot json\n{"q": "what is trt?"}\n{"x": 1}\n42\n[[[[\n{"q": ""}\n'
    ran = run("ask", "--jsonl", stdin=stdin)
    assert (ran.returncode, ran.stderr) == (0, "")
    replies = lines(ran.stdout)
    assert all(reply.keys() == KEYS for reply in replies)
    assert [reply["kind"] for reply in replies] == [
        "chat", "notice", "answer", "notice", "notice", "notice", "fallback",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "question",
    ["", " ", "\x00\x07\x1b[2J", "‮‏", "😀🦴", "a" * 10_000, "how " * 3000, "¿cuánto calcio necesito al día?", "\ud800"],
    ids=["empty", "blank", "control", "direction", "emoji", "long-word", "long-text", "spanish", "surrogate"],
)
def test_strange_questions_get_a_reply(run: Run, question: str) -> None:
    """Nothing that a person can type ends in a traceback."""
    ran = run("ask", "--jsonl", stdin=json.dumps(question) + "\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    (reply,) = lines(ran.stdout)
    assert reply["text"]
    assert reply["intent"] != "calcium"


def test_a_tier_can_be_chosen(run: Run) -> None:
    """`--tier academic` shows the academic text."""
    ran = run("ask", "--json", "--tier", "academic", "how", "much", "calcium", "a", "day?")
    (reply,) = lines(ran.stdout)
    assert reply["tier"] == "academic"
    assert reply["text"].startswith(reply["tiers"]["academic"])


def test_no_question_is_bad_usage(run: Run) -> None:
    """One sentence with the next step, exit status 2."""
    ran = run("ask")
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    assert "--jsonl" in ran.stderr


@pytest.mark.parametrize(
    "arguments", [("nosuch",), ("ask", "--tier", "deep", "x"), ()], ids=["command", "tier", "none"]
)
def test_bad_usage_is_one_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    """A misspelt command or option says what to run instead."""
    ran = run(*arguments)
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "--help" in ran.stderr


def test_a_missing_content_folder_is_one_sentence(run: Run, tmp_path: Path) -> None:
    """Exit status 2, and the option to name another."""
    for command in (("ask", "hello"), ("explain", "hello"), ("chat",)):
        ran = run(*command, "--content", str(tmp_path / "nowhere"))
        assert ran.returncode == 2
        assert ran.stderr.count("\n") == 1
        assert "--content" in ran.stderr


def test_explain_shows_every_stage(run: Run) -> None:
    """Triage, candidates, thresholds, decision and the step that took the turn."""
    ran = run("explain", "hw much calcum a day")
    assert ran.returncode == 0
    for part in ("normalised", "calcium", "triage", "thresholds", "decision", "answered: calcium", "taken by"):
        assert part in ran.stdout
