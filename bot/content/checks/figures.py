"""Every figure in an answer stands, with its unit, in a claim that its sentence cites."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.figures import find_figures, untraced
from bot.content.pack import Pack
from bot.content.problems import Problem


def check(pack: Pack) -> Iterator[Problem]:
    """Figures of tiers and next steps against the claims that the same sentence cites."""
    units = pack.settings.units if pack.settings else {}
    for file in pack.content_files:
        for passage in file.passages.values():
            for sentence in passage.sentences():
                cited = [pack.claims[mark].text for mark in sentence.mark or () if mark in pack.claims]
                backing = [figure for text in cited for figure in find_figures(text, units)]
                for figure in untraced(find_figures(sentence.text, units), backing):
                    written = f"{figure.written} {figure.unit}" if figure.unit else figure.written
                    message = (
                        f"the figure «{written}» stands in none of the claims cited by its sentence: "
                        "cite the claim that holds it, with the same unit"
                    )
                    yield Problem(sentence.place, "content/figure-not-in-claim", message)
