"""What every English speaker knows: common words with how common they are, contractions, and the short forms of chats.

The words are those of SymSpell's frequency dictionary (MIT; made from SCOWL and the Google Books n-grams, CC BY 3.0),
less the rare ones, with a few American spellings from BERT's vocabulary (Apache-2.0), and those of `data/spoken.txt`,
which books say seldom and chats often. `docs/matching.md` says how it was made.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

TOTAL = 40  # log2 of the running words that were counted
SPOKEN = 20  # log2 of the count that stands for words which books say seldom and chats often

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
    "hed": "he had",
    "heres": "here is",
    "hes": "he is",
    "howd": "how did",
    "itd": "it would",
    "itll": "it will",
    "shes": "she is",
    "thatd": "that would",
    "thatll": "that will",
    "theyd": "they would",
    "theyll": "they will",
    "theyve": "they have",
    "weve": "we have",
    "whens": "when is",
    "whod": "who would",
    "wholl": "who will",
    "whys": "why is",
    "youd": "you would",
    "youll": "you will",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "u": "you",
    "ur": "your",
    "abt": "about",
    "aint": "is not",
    "bc": "because",
    "bf": "boyfriend",
    "bout": "about",
    "cos": "because",
    "coz": "because",
    "cud": "could",
    "cuz": "because",
    "dat": "that",
    "dis": "this",
    "gf": "girlfriend",
    "gimme": "give me",
    "gonna": "going to",
    "gotta": "have to",
    "idk": "i do not know",
    "kinda": "kind of",
    "lemme": "let me",
    "lil": "little",
    "n": "and",
    "nah": "no",
    "nope": "no",
    "ppl": "people",
    "prolly": "probably",
    "r": "are",
    "rly": "really",
    "shud": "should",
    "smth": "something",
    "tbh": "honestly",
    "tho": "though",
    "wanna": "want to",
    "wat": "what",
    "wot": "what",
    "wud": "would",
    "ya": "you",
    "yall": "you all",
    "yep": "yes",
    "nite": "night",
    "wats": "what is",
    "wots": "what is",
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
    for word in files("bot.core.matching.data").joinpath("spoken.txt").read_text(encoding="ascii").split():
        found.setdefault(word, SPOKEN)
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
