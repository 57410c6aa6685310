"""Press: the answer to the question whether everything is to be removed."""

from __future__ import annotations

from bot.frontends.discord.deadline import in_time
from bot.frontends.discord.phrases import say
from bot.frontends.discord.place import person_key
from bot.frontends.discord.respond import Interaction, replace
from bot.frontends.discord.views.privacy import receipt_view
from bot.frontends.discord.views.words import phrase_view
from bot.service import Service


async def erase(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Remove everything about the person who pressed and show the receipt, or keep it."""
    if args[0] != "yes":
        await replace(interaction, phrase_view(say(service.library, "erase-kept")))
        return
    work = service.erase_person(person_key(interaction.user))
    receipt = await in_time(interaction, work, thinking=False)
    await replace(interaction, receipt_view(receipt, service.library))
