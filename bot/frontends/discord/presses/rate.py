"""Press: whether an answer helped."""

from __future__ import annotations

from bot.core.conversation.inputs import Rate
from bot.core.library import Tier
from bot.frontends.discord.place import person_key
from bot.frontends.discord.respond import Interaction, send_turn, turn_in_time
from bot.service import Service


async def rate(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Keep the rating and say thanks, privately."""
    direction, tier, intent = args
    given = Rate(intent, Tier(tier), helpful=direction == "up")
    turn = await turn_in_time(interaction, service.take_turn(person_key(interaction.user), given))
    await send_turn(interaction, service.library, turn.replies)
