"""The store in an SQL database: SQLite or PostgreSQL."""

from bot.storage.sql.opening import default_url, open_store, upgrade

__all__ = ["default_url", "open_store", "upgrade"]
