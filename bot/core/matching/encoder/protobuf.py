"""Just enough of the protobuf wire format to read and write ONNX files.

https://protobuf.dev/programming-guides/encoding/: a message is a row of (field number, wire type) keys and values; of
the wire types, ONNX uses 0 (varint), 2 (bytes with their length in front) and 5 (four bytes).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

VARINT, EIGHT_BYTES, BYTES, FOUR_BYTES = 0, 1, 2, 5


def fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Every field of a message: its number, and an int or the bytes of it. Raises ValueError for another wire type."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == VARINT:
            value, at = _varint(message, at)
            yield number, value
            continue
        if wire == BYTES:
            length, at = _varint(message, at)
        elif wire in (EIGHT_BYTES, FOUR_BYTES):
            length = 8 if wire == EIGHT_BYTES else 4
        else:
            raise ValueError(f"wire type {wire} is not known")
        if at + length > len(message):
            raise ValueError("the message is cut off")
        yield number, message[at : at + length]
        at += length


def packed(message: memoryview) -> list[int]:
    """The integers of a packed repeated field."""
    found: list[int] = []
    at = 0
    while at < len(message):
        value, at = _varint(message, at)
        found.append(value)
    return found


def varint(number: int, value: int) -> bytes:
    """An integer field, 0 or more."""
    return _encoded(number << 3 | VARINT) + _encoded(value)


def data(number: int, value: bytes | str) -> bytes:
    """A field of bytes, text or an inner message."""
    raw = value.encode() if isinstance(value, str) else value
    return head(number, len(raw)) + raw


def head(number: int, size: int) -> bytes:
    """What stands before so many bytes of such a field, for those that are written piece by piece."""
    return _encoded(number << 3 | BYTES) + _encoded(size)


def float32(number: int, value: float) -> bytes:
    """A field of one 32-bit float."""
    return _encoded(number << 3 | FOUR_BYTES) + struct.pack("<f", value)


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(message):
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
    raise ValueError("the message is cut off")


def _encoded(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
