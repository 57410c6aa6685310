"""Whom to reach, under the replies to an alarm, where a server's moderators said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.library import IntentLibrary
from bot.core.replies import Reply, ReplyKind


def with_contacts(replies: Sequence[Reply], library: IntentLibrary, server: int | None) -> tuple[Reply, ...]:
    """The replies, each alarm with the server's own lines; `server` is None in a conversation with the bot alone."""
    lines = library.contacts.get(str(server), {})
    return tuple(_with_lines(reply, lines.get(reply.intent or "", ())) for reply in replies)


def _with_lines(reply: Reply, lines: Sequence[str]) -> Reply:
    if not lines or reply.kind is not ReplyKind.SAFETY or reply.yes_or_no:
        return reply
    return replace(reply, text="\n".join([f"{reply.text}\n", *(f"- {line}" for line in lines)]))
