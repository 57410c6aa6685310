"""Keyboard slips, made by a seed: drop a letter, swap two, hit the key beside, hit a key twice."""

from __future__ import annotations

from random import Random

SHORTEST = 4  # letters of a word that gets a slip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def with_slips(text: str, chance: Random, count: int = 2) -> str:
    """The text with one slip in each of `count` words, never in a first letter."""
    words = text.split()
    places = [place for place, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    chance.shuffle(places)
    for place in places[:count]:
        words[place] = _slip(words[place], chance)
    return " ".join(words)


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word))
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    match chance.choice(("drop", "swap", "beside", "twice")):
        case "drop":
            return head + tail
        case "swap" if tail:
            return head + tail[0] + letter + tail[1:]
        case "beside":
            return head + chance.choice(_beside(letter)) + tail
        case _:
            return head + letter + letter + tail


def _beside(letter: str) -> str:
    for row in _ROWS:
        at = row.find(letter.lower())
        if at >= 0:
            return row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return letter
