"""Sealing: what is stored about somebody, made unreadable to all who lack the key.

A person's words are sealed with a key of that person's own; the key is kept wrapped by a secret of the operator's.
Both use AES-256-GCM, so that a changed or misplaced byte is noticed. The first byte names the format: what is sealed
today stays readable when a later format is added.

    sealed    1 | nonce (12) | ciphertext and tag; inside: compact JSON, filled up to a multiple of 64 bytes
    wrapped   1 | nonce (12) | ciphertext and tag of a 32-byte key
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
NAME_BYTES: Final = 8  # of a secret's name, which tells which secret wrapped a key and nothing about it

_FORMAT: Final = b"\x01"
_NONCE_BYTES: Final = 12
_STEP: Final = 64  # sealed lengths rise in such steps, so that they tell little about what is inside


class Unreadable(Exception):
    """Sealed or wrapped with another key, damaged, or in a format of a newer version."""


class Keyring:
    """The operator's secrets: the first wraps new keys, every one of them unwraps."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        if not secrets or any(len(secret) != KEY_BYTES for secret in secrets):
            raise ValueError(f"a keyring needs secrets of {KEY_BYTES} bytes")
        self._ciphers = {_name(secret): AESGCM(_derive(secret, b"wrap")) for secret in reversed(secrets)}
        self.current = _name(secrets[0])

    def wrap(self, key: bytes, about: bytes) -> bytes:
        """The key, wrapped by the current secret and bound to what it is for."""
        return _encrypt(self._ciphers[self.current], key, about)

    def unwrap(self, wrapped: bytes, by: bytes, about: bytes) -> bytes:
        """The key again; `by` is the name of the secret that wrapped it. Raises `Unreadable`."""
        cipher = self._ciphers.get(by)
        if cipher is None:
            raise Unreadable("wrapped by a secret that is not listed")
        return _decrypt(cipher, wrapped, about)


class Cipher:
    """Seals with one key: a person's, or that of a day's unanswered questions."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(_derive(key, b"seal"))
        self._slots = _derive(key, b"slot")

    def seal(self, value: Any, about: str) -> bytes:
        """A JSON value as bytes that only this key opens. `about` says where it belongs and is needed to open it."""
        text = json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii")
        filled = text + b" " * (-len(text) % _STEP)
        return _encrypt(self._cipher, filled, about.encode())

    def open(self, sealed: bytes, about: str) -> Any:
        """The value again. Raises `Unreadable`."""
        return json.loads(_decrypt(self._cipher, sealed, about.encode()))

    def slot(self, name: str) -> bytes:
        """The same 16 bytes for the same name each time, which tell nothing without the key: a hidden row key."""
        return _keyed(self._slots, name)[:16]


def new_key() -> bytes:
    """A fresh random key."""
    return os.urandom(KEY_BYTES)


def hide(pepper: bytes, name: str) -> bytes:
    """A keyed hash, by which a name is found again and not read."""
    return _keyed(pepper, name)


def _keyed(key: bytes, name: str) -> bytes:
    return hmac.digest(key, name.encode("utf-8", "surrogatepass"), hashlib.sha256)


def _derive(key: bytes, use: bytes) -> bytes:
    return hmac.digest(key, b"osteon 1 " + use, hashlib.sha256)  # one step of HKDF-Expand: the input is random already


def _name(secret: bytes) -> bytes:
    return _derive(secret, b"name")[:NAME_BYTES]


def _encrypt(cipher: AESGCM, plain: bytes, about: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + cipher.encrypt(nonce, plain, about)


def _decrypt(cipher: AESGCM, sealed: bytes, about: bytes) -> bytes:
    if sealed[:1] != _FORMAT:
        raise Unreadable("sealed in a format of a newer version")
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return cipher.decrypt(nonce, body, about)
    except (InvalidTag, ValueError) as error:
        raise Unreadable("sealed with another key, or damaged") from error
