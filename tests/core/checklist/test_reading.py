"""What people type is read as they mean it, kept as they typed it, and read back when in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.checklist.definition import ItemDefinition
from bot.core.checklist.reading import read_answer

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))[
    "rows"
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['item']}: {row['typed']}" for row in ROWS])
def test_an_answer_is_read_as_it_is_meant(items: Mapping[str, ItemDefinition], row: Mapping[str, Any]) -> None:
    """Each row of the table: state, value, range and unit."""
    read = read_answer(items[row["item"]], row["typed"])
    assert (read.state, read.value, read.high, read.unit) == (
        row["state"],
        pytest.approx(row["value"]) if isinstance(row.get("value"), int | float) else row.get("value"),
        row.get("high"),
        row.get("unit"),
    )
    assert isinstance(read.value, bool) == isinstance(row.get("value"), bool)
    assert read.reason == row.get("reason", "checklist-confirm" if row["state"] == "confirm" else None)


def test_the_table_covers_every_item_and_outcome(items: Mapping[str, ItemDefinition]) -> None:
    """No item and no state is left out."""
    states = {"recorded", "noted", "skipped", "unknown", "confirm", "invalid", "unread"}
    assert {row["item"] for row in ROWS} == set(items)
    assert {row["state"] for row in ROWS} == states


def test_words_are_kept_as_typed(items: Mapping[str, ItemDefinition]) -> None:
    """The words are cleaned and cut to 300 characters, whatever was read."""
    read = read_answer(items["calcium"], "  roughly\n650mg   from food ")
    assert (read.value, read.words) == (650, "roughly 650mg from food")
    long = read_answer(items["protein"], "fish and beans " * 50)
    assert long.words is not None
    assert len(long.words) <= 300


@pytest.mark.parametrize("item", ["sleep", "dxa-interval"])
def test_none_is_only_noted_where_zero_is_no_answer(items: Mapping[str, ItemDefinition], item: str) -> None:
    """«None» never becomes a value outside the range."""
    assert items[item].low
    assert read_answer(items[item], "none").state == "noted"


def test_not_known_is_not_zero(items: Mapping[str, ItemDefinition]) -> None:
    """Every way of saying «I do not know» stays without a value, for every item."""
    for item in items.values():
        for typed in ("no clue", "I don't know", "not sure", "?", "never counted", "no idea", "dunno"):
            assert (read := read_answer(item, typed)).state == "unknown", (item.id, typed, read)


def test_any_item_can_be_skipped(items: Mapping[str, ItemDefinition]) -> None:
    """Every way of declining is taken, for every item."""
    for item in items.values():
        for typed in ("skip", "n/a", "prefer not to say", "pass", "no comment", "I'd rather not"):
            assert read_answer(item, typed).state == "skipped", (item.id, typed)
