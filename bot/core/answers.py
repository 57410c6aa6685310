"""Builds the reply of a content intent: three tiers that share one numbering of citations."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.library import ContentIntent, IntentLibrary, Passage, Tier
from bot.core.replies import Choice, Citation, Reply, ReplyKind


def answer_reply(library: IntentLibrary, intent: str, tier: Tier) -> Reply:
    """The answer at a tier, with all tiers, citations and related questions. Raises KeyError for an unknown intent."""
    content = library.content[intent]
    numbers = _numbers(content)
    tiers = {each: plain_text(content.answer[each], numbers) for each in Tier}
    text = tiers[tier]
    if content.next_step:
        text += "\n\n" + library.say("answer-next-step", step=plain_text(content.next_step, numbers))
    return Reply(
        kind=ReplyKind.ANSWER,
        text=text,
        intent=intent,
        tier=tier,
        tiers=tiers,
        citations=tuple(_citation(library, claim, number) for claim, number in numbers.items()),
        choices=tuple(Choice(library.content[each].question, each) for each in content.related),
    )


def plain_text(passage: Passage, numbers: Mapping[str, int]) -> str:
    """A passage as plain text, each sentence followed by the numbers of its citations, such as `[1] [3]`."""
    blocks = []
    for paragraph in passage.paragraphs:
        sentences = []
        for sentence in paragraph.sentences:
            marks = "".join(f" [{number}]" for number in sorted({numbers[claim] for claim in sentence.claims}))
            sentences.append(sentence.text + marks)
        blocks.append(("- " if paragraph.bullet else "") + " ".join(sentences))
    lines = blocks[:1]
    for before, paragraph, block in zip(passage.paragraphs, passage.paragraphs[1:], blocks[1:], strict=False):
        lines.append("\n" if before.bullet and paragraph.bullet else "\n\n")
        lines.append(block)
    return "".join(lines)


def _numbers(content: ContentIntent) -> dict[str, int]:
    claims: dict[str, None] = {}
    for tier in Tier:
        claims |= dict.fromkeys(content.answer[tier].claims())
    if content.next_step:
        claims |= dict.fromkeys(content.next_step.claims())
    return {claim: number for number, claim in enumerate(claims, start=1)}


def _citation(library: IntentLibrary, claim_id: str, number: int) -> Citation:
    claim = library.claims[claim_id]
    section = claim.sections[0]
    return Citation(number, claim_id, section.document, section.path, claim.references)
