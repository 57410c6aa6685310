"""What is stored about people is sealed.

Why: a stolen file must reveal no answer, no question and no account. Each person's rows are sealed with that person's
key, which `migrate.py` has put into the vault before this runs; questions that nothing answered with the key of their
day. Rows that are there are read, sealed and written anew; the old tables go. The chores table says when the next
sweep is due.

Questions kept by the first version were not redacted. They are dropped rather than carried over.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RowId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Read the old rows, replace the tables, write the rows sealed."""
    connection = op.get_bind()
    old = {
        name: connection.execute(sa.text(f"SELECT * FROM {name} ORDER BY {order}")).mappings().all()
        for name, order in (
            ("persons", "id"),
            ("checklist_answers", "person_id, item"),
            ("checklist_history", "id"),
            ("feedback", "id"),
        )
    }
    for name in ("feedback", "checklist_history", "checklist_answers", "persons", "unanswered"):
        op.drop_table(name)
    _create()
    if old["persons"]:
        _fill(connection, old)


def _create() -> None:
    op.create_table(
        "persons",
        sa.Column("id", RowId, nullable=False),
        sa.Column("key_id", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("seen_on", sa.Date, nullable=False),
        sa.Column("told_on", sa.Date),
        sa.Column("active_at", sa.Text),
        sa.Column("profile", sa.LargeBinary, nullable=False),
        sa.Column("conversation", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
        sa.UniqueConstraint("key_id", name="uq_persons_key_id"),
    )
    op.create_index("ix_persons_seen_on", "persons", ["seen_on"])
    active = sa.text("active_at IS NOT NULL")
    op.create_index("ix_persons_active_at", "persons", ["active_at"], sqlite_where=active, postgresql_where=active)
    op.create_table(
        "checklist_answers",
        sa.Column("person_id", RowId, nullable=False),
        sa.Column("slot", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "slot", name="pk_checklist_answers"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_checklist_answers_person_id"),
        sqlite_with_rowid=False,  # a person's answers lie together
    )
    for name, column in (("checklist_history", "entry"), ("feedback", "rating")):
        op.create_table(
            name,
            sa.Column("id", RowId, nullable=False),
            sa.Column("person_id", RowId, nullable=False),
            sa.Column(column, sa.LargeBinary, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
            sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=f"fk_{name}_person_id"),
        )
        op.create_index(f"ix_{name}_person_id", name, ["person_id"])
    op.create_table(
        "unanswered",
        sa.Column("id", RowId, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("utterance", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unanswered"),
    )
    op.create_index("ix_unanswered_day", "unanswered", ["day"])
    op.create_table(
        "chores",
        sa.Column("chore", sa.Text, nullable=False),
        sa.Column("due_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("chore", name="pk_chores"),
    )


def _fill(connection: sa.Connection, old: Mapping[str, Sequence[Any]]) -> None:
    keys = context.config.attributes["person_keys"]  # by user key, from the vault: id and cipher
    persons = sa.table("persons", *(sa.column(name) for name in ("id", "key_id", "version", "seen_on", "active_at",
                                                                 "profile", "conversation")))  # fmt: skip
    persons.c.seen_on.type = sa.Date()
    found = {}
    for row in old["persons"]:
        key_id, cipher = keys[row["key"]]
        saved_at = datetime.fromisoformat(row["saved_at"])
        profile = {
            "user": row["key"],
            "created_at": row["created_at"],
            "saved_at": row["saved_at"],
            "settings": json.loads(row["settings"]),
        }
        values = {
            "key_id": key_id,
            "version": row["version"],
            "seen_on": saved_at.astimezone(UTC).date(),
            "active_at": saved_at.replace(second=0, microsecond=0).isoformat(timespec="microseconds"),
            "profile": cipher.seal(profile, "persons.profile"),
            "conversation": cipher.seal(json.loads(row["conversation"]), "persons.conversation"),
        }
        added = connection.execute(sa.insert(persons).values(values).returning(persons.c.id))
        found[row["id"]] = added.scalar_one(), cipher
    _write(connection, "checklist_answers", "answer", [
        {"person_id": person, "slot": cipher.slot(row["item"]),
         "answer": cipher.seal(_answer(row), "checklist_answers.answer")}
        for row in old["checklist_answers"] for person, cipher in [found[row["person_id"]]]
    ])  # fmt: skip
    _write(connection, "checklist_history", "entry", [
        {"person_id": person, "entry": cipher.seal(_entry(row), "checklist_history.entry")}
        for row in old["checklist_history"] for person, cipher in [found[row["person_id"]]]
    ])  # fmt: skip
    _write(connection, "feedback", "rating", [
        {"person_id": person, "rating": cipher.seal(_rating(row), "feedback.rating")}
        for row in old["feedback"] for person, cipher in [found[row["person_id"]]]
    ])  # fmt: skip


def _write(connection: sa.Connection, name: str, column: str, rows: list[dict[str, Any]]) -> None:
    columns = ["person_id", *(["slot"] if name == "checklist_answers" else []), column]
    if rows:
        connection.execute(sa.insert(sa.table(name, *map(sa.column, columns))), rows)


def _answer(row: Any) -> dict[str, Any]:
    return {
        "item": row["item"],
        "state": row["state"],
        "at": row["at"],
        "version": row["item_version"],
        "value": None if row["value"] is None else json.loads(row["value"]),
        "high": row["high"],
        "unit": row["unit"],
        "words": row["words"],
    }


def _entry(row: Any) -> dict[str, Any]:
    if row["event"] == "answered":
        return {"event": "answered", **_answer(row)}
    return {"event": row["event"], "at": row["at"]}


def _rating(row: Any) -> dict[str, Any]:
    return {"at": row["at"], "intent": row["intent"], "tier": row["tier"], "helpful": bool(row["helpful"])}
