"""Answers without a number, in general English: not known, skipped, none, so-so. All compare normalized words."""

from __future__ import annotations

import re

from bot.core.checklist.tokens import word_set

_UNKNOWN = re.compile(
    r"\b(?:idk|dunno|no (?:real |earthly |good )?(?:clue|idea|notion)|not (?:really |quite |entirely |too |so |100%? )?"
    r"(?:sure|certain|known)|not an? (?:clue|idea)|unsure|uncertain|unknown|clueless|who knows|beats me|god knows"
    r"|(?:dont|do not|doesnt|didnt|did not) (?:really |even |actually |honestly )?(?:know|remember|recall)"
    r"|(?:cant|cannot|couldnt|can not|could not) (?:really )?(?:say|tell|remember|recall|guess)"
    r"|hard to (?:say|tell|know)|havent (?:a|the|got a) (?:clue|idea|foggiest)|forgot|forgotten|i forget"
    r"|(?:never|not|dont|do not|havent|have not|didnt) (?:really |ever |even )?(?:count|counted|counting|track"
    r"|tracked|tracking|measure|measured|measuring|check|checked|keep track|kept track|noticed|thought|considered"
    r"|wondered|looked|paid attention|worked out how)"
    r"|(?:dont|do not) no$|wish i knew|need to check|would have to check|id have to check|lost count)\b"
)
_SKIPPED = re.compile(
    r"(?:(?:please |pls |ill |i will |lets |can we |just )*skip"
    r"(?: (?:it|this|that|one|the|question|please|pls|me|for|now))*"
    r"|(?:ill |i will )?pass(?: (?:on )?(?:this|that|it)(?: one)?)?|next(?: one| question)?(?: please)?|n a|na|n\.a"
    r"|no comment|private|personal|too personal|no answer|blank|leave (?:it |this )?(?:blank|out|empty)"
    r"|move on|moving on"
    r"|no thanks|no thank you|maybe later|not now|not today|later"
    r"|(?:i )?(?:decline|refuse)(?: to (?:answer|say))?"
    r"|(?:im )?not (?:saying|telling|answering|sharing)(?: (?:that|this))?)"
)
_SKIPPING = re.compile(
    r"\b(?:(?:prefer|rather|choose|want) not\b|(?:prefer|want|like) to (?:skip|keep (?:that|it|this))"
    r"|not applicable|(?:doesnt|does not|not) apply|none of your (?:business|concern|beeswax)|no of your business"
    r"|(?:dont|do not|wont|will not) (?:want|wish|care|like) to (?:say|answer|share|tell|disclose|talk))"
)
_FILLERS = word_set(
    "i im ive we well um uh oh ah so just really honestly actually currently sadly sorry absolutely literally lol"
    " pretty basically at the moment right now am have"
)
_NEGATORS = word_set(
    "none zero nil nada zilch nothing never no nope nah nay not dont doesnt didnt cant cannot wont havent hasnt nought"
    " naught nowt neither without non"
)
_ABSTAINING = word_set("dry sober teetotal teetotaler teetotaller abstinent abstain abstaining stopped quit")
_BLOCKERS = word_set(
    "much enough many lot lots often well sure know yet every everyday always more less than most want think like care"
    " need understand see mind agree believe heard hate problem way worries thanks thank sorry trying stop quitting"
    " stopping clear fair true ok okay idea clue good great bad regular regularly consistent"
    " consistently usually daily nightly rarely sometimes"
)
_LONGEST_NONE = 8  # words; a longer message that begins with «no» says something else
_LONGEST_VAGUE = 12  # words; «some» in a longer message need not be the answer
_NOT_SETTLED = re.compile(
    r"\b(?:yet|tbd|tbc|tba|undecided|unplanned|waiting|awaiting|pending|(?:not|nothing|havent|never|hasnt|no date)"
    r" (?:been )?(?:agreed|decided|discussed|planned|set|scheduled|booked|talked|arranged|asked)"
    r"|next (?:year|month|week)"
    r"|(?:clinician|doc\w*|dr|gp|consultant|specialist|nurse) (?:will|decides|to decide|says|said|hasnt|didnt))\b"
)
_VAGUE = re.compile(
    r"\b(?:plenty|lots|a lot|alot|loads|tons|heaps|much|enough|many|some|few|several|a bit|bit|little|tiny|small amount"
    r"|rarely|seldom|sometimes|occasional|occasionally|often|frequently|usually|most (?:days|nights|weeks|weekends"
    r"|mornings|evenings)|hardly|barely|scarcely|now and (?:then|again)|on and off|off and on"
    r"|once in a (?:while|blue moon)|from time to time|time to time|varies|vary|depends|variable"
    r"|irregular|irregularly|average|normal|usual|low|high|moderate|moderately|regularly|socially|social|only on"
    r"|every now and|every so often|all the time|all day|constantly|too (?:much|many|little)|not really"
    r"|as (?:much|many)|(?:dont|not) usually|badly|poorly|terribly|minimal|next to nothing|light|heavy|heavily|chain)\b"
)
_RARE = re.compile(
    r"\b(?:christmas|xmas|birthdays?|holidays?|weddings?|part(?:y|ies)|vacations?|special occasions?|new years?"
    r"|blue moon)\b"
)


def is_unknown(plain: str, typed: str) -> bool:
    """Whether the person says that they do not know; question marks alone say so too."""
    return bool(_UNKNOWN.search(plain)) or (not plain and "?" in typed)


def is_skipped(plain: str) -> bool:
    """Whether the person would rather not answer."""
    return bool(_SKIPPED.fullmatch(plain) or _SKIPPING.search(plain))


def is_none(plain: str) -> bool:
    """Whether the person says none, never or no, or that they do not do it at all."""
    words = plain.split()
    while words and words[0] in _FILLERS:
        words = words[1:]
    if not words or len(words) > _LONGEST_NONE or _BLOCKERS.intersection(words):
        return False
    if words[-1] == "really" and words[0] == "not":
        return False
    if words[0] in _NEGATORS or words[0] in _ABSTAINING or words[:2] in (["do", "not"], ["gave", "up"], ["used", "to"]):
        return True
    return bool({"sober", "teetotal", "abstinent"}.intersection(words))


def is_vague(plain: str) -> bool:
    """Whether the answer is a quantity without a number: plenty, not much, rarely, not agreed yet."""
    return len(plain.split()) <= _LONGEST_VAGUE and bool(_VAGUE.search(plain) or _NOT_SETTLED.search(plain))


def is_unsettled(plain: str) -> bool:
    """Whether the answer is that nothing has been decided."""
    return bool(_NOT_SETTLED.search(plain))


def is_hedged(plain: str) -> bool:
    """Whether a number may not hold as it stands: «almost every day», «used to do 3»."""
    return bool(re.search(r"\b(?:almost|nearly|practically) (?:every|daily|all)\b|\b(?:used|use) to\b", plain))


def is_now_and_then(plain: str) -> bool:
    """Whether it is a set phrase that holds a number but means no number."""
    return bool(re.search(r"\bonce (?:in a (?:while|blue moon|great while|long while)|upon)\b", plain))


def is_rare(plain: str) -> bool:
    """Whether the answer is about rare days, so that a number in it is not for every week."""
    return bool(_RARE.search(plain))
