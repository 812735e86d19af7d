"""Exports that must be refused, each with the fix that its author needs. Rules and fixes are regular expressions."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from corpus import D, Export, Refusal
from torch_export import Function, built, exports, write_legacy
from torch_vectors import bilinear, interpolate

ONE_ROW = Refusal("batch|rows", "one observation|batch|row")
EVALUATION = Refusal("random|training mode", r"model\.eval\(\)")
BOTH = ("legacy", "dynamo")


def head(function, m: int = D):
    return lambda: Function(lambda s, x: function(s.first(x)), first=nn.Linear(D, m))


def masked_assignment(h):
    out = torch.zeros_like(h)
    mask = h > 0
    out[mask] = h[mask]
    return out


def whitened_by_the_batch(h):
    """Fixed-point whitening of the batch itself, as an ICA that is fitted when it is applied."""
    centred = h - h.mean(0)
    covariance = centred.T @ centred / h.shape[0] + 0.1 * torch.eye(D)
    inverse = torch.eye(D) / covariance.diagonal().sum()
    for _ in range(3):
        inverse = 2 * inverse - inverse @ covariance @ inverse
    return centred @ inverse


def convolved_over_the_batch(h):
    return F.conv1d(h.T.unsqueeze(1), torch.ones(1, 1, 3), padding=1).squeeze(1).T


MIXING = {
    "batch-mean": head(lambda h: h - h.mean(0, keepdim=True)),
    "batch-standardised": head(lambda h: (h - h.mean(dim=0)) / (h.std(dim=0, unbiased=False) + 1e-5)),
    "batch-softmax": head(lambda h: torch.softmax(h, dim=0)),
    "batch-normalize": head(lambda h: F.normalize(h, dim=0)),
    "batch-max": head(lambda h: h / h.abs().amax(0, keepdim=True)),
    "batch-total": head(lambda h: h / h.sum()),
    "batch-norm-of-all": head(lambda h: h / torch.linalg.vector_norm(h)),
    "batch-minmax": head(lambda h: (h - h.min()) / (h.max() - h.min())),
    "batch-similarity": head(lambda h: torch.softmax(h @ h.T, 1) @ h),
    "batch-whitening": head(whitened_by_the_batch),
    "batch-sort": head(lambda h: torch.sort(h, dim=0)[0]),
    "batch-rank": head(lambda h: torch.argsort(torch.argsort(h, dim=0), dim=0).float()),
    "batch-cumsum": head(lambda h: torch.cumsum(h, dim=0)),
    "batch-flip": head(lambda h: h.flip(0)),
    "batch-first-row": head(lambda h: h - h[:1]),
    "batch-size-divides": head(lambda h: h / h.shape[0]),
    "batch-shuffled": head(lambda h: torch.cat([h[1:], h[:1]], 0)),
    "batch-convolution": head(convolved_over_the_batch),
    "batch-attention": lambda: Function(lambda s, x: s.layer(x.unsqueeze(0)).squeeze(0), layer=nn.TransformerEncoderLayer(D, 1, 8, batch_first=True)),
    "batch-instance-norm": lambda: Function(lambda s, x: s.norm(s.first(x).T.unsqueeze(0)).squeeze(0).T, first=nn.Linear(D, D), norm=nn.InstanceNorm1d(D, affine=True)),
    "batch-lstm": lambda: Function(lambda s, x: s.cell(x.unsqueeze(1))[0].squeeze(1), cell=nn.LSTM(D, D)),
    "untracked-batch-norm": lambda: nn.Sequential(nn.Linear(D, D), nn.BatchNorm1d(D, track_running_stats=False)),
}

# Where one exporter itself fails or bakes the size in, found by running the recipe.
ONLY: dict[str, tuple[str, ...]] = {"untracked-batch-norm": ("dynamo",)}


class Sampled(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(D, 2 * D)

    def forward(self, x):
        mean, log_variance = self.body(x).chunk(2, 1)
        return mean + torch.randn_like(mean) * torch.exp(log_variance / 2)


class Noisy(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(D, D)

    def forward(self, x):
        return self.body(x) + 0.1 * torch.rand(x.shape[0], D)


class Looped(nn.Module):
    """A loop whose length the values decide."""

    def __init__(self):
        super().__init__()
        self.body = nn.Linear(D, D)

    def forward(self, x):
        h = self.body(x)
        while bool(h.abs().max() > 1.0):
            h = h * 0.5
        return h


def broken(value: float):
    def factory():
        model = nn.Sequential(nn.Linear(D, 8), nn.ReLU(), nn.Linear(8, D))
        with torch.no_grad():
            model[2].weight[1, 1] = value
        return model

    return factory


def squeezed():
    return Function(lambda s, x: s.conv(x.unsqueeze(1)).squeeze(), conv=nn.Conv1d(1, D, D))


def perceptron():
    return nn.Sequential(nn.Linear(D, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, D))


def write_pickle(path: Path) -> None:
    torch.save(built("pickle", perceptron).state_dict(), path)


def write_torchscript(path: Path) -> None:
    torch.jit.script(built("torchscript", perceptron)).save(str(path))


def write_other_input(path: Path) -> None:
    write_legacy(built("six-inputs", lambda: nn.Linear(6, D)), (6,), path, None)


NOT_A_MODEL = Refusal("not a readable ONNX model", "export")
TRAINING = torch.onnx.TrainingMode.TRAINING

EXPORTS = [
    *(export for name, factory in MIXING.items() for export in exports(name, factory, ONLY.get(name, BOTH), refusal=ONE_ROW)),
    *exports("train-mode-batch-norm", perceptron, ("legacy",), refusal=EVALUATION, train=True, training=TRAINING, do_constant_folding=False),
    *exports("train-mode-dropout", lambda: nn.Sequential(nn.Linear(D, D), nn.Dropout(0.5)), ("legacy",), refusal=EVALUATION, train=True, training=TRAINING),
    *exports("sampled-vae", Sampled, BOTH, refusal=Refusal("random", r"model\.eval\(\)|sampling")),
    *exports("noise", Noisy, BOTH, refusal=Refusal("random", r"model\.eval\(\)|sampling")),
    *exports("loop", Looped, ("script",), refusal=Refusal("Loop", ".")),
    *exports("masked-assignment", head(masked_assignment), BOTH, refusal=Refusal("NonZero", r"torch\.where")),
    # PyTorch fixes the batch of this product at that of its example, whatever dynamic_shapes says.
    *exports("bilinear", bilinear, ("dynamo",), refusal=Refusal("fixed batch", "dynamic_shapes=")),
    *exports("fixed-batch", perceptron, ("legacy",), refusal=Refusal("fixed batch", r'dynamic_axes=\{"x"'), dynamic_axes=None),
    *exports("fixed-batch", perceptron, ("dynamo",), refusal=Refusal("fixed batch", "dynamic_shapes="), dynamic_shapes=None),
    *exports("hard-coded-view", lambda: Function(lambda s, x: s.first(x).view(2, D), first=nn.Linear(D, D)), ("legacy",), refusal=Refusal("batch", r"x\.size\(0\)|batch|flatten")),
    *exports("traced-batch", lambda: Function(lambda s, x: s.first(x).reshape(int(x.shape[0]), -1), first=nn.Linear(D, D)), ("trace",), refusal=Refusal("batch", "batch|trac|flatten")),
    *exports("squeezed-batch", squeezed, ("legacy",), refusal=Refusal("batch|Squeeze", r"squeeze|batch|axes|dim")),
    *exports("unnamed", perceptron, ("legacy",), refusal=Refusal("inputs", r'input_names=\["x"\]'), input_names=None, output_names=None, dynamic_axes=None),
    *exports("wrong-output-name", perceptron, BOTH, refusal=Refusal("outputs", r'output_names=\["codes"\]'), output_names=["z"]),
    *exports("two-outputs", lambda: Function(lambda s, x: s.first(x).chunk(2, 1), first=nn.Linear(D, 2 * D)), BOTH, refusal=Refusal("outputs", "no other output|one output|only"), output_names=["codes", "log_variance"]),
    *exports("matrix-codes", head(lambda h: h.unflatten(1, (D, 2)), 2 * D), BOTH, refusal=Refusal("shape", "flatten")),
    *exports("vector-codes", head(lambda h: h.sum(1)), BOTH, refusal=Refusal("shape", r"\[batch, m\]|flatten|keepdim")),
    *exports("transposed-codes", head(lambda h: h.T), ("legacy",), refusal=Refusal("batch|shape", ".")),
    *exports("doubled-batch", head(lambda h: torch.cat([h, -h], 0)), ("legacy",), refusal=Refusal("batch|rows|shape", ".")),
    *exports("half-batch", head(lambda h: h.reshape(-1, 2 * D)), ("legacy",), refusal=Refusal("batch|rows|shape", ".")),
    *exports("diverged", broken(float("nan")), BOTH, refusal=Refusal("NaN or infinity", "train")),
    *exports("overflowed", broken(float("inf")), ("legacy",), refusal=Refusal("NaN or infinity", "train")),
    *exports("old-opset", perceptron, ("legacy-9", "legacy-10"), refusal=Refusal("opset (9|10)", "opset_version")),
    *exports("contradicted-opset", lambda: nn.Sequential(nn.Linear(D, D), nn.GELU()), ("dynamo-26",), refusal=Refusal("Gelu|opset", "opset_version")),
    *exports("external-data", lambda: nn.Sequential(nn.Linear(D, 99), nn.ReLU(), nn.Linear(99, D)), ("dynamo",), refusal=Refusal("another file", "external_data=False"), external_data=True),
    *exports("too-many-codes", lambda: nn.Linear(D, 4097), ("legacy",), refusal=Refusal("4097", "4096")),
    # The runtime takes rank 3 for one picture: bits of a row would depend on the batch.
    *exports("interpolate1d", interpolate, ("legacy",), refusal=Refusal("Resize", ".")),
    *exports("logarithm", head(torch.log), ("legacy",), refusal=Refusal("NaN or infinite", "weights|range", late=True)),
    Export("torch-pickle", "torch save", write_pickle, refusal=NOT_A_MODEL),
    Export("torch-torchscript", "torch jit", write_torchscript, refusal=NOT_A_MODEL),
    Export("torch-legacy-six-inputs", "torch legacy", write_other_input, refusal=Refusal("shape", r"\[batch, 5\]")),
]
# A model in double precision; PyTorch itself would want x to be double as well.
DOUBLE = exports("double", lambda: perceptron().double(), ("legacy",), refusal=Refusal("float32", r"float\(\)|single precision"))


def write_double(path: Path) -> None:
    model = built("double", perceptron).double()
    torch.onnx.export(
        model, (torch.zeros(2, D, dtype=torch.float64),), str(path), dynamo=False, input_names=["x"], output_names=["codes"], dynamic_axes={"x": {0: "batch"}, "codes": {0: "batch"}}
    )


EXPORTS += [replace(export, write=write_double) for export in DOUBLE]
