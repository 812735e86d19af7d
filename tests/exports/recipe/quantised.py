"""Models that onnxruntime's quantisation tools write."""
from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx.reference import ReferenceEvaluator
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from torch import nn

from corpus import D, Export, Refusal, observations
from torch_export import built, write_legacy

logging.getLogger().setLevel(logging.ERROR)
VECTOR, PICTURE = (D,), (1, 8, 8)


def perceptron():
    return nn.Sequential(nn.Linear(D, 16), nn.ReLU(), nn.Linear(16, D))


def convolution():
    return nn.Sequential(nn.Conv2d(1, 4, 3, 2, 1), nn.ReLU(), nn.Flatten(), nn.Linear(64, D))


MODELS = {"perceptron": (perceptron, VECTOR), "convolution": (convolution, PICTURE)}


class Calibration(CalibrationDataReader):
    def __init__(self, shape):
        self.batches = iter(np.split(observations(shape, 40), 4))

    def get_next(self):
        batch = next(self.batches, None)
        return None if batch is None else {"x": batch}


def static(name: str, form: QuantFormat, activation: QuantType, per_channel: bool):
    def write(path: Path) -> None:
        factory, shape = MODELS[name]
        plain = path.with_suffix(".float.onnx")
        write_legacy(built(name, factory), shape, plain, 17)
        quantize_static(str(plain), str(path), Calibration(shape), quant_format=form, activation_type=activation, weight_type=QuantType.QInt8, per_channel=per_channel)

    return write


def dynamic(name: str, weight: QuantType):
    def write(path: Path) -> None:
        factory, shape = MODELS[name]
        plain = path.with_suffix(".float.onnx")
        write_legacy(built(name, factory), shape, plain, 17)
        quantize_dynamic(str(plain), str(path), weight_type=weight)

    return write


def defined(write):
    """The reference is ONNX's own evaluator: the framework has no such arithmetic, and onnxruntime's native kernels saturate."""

    def codes(x: np.ndarray) -> np.ndarray:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.onnx"
            write(path)
            model = onnx.load(path)
            # The evaluator has QuantizeLinear from opset 19 on; what these models use of it is the same.
            model.opset_import[0].version = 21
            return ReferenceEvaluator(model).run(["codes"], {"x": x})[0]

    return codes


STATIC = {
    "perceptron-qdq": ("perceptron", QuantFormat.QDQ, QuantType.QInt8, False),
    "perceptron-qdq-uint8": ("perceptron", QuantFormat.QDQ, QuantType.QUInt8, False),
    "perceptron-qdq-channels": ("perceptron", QuantFormat.QDQ, QuantType.QInt8, True),
    "perceptron-qoperator": ("perceptron", QuantFormat.QOperator, QuantType.QUInt8, False),
    "convolution-qdq": ("convolution", QuantFormat.QDQ, QuantType.QInt8, True),
    "convolution-qoperator": ("convolution", QuantFormat.QOperator, QuantType.QUInt8, False),
}
DYNAMIC = Refusal("DynamicQuantizeLinear", "static")


def export(name: str, model: str, write, **options) -> Export:
    return Export(f"quantised-{name}", "onnxruntime quantization", write, shape=MODELS[model][1], **options)


# Gemm becomes an operator of Microsoft's own domain.
OWN_DOMAIN = Refusal("com.microsoft", "QDQ")
ONE_STEP = 0.02


def static_export(name: str, parts) -> Export:
    write = static(*parts)
    if parts[1] == QuantFormat.QOperator:
        return export(f"static-{name}", parts[0], write, refusal=OWN_DOMAIN)
    return export(f"static-{name}", parts[0], write, codes=defined(write), tolerance=ONE_STEP)


EXPORTS = [
    *(static_export(name, parts) for name, parts in STATIC.items()),
    *(export(f"dynamic-{model}-{weight.name.lower()}", model, dynamic(model, weight), refusal=DYNAMIC) for model in MODELS for weight in (QuantType.QInt8, QuantType.QUInt8)),
]
