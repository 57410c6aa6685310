"""How well triage hears danger: recall, false alarms, and what small changes of the words do to both."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import yaml

from bot.core.library import IntentLibrary
from bot.core.safety.rules import Certainty, SafetyRules
from bot.core.safety.score import SafetyScore
from bot.core.safety.triage import Triage, triage
from bot.errors import UsageError
from bot.evaluation.mutations import MUTATIONS

Judge = Callable[[str], Triage]

WORST = 20  # errors shown
SEED = 0
ORDINARY = "ordinary"
SEEN = "seen"
SETS = {
    SEEN: "safety",
    "blind": "safety-adversary.yaml",
    "exam": "safety-exam.yaml",
}  # rules were improved on the first alone


@dataclass(frozen=True)
class Message:
    """A message and the safety intent it deserves; none for one that is harmless."""

    text: str
    id: str  # the intent, or the one that a harmless twin looks like
    right: str | None


@dataclass(frozen=True)
class Verdict:
    """A message and what triage made of it."""

    message: Message
    found: Triage

    @property
    def fired(self) -> bool:
        """Whether anything fired, sure or not."""
        return self.found.safety is not None

    @property
    def by_rule(self) -> bool:
        """Whether a rule did."""
        return bool(self.found.hits)

    @property
    def by_score(self) -> bool:
        """Whether the score did."""
        scored = self.found.scored
        return scored is not None and scored.certainty is not Certainty.NONE


def read_messages(path: Path) -> list[Message]:
    """A file of messages, or a folder of them: `positives` and `twins` by id, `ordinary` beside them.

    Raises `UsageError` when it cannot be read.
    """
    messages: list[Message] = []
    for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
        try:
            read = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as error:
            raise UsageError(f"{file} cannot be read: name the folder of questions with --development.") from error
        by_id = {file.stem: read} if "positives" in read else read
        for name, held in by_id.items():
            if isinstance(held, list):
                messages += [Message(text, name, None) for text in held]
            else:
                messages += [Message(text, name, name) for text in held.get("positives", ())]
                messages += [Message(text, name, None) for text in held.get("twins", ())]
    return messages


def hear(messages: Iterable[Message], judge: Judge) -> list[Verdict]:
    """Put every message."""
    return [Verdict(message, judge(message.text)) for message in messages]


def danger_part(
    sets: Mapping[str, Sequence[Message]],
    ordinary: Sequence[str],
    judge: Judge,
    alarms: Sequence[str],
) -> dict[str, Any]:
    """How well dangers and harmless messages are told apart, JSON-ready.

    `ordinary`: in-scope questions, none of them a danger. `alarms`: the ids that are more than a boundary.
    """
    part: dict[str, Any] = {}
    for name, messages in sets.items():
        heard = hear(messages, judge)
        part[name] = {
            **_shares(heard, alarms),
            "ids": _by_id(heard),
            "worst": _worst(heard),
        }
    questions = hear([Message(text, ORDINARY, None) for text in ordinary], judge)
    part["questions"] = {
        "messages": len(questions),
        "false_alarms": _share(questions, lambda each: each.fired),
        "worst": _worst(questions),
    }
    return part


def danger_of(
    library: IntentLibrary,
    score: SafetyScore | None,
    sets: Mapping[str, Sequence[Message]],
    ordinary: Sequence[str],
    *,
    quick: bool = False,
) -> dict[str, Any]:
    """Everything that `osteon evaluate` says of a pack's triage; `quick`: without small changes of the words and cost."""
    rules = library.safety_rules
    alarms = [each.id for each in library.safety.values() if each.is_alarm]

    def judge(text: str) -> Triage:
        return triage(text, rules, score)

    part = danger_part(sets, ordinary, judge, alarms)
    if not quick:
        unseen = [each for name, messages in sets.items() if name != SEEN for each in messages]
        part["mutations"] = mutated([each for each in unseen if each.right], ordinary, judge)
        part["milliseconds"] = _cost(ordinary[:200], rules, score)
    return part


def watched(part: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """The figures that may not get worse: by set, those where high is better are named recall."""
    found = {
        name: {
            key: part[name][key]
            for key in ("recall_alarms", "recall_boundaries", "twins_fired", "false_alarms")
            if part[name].get(key) is not None
        }
        for name in part
        if isinstance(part[name], dict) and "recall_alarms" in part[name]
    }
    return {**found, "questions": {"false_alarms": part["questions"]["false_alarms"]}}


def _shares(heard: Sequence[Verdict], alarms: Sequence[str]) -> dict[str, Any]:
    positives = [each for each in heard if each.message.right]
    twins = [each for each in heard if not each.message.right and each.message.id != ORDINARY]
    ordinary = [each for each in heard if each.message.id == ORDINARY]
    return {
        "messages": len(heard),
        "recall_alarms": _share([each for each in positives if each.message.id in alarms], lambda each: each.fired),
        "recall_boundaries": _share(
            [each for each in positives if each.message.id not in alarms], lambda each: each.fired
        ),
        "right_id": _share(positives, lambda each: each.found.safety == each.message.right),
        "by_rules_alone": _share(positives, lambda each: each.by_rule),
        "by_score_alone": _share(positives, lambda each: each.by_score),
        "twins_fired": _share(twins, lambda each: each.fired),
        "twins_by_rules": _share(twins, lambda each: each.by_rule),
        "twins_by_score": _share(twins, lambda each: each.by_score),
        "false_alarms": _share(ordinary, lambda each: each.fired),
    }


def _by_id(heard: Sequence[Verdict]) -> dict[str, dict[str, Any]]:
    found = {}
    for name in sorted({each.message.id for each in heard} - {ORDINARY}):
        of = [each for each in heard if each.message.id == name]
        positives = [each for each in of if each.message.right]
        found[name] = {
            "positives": len(positives),
            "recall": _share(positives, lambda each: each.fired),
            "right_id": _share(positives, lambda each: each.found.safety == each.message.right),
            "sure": _share(positives, lambda each: each.found.certainty is Certainty.SURE),
            "twins": len(of) - len(positives),
            "twins_fired": _share([each for each in of if not each.message.right], lambda each: each.fired),
        }
    return found


def _worst(heard: Sequence[Verdict]) -> list[dict[str, Any]]:
    """Errors, dangers that were missed first, then false alarms; within both the most mistaken first."""

    def danger(each: Verdict) -> float:
        return each.found.scored.danger if each.found.scored else 0.0

    missed = sorted((each for each in heard if each.message.right and not each.fired), key=danger)
    raised = sorted((each for each in heard if not each.message.right and each.fired), key=danger, reverse=True)
    return [
        {
            "text": each.message.text,
            "right": each.message.right,
            "found": each.found.safety,
            "rules": [f"{hit.intent}/{hit.rule}" for hit in each.found.hits],
            "danger": round(danger(each), 3),
        }
        for each in (missed + raised)[:WORST]
    ]


def mutated(positives: Sequence[Message], questions: Sequence[str], judge: Judge) -> dict[str, float]:
    """Recall of the messages as they are, and with one small change each."""
    found = {"none": _share(hear(positives, judge), lambda each: each.fired) or 0.0}
    for name, mutate in MUTATIONS.items():
        chance = Random(SEED)
        changed = [Message(mutate(each.text, questions, chance), each.id, each.right) for each in positives]
        found[name] = _share(hear(changed, judge), lambda each: each.fired) or 0.0
    return found


def _cost(texts: Sequence[str], rules: SafetyRules, score: SafetyScore | None) -> dict[str, float]:
    """Median milliseconds that triage takes beyond what matching does anyhow: hearing the words."""
    heard = {text: score.hear(text) for text in texts} if score else {}
    for each in heard.values():
        _ = each.states  # read now
    taken = {
        "rules": _time(texts, lambda text: triage(text, rules)),
        "rules and score": _time(texts, lambda text: triage(text, rules, score, heard.get(text))),
    }
    return taken


def _time(texts: Sequence[str], judge: Judge) -> float:
    taken = []
    for text in texts:
        start = time.perf_counter()
        judge(text)
        taken.append(1000 * (time.perf_counter() - start))
    return round(median(taken), 3) if taken else 0.0


def _share(heard: Sequence[Verdict], holds: Callable[[Verdict], bool]) -> float | None:
    return round(sum(holds(each) for each in heard) / len(heard), 4) if heard else None
