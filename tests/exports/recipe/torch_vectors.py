"""Encoders of vectors as people write them: heads, activations, normalisation, sparse autoencoders, odd corners of the language."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from corpus import D
from torch_export import Function, exports

BOTH = ("legacy", "dynamo")
LEGACY_OPSETS = tuple(f"legacy-{opset}" for opset in (11, 12, 13, 14, 15, 16, 17, 18, 19, 20))
DYNAMO_OPSETS = tuple(f"dynamo-{opset}" for opset in (18, 19, 20, 21, 22, 23, 24, 25))


def lin(m: int = D, d: int = D):
    return nn.Linear(d, m)


def head(function, m: int = D, **parts):
    """A function after a linear layer of m outputs."""
    return lambda: Function(lambda s, x: function(s, s.first(x)), first=lin(m), **{k: v() for k, v in parts.items()})


def perceptron():
    return nn.Sequential(nn.Linear(D, 8), nn.BatchNorm1d(8), nn.LeakyReLU(0.2), nn.Linear(8, 8), nn.LayerNorm(8), nn.Dropout(0.3), nn.Linear(8, D))


def split_mean(s, h):
    mean, _log_variance = h.chunk(2, 1)
    return mean


class Vae(nn.Module):
    """Gives a sample in training and the mean in evaluation."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(D, 8), nn.Tanh(), nn.Linear(8, 2 * D))

    def forward(self, x):
        mean, log_variance = self.body(x).chunk(2, dim=-1)
        if self.training:
            return mean + torch.randn_like(mean) * torch.exp(log_variance / 2)
        return mean


class ScriptedChoice(nn.Module):
    """Control flow that scripting keeps: a test of a configuration, a loop over layers."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(D, D) for _ in range(3)])
        self.residual = True

    def forward(self, x):
        for layer in self.layers:
            h = torch.relu(layer(x))
            x = x + h if self.residual else h
        return x


class ScriptedBatch(nn.Module):
    """Scripting keeps x.size(0) as it is."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(D, D)

    def forward(self, x):
        return self.layer(x).view(x.size(0), -1)


def top_k(s, h):
    values, places = torch.topk(torch.relu(h), 3, dim=-1)
    return torch.zeros_like(h).scatter(-1, places, values)


def one_hot(s, h):
    return F.one_hot(h.argmax(dim=-1), num_classes=D).float() * h.amax(-1, keepdim=True)


def vector_quantised(s, h):
    nearest = torch.cdist(h, s.book.weight).argmin(dim=1)
    return s.book(nearest)


def bilinear():
    return Function(lambda s, x: torch.einsum("bi,ijk,bj->bk", x, s.w, x), w=torch.randn(D, D, 3))


def interpolate():
    return Function(lambda s, x: F.interpolate(x.unsqueeze(1), scale_factor=2.0, mode="linear", align_corners=False).flatten(1))


def recurrent(kind, **options):
    return lambda: Function(
        lambda s, x: s.last(s.cell(x.unsqueeze(-1))[0][:, -1]),
        cell=kind(1, 4, batch_first=True, **options),
        last=lin(D, 8 if options.get("bidirectional") else 4),
    )


HEADS = {
    "linear": head(lambda s, h: h),
    "chunk": head(split_mean, 2 * D),
    "split": head(lambda s, h: torch.split(h, [D, D], 1)[0], 2 * D),
    "tensor-split": head(lambda s, h: torch.tensor_split(h, 2, dim=1)[1], 2 * D),
    "slice": head(lambda s, h: h[:, :D], 2 * D),
    "unbind": head(lambda s, h: torch.unbind(h.unflatten(1, (2, D)), 1)[0], 2 * D),
    "vae": Vae,
    "normalise": head(lambda s, h: F.normalize(h, dim=-1)),
    "divide-norm": head(lambda s, h: h / h.norm(dim=-1, keepdim=True)),
    "norm-one": head(lambda s, h: h / h.abs().sum(1, keepdim=True).clamp_min(1e-6)),
    "logsumexp": head(lambda s, h: h - torch.logsumexp(h, dim=1, keepdim=True)),
    "softmax": head(lambda s, h: torch.softmax(h / 0.5, dim=-1)),
    "log-softmax": head(lambda s, h: F.log_softmax(h, dim=1)),
    "sort": head(lambda s, h: torch.sort(h, dim=-1).values),
    "sort-descending": head(lambda s, h: torch.sort(h, dim=1, descending=True)[0]),
    "one-hot": head(one_hot),
    "topk-sae": head(top_k, 16),
    "jumprelu-sae": lambda: Function(lambda s, x: (lambda h: h * (h > s.bound))(s.first(x)), first=lin(16), bound=nn.Parameter(torch.rand(16))),
    "gated-sae": lambda: Function(
        lambda s, x: (s.gate(x - s.bias) > 0).to(x.dtype) * torch.relu(s.size(x - s.bias)), gate=lin(16), size=lin(16), bias=nn.Parameter(torch.rand(D))
    ),
    "threshold-sae": head(lambda s, h: torch.where(h.abs() > 0.3, h, torch.zeros_like(h)), 12),
    "masked-fill": head(lambda s, h: h.masked_fill(h < 0, 0.0)),
    "where-constant": head(lambda s, h: torch.where(h > 0, h, torch.tensor(-1.0))),
    "vector-quantised": head(vector_quantised, book=lambda: nn.Embedding(7, D)),
    "finite-scalar-quantised": head(lambda s, h: torch.round(torch.tanh(h) * 3) / 3),
    "bucket-embedding": lambda: Function(lambda s, x: s.book((x > 0).long()).flatten(1), book=nn.Embedding(2, 3)),
    "clamp-min-max": head(lambda s, h: h.clamp(-0.5, 0.5)),
    "clamp-inf": head(lambda s, h: torch.clamp(h, min=-6.0, max=float("inf"))),
    "nan-to-num": head(lambda s, h: torch.nan_to_num(h, nan=0.0, posinf=1.0, neginf=-1.0)),
    "amax-minus-inf": head(lambda s, h: torch.where(h > 0, h, torch.full_like(h, float("-inf"))).amax(1, keepdim=True).clamp_min(-9.0) + h),
    "standardise": head(lambda s, h: (h - h.mean(-1, keepdim=True)) / h.std(-1, keepdim=True)),
    "variance": head(lambda s, h: h / (h.var(dim=1, keepdim=True, unbiased=False) + 1e-3).sqrt()),
    "prototypes": lambda: Function(lambda s, x: F.cosine_similarity(x.unsqueeze(1), s.prototypes.unsqueeze(0), dim=-1), prototypes=torch.randn(6, D)),
    "kernel": lambda: Function(lambda s, x: torch.exp(-((x.unsqueeze(1) - s.centres) ** 2).sum(-1)), centres=torch.randn(6, D)),
    "cdist": lambda: Function(lambda s, x: torch.cdist(x, s.centres), centres=torch.randn(6, D)),
    "whitening": lambda: Function(lambda s, x: (x - s.mean) @ s.matrix.T, mean=torch.randn(D), matrix=torch.randn(D, D)),
    "ensemble": lambda: Function(lambda s, x: torch.stack([part(x) for part in s.parts]).mean(0), parts=nn.ModuleList([lin() for _ in range(3)])),
    "ensemble-concat": lambda: Function(lambda s, x: torch.cat([part(x) for part in s.parts], dim=1), parts=nn.ModuleList([lin(2) for _ in range(3)])),
    "ensemble-einsum": lambda: Function(lambda s, x: torch.einsum("bd,kdm->bkm", x, s.weights).mean(1), weights=torch.randn(3, D, D)),
    "experts": lambda: Function(
        lambda s, x: (torch.softmax(s.gate(x), -1).unsqueeze(-1) * torch.stack([e(x) for e in s.experts], 1)).sum(1),
        gate=lin(3),
        experts=nn.ModuleList([lin() for _ in range(3)]),
    ),
    "residual": lambda: Function(lambda s, x: x + s.b(F.gelu(s.a(x))) * 0.5, a=lin(8), b=lin(D, 8)),
    "dense-skip": lambda: Function(lambda s, x: s.last(torch.cat([x, torch.relu(s.first(x))], -1)), first=lin(4), last=lin(D, D + 4)),
    "bilinear-layer": lambda: Function(lambda s, x: s.layer(x, x), layer=nn.Bilinear(D, D, 3)),
    "hyper-network": lambda: Function(lambda s, x: torch.bmm(s.hyper(x).view(-1, D, D), x.unsqueeze(-1)).squeeze(-1), hyper=lin(D * D)),
    "outer-triangle": lambda: Function(lambda s, x: (x.unsqueeze(2) * x.unsqueeze(1)).tril().reshape(x.shape[0], -1)),
    "polynomial": lambda: Function(lambda s, x: torch.cat([x, x**2, x[:, :1] * x[:, 1:]], dim=-1)),
    "fourier": lambda: Function(lambda s, x: torch.cat([torch.sin(x @ s.w), torch.cos(x @ s.w)], -1), w=torch.randn(D, 4)),
    "siren": lambda: Function(lambda s, x: s.b(torch.sin(3 * s.a(x))), a=lin(8), b=lin(D, 8)),
    "fourier-transform": lambda: Function(lambda s, x: torch.fft.rfft(x).abs()),
    "cumsum": head(lambda s, h: torch.cumsum(F.softplus(h), dim=1)),
    "flip": head(lambda s, h: h.flip(1)),
    "roll": head(lambda s, h: torch.roll(h, 2, dims=1)),
    "permute-columns": lambda: Function(lambda s, x: x[:, s.order] * 2, order=torch.tensor([3, 1, 0, 4, 2])),
    "index-select": lambda: Function(lambda s, x: torch.index_select(x, 1, s.order) + 1, order=torch.tensor([2, 0])),
    "gather": head(lambda s, h: torch.gather(h, 1, torch.argsort(h, dim=1))),
    "meshed": head(lambda s, h: h + torch.arange(D, device=h.device, dtype=h.dtype) / D),
    "new-zeros": head(lambda s, h: torch.cat([h, h.new_zeros(h.shape[0], 2) + h[:, :2]], 1)),
    "expand": head(lambda s, h: h * s.scale.expand(h.shape[0], -1), scale=lambda: nn.Parameter(torch.rand(1, D))),
    "repeat": head(lambda s, h: h.repeat(1, 2)),
    "repeat-interleave": head(lambda s, h: h.repeat_interleave(2, dim=1)),
    "view-size": head(lambda s, h: h.view(h.size(0), -1)),
    "reshape-minus-one": head(lambda s, h: h.reshape(-1, D)),
    "flatten": head(lambda s, h: h.unflatten(1, (2, D)).flatten(1), 2 * D),
    "mean-of-two-axes": head(lambda s, h: h.view(-1, 2, 4, 3).mean((1, 2)), 24),
    "transpose": head(lambda s, h: h.view(-1, 2, D).transpose(1, 2).reshape(h.shape[0], 2 * D), 2 * D),
    "rearranged-permute": head(lambda s, h: h.view(-1, 2, D).permute(2, 0, 1)[0], 2 * D),
    "constant-pad": head(lambda s, h: F.pad(h, (1, 2), value=0.25) + 1),
    "maxout": head(lambda s, h: h.view(-1, D, 2).amax(-1), 2 * D),
    "max-over-pieces": head(lambda s, h: h.view(-1, D, 2).max(dim=2)[0], 2 * D),
    "mean-of-pieces": head(lambda s, h: h.view(-1, D, 2).mean(dim=2), 2 * D),
    "prod": head(lambda s, h: torch.cat([h, h.prod(1, keepdim=True)], 1)),
    "logit": head(lambda s, h: torch.logit(torch.sigmoid(h), eps=1e-4)),
    "power": head(lambda s, h: h.sign() * h.abs().pow(1.5)),
    "float64-inside": head(lambda s, h: (h.double() ** 2).sum(1, keepdim=True).float() + h),
    "stereographic": head(lambda s, h: torch.cat([2 * h, (h**2).sum(1, keepdim=True) - 1], 1) / (1 + (h**2).sum(1, keepdim=True))),
    "householder": lambda: Function(lambda s, x: x - 2 * (x @ s.v)[:, None] * s.v / (s.v @ s.v), v=torch.randn(D)),
    "orthogonal-parametrised": lambda: nn.utils.parametrizations.weight_norm(nn.Linear(D, D)),
    "conv1d": lambda: nn.Sequential(nn.Unflatten(1, (1, D)), nn.Conv1d(1, 4, 3, padding=1), nn.SiLU(), nn.Flatten(), nn.Linear(4 * D, D)),
    "conv1d-dilated-grouped": lambda: nn.Sequential(
        nn.Unflatten(1, (1, D)), nn.Conv1d(1, 4, 3, padding=2, dilation=2), nn.Conv1d(4, 4, 2, groups=2, stride=2), nn.Flatten(), nn.Linear(8, D)
    ),
    "conv-transpose1d": lambda: nn.Sequential(nn.Unflatten(1, (1, D)), nn.ConvTranspose1d(1, 2, 3, stride=2, output_padding=1), nn.Flatten()),
    "pool1d": lambda: nn.Sequential(nn.Linear(D, 12), nn.Unflatten(1, (2, 6)), nn.AvgPool1d(2, ceil_mode=True), nn.MaxPool1d(2, 1), nn.Flatten()),
    "adaptive-pool1d": lambda: nn.Sequential(nn.Linear(D, 12), nn.Unflatten(1, (2, 6)), nn.AdaptiveAvgPool1d(3), nn.Flatten()),
    "interpolate1d": interpolate,
    "lstm": recurrent(nn.LSTM),
    "lstm-two-layers": recurrent(nn.LSTM, num_layers=2),
    "gru": recurrent(nn.GRU),
    "gru-bidirectional": recurrent(nn.GRU, bidirectional=True),
    "rnn": recurrent(nn.RNN),
    "group-norm": head(lambda s, h: s.norm(h), 8, norm=lambda: nn.GroupNorm(2, 8)),
    "instance-norm": head(lambda s, h: s.norm(h.view(-1, 2, 4)).flatten(1), 8, norm=lambda: nn.InstanceNorm1d(2, affine=True)),
    "rms-norm": head(lambda s, h: s.norm(h), 8, norm=lambda: nn.RMSNorm(8)),
    "local-response-norm": head(lambda s, h: F.local_response_norm(h.unsqueeze(-1), 3).squeeze(-1), 8),
    "layer-norm-plain": head(lambda s, h: F.layer_norm(h, (8,)), 8),
    "alpha-dropout": head(lambda s, h: s.drop(F.selu(h)), drop=lambda: nn.AlphaDropout(0.4)),
    "feature-dropout": head(lambda s, h: F.dropout(h, 0.5, training=s.training)),
    "boolean-logic": head(lambda s, h: ((h > 0) & (h < 1) | ~(h >= -1)).float() + h),
    "remainder": head(lambda s, h: torch.remainder(h, 0.7) + torch.fmod(h, 0.3)),
    "angles": head(lambda s, h: torch.atan2(h, h.flip(1) + 3)),
    "min-max-of-two": head(lambda s, h: torch.maximum(h, h.flip(1)) - torch.minimum(h, s.bound), bound=lambda: nn.Parameter(torch.rand(D))),
    "scatter-add": head(lambda s, h: torch.zeros_like(h).scatter_add(1, torch.tensor([[0, 0, 1, 3, 3]]).expand(h.shape[0], -1), h)),
}

# What one exporter itself cannot write, found by running the recipe.
ONLY = {
    "bilinear-layer": ("dynamo",),
    "cdist": ("legacy",),
    "fourier-transform": ("dynamo",),
    "interpolate1d": ("dynamo",),
    "rms-norm": ("dynamo",),
    "vector-quantised": ("legacy",),
}

ACTIVATIONS = {
    "gelu": nn.GELU(),
    "gelu-tanh": nn.GELU(approximate="tanh"),
    "silu": nn.SiLU(),
    "mish": nn.Mish(),
    "hard-swish": nn.Hardswish(),
    "hard-sigmoid": nn.Hardsigmoid(),
    "elu": nn.ELU(),
    "selu": nn.SELU(),
    "celu": nn.CELU(0.7),
    "softsign": nn.Softsign(),
    "soft-shrink": nn.Softshrink(0.2),
    "hard-shrink": nn.Hardshrink(0.2),
    "tanh-shrink": nn.Tanhshrink(),
    "threshold": nn.Threshold(0.1, 0.5),
    "prelu": nn.PReLU(D),
    "glu": nn.GLU(),
    "log-sigmoid": nn.LogSigmoid(),
    "hard-tanh": nn.Hardtanh(),
    "relu6": nn.ReLU6(),
    "rrelu": nn.RReLU(),
    "softplus": nn.Softplus(beta=2, threshold=15),
}

ACTIVATION_ONLY = {"rrelu": ("legacy",)}


def activation_pair(kind):
    return lambda: nn.Sequential(nn.Linear(D, 2 * D if isinstance(kind, nn.GLU) else D), kind, nn.Linear(D, D))


EXPORTS = [
    *(export for name, factory in HEADS.items() for export in exports(name, factory, ONLY.get(name, BOTH))),
    *(
        export
        for i, (name, kind) in enumerate(ACTIVATIONS.items())
        for export in exports(f"activation-{name}", activation_pair(kind), ACTIVATION_ONLY.get(name) or (BOTH if i % 3 == 0 else (BOTH[i % 2],)))
    ),
    *exports("perceptron", perceptron, (*LEGACY_OPSETS, *DYNAMO_OPSETS, "trace", "script")),
    *exports("vae-opsets", head(split_mean, 2 * D), LEGACY_OPSETS),
    *exports("scripted-choice", ScriptedChoice, ("script", "trace")),
    *exports("scripted-batch", ScriptedBatch, ("script", "trace")),
    *exports("scripted-vae", Vae, ("script",)),
    # Every size of the output a name, as people do who list all axes; the values decide.
    *exports("all-axes-named", head(lambda s, h: h), ("legacy",), dynamic_axes={"x": {0: "batch"}, "codes": {0: "batch", 1: "m"}}),
    *exports("keep-initialisers", perceptron, ("legacy",), keep_initializers_as_inputs=True),
    *exports("no-folding", perceptron, ("legacy",), do_constant_folding=False),
    *exports("bilinear", bilinear, ("legacy",)),
    *exports("without-parameters", head(split_mean, 2 * D), ("dynamo",), optimize=False),
]
