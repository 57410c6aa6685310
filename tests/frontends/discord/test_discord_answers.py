"""Under an answer: tiers, sources, related questions, was-this-helpful, share."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
import simcord
from discord.ui import TextDisplay
from screen import buttons, menu, parts, seen, text, values

from bot.core.answers import answer_reply
from bot.core.library import IntentLibrary, Tier
from bot.core.matching import Disambiguate, Matcher, decide
from bot.core.person import PersonKey
from bot.core.teaching import limits_of
from bot.frontends.discord.client import make_client
from bot.frontends.discord.views.sources import sources_view
from bot.service import Service


@pytest.fixture
async def answer(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    """A private answer of alice's."""
    return seen(await alice.slash(channel, "ask", question="how much calcium a day?"))


@pytest.fixture
async def shared(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    """An answer that alice shared."""
    return seen(await alice.slash(channel, "ask", question="how much calcium a day?", share=True))


async def test_shows_title_question_text_and_marks(
    answer: simcord.ResponseMessage, library: IntentLibrary, service: Service
) -> None:
    """An answer shows what it answers, its text with the citation marks, and when it was reviewed."""
    intent = library.content["calcium"]
    for words in (intent.title, intent.question, intent.reviewed):
        assert words in text(answer)
    assert service.answer("calcium", Tier.FUNDAMENTALS).text in text(answer)


async def test_tier_changes_in_place(
    alice: simcord.MemberActor, answer: simcord.ResponseMessage, service: Service
) -> None:
    """A tier's button puts that tier in place of the one shown."""
    result = await alice.click(answer, label="Academic")
    assert seen(result).id == answer.id
    assert service.answer("calcium", Tier.ACADEMIC).text in text(answer)
    assert buttons(answer)["Academic"]["disabled"]


async def test_sources_name_fact_place_strength_and_limit(
    alice: simcord.MemberActor, answer: simcord.ResponseMessage, service: Service, library: IntentLibrary
) -> None:
    """Sources list each cited fact with its number, document, section, strength and what it does not show."""
    sources = seen(await alice.click(answer, label="Sources"))
    assert sources.ephemeral
    reply = service.answer("calcium", Tier.FUNDAMENTALS)
    citation = reply.citations[0]
    claim = library.claims[citation.claim]
    for words in (f"[{citation.number}]", claim.text, citation.section, library.strengths[claim.strength]):
        assert words in text(sources)
    assert claim.does_not_show in text(sources)


@pytest.mark.parametrize(
    ("status", "mark"), [("corrected", "**record corrected**"), ("unverified", "**not verified**")]
)
def test_sources_mark_corrected_and_unverified(library: IntentLibrary, status: str, mark: str) -> None:
    """A corrected record and a work that was not found are marked, with what was corrected or not seen."""
    works = {id: replace(work, status=status, note="The note.") for id, work in library.references.items()}
    changed = replace(library, references=works)
    view = sources_view(answer_reply(changed, "calcium", Tier.FUNDAMENTALS), changed)
    words = "\n".join(part.content for part in view.walk_children() if isinstance(part, TextDisplay))
    assert f"{mark} · The note." in words


async def test_sources_turn_pages_in_place(alice: simcord.MemberActor, answer: simcord.ResponseMessage) -> None:
    """Sources longer than a message come in pages, forth and back."""
    await alice.click(answer, label="Academic")
    sources = seen(await alice.click(answer, label="Sources"))
    first = text(sources)
    result = await alice.click(sources, label="Next")
    assert seen(result).id == sources.id
    assert text(sources) != first
    await alice.click(sources, label="Previous")
    assert text(sources) == first


async def test_related_question_opens_beside(
    alice: simcord.MemberActor, answer: simcord.ResponseMessage, library: IntentLibrary
) -> None:
    """A related question is answered privately, beside the answer."""
    assert tuple(values(answer)) == library.content["calcium"].related
    chosen = values(answer)[0]
    other = seen(await alice.select(answer, [chosen], custom_id=menu(answer)["custom_id"]))
    assert other.ephemeral
    assert other.id != answer.id
    assert library.content[chosen].title in text(other)


@pytest.mark.parametrize(("label", "helpful"), [("👍 Helped", True), ("👎 Did not help", False)])
async def test_rating_is_kept(
    alice: simcord.MemberActor, answer: simcord.ResponseMessage, service: Service, label: str, helpful: bool
) -> None:
    """Was-this-helpful is stored and answered privately."""
    assert seen(await alice.click(answer, label=label)).ephemeral
    stored = await service.export_person(PersonKey("discord", str(alice.id)))
    assert str(stored).count(f"'helpful': {helpful}") == 1


async def test_share_posts_without_the_typed_words(
    alice: simcord.MemberActor, answer: simcord.ResponseMessage, service: Service
) -> None:
    """Share posts the curated answer at the shown tier for everyone."""
    await alice.click(answer, label="Intermediate")
    posted = seen(await alice.click(answer, label="Share in channel"))
    assert not posted.ephemeral
    assert service.answer("calcium", Tier.INTERMEDIATE).text in text(posted)
    assert "how much calcium a day?" not in text(posted)


async def test_public_answer_is_not_changed_by_others(
    ben: simcord.MemberActor, shared: simcord.ResponseMessage, service: Service
) -> None:
    """Whoever presses under a public answer is answered privately; the answer stays as it was."""
    before = text(shared)
    own = seen(await ben.click(shared, label="Academic"))
    assert own.ephemeral
    assert service.answer("calcium", Tier.ACADEMIC).text in text(own)
    assert text(shared) == before


async def test_presser_rates_for_themselves(
    alice: simcord.MemberActor, ben: simcord.MemberActor, shared: simcord.ResponseMessage, service: Service
) -> None:
    """A press under somebody else's answer acts on the data of who pressed."""
    await ben.click(shared, label="👍 Helped")
    assert "helpful" in str(await service.export_person(PersonKey("discord", str(ben.id))))
    assert "helpful" not in str(await service.export_person(PersonKey("discord", str(alice.id))))


async def test_buttons_survive_a_restart(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    answer: simcord.ResponseMessage,
    service: Service,
    library: IntentLibrary,
) -> None:
    """Every button and menu works in a process that never saw the message being sent."""
    await simcord_env.restart_bot(make_client(service))
    assert text(seen(await alice.click(answer, label="Sources"))).startswith("\n### Sources")
    related = await alice.select(answer, values(answer)[:1], custom_id=menu(answer)["custom_id"])
    assert library.content[values(answer)[0]].title in text(seen(related))
    await alice.click(answer, label="Academic")
    assert service.answer("calcium", Tier.ACADEMIC).text in text(answer)


async def test_no_state_outside_the_custom_id(answer: simcord.ResponseMessage) -> None:
    """Custom ids fit Discord and hold ids alone."""
    ids = [part["custom_id"] for part in parts(answer) if "custom_id" in part]
    assert len(ids) == len(set(ids)) == 8
    assert all(len(each) <= 100 and " " not in each for each in ids)


async def test_disambiguation_offers_and_shows_what_is_chosen(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary, matcher: Matcher
) -> None:
    """An unclear question gets a button for each choice and «Neither»; a choice stands in place of the offer."""
    offer = seen(await alice.slash(channel, "ask", question=_unclear(library, matcher)))
    labels = buttons(offer)
    assert "Neither" in labels
    assert len(labels) >= 3
    assert offer.ephemeral
    chosen = next(iter(labels))
    assert seen(await alice.click(offer, label=chosen)).id == offer.id
    assert "### " in text(offer)


async def test_neither_stands_in_place_of_the_offer(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary, matcher: Matcher
) -> None:
    """«Neither» answers none of what was offered; the next ones, or a fallback, stand where the offer stood."""
    offer = seen(await alice.slash(channel, "ask", question=_unclear(library, matcher)))
    before = text(offer)
    await alice.click(offer, label="Neither")
    assert text(offer) != before
    assert "### " not in text(offer)


def _unclear(library: IntentLibrary, matcher: Matcher) -> str:
    """Words that stand between questions, by the pack's own thresholds."""
    limits = limits_of(library, matcher)
    for one, other in combinations(library.content.values(), 2):
        words = f"{one.title} {other.title}"
        decision = decide(matcher.rank(words), answer=limits.answer, margin=limits.margin, offer=limits.offer)
        if isinstance(decision, Disambiguate) and len(decision.candidates) > 1:
            return words
    raise AssertionError("every pair of titles is clear")
