"""Reads whether a person smokes: «never», «former», or how many a day."""

from __future__ import annotations

import re

from bot.core.checklist.amounts import NEGATIVE, WRONG_UNIT, read_quantities, usable_quantities, zero
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.phrases import is_none, is_unknown, is_vague
from bot.core.checklist.typed import TypedAnswer

_NEVER = re.compile(
    r"(?:i |ive |i have |have |no |nope |nah )*"
    r"never(?! quit| stopped| gave| given| tried to| managed| could| without| mind)\b"
    r"|(?:no |nope |nah )?(?:im |i am )?(?:a )?(?:lifelong |life long )?non ?smok\w+"
    r"|.*\bnever (?:have|had|did|ever|smoked|once|in my life)\b"
)
_NO = re.compile(
    r"(?:no|n|nope|nah|none|nay|not ever|nil|nothing|neither)(?: (?:sir|maam|none|thank god|at all|ever))*"
)
_FORMER = re.compile(
    r"\b(?:quit|quitted|stopped|gave (?:it |them )?up|given (?:it |them )?up|ex|former|formerly|past smoker|previous"
    r"|previously|used to|use to|not since|no longer|any ?more|in the past"
    r"|kicked|packed it in|smoke free|smokefree|clean since"
    r"|did (?:once|before)|years ago|back then|when i was)\b"
)
_NOT_YET = re.compile(
    r"\b(?:to|never|not|cant|cannot|couldnt|havent|should|must|will|ill|gonna|wanna|planning|thinking about|nearly"
    r"|almost|didnt|dont) (?:to |really |ever )?(?:quit|stop|stopped|give|gave|given|quitting)\b"
    r"|\b(?:started|smoking) again\b|\bback (?:on|to)\b|\brelaps\w+|\bquitting\b|\bstill\b"
)
_ABOUT_IT = re.compile(
    r"\b(?:smok\w+|vap\w+|cigars?|pipes?|cigarillos?|hookah|shisha|snus|weed|chain|yes|yeah|yep|yup|y|i do"
    r"|only|when|still|quitting|cutting down|weekends?|daily)\b"
)


def read_smoking(answer: TypedAnswer) -> Outcome:
    """Read an answer to an item of the kind `smoking`."""
    if any(quantity.number.low < 0 for quantity in answer.found.quantities):
        return answer.outcome("invalid", reason=NEGATIVE)
    if is_unknown(answer.plain, answer.words):
        return answer.outcome("unknown")
    relapsed = bool(_NOT_YET.search(answer.plain))
    if _FORMER.search(answer.plain) and not relapsed:
        return answer.outcome("recorded", "former")
    if _NEVER.match(answer.plain) and not relapsed:
        return answer.outcome("recorded", "never")
    usable = usable_quantities(answer)
    if usable:
        return read_quantities(answer, usable)
    return _without_number(answer, relapsed=relapsed)


def _without_number(answer: TypedAnswer, *, relapsed: bool) -> Outcome:
    if _NO.fullmatch(answer.plain):
        return answer.outcome("recorded", "never")
    if is_none(answer.plain) and not relapsed:
        return zero(answer)  # «I don't smoke» says nothing of the past
    if relapsed or is_vague(answer.plain) or answer.found.rates or _ABOUT_IT.search(answer.plain):
        return answer.outcome("noted")
    if any(quantity.foreign for quantity in answer.found.quantities):
        return answer.outcome("invalid", reason=WRONG_UNIT)
    return answer.outcome("unread")
