"""What every English speaker knows: common words with how common they are, contractions, and the short forms of chats.

The words are those of SymSpell's frequency dictionary (MIT; made from SCOWL and the Google Books n-grams, CC BY 3.0),
less the rare ones, with a few American spellings from BERT's vocabulary (Apache-2.0). `docs/matching.md` says how it
was made.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

TOTAL = 40  # log2 of the running words that were counted

_SHORT = {
    "arent": "are not",
    "cant": "can not",
    "couldnt": "could not",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "dunno": "do not know",
    "hadnt": "had not",
    "hasnt": "has not",
    "havent": "have not",
    "hows": "how is",
    "im": "i am",
    "isnt": "is not",
    "ive": "i have",
    "shouldnt": "should not",
    "thats": "that is",
    "theres": "there is",
    "theyre": "they are",
    "wasnt": "was not",
    "werent": "were not",
    "whats": "what is",
    "wheres": "where is",
    "whos": "who is",
    "wont": "will not",
    "wouldnt": "would not",
    "youre": "you are",
    "youve": "you have",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "u": "you",
    "ur": "your",
    "abt": "about",
    "bc": "because",
    "bf": "boyfriend",
    "coz": "because",
    "cuz": "because",
    "gf": "girlfriend",
    "idk": "i do not know",
    "lemme": "let me",
    "nah": "no",
    "nope": "no",
    "ppl": "people",
    "prolly": "probably",
    "r": "are",
    "rly": "really",
    "tbh": "honestly",
    "tho": "though",
    "wat": "what",
    "wot": "what",
    "ya": "you",
    "yep": "yes",
}
_WITH_APOSTROPHE = (
    (re.compile(r"\bcan't\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"\b(what|that|it|he|she|where|who|how|there|here|when|why)'s\b"), r"\1 is"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"'s\b"), ""),  # somebody's
)


@cache
def common_words() -> Mapping[str, int]:
    """Word -> log2 of how often it was counted; `TOTAL` would be every word."""
    raw = files("bot.core.matching.data").joinpath("english.txt.gz").read_bytes()
    found: dict[str, int] = {}
    for line in gzip.decompress(raw).decode("ascii").splitlines():
        count, _, words = line.partition(" ")
        found.update(dict.fromkeys(words.split(" "), int(count)))
    for short in _SHORT:
        found.setdefault(short, 24)
    return found


def expand_apostrophes(text: str) -> str:
    """«what's» as «what is», for text in small letters with straight apostrophes."""
    if "'" in text:
        for pattern, full in _WITH_APOSTROPHE:
            text = pattern.sub(full, text)
    return text


def expand_short(word: str) -> str:
    """«dont» as «do not»; any other word as it is."""
    return _SHORT.get(word, word)
