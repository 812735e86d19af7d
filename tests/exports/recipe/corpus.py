"""What one export of the corpus is, and how it is written beside the others."""
from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from google.protobuf.message import DecodeError

from quick import QUICK

ROWS = 5
"""Rows of the reference inputs."""
D = 5
"""Length of a vector observation, as on the registry's tracks of vectors."""


def observations(shape: tuple[int, ...], rows: int = ROWS) -> np.ndarray:
    """Reference inputs between -2 and 2 in steps of 2^-22: exact in float32, and made again by the tests without a file."""
    state = 1
    values = np.empty(rows * int(np.prod(shape)), dtype=np.float64)
    for i in range(values.size):
        state = (state * 1664525 + 1013904223) % 2**32
        values[i] = (state >> 8) / 2**22 - 2
    return values.astype(np.float32).reshape(rows, *shape)


@dataclass(frozen=True)
class Refusal:
    """What a refusal must say: parts of its rule and of its fix, each a regular expression."""

    rule: str
    fix: str
    late: bool = False
    """Only running shows it: the audit lets the file in, the evaluation refuses it."""


@dataclass(frozen=True)
class Export:
    """A model and the way in which one exporter writes it."""

    name: str
    exporter: str
    write: Callable[[Path], None]
    """Writes the file; for real exports with the framework's own exporter."""
    codes: Callable[[np.ndarray], np.ndarray] | None = None
    """What the framework itself computes from the reference inputs."""
    shape: tuple[int, ...] = (D,)
    refusal: Refusal | None = None
    imitated: bool = False
    tolerance: float = 1e-5
    note: str = ""


def seed_of(name: str) -> int:
    """Weights depend on the model's name alone: another model more or less changes no file."""
    return zlib.crc32(name.encode()) % 2**31


def without_folders(path: Path) -> None:
    """Stack traces in the metadata name folders of the machine that exported."""
    model = onnx.load(path)
    for holder in [*model.graph.node, model.graph, *model.graph.value_info, *model.graph.initializer, *model.graph.input, *model.graph.output]:
        del holder.metadata_props[:]
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, path)


def index_entry(export: Export, path: Path) -> dict:
    """The line of the index for a file that was written."""
    try:
        model = onnx.load(path, load_external_data=False)
    except DecodeError:
        model = onnx.ModelProto()
    versions = [entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")]
    entry: dict = {
        "name": export.name,
        "exporter": export.exporter,
        "producer": f"{model.producer_name} {model.producer_version}".strip(),
        "opset": versions[0] if versions else 0,
        "shape": list(export.shape),
    }
    if export.imitated:
        entry["imitated"] = True
    if export.name in QUICK:
        entry["quick"] = True
    if export.note:
        entry["note"] = export.note
    if export.refusal:
        entry["expect"] = "refused"
        entry["rule"], entry["fix"] = export.refusal.rule, export.refusal.fix
        if export.refusal.late:
            entry["late"] = True
        return entry
    codes = np.asarray(export.codes(observations(export.shape)), dtype=np.float32)
    if codes.shape[0] != ROWS or codes.ndim != 2 or not np.isfinite(codes).all():
        raise ValueError(f"{export.name}: the framework gives codes of shape {codes.shape}")
    entry["expect"] = "accepted"
    if export.tolerance != 1e-5:
        entry["tolerance"] = export.tolerance
    entry["codes"] = [[float(f"{value:.9g}") for value in row] for row in codes.tolist()]
    return entry
