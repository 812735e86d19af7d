"""Models of half precision inside, with float32 at the borders, and such without."""
from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnxruntime.transformers.float16 import convert_float_to_float16
from torch import nn

from corpus import D, Export, Refusal
from torch_export import Function, built, exports, write_dynamo, write_legacy

HALF_STEP = 5e-3


def perceptron():
    return nn.Sequential(nn.Linear(D, 8), nn.LayerNorm(8), nn.ReLU(), nn.Linear(8, D))


def convolution():
    return nn.Sequential(nn.Unflatten(1, (1, D)), nn.Conv1d(1, 4, 3, padding=1), nn.Tanh(), nn.Flatten(), nn.Linear(4 * D, D))


def inside(factory):
    """model.half() between two casts, as an author writes it."""

    def make():
        body = factory().half()
        return Function(lambda s, x: s.body(x.half()).float(), body=body)

    return make


def converted(factory, writer, keeps_borders: bool):
    def write(path: Path) -> None:
        plain = path.with_suffix(".float.onnx")
        writer(built("half", factory), (D,), plain, None)
        onnx.save(convert_float_to_float16(onnx.load(plain), keep_io_types=keeps_borders), path)

    return write


def native(write):
    """The reference is onnxruntime's own CPU provider: the conversion has no framework."""

    def codes(x: np.ndarray) -> np.ndarray:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.onnx"
            write(path)
            return ort.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(["codes"], {"x": x})[0]

    return codes


def converted_export(name, write, **options) -> Export:
    return Export(f"half-{name}", "onnxruntime float16", write, **options)


EXPORTS = [
    *exports("half-perceptron", inside(perceptron), ("legacy", "dynamo"), tolerance=HALF_STEP),
    *exports("half-convolution", inside(convolution), ("legacy", "dynamo"), tolerance=HALF_STEP),
    *exports("bfloat16-perceptron", lambda: Function(lambda s, x: s.body(x.bfloat16()).float(), body=perceptron().bfloat16()), ("dynamo",), refusal=Refusal("element type|bfloat16", "float")),
    *(
        converted_export(f"{name}-{kind}", converted(factory, writer, True), codes=native(converted(factory, writer, True)), tolerance=HALF_STEP)
        for name, factory in (("perceptron", perceptron), ("convolution", convolution))
        for kind, writer in (("legacy", write_legacy), ("dynamo", write_dynamo))
    ),
    converted_export("borders", converted(perceptron, write_legacy, False), refusal=Refusal("float32", "keep_io_types|single precision|float")),
]
