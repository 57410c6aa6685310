"""The checklist items as the content defines them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.content.checklist_files import read_item
from bot.content.problems import Problem
from bot.content.yaml_source import read_source
from bot.core.checklist.definition import ItemDefinition

ROOT = Path(__file__).parents[3]


class _Anything(dict[str, object]):
    """Claims that hold whatever is asked for: what an item cites is not looked at here."""

    def __contains__(self, key: object) -> bool:
        return True


@pytest.fixture(scope="session")
def items() -> Mapping[str, ItemDefinition]:
    """Every item of the real pack, by id."""
    found = {}
    for path in sorted((ROOT / "knowledge" / "checklist").glob("*.yaml")):
        source, problems = read_source(ROOT, path)
        problems = list[Problem](problems)
        item = read_item(source, problems, claims=_Anything())
        assert item is not None, problems
        assert not problems
        found[item.id] = item
    return found
