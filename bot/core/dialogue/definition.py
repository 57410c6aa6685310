"""The curated ways of talking, as values, read from `knowledge/dialogue/`. All of it may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.core.dialogue.languages import Languages
from bot.core.dialogue.patterns import Patterns

NO_PATTERNS = Patterns()
_NO_LANGUAGES = Languages()
_NO_WAYS: Mapping[str, Patterns] = MappingProxyType({})


@dataclass(frozen=True)
class Frames:
    """Polite and filling words around what is meant: «ok so can you … please»."""

    openers: Patterns = NO_PATTERNS
    closers: Patterns = NO_PATTERNS
    wishing: Patterns = NO_PATTERNS  # before a command alone: «can I … », «I want to …»

    def strip(self, plain: str) -> str:
        """What is left without them; empty when nothing is."""
        while plain:
            frame = self.openers.at_start(plain)
            if frame:
                plain = plain[len(frame) :].strip()
                continue
            frame = self.closers.at_end(plain)
            if not frame:
                break
            plain = plain[: -len(frame)].strip()
        return plain


@dataclass(frozen=True)
class Aspect:
    """A side of any topic that people ask about in pieces: how much, in what food, how come."""

    id: str
    cues: Patterns  # anywhere in an utterance: it asks about this side
    alone: Patterns  # a whole utterance that asks about nothing but this side of the last topic
    ask: str  # the side in plain words, to compose a question with a topic
    answers: Mapping[str, str]  # topic -> the intent that answers this side of it
    fits: frozenset[str]  # groups and topics that have this side; empty: all have


@dataclass(frozen=True)
class FollowUps:
    """How pieces of a question are told from whole ones."""

    words: frozenset[str] = frozenset()  # words that name no topic
    anaphors: frozenset[str] = frozenset()  # of these, those that point back
    idle: Patterns = NO_PATTERNS  # with a word that elsewhere points back: «this year», «is it true that»
    subject: frozenset[str] = frozenset()  # of `words`, those that can make a whole question, when nothing points back
    returns: Patterns = NO_PATTERNS  # before a topic that is named again: «back to», «as for»
    returned: frozenset[str] = frozenset()  # words beside its name
    conditions: Patterns = NO_PATTERNS  # what a piece begins with that narrows the last topic: «even when»
    telling: Patterns = NO_PATTERNS  # how it begins what people say of themselves
    judging: frozenset[str] = frozenset()  # words that make «is 800 …» a question
    subjects: frozenset[str] = frozenset()  # words that after «do» or «is» make a question
    judged: Patterns = NO_PATTERNS  # judges a number that was just given: «is that low»
    indirect: frozenset[str] = frozenset()  # question words that tell when a subject follows: «when I should»
    leads: Patterns = NO_PATTERNS  # what a piece begins with: «and», «what about»
    previous: Patterns = NO_PATTERNS  # points at the topic before the last
    both: Patterns = NO_PATTERNS  # points at the last two
    aspects: tuple[Aspect, ...] = ()
    stands_for: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # topic -> what «it» may be
    plain_groups: frozenset[str] = frozenset()  # groups in which «how much should I take» asks for no medicine's dose

    def aspects_in(self, plain: str) -> list[Aspect]:
        """The sides that an utterance may ask about, in the pack's order; first those that it asks about alone."""
        alone = [each for each in self.aspects if each.alone.match(plain) is not None]
        return alone + [each for each in self.aspects if each not in alone and each.cues.found_in(plain)]

    def split_lead(self, plain: str) -> tuple[str, str]:
        """What the utterance begins with, if it is a lead, and the rest."""
        lead, rest = "", plain
        while rest:
            found = self.leads.at_start(rest)
            if not found:
                break
            lead, rest = f"{lead} {found}".strip(), rest[len(found) :].strip()
        return lead, rest


@dataclass(frozen=True)
class Picks:
    """Ways of choosing from what was offered."""

    places: Mapping[int, Patterns] = field(default_factory=lambda: MappingProxyType({}))  # from 1; -1 is the last
    every: Patterns = NO_PATTERNS  # all of them
    described: Patterns = NO_PATTERNS  # the one that is about {what}


@dataclass(frozen=True)
class Preferences:
    """Ways of wishing for a depth, once or for good, and of what may be kept."""

    lasting: Patterns = NO_PATTERNS  # anywhere: from now on
    undone: Patterns = NO_PATTERNS  # the whole: no lasting wish any more
    tiers: Mapping[str, Patterns] = field(default_factory=lambda: _NO_WAYS)  # tier -> its names, anywhere
    simpler: Patterns = NO_PATTERNS  # anywhere in an utterance without a topic
    deeper: Patterns = NO_PATTERNS  # the same, looked for first
    words: frozenset[str] = frozenset()  # further words of a wish, which name no topic
    wishes: Mapping[str, Patterns] = field(default_factory=lambda: _NO_WAYS)  # tier -> a wish around a {question}
    reasons: Patterns = NO_PATTERNS  # why a depth is wished for, behind or before the wish
    forget_questions: Patterns = NO_PATTERNS
    keep_questions: Patterns = NO_PATTERNS


@dataclass(frozen=True)
class Definitions:
    """Ways of asking for the meaning of a {term}."""

    aside: Patterns = NO_PATTERNS  # in the middle of something: «…, what is that»
    meaning: Patterns = NO_PATTERNS  # of the word, unless a whole answer is about it
    what_is: Patterns = NO_PATTERNS  # a whole question, which the glossary answers when nothing else does


@dataclass(frozen=True)
class Corrections:
    """Ways of changing a checklist answer."""

    answers: Patterns = NO_PATTERNS  # an {item} and its new {answer}
    edits: Patterns = NO_PATTERNS  # an {item} to ask again
    last: Patterns = NO_PATTERNS  # a new {answer} to the item before
    pairs: Patterns = NO_PATTERNS  # a {pair} of an item and its new answer, side by side
    recalls: Patterns = NO_PATTERNS  # what was answered to an {item}
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # normalised name -> item


@dataclass(frozen=True)
class Deflection:
    """Something that is neither a question nor small talk, and its calm reply."""

    id: str
    ways: Patterns  # anywhere in an utterance
    reply: str


@dataclass(frozen=True)
class SmallTalk:
    """Courtesies beyond the examples of the chat intents."""

    ways: Mapping[str, Patterns] = field(
        default_factory=lambda: _NO_WAYS
    )  # chat intent -> ways of saying it, the whole utterance
    framed: Mapping[str, Patterns] = field(default_factory=lambda: _NO_WAYS)  # chat intent -> frames that alone mean it
    closing: tuple[str, ...] = ()  # chat intents after which nothing is asked
    nods: Patterns = NO_PATTERNS  # «ok», «I see»: nothing is asked


@dataclass(frozen=True)
class DangerAnswers:
    """Answers to the short question whether somebody is in danger."""

    yes: Patterns = NO_PATTERNS
    no: Patterns = NO_PATTERNS


@dataclass(frozen=True)
class Dialogue:
    """Everything in `knowledge/dialogue/`."""

    frames: Frames = Frames()
    follow_ups: FollowUps = FollowUps()
    picks: Picks = Picks()
    preferences: Preferences = Preferences()
    definitions: Definitions = Definitions()
    corrections: Corrections = Corrections()
    deflections: tuple[Deflection, ...] = ()
    announcing: Patterns = NO_PATTERNS  # before the question of a long message: «my question is»
    longest: int = 120  # words; a longer utterance is asked to be put in one question
    small_talk: SmallTalk = SmallTalk()
    danger: DangerAnswers = DangerAnswers()
    languages: Languages = _NO_LANGUAGES
