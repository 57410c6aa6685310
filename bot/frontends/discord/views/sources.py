"""The sources of an answer: every cited fact, where it comes from, how strong it is and what it does not show."""

from __future__ import annotations

import re

from discord.ui import LayoutView

from bot.core.library import IntentLibrary, Reference
from bot.core.replies import Citation, Reply
from bot.frontends.discord import sizes
from bot.frontends.discord.items import Press, PressButton
from bot.frontends.discord.phrases import say
from bot.frontends.discord.plain import escape, one_line, pages
from bot.frontends.discord.views.panel import Part, gap, line, panel, rows, text

ROOM = sizes.TEXT - 300  # the rest is for the heading
MOST = 10  # facts on a page


def sources_view(reply: Reply, library: IntentLibrary, page: int = 0) -> LayoutView:
    """One page of what the shown tier cites; the page is brought into range."""
    cited = [citation for citation in reply.citations if f"[{citation.number}]" in reply.text]
    blocks = _blocks(cited, library)
    dealt = pages(blocks or [say(library, "sources-none")], ROOM, MOST)
    page = min(max(page, 0), len(dealt) - 1)
    title = say(library, "sources-title", title=escape(library.title_of(reply.intent or "")))
    if len(dealt) > 1:
        title += "\n-# " + say(library, "sources-page", page=page + 1, pages=len(dealt))
    return panel(
        text(f"### {title}"),
        *_apart(dealt[page]),
        *([line()] if len(dealt) > 1 else []),
        *rows(_turners(reply, library, page, len(dealt))),
    )


def _apart(blocks: list[str]) -> list[Part]:
    return [part for block in blocks for part in (gap(), text(block))]


def _turners(reply: Reply, library: IntentLibrary, page: int, count: int) -> list[PressButton]:
    about = (str(reply.tier), reply.intent or "")
    turners = []
    if page > 0:
        turners.append(PressButton(Press("sourcepage", (*about, str(page - 1))), say(library, "button-previous")))
    if page < count - 1:
        turners.append(PressButton(Press("sourcepage", (*about, str(page + 1))), say(library, "button-next")))
    return turners


def _blocks(citations: list[Citation], library: IntentLibrary) -> list[str]:
    """Each fact with its provenance; a work that stood under an earlier fact is only pointed at."""
    first: dict[str, int] = {}
    blocks = []
    for citation in citations:
        lines = _fact(citation, library)
        for id in citation.references:
            if id not in library.references:
                continue
            if id in first:
                work = escape(_short(library.references[id].citation))
                lines.append("-# ↳ " + say(library, "sources-again", work=work, number=first[id]))
            else:
                lines.append(_reference(library.references[id], library))
                first[id] = citation.number
        blocks.append("\n".join(dict.fromkeys(lines)))
    return blocks


def _fact(citation: Citation, library: IntentLibrary) -> list[str]:
    """The fact, where it stands, how strong it is, what it does not show and what says otherwise."""
    claim = library.claims[citation.claim]
    document = library.documents[citation.document]
    where = say(library, "sources-outside") if document.outside else escape(document.title)
    strength = escape(library.strengths.get(claim.strength, claim.strength))
    lines = [
        f"**[{citation.number}]** {escape(claim.text)}",
        f"-# {where} · {escape(citation.section)} · {strength}",
    ]
    if claim.does_not_show:
        lines.append("-# " + say(library, "sources-limit", limit=escape(claim.does_not_show)))
    for other in claim.disagrees_with:
        if other in library.claims:
            words = escape(library.claims[other].text)
            lines.append("-# " + say(library, "sources-disagree", claim=words))
    return lines


def _short(citation: str) -> str:
    """Whose work it is: what stands before the first full stop that ends more than an initial."""
    return one_line(re.split(r"(?<=\w\w)\. ", citation, maxsplit=1)[0], 80)


def _reference(reference: Reference, library: IntentLibrary) -> str:
    """The checked record; one that was corrected or never found says so."""
    words = f"-# ↳ {escape(reference.citation)}"
    if reference.url and reference.url not in reference.citation:
        words += f" {reference.url}"
    if reference.status == "corrected":
        words += " · " + say(library, "sources-corrected", note=escape(reference.note))
    if reference.status == "unverified":
        words += " · " + say(library, "sources-unverified", note=escape(reference.note))
    return words.rstrip()
