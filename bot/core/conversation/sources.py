"""Where an answer comes from, in words: each fact with its document, section, strength and references."""

from __future__ import annotations

from bot.core.answers import answer_reply
from bot.core.library import Claim, IntentLibrary, Tier
from bot.core.replies import Citation, Reply, ReplyKind


def sources_reply(library: IntentLibrary, intent: str, tier: Tier) -> Reply:
    """The sources of a content intent's answer. Raises KeyError for an unknown intent."""
    shown = _shown(library, intent, tier)
    lines = [library.say("sources-intro", question=library.content[intent].question)]
    for citation in shown:
        lines.append(f"[{citation.number}] " + source_in_words(library, library.claims[citation.claim]))
    return Reply(ReplyKind.NOTICE, "\n\n".join(lines), intent=intent, tier=tier, citations=shown)


def documents_reply(library: IntentLibrary, intent: str, tier: Tier) -> Reply:
    """The documents and sections alone that a content intent's answer stands on. Raises KeyError when it is unknown."""
    shown = _shown(library, intent, tier)
    places: dict[str, dict[str, None]] = {}
    for citation in shown:
        places.setdefault(citation.document, {})[citation.section] = None
    lines = [library.say("sources-intro", question=library.content[intent].question)]
    lines += [f"- {library.documents[each].title}: {'; '.join(sections)}" for each, sections in places.items()]
    return Reply(ReplyKind.NOTICE, "\n".join(lines), intent=intent, tier=tier, citations=shown)


def _shown(library: IntentLibrary, intent: str, tier: Tier) -> tuple[Citation, ...]:
    """The citations whose numbers stand in the text of this tier."""
    answer = answer_reply(library, intent, tier)
    return tuple(citation for citation in answer.citations if f"[{citation.number}]" in answer.text)


def source_in_words(library: IntentLibrary, claim: Claim) -> str:
    """One fact, with its provenance and its limit."""
    places = "; ".join(f"{library.documents[each.document].title}: {each.path}" for each in claim.sections)
    parts = [claim.text, library.say("sources-from", places=places)]
    parts.append(library.say("sources-strength", strength=library.strengths[claim.strength]))
    for reference in claim.references:
        parts.append(reference_in_words(library, reference))
    if claim.does_not_show:
        parts.append(library.say("sources-limit", limit=claim.does_not_show))
    return "\n".join(parts)


def reference_in_words(library: IntentLibrary, reference: str) -> str:
    """A reference as checked; a correction or a missing check is said."""
    found = library.references[reference]
    return library.say(f"sources-reference-{found.status}", citation=found.citation, note=found.note).strip()
