"""The terminal: words in, words out. Takes a reader and a writer, so that tests pass strings."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable

from bot.core.conversation.inputs import Say
from bot.core.library import IntentLibrary
from bot.core.person import PersonKey
from bot.core.replies import Reply, ReplyKind, as_json
from bot.service import Service

Write = Callable[[str], None]


def as_text(replies: tuple[Reply, ...], library: IntentLibrary) -> str:
    """Replies as a person reads them in a terminal."""
    return "\n\n".join(_one(reply, library) for reply in replies)


async def converse(
    service: Service, person: PersonKey, lines: AsyncIterator[str], write: Write, *, json_lines: bool = False
) -> None:
    """One turn a line until the lines end; each turn's reply is written before the next line is read."""
    async for line in lines:
        turn = await service.take_turn(person, Say(line))
        if json_lines:
            write(json.dumps(as_json(turn.replies), ensure_ascii=False) + "\n")
        else:
            write(as_text(turn.replies, service.library) + "\n\n")


def _one(reply: Reply, library: IntentLibrary) -> str:
    parts = [reply.text]
    if reply.kind is ReplyKind.ANSWER:
        parts.append(_sources(reply, library))
        if reply.choices:
            parts.append(library.say("terminal-related"))
            parts[-1] += "".join(f"\n- {choice.label}" for choice in reply.choices)
        parts.append(library.say("terminal-depths"))
    elif reply.kind in (ReplyKind.SAFETY, ReplyKind.FALLBACK, ReplyKind.NOTICE) and reply.choices:
        numbered = enumerate(reply.choices, start=1)
        parts.append(library.say("terminal-can-answer") + "".join(f"\n{n}. {each.label}" for n, each in numbered))
    return "\n\n".join(parts)


def _sources(reply: Reply, library: IntentLibrary) -> str:
    shown = [citation for citation in reply.citations if f"[{citation.number}]" in reply.text]
    lines = [
        f"[{citation.number}] {library.documents[citation.document].title}: {citation.section}" for citation in shown
    ]
    return "\n".join([library.say("terminal-sources"), *lines])
