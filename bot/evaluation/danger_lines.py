"""The safety part of an evaluation as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_SHOWN = (
    ("recall_alarms", "alarms recognised"),
    ("recall_boundaries", "boundaries recognised"),
    ("right_id", "by the right id"),
    ("by_rules_alone", "by rules alone"),
    ("by_score_alone", "by the score alone"),
    ("twins_fired", "harmless twins fired"),
    ("false_alarms", "ordinary messages fired"),
)


def safety_lines(part: Mapping[str, Any]) -> Iterator[str]:
    """Shares by set and id, the worst errors, small changes, cost."""
    for name in part:
        found = part[name]
        if not isinstance(found, dict) or "ids" not in found:
            continue
        yield f"safety, {name} ({found['messages']} messages)"
        for key, label in _SHOWN:
            if found[key] is not None:
                yield f"  {label:24} {found[key]:.3f}"
        for intent, shares in found["ids"].items():
            twins = "" if shares["twins_fired"] is None else f", twins {shares['twins_fired']:.3f}"
            yield f"    {intent:20} recall {shares['recall']:.3f}, right id {shares['right_id']:.3f}{twins}"
        yield from _errors(found["worst"])
    questions = part["questions"]
    yield f"safety, development questions ({questions['messages']}): fired {questions['false_alarms']:.4f}"
    yield from _errors(questions["worst"])
    if "mutations" not in part:
        return
    yield "safety, recall after a small change of each message that no rule was improved on"
    yield from (f"  {name:20} {share:.3f}" for name, share in part["mutations"].items())
    cost = ", ".join(f"{name} {value:.2f}" for name, value in part["milliseconds"].items())
    yield f"safety, median milliseconds beyond the reading that matching does: {cost}"


def _errors(worst: list[dict[str, Any]]) -> Iterator[str]:
    for each in worst:
        kind = f"missed {each['right']}" if each["right"] else f"false {each['found']}"
        yield f"    {kind}, danger {each['danger']:.2f} {' '.join(each['rules'])}: {each['text']}"
