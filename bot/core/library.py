"""The content pack as values: what was curated, frozen, with every link resolved.

`bot.content` builds an `IntentLibrary` from files; everything else only reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bot.core.checklist.definition import ChecklistDefinition
from bot.core.dialogue.definition import Dialogue
from bot.core.redaction import RedactionWords, Redactor
from bot.core.safety.examples import FalseAlarms
from bot.core.safety.rules import SafetyRules
from bot.core.text import words


class Tier(StrEnum):
    """The three depths of an answer, shallow to deep."""

    FUNDAMENTALS = "fundamentals"
    INTERMEDIATE = "intermediate"
    ACADEMIC = "academic"


@dataclass(frozen=True)
class Section:
    """A part of a document that facts come from."""

    document: str  # id of the document
    id: str  # unique within the document
    path: str  # what a person is shown, such as "Intermediate / Dietary pillars"


@dataclass(frozen=True)
class Document:
    """A source document, or the stand-in for guidance from outside the documents (`outside`)."""

    id: str
    title: str
    description: str
    outside: bool  # true when its sections are works beyond the source documents
    sections: Mapping[str, Section]


@dataclass(frozen=True)
class Reference:
    """A work that a document lists, as far as its record could be checked."""

    id: str
    citation: str  # the checked record, ready to show
    status: str  # confirmed, corrected or unverified
    note: str  # what was corrected, or what could not be seen; empty when confirmed
    supports: str  # what the work can and cannot stand behind
    url: str  # a DOI address; empty when none was seen
    listed_in: tuple[str, ...]  # ids of the documents that list it
    same_work_as: str  # id of another entry that is the same work; empty when there is none


@dataclass(frozen=True)
class Claim:
    """One fact in our own words, with its provenance."""

    id: str
    text: str
    kind: str  # an id of `IntentLibrary.kinds`
    strength: str  # an id of `IntentLibrary.strengths`
    sections: tuple[Section, ...]  # at least one; the first is the one cited
    references: tuple[str, ...]  # ids of references that could stand behind it
    does_not_show: str  # the limit of the fact; empty when the fact needs none
    disagrees_with: tuple[str, ...]  # ids of claims that say otherwise

    @property
    def from_outside(self) -> bool:
        """Whether the fact comes from beyond the source documents."""
        return self.sections[0].document == "outside"


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer and the claims it rests on (none for advice and questions)."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together; `bullet` for a list entry."""

    sentences: tuple[Sentence, ...]
    bullet: bool = False


@dataclass(frozen=True)
class Passage:
    """Curated text: paragraphs of sentences, each with its claims."""

    paragraphs: tuple[Paragraph, ...]

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in reading order."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    def claims(self) -> tuple[str, ...]:
        """The ids of the claims cited, each once, in the order they are first cited."""
        return tuple(dict.fromkeys(claim for sentence in self.sentences() for claim in sentence.claims))


@dataclass(frozen=True)
class ContentIntent:
    """A question that people ask, answered in three tiers."""

    id: str
    group: str  # the folder, such as "food"
    title: str  # a few words for a button or a list
    question: str  # the question as one would ask it
    utterances: tuple[str, ...]
    answer: Mapping[Tier, Passage]
    next_step: Passage | None  # one thing a person can do next
    related: tuple[str, ...]  # ids of content intents
    checklist: tuple[str, ...]  # ids of checklist items the answer touches
    reviewed: str  # ISO date
    review_due: str  # ISO date
    risk: bool = False  # speaks of harm, or of a medicine that is decided on: its answer says what the bot is not


@dataclass(frozen=True)
class ChatIntent:
    """Small talk, or a request to the bot itself."""

    id: str
    title: str
    utterances: tuple[str, ...]
    reply: str
    introduces: bool = False  # the reply says what the bot is not, so that nothing has to be added to an answer


@dataclass(frozen=True)
class SafetyIntent:
    """A red flag or a boundary, with its fixed, reviewed reply."""

    id: str
    title: str
    utterances: tuple[str, ...]
    reply: str
    choices: tuple[str, ...]  # ids of content intents whose general answer may be offered
    reviewed: str
    review_due: str
    ask: str = ""  # the short question that an uncertain hit asks first; empty when the reply comes at once

    @property
    def is_alarm(self) -> bool:
        """Whether somebody may be in danger, so that nothing else is said beside the reply."""
        return bool(self.ask)


@dataclass(frozen=True)
class UncoveredTopic:
    """A neighbouring subject that the documents do not answer, and what is near it."""

    id: str
    title: str
    utterances: tuple[str, ...]
    reply: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A glossary entry."""

    id: str
    term: str
    meaning: str  # one plain line
    aliases: tuple[str, ...]  # abbreviations, brand names, plain words
    misspellings: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thresholds:
    """When a candidate is answered, offered or withheld. Confidences, 0 to 1."""

    answer: float  # lowest confidence that is answered outright
    margin: float  # smallest gap in confidence to the runner-up that is answered outright
    offer: float  # lowest confidence of a candidate that is offered as «did you mean»
    wrong_answers: float | None = None  # share of wrong answers aimed at, from which `answer` is worked out instead


@dataclass(frozen=True)
class IntentLibrary:
    """Everything curated. Iteration orders follow the pack's own order."""

    name: str  # the pack's name, such as "Osteon"
    groups: Mapping[str, str]  # folder -> heading
    documents: Mapping[str, Document]
    references: Mapping[str, Reference]
    kinds: Mapping[str, str]  # kind of a claim -> in words
    strengths: Mapping[str, str]  # strength of a claim -> in words
    claims: Mapping[str, Claim]
    content: Mapping[str, ContentIntent]
    chat: Mapping[str, ChatIntent]
    safety: Mapping[str, SafetyIntent]
    uncovered: Mapping[str, UncoveredTopic]
    glossary: Mapping[str, Term]
    checklist: ChecklistDefinition
    safety_rules: SafetyRules
    wording: Mapping[str, str]  # every phrase that the engine says by itself
    commands: Mapping[str, frozenset[str]]  # what can be typed for a press -> normalised ways of typing it
    thresholds: Thresholds
    fingerprint: str  # sha256 of the files
    examples_fingerprint: str  # the same of what the safety score learns from
    false_alarms: FalseAlarms | None = None  # what the safety score may raise; None: there is no score
    contacts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)  # by server, then by alarm
    out_of_scope: tuple[str, ...] = field(default=())
    redaction: RedactionWords = field(default_factory=RedactionWords)
    dialogue: Dialogue = field(default_factory=Dialogue)

    def say(self, phrase: str, **names: object) -> str:
        """A phrase of the pack's wording, filled in. Raises KeyError for a phrase that the pack lacks."""
        return self.wording[phrase].format(**names)

    def command(self, plain: str) -> str | None:
        """The command that a normalised utterance is, as a whole; None when it is none."""
        return next((name for name, ways in self.commands.items() if plain in ways), None)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every normalised word of the answered questions and the glossary: words that people use for this subject."""
        texts = [text for shelf in (self.content, self.chat) for each in shelf.values() for text in each.utterances]
        texts += [name for term in self.glossary.values() for name in (term.term, *term.aliases)]
        return frozenset(word for text in texts for word in words(text))

    @cached_property
    def redactor(self) -> Redactor:
        """Takes people out of what may be kept; no word of the subject or of its neighbours is taken for a name."""
        near = [text for each in self.uncovered.values() for text in each.utterances]
        near += [text for each in self.safety.values() for text in each.utterances]
        return Redactor(self.redaction, self.vocabulary | {word for text in near for word in words(text)})

    @cached_property
    def chat_utterances(self) -> Mapping[str, str]:
        """Normalised example of small talk -> its chat intent."""
        return {" ".join(words(text)): each.id for each in self.chat.values() for text in each.utterances}

    @cached_property
    def term_names(self) -> Mapping[str, Term]:
        """Normalised name, alias or misspelling -> the glossary entry."""
        return {
            " ".join(words(name)): term
            for term in self.glossary.values()
            for name in (*term.misspellings, *term.aliases, term.term)
        }

    def title_of(self, intent: str) -> str:
        """The short title of any intent; its id when it is unknown."""
        for shelf in (self.content, self.chat, self.safety, self.uncovered):
            if intent in shelf:
                return shelf[intent].title
        return intent
