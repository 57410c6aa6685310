"""Every section of the source documents has claims drawn from it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.pack import Pack
from bot.content.problems import Place, Problem


def sections_to_claims(pack: Pack) -> dict[str, list[str]]:
    """For each section, as `document/section`, the claims drawn from it."""
    covered: dict[str, list[str]] = {
        f"{document.id}/{section}": [] for document in pack.documents.values() for section in document.sections
    }
    for claim in pack.claims.values():
        for section in claim.sections:
            covered[f"{section.document}/{section.id}"].append(claim.id)
    return covered


def check(pack: Pack) -> Iterator[Problem]:
    """Sections without a claim; outside works that nothing cites are left out of the list instead."""
    for section, claims in sections_to_claims(pack).items():
        if not claims:
            message = f"no claim is drawn from «{section}»: add one, or take the section off the list"
            yield Problem(Place("knowledge/documents.yaml"), "content/section-without-claims", message)
