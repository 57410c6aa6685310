"""Column types that mean the same on every engine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

RowId: Final = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself for INTEGER alone


class Instant(TypeDecorator[datetime]):
    """An aware time, kept as UTC ISO text of one width, so that text order is time order.

    Text rather than `DateTime(timezone=True)`: SQLite has no time type, drops the zone and hands back
    naive times.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To text. Raises ValueError for a naive time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Back to an aware UTC time."""
        return None if value is None else datetime.fromisoformat(value)
