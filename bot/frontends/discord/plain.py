"""Plain text made safe for Discord, which reads markdown and mentions in everything it shows."""

from __future__ import annotations

import re

_ADDRESS = r"https?://[^\s<>]+"
_MARKS = r"[\\*_~|`]"
_LINE_START = r"^(?:#{1,3}(?=\s)|>(?=\s|>>)|-(?=#))"
_ESCAPE = re.compile(
    rf"(?P<address>{_ADDRESS})|(?P<mark>{_MARKS}|{_LINE_START}|(?<=\])\(|<(?=[@#:/ats]))", re.MULTILINE
)


def escape(text: str) -> str:
    """The text so that Discord shows it as it stands; list entries and web addresses are left alone."""
    return _ESCAPE.sub(lambda found: found["address"] or "\\" + found["mark"], text)


def shorten(text: str, limit: int) -> str:
    """The text, cut at a word with «…» when it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    space = kept.rfind(" ")
    return (kept[:space] if space > limit // 2 else kept).rstrip() + "…"


def one_line(text: str, limit: int) -> str:
    """The text on one line, shortened; for labels and echoes."""
    return shorten(" ".join(text.split()), limit)


def pages(blocks: list[str], room: int, most: int) -> list[list[str]]:
    """The blocks dealt out in order to pages of at most `room` characters and `most` blocks; never empty."""
    dealt: list[list[str]] = [[]]
    for block in (shorten(block, room) for block in blocks):
        if dealt[-1] and (len(dealt[-1]) == most or sum(map(len, dealt[-1])) + len(block) > room):
            dealt.append([])
        dealt[-1].append(block)
    return dealt
