"""`/topics`, `/settings`, `/privacy`, `/about` and «Explain this»."""

from __future__ import annotations

import json

import simcord
from screen import buttons, menu, seen, text, values

from bot.core.library import IntentLibrary, Tier
from bot.core.person import PersonKey
from bot.service import Service


def key(person: simcord.MemberActor) -> PersonKey:
    """Somebody's key."""
    return PersonKey("discord", str(person.id))


async def test_topics_lead_to_every_question(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """Every question is reached by choosing its group, and every group is offered."""
    browser = seen(await alice.slash(channel, "topics"))
    assert browser.ephemeral
    groups = values(browser)
    reached: set[str] = set()
    for group in groups:
        await alice.select(browser, [group], custom_id=_last_menu(browser))
        reached |= set(values(browser))
    assert reached == set(library.content)
    chosen = values(browser)[0]
    answer = seen(await alice.select(browser, [chosen], custom_id=menu(browser)["custom_id"]))
    assert answer.ephemeral
    assert library.content[chosen].title in text(answer)


async def test_settings_by_option(alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service) -> None:
    """Each setting can be typed as an option."""
    shown = seen(await alice.slash(channel, "settings", tier="academic", private=False, time_zone="Europe/Berlin"))
    assert shown.ephemeral
    settings = (await service.state_of(key(alice))).settings
    assert (settings.tier, settings.private, settings.time_zone) == (Tier.ACADEMIC, False, "Europe/Berlin")
    assert "Europe/Berlin" in text(shown)


async def test_settings_by_button(alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service) -> None:
    """Each setting can be pressed, in place."""
    shown = seen(await alice.slash(channel, "settings"))
    await alice.click(shown, label="Intermediate")
    await alice.click(shown, label="Post answers in the channel")
    await alice.submit_modal(await alice.click(shown, label="Set time zone"), {"typed": " America/Chicago "})
    settings = (await service.state_of(key(alice))).settings
    assert (settings.tier, settings.private, settings.time_zone) == (
        Tier.INTERMEDIATE,
        False,
        "America/Chicago",
    )
    assert "America/Chicago" in text(shown)
    assert buttons(shown)["Intermediate"]["disabled"]


async def test_unknown_time_zone_is_one_plain_sentence(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service
) -> None:
    """A zone that does not exist changes nothing and says what to write."""
    refused = seen(await alice.slash(channel, "settings", time_zone="Mars/*Olympus*"))
    assert "Europe/Berlin" in text(refused)
    shown = seen(await alice.slash(channel, "settings"))
    result = await alice.submit_modal(await alice.click(shown, label="Set time zone"), {"typed": "Mars"})
    assert "«Mars»" in text(seen(result))
    assert (await service.state_of(key(alice))).settings.time_zone is None


async def test_time_zones_are_suggested(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    """The option suggests zones for what is typed."""
    offered = await alice.autocomplete(channel, "settings", "time_zone", "new york")
    assert [each["value"] for each in offered] == ["America/New_York"]


async def test_chosen_tier_is_used(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service
) -> None:
    """The tier of the settings is the one of the next answer."""
    await alice.slash(channel, "settings", tier="academic")
    answer = seen(await alice.slash(channel, "ask", question="how much calcium a day?"))
    assert service.answer("calcium", Tier.ACADEMIC).text in text(answer)


async def test_privacy_show_counts_what_is_stored(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """What is kept, why and how long is said in words, with how much of it there is."""
    nothing = seen(await alice.slash(channel, "privacy show"))
    assert nothing.ephemeral
    assert library.wording["discord-privacy-show"] in text(nothing)
    for part in ("30 minutes", "90 days", "24 months", "encrypted"):
        assert part in text(nothing)
    await alice.slash(channel, "checklist start")
    assert text(seen(await alice.slash(channel, "privacy show"))) != text(nothing)


async def test_unanswered_questions_are_kept_only_as_the_person_wants(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service
) -> None:
    """One press under what is stored, or an option, turns it off and on again, and what is shown follows."""
    shown = seen(await alice.slash(channel, "privacy show"))
    await alice.click(shown, label="Do not keep my questions")
    assert not (await service.state_of(key(alice))).settings.keep_unanswered
    assert "not kept, as you chose" in text(shown)
    await alice.click(shown, label="Keep them, without my details")
    assert (await service.state_of(key(alice))).settings.keep_unanswered
    await alice.slash(channel, "settings", keep_questions=False)
    assert not (await service.state_of(key(alice))).settings.keep_unanswered


async def test_privacy_export_is_a_private_file(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service
) -> None:
    """The export is a JSON file with all that is stored, for the person alone."""
    await alice.slash(channel, "settings", tier="academic")
    result = seen(await alice.slash(channel, "privacy export"))
    assert result.ephemeral
    stored = json.loads(await result.attachments[0].read())
    assert stored == json.loads(json.dumps(await service.export_person(key(alice))))
    assert result.attachments[0].filename.endswith(".json")


async def test_erase_asks_once_and_gives_a_receipt(
    alice: simcord.MemberActor, ben: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service
) -> None:
    """Erasing asks first, removes everything of this person alone, and names each table with its count."""
    for person in (alice, ben):
        await person.slash(channel, "settings", tier="academic")
    asked = seen(await alice.slash(channel, "privacy erase"))
    await alice.click(asked, label="Keep it")
    assert (await service.state_of(key(alice))).settings.tier is Tier.ACADEMIC
    asked = seen(await alice.slash(channel, "privacy erase"))
    assert asked.ephemeral
    await alice.click(asked, label="Remove everything")
    assert (await service.state_of(key(alice))).settings.tier is None
    assert (await service.state_of(key(ben))).settings.tier is Tier.ACADEMIC
    again = await service.erase_person(key(alice))
    assert again.total == 0
    for table in again.removed:
        assert f"- {table}: " in text(asked).replace("\\", "")


async def test_about_says_what_it_is(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """About names the documents, the checked references and the review dates."""
    about = seen(await alice.slash(channel, "about"))
    assert library.wording["discord-about"] in text(about)
    for document in library.documents.values():
        assert document.title in text(about)
    assert min(intent.review_due for intent in library.content.values()) in text(about)


async def test_explain_answers_somebody_elses_words_privately(
    alice: simcord.MemberActor,
    ben: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    library: IntentLibrary,
) -> None:
    """«Explain this» answers the words of a message that does not address the bot."""
    message = await ben.send(channel, "how much calcium a day?")
    answer = seen(await alice.context_menu(channel, "Explain this", message))
    assert answer.ephemeral
    assert library.content["calcium"].title in text(answer)


async def test_explain_is_no_checklist_answer(
    alice: simcord.MemberActor, ben: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service
) -> None:
    """Somebody else's words are never stored as one's own answer."""
    message = await ben.send(channel, "800 mg")
    await alice.slash(channel, "checklist start")
    await alice.context_menu(channel, "Explain this", message)
    assert not (await service.state_of(key(alice))).answers


async def test_explain_without_words(
    alice: simcord.MemberActor, ben: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """A message without words gets one plain sentence."""
    message = await ben.send(channel, attachments=[("scan.txt", b"x")])
    answer = seen(await alice.context_menu(channel, "Explain this", message))
    assert text(answer).strip() == library.wording["discord-explain-empty"]


def _last_menu(browser: simcord.ResponseMessage) -> str:
    """The menu of groups stands last."""
    position = 1 if len(values(browser)) and menu(browser)["custom_id"] != "s:topic" else 0
    return str(menu(browser, position)["custom_id"])
