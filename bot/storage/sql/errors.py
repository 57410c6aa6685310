"""Foreign database errors, wrapped at the border into one plain sentence with the next step.

The sentences name the database and never a person or what somebody typed. docs/problems/ says more about each.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StorageBusy, StorageError

_LOCKED = "The database {where} is in use by another program and nothing was changed; try again in a moment."
_FULL = "There is no room left for the database {where} and nothing was changed; free some disk space and try again."
_READ_ONLY = (
    "The database {where} cannot be written and nothing was changed; "
    "make the file and its folder writable, or choose another with --database."
)
_SERVER_READ_ONLY = (
    "The database {where} takes no changes (read-only) and nothing was changed; connect to the primary server."
)
_CANNOT_OPEN = (
    "The database {where} cannot be opened; check that its folder exists and may be used, "
    "or choose another with --database."
)
_DISK = "The disk under the database {where} reports errors and nothing was changed; check the disk and try again."
_NOT_A_DATABASE = "The file {where} is not an SQLite database; move it away, or choose another with --database."
_DAMAGED = "The database {where} is damaged; restore it from a backup, or choose another with --database."
_UNREACHABLE = "The database {where} cannot be reached; check that the server runs and try again in a moment."
_NOT_LET_IN = "The database {where} does not let osteon in; check user, password and rights in the database's address."
_NO_SUCH = "There is no database {where} on that server; create it, or correct the address."
_REFUSED = "The database {where} did not accept the change and nothing was changed; please report this as a defect."

_BY_SQLITE_CODE: dict[int, tuple[type[StorageError], str]] = {
    sqlite3.SQLITE_BUSY: (StorageBusy, _LOCKED),
    sqlite3.SQLITE_LOCKED: (StorageBusy, _LOCKED),
    sqlite3.SQLITE_FULL: (StorageBusy, _FULL),
    sqlite3.SQLITE_READONLY: (StorageBusy, _READ_ONLY),
    sqlite3.SQLITE_PERM: (StorageBusy, _READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (StorageBusy, _CANNOT_OPEN),
    sqlite3.SQLITE_IOERR: (StorageBusy, _DISK),
    sqlite3.SQLITE_NOTADB: (StorageError, _NOT_A_DATABASE),
    sqlite3.SQLITE_CORRUPT: (StorageError, _DAMAGED),
    sqlite3.SQLITE_ERROR: (StorageError, _REFUSED),
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html; the longest that fits counts
_BY_SQLSTATE: dict[str, tuple[type[StorageError], str]] = {
    "08": (StorageBusy, _UNREACHABLE),
    "25006": (StorageBusy, _SERVER_READ_ONLY),
    "25P03": (StorageBusy, _UNREACHABLE),
    "28": (StorageError, _NOT_LET_IN),
    "3D000": (StorageError, _NO_SUCH),
    "40": (StorageBusy, _LOCKED),
    "42501": (StorageError, _NOT_LET_IN),
    "53": (StorageBusy, _UNREACHABLE),
    "53100": (StorageBusy, _FULL),
    "55P03": (StorageBusy, _LOCKED),
    "57": (StorageBusy, _UNREACHABLE),
    "58": (StorageBusy, _DISK),
    "XX001": (StorageError, _DAMAGED),
    "XX002": (StorageError, _DAMAGED),
}

_BY_ERRNO = {
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
}


@contextmanager
def storage_errors(where: str) -> Iterator[None]:
    """Raise `StorageBusy` or `StorageError` in place of whatever the engine, its driver or the network raises."""
    try:
        yield
    except PoolTimeout as error:
        raise in_use(where) from error
    except DBAPIError as error:
        raise _told(error, where) from error
    except (OSError, TimeoutError) as error:  # from the driver, while it connects or waits
        raise StorageBusy(_UNREACHABLE.format(where=where)) from error
    except Exception as error:
        told = _by_sqlstate(getattr(error, "sqlstate", None))  # the driver's own, while it connects
        if told is None:
            raise
        kind, sentence = told
        raise kind(sentence.format(where=where)) from error


@contextmanager
def file_errors(where: str) -> Iterator[None]:
    """Raise `StorageBusy` in place of what the file system raises while a database file is prepared."""
    try:
        yield
    except OSError as error:
        raise StorageBusy(_BY_ERRNO.get(error.errno or 0, _CANNOT_OPEN).format(where=where)) from error


def in_use(where: str) -> StorageBusy:
    """Somebody else holds the database for longer than one waits."""
    return StorageBusy(_LOCKED.format(where=where))


def _told(error: DBAPIError, where: str) -> StorageError:
    code = getattr(error.orig, "sqlite_errorcode", None)
    state = _by_sqlstate(getattr(error.orig, "sqlstate", None))
    if code is not None:
        kind, sentence = _BY_SQLITE_CODE.get(code & 0xFF, (StorageError, _REFUSED))
    elif state is not None:
        kind, sentence = state
    elif error.connection_invalidated or isinstance(error, OperationalError | InterfaceError):
        kind, sentence = StorageBusy, _UNREACHABLE
    else:
        kind, sentence = StorageError, _REFUSED
    return kind(sentence.format(where=where))


def _by_sqlstate(state: object) -> tuple[type[StorageError], str] | None:
    if not isinstance(state, str):
        return None
    for length in (5, 2):
        if state[:length] in _BY_SQLSTATE:
            return _BY_SQLSTATE[state[:length]]
    return None
