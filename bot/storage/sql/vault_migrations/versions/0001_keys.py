"""The keys.

Why: what is stored about a person is sealed with a key of their own. The keys live apart from the data, in a file or
schema of their own with migrations of its own, so that copies of the data can be kept without them.

Migrations are append-only: once released, a file here never changes, and there is no way back but a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

VAULT = "osteon_vault"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "person_keys",
        sa.Column("account", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.LargeBinary, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("wrapped_by", sa.LargeBinary, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_person_keys"),
        sa.UniqueConstraint("key_id", name="uq_person_keys_key_id"),
        schema=VAULT,
    )
    op.create_table(
        "purpose_keys",
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("wrapped_by", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("purpose", name="pk_purpose_keys"),
        schema=VAULT,
    )
