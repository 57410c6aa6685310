"""The steps of a turn, one a file, in the order they are tried. The first that has something to say takes the turn."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.conversation.context import Context
from bot.core.conversation.steps import (
    after_alarm,
    checklist_answer,
    checklist_both,
    checklist_words,
    correction,
    courtesy,
    danger,
    danger_answer,
    danger_doubt,
    definition,
    deflection,
    depth,
    fallback,
    follow_up,
    language,
    offered,
    questions,
    returning,
    silence,
    small_talk,
    sources,
    two_questions,
    unclear,
    wishes,
)
from bot.core.conversation.turn import Turn

Step = Callable[[Context], Turn | None]

ORDER: tuple[tuple[str, Step], ...] = (
    ("danger", danger.attempt),  # before everything: a red flag or a boundary that is sure
    ("danger-answer", danger_answer.attempt),  # yes or no to «is somebody hurt?»
    ("danger-doubt", danger_doubt.attempt),  # a red flag that is not sure: ask
    ("silence", silence.attempt),  # nothing readable was typed
    ("language", language.attempt),  # not English
    ("deflection", deflection.attempt),  # insults, tricks, rambles
    ("wishes", wishes.attempt),  # a lasting depth, what may be kept, start over
    ("offered", offered.attempt),  # an answer to «did you mean»
    ("checklist-words", checklist_words.attempt),  # start, skip, back, stop, ...
    ("correction", correction.attempt),  # another answer to an earlier checklist item
    ("depth", depth.attempt),  # simpler, deeper; a question with the depth it is to have
    ("sources", sources.attempt),  # says who
    ("courtesy", courtesy.attempt),  # thanks, hello, ok
    ("definition", definition.attempt),  # what a word means
    ("returning", returning.attempt),  # a topic named again before what is asked of it
    ("checklist-both", checklist_both.attempt),  # an answer to the item being asked, and a question
    ("two-questions", two_questions.attempt),  # two questions in one message
    ("follow-up", follow_up.attempt),  # a piece of a question about the last topic
    ("checklist-answer", checklist_answer.attempt),  # an answer to the item being asked
    ("small-talk", small_talk.attempt),  # the chat intents
    ("after-alarm", after_alarm.attempt),  # how it went on after an alarm
    ("unclear", unclear.attempt),  # «and that?» with nothing before it
    ("questions", questions.attempt),  # a curated answer, or candidates to choose from
    ("fallback", fallback.attempt),  # nothing curated is near
)
