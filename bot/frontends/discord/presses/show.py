"""Presses that show an answer: a related question, a choice, another tier."""

from __future__ import annotations

from bot.core.conversation.inputs import Neither, Show
from bot.core.library import Tier
from bot.core.replies import ReplyKind
from bot.frontends.discord.place import person_key
from bot.frontends.discord.respond import Interaction, send_turn, turn_in_time
from bot.service import Service

_OFFERS = (ReplyKind.ANSWER, ReplyKind.DISAMBIGUATE, ReplyKind.FALLBACK)


async def show(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """A question beside what was pressed; its id is the last argument."""
    turn = await turn_in_time(interaction, service.take_turn(person_key(interaction.user), Show(args[-1])))
    way_back = not _is_why_of(service, *args)
    await send_turn(interaction, service.library, turn.replies, way_back=way_back)


async def pick(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """A question that was offered, in place of the offer."""
    await _in_place(interaction, service, Show(args[-1]))


async def tier(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """The same answer at another tier."""
    chosen, intent = args
    await _in_place(interaction, service, Show(intent, Tier(chosen)), way_back=False)


async def neither(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """None of what was offered."""
    await _in_place(interaction, service, Neither())


def _is_why_of(service: Service, item: str = "", *rest: str) -> bool:
    """Whether it was pressed on the checklist's own question, which stays in sight."""
    asked = service.library.checklist.items.get(item)
    return asked is not None and rest == (asked.why,)


async def _in_place(
    interaction: Interaction, service: Service, given: Show | Neither, *, way_back: bool = True
) -> None:
    work = service.take_turn(person_key(interaction.user), given)
    turn = await turn_in_time(interaction, work, replacing=True)
    await send_turn(interaction, service.library, turn.replies, in_place_of=_OFFERS, way_back=way_back)
