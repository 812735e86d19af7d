"""The ways in which PyTorch users export, as variants of one model."""
from __future__ import annotations

import copy
import io
import logging
import warnings
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import torch

from corpus import D, ROWS, Export, Refusal, seed_of, without_folders

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
torch.set_num_threads(1)

NAMES = {"input_names": ["x"], "output_names": ["codes"]}
AXES = {"x": {0: "batch"}, "codes": {0: "batch"}}

Factory = Callable[[], torch.nn.Module]


class Function(torch.nn.Module):
    """A function of the observations and of named modules and parameters."""

    def __init__(self, function: Callable, **parts):
        super().__init__()
        self.function = function
        for name, part in parts.items():
            if isinstance(part, torch.Tensor) and not isinstance(part, torch.nn.Parameter):
                self.register_buffer(name, part)
            else:
                setattr(self, name, part)

    def forward(self, x):
        return self.function(self, x)


def built(name: str, factory: Factory, train: bool = False) -> torch.nn.Module:
    torch.manual_seed(seed_of(name))
    model = factory()
    for module in model.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm) and module.running_mean is not None:
            torch.nn.init.uniform_(module.running_mean, -0.5, 0.5)
            torch.nn.init.uniform_(module.running_var, 0.5, 2)
    return model.train(train)


def quietly(export: Callable[[], object]) -> None:
    with redirect_stdout(io.StringIO()):
        export()


def write_legacy(model, shape, path: Path, opset: int | None, **options) -> None:
    chosen = {**NAMES, "dynamic_axes": AXES, **options}
    example = (torch.zeros(2, *shape),)
    quietly(lambda: torch.onnx.export(model, example, str(path), dynamo=False, opset_version=opset, **chosen))


def write_dynamo(model, shape, path: Path, opset: int | None, **options) -> None:
    chosen = {**NAMES, "external_data": False, "dynamic_shapes": [{0: torch.export.Dim("batch")}], **options}
    example = (torch.zeros(2, *shape),)
    quietly(lambda: torch.onnx.export(model, example, str(path), dynamo=True, opset_version=opset, verbose=False, **chosen))
    without_folders(path)


def write_script(model, shape, path: Path, opset: int | None, **options) -> None:
    write_legacy(torch.jit.script(model), shape, path, opset, **options)


def write_trace(model, shape, path: Path, opset: int | None, **options) -> None:
    write_legacy(torch.jit.trace(model, torch.zeros(ROWS, *shape)), shape, path, opset, **options)


WRITERS = {"legacy": write_legacy, "dynamo": write_dynamo, "script": write_script, "trace": write_trace}


def exports(
    name: str,
    factory: Factory,
    ways: Iterable[str] = ("legacy", "dynamo"),
    shape: tuple[int, ...] = (D,),
    refusal: Refusal | None = None,
    train: bool = False,
    tolerance: float = 1e-5,
    **options,
) -> list[Export]:
    """One export for each way, written `exporter` or `exporter-opset`; `options` replace those of torch.onnx.export."""
    found = []
    for way in ways:
        kind, _, opset = way.partition("-")

        def write(path: Path, kind=kind, opset=opset) -> None:
            WRITERS[kind](built(name, factory, train), shape, path, int(opset) if opset else None, **copy.copy(options))

        def codes(x: np.ndarray) -> np.ndarray:
            with torch.no_grad():
                return built(name, factory, train)(torch.from_numpy(x)).numpy()

        found.append(Export(f"torch-{way}-{name}", f"torch {kind}", write, codes, shape, refusal, tolerance=tolerance))
    return found
