"""Answers: numbering, tiers, and the way from a sentence to its sources."""

from __future__ import annotations

import re

import pytest

from bot.core.answers import answer_reply
from bot.core.conversation.sources import sources_reply
from bot.core.library import IntentLibrary, Tier


def test_every_answer_cites_every_fact(library: IntentLibrary) -> None:
    """Numbers run from 1 without gaps, each stands in some tier or the next step, none is undefined."""
    for intent in library.content:
        reply = answer_reply(library, intent, Tier.FUNDAMENTALS)
        numbers = [citation.number for citation in reply.citations]
        assert numbers == list(range(1, len(numbers) + 1)), intent
        shown = {int(n) for text in (*reply.tiers.values(), reply.text) for n in re.findall(r"\[(\d+)\]", text)}
        assert shown == set(numbers), intent


def test_every_claim_leads_to_a_document(library: IntentLibrary) -> None:
    """Document, section and references of each citation exist."""
    for intent in library.content:
        for citation in answer_reply(library, intent, Tier.ACADEMIC).citations:
            document = library.documents[citation.document]
            assert citation.section in {section.path for section in document.sections.values()}
            assert all(reference in library.references for reference in citation.references)


@pytest.mark.parametrize("tier", list(Tier))
def test_the_text_is_the_tier_and_its_next_step(library: IntentLibrary, tier: Tier) -> None:
    """What a person sees starts with the tier asked for."""
    reply = answer_reply(library, "calcium", tier)
    assert reply.text.startswith(reply.tiers[tier])


def test_corrected_and_unverified_references_say_so(library: IntentLibrary) -> None:
    """The sources of an answer never show a wrong record without a word."""
    said = "\n".join(sources_reply(library, intent, Tier.ACADEMIC).text for intent in library.content)
    for reference in library.references.values():
        if reference.citation in said and reference.status == "unverified":
            assert f"(not verified): {reference.citation}" in said
        if reference.citation in said and reference.status == "corrected":
            assert f"(corrected): {reference.citation}" in said


def test_no_answer_shows_a_wrong_page(library: IntentLibrary) -> None:
    """Pages that the documents print wrongly stand in notes alone, as what was corrected."""
    citations = " ".join(reference.citation for reference in library.references.values())
    for wrong in ("3815", "4887"):
        assert wrong not in citations
