"""The first tables.

Why: people's settings, conversation and checklist have to survive a restart; moderators need the utterances
that nothing answered and how often triage fired, without knowing whose they were.

Migrations are append-only: once released, a file here never changes, and there is no way back but a backup.
Types are spelled out rather than taken from `tables.py`, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "persons",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("saved_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
        sa.UniqueConstraint("key", name="uq_persons_key"),
    )
    op.create_table(
        "checklist_answers",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("item_version", sa.Integer, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("high", sa.Float),
        sa.Column("unit", sa.Text),
        sa.Column("words", sa.Text),
        sa.PrimaryKeyConstraint("person_id", "item", name="pk_checklist_answers"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_checklist_answers_person_id"),
    )
    op.create_table(
        "checklist_history",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("item", sa.Text),
        sa.Column("state", sa.Text),
        sa.Column("item_version", sa.Integer),
        sa.Column("value", sa.Text),
        sa.Column("high", sa.Float),
        sa.Column("unit", sa.Text),
        sa.Column("words", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_history"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_checklist_history_person_id"),
    )
    op.create_index("ix_checklist_history_person_id", "checklist_history", ["person_id"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("intent", sa.Text, nullable=False),
        sa.Column("tier", sa.Text, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_feedback_person_id"),
    )
    op.create_index("ix_feedback_person_id", "feedback", ["person_id"])
    op.create_table(
        "unanswered",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("utterance", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unanswered"),
    )
    op.create_table(
        "triage_counts",
        sa.Column("safety", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("fired", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("safety", "day", name="pk_triage_counts"),
    )
