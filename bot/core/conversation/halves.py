"""Takes a question about two things apart: «how much A and B a day» is «how much A a day» and «how much B a day»."""

from __future__ import annotations

from bot.core.library import IntentLibrary

LONGEST_NAME = 3  # words
_JOINTS = ("and", "or", "plus")


def split_pair(library: IntentLibrary, plain: str) -> tuple[str, str] | None:
    """The two questions of a normalised one; None unless a joint stands between two names that the pack knows."""
    said = plain.split()
    for position, word in enumerate(said):
        if word not in _JOINTS:
            continue
        before, after = said[:position], said[position + 1 :]
        left = next((n for n in range(LONGEST_NAME, 0, -1) if _is_name(library, before[-n:], n)), 0)
        right = next((n for n in range(LONGEST_NAME, 0, -1) if _is_name(library, after[:n], n)), 0)
        if left and right:
            return " ".join([*before, *after[right:]]), " ".join([*before[:-left], *after])
    return None


def _is_name(library: IntentLibrary, words: list[str], length: int) -> bool:
    name = " ".join(words)
    return len(words) == length and (name in library.term_names or name.replace(" ", "-") in library.content)
