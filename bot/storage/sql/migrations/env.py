"""Run by Alembic: applies migrations on the connection, and in the transaction, that it is given."""

from alembic import context

from bot.storage.sql.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    version_table_schema=context.config.attributes["schema"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column by copying its table
)
context.run_migrations()
