"""Every safety rule fires on its own examples and stays silent on its harmless twins."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.intent_files import IntentFile
from bot.content.pack import Pack
from bot.content.problems import Problem
from bot.core.safety.rules import SafetyRules
from bot.core.safety.triage import triage


def check(pack: Pack) -> Iterator[Problem]:
    """`examples` and `harmless` of each rule, run through the whole of triage."""
    if pack.safety_rules is None:
        return
    for file in pack.files_in("safety"):
        for index, rule in enumerate(file.safety.get("rules") or ()):
            yield from _examples(file, index, rule, pack.safety_rules)
            yield from _harmless(file, index, rule, pack.safety_rules)


def _examples(file: IntentFile, index: int, rule: dict[str, object], rules: SafetyRules) -> Iterator[Problem]:
    for number, text in enumerate(_texts(rule, "examples")):
        if not any((hit.intent, hit.rule) == (file.id, rule.get("name")) for hit in triage(text, rules).hits):
            message = f"«{text}» does not fire the rule «{rule.get('name')}»: widen its cues or move the example"
            place = file.shape.place("rules", index, "examples", number)
            yield Problem(place, "content/safety-example", message)


def _harmless(file: IntentFile, index: int, rule: dict[str, object], rules: SafetyRules) -> Iterator[Problem]:
    for number, text in enumerate(_texts(rule, "harmless")):
        fired = [hit.rule for hit in triage(text, rules).hits if hit.intent == file.id]
        if fired:
            message = f"«{text}» is harmless but fires the rule «{fired[0]}»: narrow that rule or excuse the words"
            place = file.shape.place("rules", index, "harmless", number)
            yield Problem(place, "content/safety-harmless", message)


def _texts(rule: dict[str, object], key: str) -> list[str]:
    found = rule.get(key)
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
