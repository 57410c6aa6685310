"""Rewrites a stored MiniLM so that onnxruntime multiplies its 8-bit weights as they are.

The published file keeps int8 weights and turns them into floats before each multiplication. Here the same weights go
into a small graph of onnxruntime's own fused operators
(https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md): `DynamicQuantizeMatMul` multiplies in 8
bits, `MultiHeadAttention`, `SkipLayerNormalization` and `Gelu` spare passes over memory. About three times as fast,
and half the memory; the vectors stay within a cosine of 0.99 of the float ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.encoder import protobuf as wire

Tensor = NDArray[Any]

LAYERS, WIDTH, HEADS = 6, 384, 12
EPSILON = 1e-12
OWN = "com.microsoft"  # domain of onnxruntime's fused operators
_TYPES: dict[int, Any] = {1: np.float32, 3: np.int8, 7: np.int64}  # TensorProto.DataType
_NUMBERS = {np.dtype(kind): number for number, kind in _TYPES.items()}
PREFIX = "inner."


def refold(stored: dict[str, Tensor]) -> bytes:
    """The network as a model for onnxruntime: input `embedded` (float32, 1 x length x 384), outputs `before` (the last
    layer but one) and `hidden` (the last), of the same shape. Raises ValueError when a tensor is missing."""
    try:
        return _Graph().build(stored)
    except (KeyError, StopIteration) as error:
        raise ValueError(f"the model lacks a tensor: {error}") from error


def tensors(model: memoryview) -> dict[str, Tensor]:
    """Every initializer of an ONNX file by name, as views of its bytes. Raises ValueError for other bytes."""
    graph = next((value for number, value in wire.fields(model) if number == 7), None)
    if not isinstance(graph, memoryview):
        raise ValueError("there is no graph in the file")
    parts = (value for number, value in wire.fields(graph) if number == 5 and isinstance(value, memoryview))
    return dict(_tensor(value) for value in parts)


def _tensor(message: memoryview) -> tuple[str, Tensor]:
    shape: list[int] = []
    name, kind, raw = "", 1, memoryview(b"")
    for number, value in wire.fields(message):
        if isinstance(value, int):
            if number == 1:
                shape.append(value)
            elif number == 2:
                kind = value
        elif number == 1:
            shape += wire.packed(value)
        elif number == 8:
            name = bytes(value).decode()
        elif number == 9:
            raw = value
    if kind not in _TYPES or not len(raw):
        return name, np.zeros(0)
    return name, np.frombuffer(raw, _TYPES[kind]).reshape(shape)


@dataclass(frozen=True)
class _Linear:
    weight: Tensor  # int8, in x out
    scale: Tensor  # float32, out
    bias: Tensor  # float32, out


class _Graph:
    """Collects nodes and tensors of an ONNX GraphProto."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._tensors: list[bytes] = []

    def build(self, stored: dict[str, Tensor]) -> bytes:
        kernels = iter([name for name in stored if name.startswith("val_") and name.endswith("_q")])  # in use order

        def linear(bias: str) -> _Linear:
            name = next(kernels)
            return _Linear(stored[name], stored[name[:-2] + "_scale"].reshape(-1), stored[PREFIX + bias])

        before = hidden = "embedded"
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}."
            parts = [linear(f"{at}attention.self.{each}.bias") for each in ("query", "key", "value")]
            joined = _Linear(*(np.concatenate(each, axis=-1) for each in zip(*map(_as_tuple, parts), strict=True)))
            qkv = self._multiply(hidden, joined, f"l{layer}.qkv")
            split = [f"l{layer}.{each}" for each in "qkv"]
            self._node("Split", [qkv, self._constant(f"l{layer}.thirds", np.full(3, WIDTH, np.int64))], split, axis=2)
            attended = f"l{layer}.attended"
            self._node("MultiHeadAttention", split, [attended], OWN, num_heads=HEADS)
            out = self._multiply(attended, linear(f"{at}attention.output.dense.bias"), f"l{layer}.out")
            middle = self._join(hidden, out, stored, f"{at}attention.output.LayerNorm")
            wide = self._multiply(middle, linear(f"{at}intermediate.dense.bias"), f"l{layer}.wide")
            self._node("Gelu", [wide], [f"{wide}.gelu"], OWN)
            narrow = self._multiply(f"{wide}.gelu", linear(f"{at}output.dense.bias"), f"l{layer}.narrow")
            before, hidden = hidden, self._join(middle, narrow, stored, f"{at}output.LayerNorm")
        self._node("Identity", [before], ["before"])
        self._node("Identity", [hidden], ["hidden"])
        return self._model()

    def _multiply(self, source: str, linear: _Linear, name: str) -> str:
        parts = [
            self._constant(f"{name}.weight", linear.weight),
            self._constant(f"{name}.scale", linear.scale),
            "",
            self._constant(f"{name}.bias", linear.bias),
        ]
        self._node("DynamicQuantizeMatMul", [source, *parts], [name], OWN)
        return name

    def _join(self, first: str, second: str, stored: dict[str, Tensor], norm: str) -> str:
        parts = [self._constant(f"{norm}.{each}", stored[f"{PREFIX}{norm}.{each}"]) for each in ("weight", "bias")]
        self._node("SkipLayerNormalization", [first, second, *parts], [f"{norm}.out"], OWN, epsilon=EPSILON)
        return f"{norm}.out"

    def _constant(self, name: str, value: Tensor) -> str:
        dims = b"".join(wire.varint(1, size) for size in value.shape)
        raw = np.ascontiguousarray(value).tobytes()
        kind = _NUMBERS[value.dtype]
        self._tensors.append(wire.data(5, dims + wire.varint(2, kind) + wire.data(8, name) + wire.data(9, raw)))
        return name

    def _node(
        self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: int | float
    ) -> None:
        parts = [wire.data(1, each) for each in inputs] + [wire.data(2, each) for each in outputs]
        parts += [wire.data(3, outputs[0]), wire.data(4, kind)]
        parts += [wire.data(5, _attribute(name, value)) for name, value in attributes.items()]
        parts += [wire.data(7, domain)] if domain else []
        self._nodes.append(wire.data(1, b"".join(parts)))

    def _model(self) -> bytes:
        ends = [wire.data(11, _value("embedded"))] + [wire.data(12, _value(name)) for name in ("before", "hidden")]
        graph = [*self._nodes, wire.data(2, "encoder"), *self._tensors, *ends]
        sets = (("", 17), (OWN, 1))
        domains = [wire.data(8, wire.data(1, domain) + wire.varint(2, version)) for domain, version in sets]
        # Joined once: each copy of the weights is 10 MB.
        return b"".join([wire.varint(1, 8), wire.head(7, sum(map(len, graph))), *graph, *domains])


def _as_tuple(linear: _Linear) -> tuple[Tensor, Tensor, Tensor]:
    return linear.weight, linear.scale, linear.bias


def _attribute(name: str, value: int | float) -> bytes:
    if isinstance(value, float):
        return wire.data(1, name) + wire.float32(2, value) + wire.varint(20, 1)
    return wire.data(1, name) + wire.varint(3, value % (1 << 64)) + wire.varint(20, 2)


def _value(name: str) -> bytes:
    dims = [wire.varint(1, 1), wire.data(2, "length"), wire.varint(1, WIDTH)]
    sizes = b"".join(wire.data(1, each) for each in dims)
    tensor = wire.varint(1, _NUMBERS[np.dtype(np.float32)]) + wire.data(2, sizes)
    return wire.data(1, name) + wire.data(2, wire.data(1, tensor))
