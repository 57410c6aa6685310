"""How a table with personal data is exported and erased: declared beside the table, checked by a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, Delete, MetaData, RowMapping, Select, Table, delete, select

from bot.storage.sealing import Cipher


@dataclass(frozen=True)
class Holder:
    """Whose rows they are, and what opens them."""

    person_id: int | None  # None when nothing was saved yet
    key_id: bytes
    cipher: Cipher


@dataclass(frozen=True)
class PersonalPart:
    """A person's rows in one table. Erasing removes them all; exporting shows them all.

    `by` names the attribute of `Holder` that `owner` holds. `export` makes headings of the export from the rows,
    JSON-ready.
    """

    table: Table
    owner: Column[Any]
    by: Literal["person_id", "key_id"]
    export: Callable[[Sequence[RowMapping], Cipher], dict[str, Any]]

    def rows(self, holder: Holder) -> Select[Any]:
        """Reads the person's rows, in the order of the primary key."""
        return select(self.table).where(self.owner == getattr(holder, self.by)).order_by(*self.table.primary_key)

    def erase(self, holders: Sequence[Any]) -> Delete:
        """Removes the rows of those whose `by` is among the given."""
        return delete(self.table).where(self.owner.in_(holders))


def undeclared(metadata: MetaData, parts: Iterable[PersonalPart], persons: str = "persons") -> list[str]:
    """Names of tables that lead to a person and have no part.

    A table leads to a person when it is `persons`, has a column named for one or for an account, or refers to a
    table that does.
    """
    leading: set[str] = set()
    for table in metadata.sorted_tables:  # a table comes after those it refers to
        named = any(word in column.name for column in table.columns for word in ("person", "account"))
        referring = any(key.column.table.name in leading for key in table.foreign_keys)
        if table.name == persons or named or referring:
            leading.add(table.name)
    return sorted(leading - {part.table.name for part in parts})
