"""Whether content fits what Discord accepts: every view that it can lead to is made and measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from discord.ui import LayoutView

from bot.core.answers import answer_reply
from bot.core.library import IntentLibrary, Tier
from bot.core.person import Settings
from bot.core.privacy import stored_about
from bot.core.replies import Choice, Reply, ReplyKind
from bot.core.retention import Retention
from bot.frontends.discord import sizes
from bot.frontends.discord.place import Place
from bot.frontends.discord.plain import escape
from bot.frontends.discord.render import render
from bot.frontends.discord.views.about import about_view
from bot.frontends.discord.views.panel import BODY
from bot.frontends.discord.views.plan import edit_view, reset_view
from bot.frontends.discord.views.privacy import erase_view, stored_view
from bot.frontends.discord.views.public import public_view
from bot.frontends.discord.views.settings import settings_view
from bot.frontends.discord.views.sources import sources_view
from bot.frontends.discord.views.topics import topic_view, topics_view

_BUTTON, _MENU, _TEXT = 2, 3, 10  # https://discord.com/developers/docs/components/reference#component-object


def misfits(library: IntentLibrary, intent: str) -> list[str]:
    """What of an intent does not fit, each as a plain sentence. Raises KeyError for an unknown intent."""
    if intent in library.content:
        return list(dict.fromkeys(_answer_misfits(library, intent)))
    if intent in library.safety:
        safety = library.safety[intent]
        asked = render(Reply(ReplyKind.SAFETY, safety.ask, intent=intent, yes_or_no=True), library, Place.PRIVATE)
        lines = [held.get(intent, ()) for held in library.contacts.values()]
        own = max(lines, key=lambda each: len("".join(each)), default=())
        longest = "\n".join([safety.reply, "", *(f"- {line}" for line in own)])
        return [*_words_misfits(library, longest, ReplyKind.SAFETY, safety.choices), *measure(asked)]
    if intent in library.uncovered:
        topic = library.uncovered[intent]
        return list(_words_misfits(library, topic.reply, ReplyKind.FALLBACK, topic.choices))
    return list(_words_misfits(library, library.chat[intent].reply, ReplyKind.CHAT, ()))


def item_misfits(library: IntentLibrary, item: str) -> list[str]:
    """What of a checklist item does not fit. Raises KeyError for an unknown item."""
    found = library.checklist.items[item]
    return list(_too_long({"title": (found.title, sizes.MODAL_TITLE), "id": (found.id, sizes.CUSTOM_ID - 20)}))


def pack_misfits(library: IntentLibrary) -> list[str]:
    """What of the views that speak of the whole pack does not fit."""
    topics = {intent.group for intent in library.content.values()}
    views = [
        about_view(library),
        topics_view(library),
        *(topic_view(topic, library) for topic in topics),
        edit_view(library),
        reset_view(library),
        erase_view(library),
        stored_view(stored_about({"settings": {}}, library, Retention()), library),
        settings_view(Settings(), library),
    ]
    items = [problem for item in library.checklist.items for problem in item_misfits(library, item)]
    return list(dict.fromkeys([*(problem for view in views for problem in measure(view)), *items]))


def measure(view: LayoutView) -> list[str]:
    """What of a view Discord would refuse, each as a plain sentence."""
    components = list(_walk(view.to_components()))  # type: ignore[no-untyped-call]
    found: list[str] = []
    length = sum(len(each["content"]) for each in components if each["type"] == _TEXT)
    if length > sizes.TEXT:
        found.append(f"its text is {length} characters on Discord; shorten it to {sizes.TEXT}")
    if len(components) > sizes.COMPONENTS:
        found.append(f"it makes {len(components)} parts on Discord; {sizes.COMPONENTS} is the most")
    for each in components:
        found += _too_long({"button or menu id": (str(each.get("custom_id", "")), sizes.CUSTOM_ID)})
        if each["type"] == _BUTTON:
            found += _too_long({"button": (each.get("label") or "", sizes.BUTTON_LABEL)})
        if each["type"] == _MENU and len(each["options"]) > sizes.OPTIONS:
            found.append(f"a menu has {len(each['options'])} entries; {sizes.OPTIONS} is the most")
    return found


def _answer_misfits(library: IntentLibrary, intent: str) -> Iterator[str]:
    content = library.content[intent]
    yield from _too_long(
        {
            "title": (content.title, sizes.BUTTON_LABEL),
            "question": (content.question, sizes.AUTOCOMPLETE),
        }
    )
    for tier in Tier:
        reply = answer_reply(library, intent, tier)
        yield from _body_misfits(tier, reply.text)
        for view in (
            render(reply, library, Place.PRIVATE),
            public_view((reply,), library),
            *_all_pages(reply, library),
        ):
            yield from (f"{tier}: {problem}" for problem in measure(view))


def _all_pages(reply: Reply, library: IntentLibrary) -> list[LayoutView]:
    count = len(reply.citations) + 1  # a page holds one fact or more; pages past the end repeat the last
    return [sources_view(reply, library, page) for page in range(count)]


def _words_misfits(library: IntentLibrary, words: str, kind: ReplyKind, choices: Iterable[str]) -> Iterator[str]:
    offered = tuple(Choice(library.content[each].question, each) for each in choices if each in library.content)
    reply = Reply(kind, words, choices=offered)
    yield from _body_misfits("reply", words)
    for view in (render(reply, library, Place.PRIVATE), public_view((reply,), library)):
        yield from measure(view)


def _body_misfits(name: str, words: str) -> Iterator[str]:
    length = len(escape(words))
    if length > BODY:
        yield f"{name}: its text is {length} characters on Discord; shorten it to {BODY}"


def _too_long(parts: Mapping[str, tuple[str, int]]) -> Iterator[str]:
    for name, (words, most) in parts.items():
        if len(words) > most:
            yield f"the {name} «{words}» is {len(words)} characters; shorten it to {most}"


def _walk(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", ()))
