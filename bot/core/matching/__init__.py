"""The matcher as a library of its own: utterances in, ranked intents out.

from bot.core.matching import Matcher

matcher = Matcher.fit({"greet": ["hello there", "good morning"], "leave": ["see you", "good bye"]})
matcher.rank("helo")[0].intent
"""

from bot.core.matching.candidates import Account, Candidate, Neighbour
from bot.core.matching.decision import Answered, Decision, Disambiguate, Fallback, decide
from bot.core.matching.heard import Heard
from bot.core.matching.matcher import Matcher
from bot.core.matching.state import VERSION

__all__ = [
    "VERSION",
    "Account",
    "Answered",
    "Candidate",
    "Decision",
    "Disambiguate",
    "Fallback",
    "Heard",
    "Matcher",
    "Neighbour",
    "decide",
]
