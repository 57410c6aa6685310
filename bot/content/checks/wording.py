"""Every phrase that the engine says has words, and fills in only names that it knows."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from bot.content.pack import Pack
from bot.content.problems import Place, Problem
from bot.core.phrases import PHRASES

FILE = "knowledge/wording.yaml"


def check(pack: Pack) -> Iterator[Problem]:
    """Missing phrases, and `{names}` that nothing fills in."""
    for key, names in PHRASES.items():
        place = pack.wording_places.get(key, Place(FILE))
        if key not in pack.wording:
            yield Problem(place, "content/missing-wording", f"the phrase «{key}» is missing: add it")
            continue
        for used in _names(pack.wording[key]) - names:
            known = ", ".join(f"{{{name}}}" for name in sorted(names)) or "no names"
            message = f"«{key}» fills in {{{used}}}, which is not known here: it knows {known}"
            yield Problem(place, "content/unknown-name", message)


def _names(phrase: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}
    except ValueError:
        return {"…"}
