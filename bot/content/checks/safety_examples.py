"""What the safety score learns from says one thing about a message: danger of one kind, or none."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.pack import Pack
from bot.content.problems import Place, Problem
from bot.content.safety_files import EXAMPLES, read_safety_examples
from bot.core.text import normalise

HARMLESS = "harmless"


def check(pack: Pack) -> Iterator[Problem]:
    """Files that cannot be read, and messages that stand under two of them."""
    examples, problems = read_safety_examples(pack.root)
    yield from problems
    seen: dict[str, str] = {}
    for intent, texts in [*examples.positives.items(), (HARMLESS, (*examples.harmless, *examples.ordinary))]:
        for text in texts:
            other = seen.setdefault(normalise(text), intent)
            if other != intent:
                message = f"«{text}» stands under «{other}» and under «{intent}»: keep it in one place"
                yield Problem(Place(EXAMPLES), "content/safety-contradiction", message)
