"""The tables, and beside each that holds personal data how it is exported and erased.

Two places: the data, and the vault with the keys that the data is sealed with. On SQLite the vault is a file of its
own, on PostgreSQL a schema of its own, so that backups of the data can be kept without the keys: erasing a person
throws their key away, and every copy of the data loses them. Nothing in the data leads to an account but through the
vault. What is not sealed: ids, versions, days, and for half an hour the minute of the last turn.

A change here needs a migration: a test compares the two. Foreign keys do not cascade, so that a table
forgotten in an erasure makes it fail rather than leave somebody believing that all is gone.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from bot.storage.sql.columns import Instant, RowId
from bot.storage.sql.personal import PersonalPart
from bot.storage.sql.rows import export_checklist, export_feedback, export_history, export_key, export_person

VAULT: Final = "osteon_vault"  # the schema of the keys

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def _person(**options: Any) -> Column[int]:
    return Column("person_id", RowId, ForeignKey("persons.id"), nullable=False, **options)


# the vault

person_keys = Table(
    "person_keys",
    metadata,
    Column("account", LargeBinary, primary_key=True),  # keyed hash of FRONTEND:ID
    Column("key_id", LargeBinary, nullable=False, unique=True),  # random; what the data knows the person by
    Column("wrapped", LargeBinary, nullable=False),
    Column("wrapped_by", LargeBinary, nullable=False),  # name of the operator's secret
    Column("made_on", Date, nullable=False),  # UTC
    schema=VAULT,
)
PERSON_KEYS = PersonalPart(person_keys, person_keys.c.key_id, "key_id", export_key)

purpose_keys = Table(  # keys of no person: what hashes accounts, what seals a day's unanswered questions
    "purpose_keys",
    metadata,
    Column("purpose", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("wrapped_by", LargeBinary, nullable=False),
    schema=VAULT,
)

# the data

persons = Table(
    "persons",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("key_id", LargeBinary, nullable=False, unique=True),
    Column("version", Integer, nullable=False),  # rises by one at each save
    Column("seen_on", Date, nullable=False),  # UTC; day of the last save
    Column("told_on", Date),  # UTC; the person was told that they will be erased
    Column("active_at", Instant),  # minute of the last turn, as long as there is a conversation to forget
    Column("profile", LargeBinary, nullable=False),  # sealed: user key, times, settings
    Column("conversation", LargeBinary, nullable=False),  # sealed
    Index(None, "seen_on"),
)
Index("ix_persons_active_at", persons.c.active_at, sqlite_where=persons.c.active_at.is_not(None),
      postgresql_where=persons.c.active_at.is_not(None))  # fmt: skip
PERSONS = PersonalPart(persons, persons.c.id, "person_id", export_person)

checklist_answers = Table(  # the current answers
    "checklist_answers",
    metadata,
    _person(primary_key=True),
    Column("slot", LargeBinary, primary_key=True),  # keyed hash of the item
    Column("answer", LargeBinary, nullable=False),  # sealed
    sqlite_with_rowid=False,  # a person's answers lie together
)
CHECKLIST_ANSWERS = PersonalPart(checklist_answers, checklist_answers.c.person_id, "person_id", export_checklist)

checklist_history = Table(  # append-only
    "checklist_history",
    metadata,
    Column("id", RowId, primary_key=True),
    _person(),
    Column("entry", LargeBinary, nullable=False),  # sealed: what was answered, or a reset
    Index(None, "person_id"),
)
CHECKLIST_HISTORY = PersonalPart(checklist_history, checklist_history.c.person_id, "person_id", export_history)

feedback = Table(  # append-only
    "feedback",
    metadata,
    Column("id", RowId, primary_key=True),
    _person(),
    Column("rating", LargeBinary, nullable=False),  # sealed: when, which answer, whether it helped
    Index(None, "person_id"),
)
FEEDBACK = PersonalPart(feedback, feedback.c.person_id, "person_id", export_feedback)

# The two below belong to nobody. They keep the day, not the moment, so that no time leads from them to a person.

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("day", Date, nullable=False),  # UTC
    Column("utterance", LargeBinary, nullable=False),  # redacted, then sealed with the key of its day
    Index(None, "day"),
)

triage_counts = Table(
    "triage_counts",
    metadata,
    Column("safety", Text, primary_key=True),
    Column("day", Date, primary_key=True),  # UTC
    Column("fired", Integer, nullable=False),
)

chores = Table(  # when the next sweep of each kind is due
    "chores",
    metadata,
    Column("chore", Text, primary_key=True),
    Column("due_at", Instant, nullable=False),
)

PERSONAL_PARTS = (FEEDBACK, CHECKLIST_HISTORY, CHECKLIST_ANSWERS, PERSONS, PERSON_KEYS)
"""In the order of erasure: what refers to a person goes before the person."""
