"""The operator's secrets: as text, from the settings or from a key file beside an SQLite database.

A secret is 32 random bytes in base64. A key file holds one a line, the current one first.
"""

from __future__ import annotations

import base64
import binascii
import errno
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.errors import MissingKeys, StorageBusy, UsageError
from bot.storage.sealing import KEY_BYTES, Keyring, new_key

HOW_TO_MAKE = "make one with: openssl rand -base64 32"


def read_secrets(written: Sequence[str]) -> list[bytes]:
    """The secrets that the settings list. Raises `UsageError`, without showing any, when one is malformed."""
    found = [_read(secret) for secret in written]
    if None in found:
        raise UsageError(
            f"Secret {found.index(None) + 1} in OSTEON_SECRET_KEYS is not {KEY_BYTES} bytes in base64; {HOW_TO_MAKE}."
        )
    return [secret for secret in found if secret is not None]


def key_path(database: Path) -> Path:
    """Where the key file of a database file is."""
    return database.with_name(database.name + ".key")


def keyring_beside(database: Path, secrets: Sequence[bytes], *, new: bool) -> Keyring:
    """The keyring of a database file: the secrets from the settings, then those of its key file.

    A `new` database without either gets a key file. Raises `MissingKeys` when there is none and it is not new.
    """
    path = key_path(database)
    listed = [*secrets, *_read_file(path)]
    if not listed and not new:
        raise MissingKeys(
            f"The key file {path} is missing, and without it nothing in the database can be read; "
            "put it back, or list its secret in OSTEON_SECRET_KEYS."
        )
    return Keyring(listed or _make_file(path))


def _read(secret: str) -> bytes | None:
    try:
        key = base64.b64decode(secret.strip().replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def _read_file(path: Path) -> list[bytes]:
    try:
        lines = path.read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise MissingKeys(f"The key file {path} cannot be read; make it readable for osteon.") from error
    found = [_read(line) for line in lines]
    if not found or None in found:
        raise MissingKeys(f"The key file {path} is damaged; put back a copy of it.")
    return [secret for secret in found if secret is not None]


def _make_file(path: Path) -> list[bytes]:
    """A key file with a fresh secret, whole from its first moment; the one of whoever was quicker."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(base64.b64encode(new_key()) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                _put(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        _flush_folder(path.parent)
    except OSError as error:
        raise StorageBusy(
            f"The key file {path} cannot be written; make its folder writable, or set OSTEON_SECRET_KEYS."
        ) from error
    return _read_file(path)


def _put(draft: Path, path: Path) -> None:
    """Give the draft its name, unless the name is taken."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK):
            raise
        if path.exists():  # a file system without links: as good as can be
            raise FileExistsError from error
        draft.rename(path)


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
