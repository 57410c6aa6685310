"""Reader for the safety rules: the rule parts of `intents/safety/` and the cue lists they share."""

from __future__ import annotations

from bot.content.intent_files import IntentFile
from bot.content.problems import Problem
from bot.content.yaml_source import Source
from bot.core.safety.rules import SHARED, RuleProblems, SafetyRules


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
