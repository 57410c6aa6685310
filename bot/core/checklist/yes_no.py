"""Reads yes or no, with the words or the date kept."""

from __future__ import annotations

import re

from bot.core.checklist.dates import names_a_date
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.phrases import is_none, is_unknown, is_vague
from bot.core.checklist.typed import TypedAnswer

_YES = re.compile(
    r"(?:(?:oh|well|um|hmm|i think|i guess|i believe|i)\b ?)*"
    r"(?:yes\w{0,3}|y|ye|yea|yeah|yep|yup|yah|yuh|aye|si|ya|sure|ok|okay|correct|right|true|absolutely|definitely"
    r"|certainly|of course|indeed|affirmative|done|already|did|(?:have|has|had|got)(?! to\b| not\b)|do|ive"
    r"|just (?:did|had)|sometimes|often|occasionally|regularly|daily|probably|mostly|usually|a (?:bit|little|lot|few)"
    r"|lots|plenty|some|every|most|once|twice|many|several|we (?:have|did|talked|discussed|spoke)|talked|discussed"
    r"|spoke|all the time|loads|tons|think so|believe so|multiple|always|frequently)\b"
)
_NO = re.compile(
    r"(?:(?:oh|well|um|hmm|i think|i guess|im|i|we|sadly|unfortunately|honestly|actually|probably|sorry)\b ?)*"
    r"(?:no|n|nope|nah|nay|na|not|never|none|nothing|neither|negative|dont|doesnt|didnt|havent|hasnt|hadnt|isnt|wasnt|cant"
    r"|(?:do|have|has|had|did|am|was|is) (?:not|never|no)|have yet|yet to|zero|false|hate|avoid|without|0)\b"
)
_AHEAD = re.compile(
    r"\b(?:booked|scheduled|planned|planning|upcoming|arranged|ordered|referred|wait\w*|pending|requested|soon|tomorrow"
    r"|next (?:week|month|year|visit|appointment|time|summer|spring|fall|autumn|winter|\w+day)|going to|gonna|will"
    r"|about to|on the list|due|in the works|coming up|in \w+ (?:days|weeks|months)|later|intend|intending|hope to)\b"
)
_UNDECIDED = re.compile(r"(?:yes and no|maybe|perhaps|possibly|kind of|kinda|sort of|sorta|partly|partially|half)\b.*")
_SAYS_YES = re.compile(
    r"\b(?:(?:i|we|have|has|already|just) (?:\w+ )?"
    r"(?:had|did|done|got|talked|spoke|discussed|eat|take|have|do|went|ate)"
    r"|had (?:one|it|that|them|a|two|my)|(?:one|it) (?:was )?(?:done|taken)|(?:did|done|got) (?:it|that|one|them)"
    r"|talked (?:to|with|about)|spoke (?:to|with|about)|discussed|most days|every (?:day|week|other day)|a lot|lots of"
    r"|some|plenty|(?:once|twice|times) (?:a|per) (?:day|week|month|year)|daily|weekly|regularly)\b"
    r"|^(?:one|two|three|four|five|[1-9]) (?!days?|weeks?|months?|years?|yrs?|hours?|mins?)[a-z]{3,}$"
)


def read_yes_no(answer: TypedAnswer) -> Outcome:
    """Read an answer to an item of the kind `yes-no`; a date alone means yes, an appointment ahead not yet."""
    plain = answer.plain
    if is_unknown(plain, answer.words):
        return answer.outcome("unknown")
    if _UNDECIDED.fullmatch(plain):
        return answer.outcome("noted")
    if _NO.match(plain):
        return answer.outcome("recorded", False)
    ahead = bool(_AHEAD.search(plain))
    if _YES.match(plain) and not (ahead and not re.match(r"(?:yes|yeah|yep|yup|y|done|already)\b", plain)):
        return answer.outcome("recorded", True)
    if ahead:
        return answer.outcome("recorded", False)
    return _by_content(answer)


def _by_content(answer: TypedAnswer) -> Outcome:
    """What is said without a yes or a no."""
    if is_none(answer.plain):
        return answer.outcome("recorded", False)
    if _SAYS_YES.search(answer.plain):
        return answer.outcome("recorded", True)
    if re.search(r"\b(?:visit|appointment|appt)\b", answer.plain):
        return answer.outcome("noted")  # when it is or was cannot be told without today's date
    if names_a_date(answer.small):
        return answer.outcome("recorded", True)
    return answer.outcome("noted" if is_vague(answer.plain) else "unread")
