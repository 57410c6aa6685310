"""Press: yes or no to the question whether somebody is in danger."""

from __future__ import annotations

from bot.core.conversation.inputs import InDanger
from bot.core.replies import ReplyKind
from bot.frontends.discord.place import person_key
from bot.frontends.discord.respond import Interaction, send_turn, turn_in_time
from bot.service import Service


async def danger(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """What follows takes the question's place."""
    answer, safety = args
    given = InDanger(safety, yes=answer == "yes")
    turn = await turn_in_time(interaction, service.take_turn(person_key(interaction.user), given), replacing=True)
    await send_turn(interaction, service.library, turn.replies, in_place_of=tuple(ReplyKind))
