"""Readers for `knowledge/checklist.yaml` and one file per item."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from bot.content.knowledge_files import known_ids
from bot.content.problems import Problem
from bot.content.shapes import Shape
from bot.content.yaml_source import Source
from bot.core.checklist.definition import AnswerKind, ChecklistDefinition, ItemDefinition, UnitDefinition

PERIODS = ("day", "week", "month", "year")


def read_item(source: Source, problems: list[Problem], *, claims: Mapping[str, object]) -> ItemDefinition | None:
    """One item's file. None when its kind is unknown, which is reported."""
    shape = Shape(source, problems)
    kind = shape.text("kind")
    if kind not in list(AnswerKind):
        shape.report("content/unknown-kind", f"«{kind}» is none of {', '.join(AnswerKind)}", "kind")
        return None
    units = tuple(_unit(entry) for entry in shape.mappings("units"))
    item = ItemDefinition(
        id=PurePosixPath(source.file).stem,
        version=shape.whole("version"),
        title=shape.text("title", longest=40),
        question=shape.text("question"),
        kind=AnswerKind(kind),
        unit=units[0].id if units else None,
        units=units,
        low=shape.number("low"),
        high=shape.number("high"),
        accepts=shape.text("accepts"),
        target=shape.text("target", default=""),
        target_claims=known_ids(shape, "target_claims", claims, "claim"),
        why=shape.text("why"),
        caution=shape.text("caution", default=""),
        claims=known_ids(shape, "claims", claims, "claim"),
    )
    shape.done()
    if item.kind in (AnswerKind.AMOUNT, AnswerKind.ACTIVITY, AnswerKind.SMOKING) and not units:
        shape.report("content/missing-key", f"an item of kind {kind} needs «units»")
    if item.kind is AnswerKind.AMOUNT and (item.low is None or item.high is None):
        shape.report("content/missing-key", "an amount needs its plausible range: «low» and «high»")
    return item


def read_checklist(source: Source, problems: list[Problem], items: dict[str, ItemDefinition]) -> ChecklistDefinition:
    """The order of the items, and the words around them."""
    shape = Shape(source, problems)
    order = known_ids(shape, "items", items, "item")
    for missing in items.keys() - set(order):
        shape.report(
            "content/missing-item",
            f"the item «{missing}» has a file but no place: add it to «items»",
            "items",
        )
    definition = ChecklistDefinition(
        title=shape.text("title"), intro=shape.text("intro"), items={item: items[item] for item in order}
    )
    shape.done()
    return definition


def _unit(entry: Shape) -> UnitDefinition:
    per = entry.text("per", default="")
    if per and per not in PERIODS:
        entry.report("content/unknown-period", f"«{per}» is none of {', '.join(PERIODS)}", "per")
    unit = UnitDefinition(
        id=entry.text("id"),
        words=entry.texts("words"),
        factor=entry.number("factor", default=1.0) or 1.0,
        per=per or None,
        low=entry.number("low"),
        high=entry.number("high"),
    )
    entry.done()
    return unit
