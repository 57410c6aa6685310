"""What each press does: one function an action, found by the action's name in the custom id.

To add one: write the function in a module here and name it below.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.frontends.discord.presses import checklist, danger, erase, plan, rate, settings, share, show, sources, topics
from bot.frontends.discord.respond import Interaction
from bot.service import Service

Handler = Callable[[Interaction, Service, tuple[str, ...]], Awaitable[None]]
FormHandler = Callable[[Interaction, Service, tuple[str, ...], str], Awaitable[None]]

PRESSES: Mapping[str, Handler] = {
    "show": show.show,
    "pick": show.pick,
    "tier": show.tier,
    "neither": show.neither,
    "danger": danger.danger,
    "sources": sources.sources,
    "sourcepage": sources.turn_page,
    "rate": rate.rate,
    "share": share.share,
    "topic": topics.topic,
    "check": checklist.check,
    "answer": checklist.answer,
    "plain": checklist.plain,
    "summary": plan.summary,
    "summarypage": plan.summary_page,
    "edit": plan.edit,
    "edititem": plan.edit_item,
    "export": plan.export,
    "reset": plan.reset,
    "settier": settings.tier,
    "setprivate": settings.private,
    "setquestions": settings.questions,
    "startover": settings.start_over,
    "zone": settings.zone,
    "erase": erase.erase,
}

FORMS: Mapping[str, FormHandler] = {
    "answer": checklist.typed,
    "zone": settings.zone_typed,
}
