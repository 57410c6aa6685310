"""Readers for triage: the rule parts of `intents/safety/`, the cue lists they share, and what the score learns from."""

from __future__ import annotations

from pathlib import Path

from bot.content.intent_files import IntentFile
from bot.content.problems import Problem
from bot.content.shapes import Shape
from bot.content.yaml_source import Source, read_source
from bot.core.safety.examples import SafetyExamples
from bot.core.safety.rules import SHARED, RuleProblems, SafetyRules

EXAMPLES = "knowledge/safety-examples/"


def read_safety_rules(files: list[IntentFile], cues: Source, problems: list[Problem]) -> SafetyRules | None:
    """Compile the rules of all safety intents. None when something is off, which is reported at its line."""
    by_id = {file.id: file for file in files}
    shared = cues.data if isinstance(cues.data, dict) else {}
    try:
        return SafetyRules.from_mapping({intent: file.safety for intent, file in by_id.items()}, shared)
    except RuleProblems as found:
        for problem in found.problems:
            top, *path = problem.path
            source = cues if top == SHARED else by_id[str(top)].shape.source
            problems.append(Problem(source.place(*path), "content/safety-rule", problem.message))
    return None


def has_examples(root: Path) -> bool:
    """Whether the pack has something for the safety score to learn from."""
    safety = (root / "intents" / "safety").glob("*.yaml")
    return any((root / EXAMPLES / path.name).is_file() for path in safety)


def read_safety_examples(root: Path) -> tuple[SafetyExamples, list[Problem]]:
    """What the safety score learns from: a file for each safety intent, and others with `harmless` messages alone.

    Empty where the pack has none. Problems are collected, never raised.
    """
    problems: list[Problem] = []
    positives: dict[str, tuple[str, ...]] = {}
    harmless: list[str] = []
    ordinary: list[str] = []
    known = {path.stem for path in (root / "intents" / "safety").glob("*.yaml")}
    for path in sorted((root / EXAMPLES).glob("*.yaml")):
        source, found = read_source(root, path)
        problems += found
        shape = Shape(source, problems)
        if path.stem in known:
            positives[path.stem] = shape.texts("positives", required=True)
            harmless += shape.texts("harmless", required=True)
        else:
            ordinary += shape.texts("harmless", required=True)
        shape.done()
    return SafetyExamples(positives, tuple(harmless), tuple(ordinary)), problems
