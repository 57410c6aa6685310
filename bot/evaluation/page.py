"""An evaluation as one page that needs nothing else: tables and two small drawings for each part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

SIZE = 220  # pixels of a drawing

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .7rem;border-bottom:1px solid #ddd;text-align:left}
svg{background:#f7f7f7;margin-right:1rem}h2{margin-top:2.5rem}"""


def as_page(title: str, parts: Sequence[Mapping[str, Any]]) -> str:
    """The page, as HTML."""
    body = "".join(_part(part) for part in parts)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><h1>{escape(title)}</h1>{body}</body></html>\n'


def _part(part: Mapping[str, Any]) -> str:
    shown = [(name.replace("_", " "), value) for name, value in part["figures"].items()]
    reliable = [(row["confidence"], row["right"]) for row in part["reliability"]]
    risk = [(row["coverage"], row["risk"]) for row in part["risk_coverage"]]
    weakest = sorted(part["intents"].items(), key=lambda pair: pair[1]["top1"])[:15]
    weak = [(name, found["top1"], found["right"], found["wrong"]) for name, found in weakest]
    mixed = [(each["right"], each["taken_for"], each["times"]) for each in part["confusions"]]
    return (
        f"<h2>{escape(part['system'])}: {escape(part['questions'])}</h2>"
        + _table(("figure", "value"), shown)
        + _drawing("share right by confidence", reliable)
        + _drawing("share wrong by share answered", risk)
        + "<h3>Weakest intents</h3>"
        + _table(("intent", "first", "answered right", "wrong"), weak)
        + "<h3>Taken for one another</h3>"
        + _table(("right", "taken for", "times"), mixed)
    )


def _table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(each))}</td>" for each in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _drawing(label: str, points: Sequence[tuple[float, float]]) -> str:
    places = " ".join(f"{10 + x * (SIZE - 20):.1f},{SIZE - 10 - y * (SIZE - 20):.1f}" for x, y in points)
    line = f'<polyline points="{places}" fill="none" stroke="#246" stroke-width="2"/>'
    even = f'<line x1="10" y1="{SIZE - 10}" x2="{SIZE - 10}" y2="10" stroke="#bbb"/>'
    return f'<svg width="{SIZE}" height="{SIZE}" role="img" aria-label="{escape(label)}">{even}{line}</svg>'
