"""Normalising flows and other invertible encoders."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from corpus import D
from torch_export import Function, exports

HALF = 2


class Affine(nn.Module):
    """RealNVP: the second half is scaled and shifted by a function of the first; then the columns are turned round."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(HALF, 8), nn.ReLU(), nn.Linear(8, 2 * (D - HALF)))

    def forward(self, x):
        kept, moved = x[:, :HALF], x[:, HALF:]
        log_scale, shift = self.net(kept).chunk(2, dim=1)
        return torch.cat([kept, moved * torch.exp(torch.tanh(log_scale)) + shift], dim=1).flip(1)


class SplitAffine(nn.Module):
    """The same with chunk and a mask, as in published code."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mask", (torch.arange(D) % 2).float())
        self.net = nn.Sequential(nn.Linear(D, 8), nn.Tanh(), nn.Linear(8, 2 * D))

    def forward(self, x):
        log_scale, shift = self.net(x * self.mask).chunk(2, -1)
        return x * self.mask + (1 - self.mask) * (x * torch.exp(log_scale) + shift)


class Additive(nn.Module):
    """NICE."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(HALF, 8), nn.ELU(), nn.Linear(8, D - HALF))

    def forward(self, x):
        first, second = torch.split(x, [HALF, D - HALF], dim=-1)
        return torch.cat((second + self.net(first), first), -1)


class Masked(nn.Module):
    """MAF: weights are masked when the model runs."""

    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Linear(D, D), nn.Linear(D, 2 * D)
        self.register_buffer("strict", torch.tril(torch.ones(D, D), -1))

    def forward(self, x):
        h = torch.relu(F.linear(x, self.first.weight * self.strict, self.first.bias))
        mean, log_scale = F.linear(h, self.last.weight * torch.cat([self.strict, self.strict]), self.last.bias).chunk(2, 1)
        return (x - mean) * torch.exp(-log_scale)


class Planar(nn.Module):
    def __init__(self):
        super().__init__()
        self.w, self.u, self.b = nn.Parameter(torch.randn(D)), nn.Parameter(torch.randn(D)), nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return x + self.u * torch.tanh(F.linear(x, self.w[None], self.b))


class Radial(nn.Module):
    def __init__(self):
        super().__init__()
        self.centre, self.alpha, self.beta = nn.Parameter(torch.randn(D)), nn.Parameter(torch.tensor(0.5)), nn.Parameter(torch.tensor(0.3))

    def forward(self, x):
        difference = x - self.centre
        radius = torch.linalg.vector_norm(difference, dim=1, keepdim=True)
        return x + self.beta / (F.softplus(self.alpha) + radius) * difference


class LuConvolution(nn.Module):
    """Glow's mixing by a matrix in LU form, put together when the model runs."""

    def __init__(self):
        super().__init__()
        self.lower, self.upper, self.diagonal = nn.Parameter(torch.randn(D, D)), nn.Parameter(torch.randn(D, D)), nn.Parameter(torch.randn(D))
        self.register_buffer("order", torch.eye(D)[torch.randperm(D)])

    def forward(self, x):
        lower = torch.tril(self.lower, -1) + torch.eye(D)
        upper = torch.triu(self.upper, 1) + torch.diag(self.diagonal)
        return x @ (self.order @ lower @ upper).T


class ActNorm(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_scale, self.shift = nn.Parameter(torch.randn(1, D)), nn.Parameter(torch.randn(1, D))

    def forward(self, x):
        return x * self.log_scale.exp() + self.shift


class LinearSpline(nn.Module):
    """A piecewise linear function of each coordinate: count the knots on the left, gather, interpolate."""

    def __init__(self, bins=6):
        super().__init__()
        self.register_buffer("knots", torch.linspace(-2.5, 2.5, bins + 1))
        self.values = nn.Parameter(torch.cumsum(torch.rand(D, bins + 1), dim=1))

    def forward(self, x):
        place = ((x.unsqueeze(-1) >= self.knots).sum(-1) - 1).clamp(0, self.knots.numel() - 2)
        values = self.values.unsqueeze(0).expand(x.shape[0], -1, -1)
        left = values.gather(2, place.unsqueeze(-1)).squeeze(-1)
        right = values.gather(2, (place + 1).unsqueeze(-1)).squeeze(-1)
        start, end = self.knots[place], self.knots[place + 1]
        return left + (right - left) * (x - start) / (end - start)


class Residual(nn.Module):
    """i-ResNet: a fixed number of contractions by the inverse's iteration."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(D, 8), nn.ELU(), nn.Linear(8, D))

    def forward(self, x):
        y = x
        for _ in range(4):
            y = x - 0.3 * self.net(y)
        return y


class NeuralOde(nn.Module):
    """Runge-Kutta of fixed steps."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(D + 1, 8), nn.Tanh(), nn.Linear(8, D))

    def slope(self, t, x):
        return self.net(torch.cat([x, torch.full_like(x[:, :1], t)], 1))

    def forward(self, x):
        step = 0.25
        for i in range(2):
            k1 = self.slope(i * step, x)
            k2 = self.slope((i + 0.5) * step, x + step / 2 * k1)
            x = x + step * k2
        return x


FLOWS = {
    "flow-affine": lambda: nn.Sequential(Affine(), Affine()),
    "flow-masked-affine": lambda: nn.Sequential(SplitAffine(), SplitAffine()),
    "flow-additive": lambda: nn.Sequential(Additive(), Additive()),
    "flow-autoregressive": Masked,
    "flow-planar": lambda: nn.Sequential(Planar(), Planar()),
    "flow-radial": Radial,
    "flow-lu": LuConvolution,
    "flow-actnorm": lambda: nn.Sequential(ActNorm(), Affine(), ActNorm()),
    "flow-spline": LinearSpline,
    "flow-residual": Residual,
    "flow-ode": NeuralOde,
    "flow-sinh": lambda: Function(lambda s, x: torch.sinh(torch.asinh(x) * s.tail + s.skew), tail=torch.rand(D) + 0.5, skew=torch.randn(D)),
}

# What the legacy exporter cannot write.
DYNAMO_ONLY = ("flow-lu", "flow-sinh")

EXPORTS = [
    export
    for name, factory in FLOWS.items()
    for export in exports(name, factory, ("dynamo",) if name in DYNAMO_ONLY else ("legacy", "dynamo"))
]
