"""The checklist inside a conversation: every move returns a turn, every answer is an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.checklist.amounts import OUT_OF_RANGE
from bot.core.checklist.definition import ItemDefinition
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.progress import amount_in_words, answer_in_words, answered, next_open, summary
from bot.core.conversation.inputs import ChecklistMove
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.library import IntentLibrary
from bot.core.person import AnswerGiven, ChecklistReset, Event, ItemAnswer, PersonState
from bot.core.replies import ChecklistStatus, Reply, ReplyKind


def start(state: PersonState, library: IntentLibrary) -> Turn:
    """Begin, or go on where the person was; answers are never thrown away by starting."""
    if state.answers:
        return resume(state, library)
    first = next(iter(library.checklist.items))
    return _ask(state, library, first, before=library.checklist.intro)


def resume(state: PersonState, library: IntentLibrary) -> Turn:
    """Go on at the item being asked, else at the first open one; at the end, show the summary."""
    stopped_at = state.conversation.item or state.conversation.paused
    item = stopped_at or next_open(library.checklist, state.answers, after=None)
    if item is None or item not in library.checklist.items:
        return done(state, library)
    before = library.say("checklist-resumed") if state.answers else library.checklist.intro
    return _ask(state, library, item, before=before)


def progress(state: PersonState, library: IntentLibrary) -> Turn:
    """Show every item and its answer; the conversation stays where it is."""
    item = state.conversation.item
    following = item or next_open(library.checklist, state.answers, after=None)
    text = summary(library, state.answers)
    if following:
        text += "\n\n" + library.say("checklist-how-to-continue")
    status = ChecklistStatus(item, "asking" if following else "done", next=following)
    return Turn(state, (_say(text, status),))


def stop(state: PersonState, library: IntentLibrary) -> Turn:
    """Pause; what was answered stays."""
    item = state.conversation.item
    text = library.say("checklist-stopped", done=answered(library.checklist, state.answers))
    return Turn(_at(state, None), (_say(text, ChecklistStatus(item, "done")),))


def back(state: PersonState, library: IntentLibrary) -> Turn:
    """Ask the item before the present one again."""
    item = state.conversation.item
    before = library.checklist.before(item) if item is not None and item in library.checklist.items else None
    if before is None:
        return _ask(state, library, item, before=library.say("checklist-at-start")) if item else start(state, library)
    return edit(state, library, before)


def edit(state: PersonState, library: IntentLibrary, item: str) -> Turn:
    """Ask one item again, showing what is stored."""
    stored = state.answers.get(item)
    definition = library.checklist.items[item]
    before = library.say("checklist-stored", answer=answer_in_words(library, definition, stored)) if stored else ""
    return _ask(state, library, item, before=before)


def reset(state: PersonState, library: IntentLibrary) -> Turn:
    """Empty the checklist."""
    emptied = _at(state.without_answers(), None)
    return Turn(emptied, (_say(library.say("checklist-reset"), ChecklistStatus(None, "done")),), (ChecklistReset(),))


def skip(state: PersonState, library: IntentLibrary, now: datetime) -> Turn:
    """Leave the present item out; an answer given before stays."""
    item = state.conversation.item
    if item is None:
        return resume(state, library)
    if item in state.answers:
        return _go_on(state, library, item, ChecklistStatus(item, "skipped"), library.say("checklist-kept"), ())
    return take(state, library, item, Outcome("skipped"), now)


def take(state: PersonState, library: IntentLibrary, item: str, outcome: Outcome, now: datetime) -> Turn:
    """Do with a read answer what its state says: store it, read it back, or refuse it."""
    definition = library.checklist.items[item]
    if outcome.state == "invalid":
        reason = library.say(_refusal(definition, outcome), **_names(definition))
        status = ChecklistStatus(item, "invalid", unit=definition.unit, next=item)
        return Turn(_at(state, item), (_say(f"{reason} {definition.accepts}", status),))
    if outcome.state == "confirm":
        shown = amount_in_words(outcome.value, outcome.high, outcome.unit)
        pending = {"value": outcome.value, "high": outcome.high, "unit": outcome.unit, "words": outcome.words}
        text = library.say("checklist-confirm", answer=shown)
        status = ChecklistStatus(item, "confirm", outcome.value, outcome.unit, next=item)
        return Turn(_at(state, item, pending=pending), (_say(text, status),))
    stored, status, said = _store(state, library, item, outcome, now)
    return _go_on(stored, library, item, status, said, (AnswerGiven(stored.answers[item]),))


def correct(state: PersonState, library: IntentLibrary, item: str, outcome: Outcome, now: datetime) -> Turn:
    """Change an earlier answer, then go back to where the person was. One that is unclear is asked about first."""
    asked = state.conversation.item
    if item == asked or outcome.state in ("invalid", "confirm"):
        return take(state, library, item, outcome, now)
    stored, status, said = _store(state, library, item, outcome, now)
    events = (AnswerGiven(stored.answers[item]),)
    if asked is None or asked not in library.checklist.items:
        return Turn(_at(stored, None), (_say(said, status),), events)
    back_to = _ask(stored, library, asked, before=said)
    return Turn(back_to.state, (_say(back_to.replies[0].text, replace(status, next=asked)),), events)


def confirm(state: PersonState, library: IntentLibrary, now: datetime, *, right: bool) -> Turn:
    """Answer to a read-back: store it, or ask the item again."""
    conversation = state.conversation
    if conversation.item is None or conversation.pending is None:
        return resume(state, library)
    if not right:
        return _ask(state, library, conversation.item, before=library.say("checklist-again"))
    pending = conversation.pending
    outcome = Outcome("recorded", pending["value"], pending["high"], pending["unit"], pending["words"])
    return take(state, library, conversation.item, outcome, now)


def done(state: PersonState, library: IntentLibrary) -> Turn:
    """Nothing is open: the summary and what to do with it."""
    text = library.say("checklist-complete") + "\n\n" + summary(library, state.answers)
    return Turn(_at(state, None), (_say(text, ChecklistStatus(None, "done")),))


def explain(state: PersonState, library: IntentLibrary) -> Turn:
    """What can be answered to the present item, and its question again."""
    item = str(state.conversation.item)
    return _ask(state, library, item, before=library.checklist.items[item].accepts)


def ask_again(state: PersonState, library: IntentLibrary) -> Reply | None:
    """The present item's question, to return to after something else was said."""
    item = state.conversation.item
    if item is None or item not in library.checklist.items:
        return None
    text = library.say("checklist-back-to", question=_question(library, state, item))
    return _say(text, ChecklistStatus(item, "asking", unit=library.checklist.items[item].unit, next=item))


def at_item(state: PersonState, library: IntentLibrary, item: str) -> PersonState:
    """The state with this item being asked, as when its form is open."""
    if item not in library.checklist.items or item == state.conversation.item:
        return in_conversation(state, state.conversation.settled())
    return _at(state, item)


def paused(state: PersonState) -> PersonState:
    """The state with the checklist waiting while something more pressing is said."""
    conversation = state.conversation
    waiting = conversation.item or conversation.paused
    rest = replace(conversation.settled(), topics=(), item=None, pending=None, paused=waiting)
    return in_conversation(state, rest)


def move(state: PersonState, library: IntentLibrary, now: datetime, move: ChecklistMove, item: str | None) -> Turn:
    """A press: the same as its typed word."""
    if item is not None and item in library.checklist.items and move in _ABOUT_AN_ITEM:
        state = _at(state, item, pending=state.conversation.pending if state.conversation.item == item else None)
    match move:
        case ChecklistMove.START:
            return start(state, library)
        case ChecklistMove.CONTINUE:
            return resume(state, library)
        case ChecklistMove.PROGRESS:
            return progress(state, library)
        case ChecklistMove.SKIP:
            return skip(state, library, now)
        case ChecklistMove.BACK:
            return back(state, library)
        case ChecklistMove.STOP:
            return stop(state, library)
        case ChecklistMove.RESET:
            return reset(state, library)
        case ChecklistMove.EDIT if item in library.checklist.items:
            return edit(state, library, str(item))
        case ChecklistMove.YES | ChecklistMove.NO:
            return confirm(state, library, now, right=move is ChecklistMove.YES)
        case _:
            return progress(state, library)


_ABOUT_AN_ITEM = (ChecklistMove.SKIP, ChecklistMove.BACK, ChecklistMove.YES, ChecklistMove.NO)


def _go_on(
    state: PersonState,
    library: IntentLibrary,
    item: str,
    status: ChecklistStatus,
    said: str,
    events: tuple[Event, ...],
) -> Turn:
    following = next_open(library.checklist, state.answers, after=item)
    if following is None:
        ended = done(state, library)
        return Turn(ended.state, (_say(said, status), *ended.replies), events)
    asked = _ask(state, library, following, before=said)
    return Turn(asked.state, (_say(asked.replies[0].text, replace(status, next=following)),), events)


def _store(
    state: PersonState, library: IntentLibrary, item: str, outcome: Outcome, now: datetime
) -> tuple[PersonState, ChecklistStatus, str]:
    """The state with the answer in it, how the item stands, and what is said about it."""
    definition = library.checklist.items[item]
    answer = ItemAnswer(
        item=item,
        state=outcome.state,
        at=now,
        version=definition.version,
        value=outcome.value,
        high=outcome.high,
        unit=outcome.unit,
        words=outcome.words,
    )
    shown = answer_in_words(library, definition, answer)
    said = library.say(f"checklist-said-{outcome.state}", title=definition.title, answer=shown)
    if definition.caution and outcome.state in ("recorded", "noted"):
        said += "\n" + definition.caution
    stored = state.with_answer(answer)
    stored = in_conversation(stored, replace(stored.conversation, corrected=item))
    return stored, ChecklistStatus(item, outcome.state, outcome.value, outcome.unit), said


def _ask(state: PersonState, library: IntentLibrary, item: str, *, before: str = "") -> Turn:
    text = "\n\n".join(part for part in (before, _question(library, state, item)) if part)
    status = ChecklistStatus(item, "asking", unit=library.checklist.items[item].unit, next=item)
    asked = _at(state, item)
    why = library.checklist.items[item].why
    if why in library.content:  # «how much of it?» is about the item from here on
        asked = in_conversation(asked, asked.conversation.about(why))
    return Turn(asked, (_say(text, status),))


def _question(library: IntentLibrary, state: PersonState, item: str) -> str:
    order = list(library.checklist.items)
    definition = library.checklist.items[item]
    return library.say(
        "checklist-question",
        position=order.index(item) + 1,
        total=len(order),
        title=definition.title,
        question=definition.question,
    )


def _at(state: PersonState, item: str | None, *, pending: object = None) -> PersonState:
    settled = state.conversation.settled()
    return in_conversation(state, replace(settled, item=item, pending=pending, paused=None))  # type: ignore[arg-type]


def _say(text: str, status: ChecklistStatus) -> Reply:
    return Reply(ReplyKind.CHECKLIST, text, checklist=status)


def _refusal(definition: ItemDefinition, outcome: Outcome) -> str:
    """The phrase for a refused answer. Where each unit has a range of its own, what is accepted says it all."""
    if outcome.reason == OUT_OF_RANGE and (definition.low is None or definition.high is None):
        return "checklist-out-of-range-here"
    return outcome.reason or "checklist-not-understood"


def _names(definition: ItemDefinition) -> dict[str, object]:
    low = "" if definition.low is None else amount_in_words(definition.low, None, None)
    high = "" if definition.high is None else amount_in_words(definition.high, None, None)
    return {"title": definition.title, "low": low, "high": high, "unit": definition.unit or ""}
