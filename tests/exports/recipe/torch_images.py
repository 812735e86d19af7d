"""Encoders of small pictures."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from corpus import D
from torch_export import Function, exports

GREY = (1, 8, 8)
COLOUR = (3, 8, 8)
BOTH = ("legacy", "dynamo")


def conv(cin: int = 1, cout: int = 4, **options):
    return nn.Conv2d(cin, cout, 3, **{"padding": 1, **options})


def net(*parts, width: int, m: int = D):
    return lambda: nn.Sequential(*[part() for part in parts], nn.Flatten(), nn.Linear(width, m))


def with_body(function, m: int, width: int, **parts):
    """A function of the picture and of named parts, then a linear head."""
    return lambda: Function(lambda s, x: s.last(function(s, x)), last=nn.Linear(width, m), **{k: v() for k, v in parts.items()})


class Block(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.body = nn.Sequential(conv(channels, channels, bias=False), nn.BatchNorm2d(channels), nn.ReLU(), conv(channels, channels, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.body(x))


class SqueezeExcite(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.a, self.b = nn.Linear(channels, 2), nn.Linear(2, channels)

    def forward(self, x):
        w = x.mean(dim=(2, 3))
        return x * torch.sigmoid(self.b(torch.relu(self.a(w))))[:, :, None, None]


class VisionTransformer(nn.Module):
    """Patches by convolution, a class token, learned positions, one layer."""

    def __init__(self, width: int = 8):
        super().__init__()
        self.patch = nn.Conv2d(1, width, 4, 4)
        self.token = nn.Parameter(torch.randn(1, 1, width))
        self.position = nn.Parameter(torch.randn(1, 5, width))
        self.layer = nn.TransformerEncoderLayer(width, 2, 16, batch_first=True, activation="gelu", norm_first=True)
        self.norm, self.last = nn.LayerNorm(width), nn.Linear(width, D)

    def forward(self, x):
        t = self.patch(x).flatten(2).transpose(1, 2)
        t = torch.cat([self.token.expand(x.shape[0], -1, -1), t], dim=1) + self.position
        return self.last(self.norm(self.layer(t))[:, 0])


class SpatialTransformer(nn.Module):
    """Predicts an affine map, samples by it, and encodes the result."""

    def __init__(self, mode: str = "bilinear", padding: str = "zeros"):
        super().__init__()
        self.where = nn.Sequential(nn.Flatten(), nn.Linear(64, 6))
        self.last = nn.Linear(64, D)
        self.mode, self.padding = mode, padding

    def forward(self, x):
        theta = self.where(x).view(-1, 2, 3) * 0.1 + torch.tensor([[1.0, 0, 0], [0, 1, 0]])
        grid = F.affine_grid(theta, [x.shape[0], 1, 8, 8], align_corners=False)
        return self.last(F.grid_sample(x, grid, mode=self.mode, padding_mode=self.padding, align_corners=False).flatten(1))


class SampledFixed(nn.Module):
    """A fixed grid, expanded to the batch."""

    def __init__(self):
        super().__init__()
        self.register_buffer("grid", torch.rand(1, 4, 4, 2) * 2 - 1)
        self.last = nn.Linear(16, D)

    def forward(self, x):
        return self.last(F.grid_sample(x, self.grid.expand(x.size(0), -1, -1, -1), align_corners=True).flatten(1))


def spatial_softmax(s, x):
    """Where each channel looks: expected coordinates under a softmax over the plane."""
    h = s.conv(x)
    b, c, height, width = h.shape
    weights = torch.softmax(h.view(b, c, -1), dim=-1).view(b, c, height, width)
    ys, xs = torch.linspace(-1, 1, height), torch.linspace(-1, 1, width)
    return torch.cat([(weights.sum(3) * ys).sum(-1), (weights.sum(2) * xs).sum(-1)], dim=1)


def coordinates(s, x):
    """CoordConv."""
    ys, xs = torch.meshgrid(torch.linspace(-1, 1, 8), torch.linspace(-1, 1, 8), indexing="ij")
    planes = torch.stack([ys, xs]).unsqueeze(0).expand(x.shape[0], -1, -1, -1)
    return s.conv(torch.cat([x, planes], 1)).amax(dim=(2, 3))


def inception(s, x):
    return torch.cat([s.a(x), s.b(x), F.avg_pool2d(x, 3, 1, 1)], dim=1).mean((-2, -1))


def u_net(s, x):
    down = torch.relu(s.down(x))
    up = torch.relu(s.up(down))
    return torch.cat([x, up], 1).flatten(1)


def soft_argmax_patches(s, x):
    patches = F.unfold(x, 4, stride=4)
    return (patches * torch.softmax(patches, dim=1)).sum(1)


def local_maximum(s, x):
    peaks, _places = F.max_pool2d(s.conv(x), 2, return_indices=True)
    return peaks.flatten(1)


def scaled(mode: str, **options):
    return lambda: Function(
        lambda s, x: s.last(F.interpolate(s.conv(x), mode=mode, **options).mean((2, 3))), conv=conv(stride=2), last=nn.Linear(4, D)
    )


GREYS = {
    "view-size": lambda: Function(lambda s, x: s.last(F.relu(s.conv(x)).view(x.size(0), -1)), conv=conv(stride=2), last=nn.Linear(64, D)),
    "view-minus-one": lambda: Function(lambda s, x: s.last(F.relu(s.conv(x)).view(-1, 64)), conv=conv(stride=2), last=nn.Linear(64, D)),
    "batch-norm": net(conv, lambda: nn.BatchNorm2d(4), nn.ReLU, lambda: nn.MaxPool2d(2), width=64),
    "group-norm": net(conv, lambda: nn.GroupNorm(2, 4), nn.SiLU, lambda: nn.AvgPool2d(2), width=64),
    "instance-norm": net(conv, lambda: nn.InstanceNorm2d(4), nn.ReLU, lambda: nn.AvgPool2d(4), width=16),
    "tracked-instance-norm": net(conv, lambda: nn.InstanceNorm2d(4, affine=True, track_running_stats=True), nn.ReLU, lambda: nn.AvgPool2d(4), width=16),
    "local-response": net(conv, lambda: nn.LocalResponseNorm(2), lambda: nn.AvgPool2d(4), width=16),
    "layer-norm": net(lambda: conv(stride=2), lambda: nn.LayerNorm([4, 4, 4]), nn.GELU, width=64),
    "global-pool": net(conv, nn.ReLU, lambda: nn.AdaptiveAvgPool2d(1), width=4),
    "global-max-pool": net(conv, nn.ReLU, lambda: nn.AdaptiveMaxPool2d(1), width=4),
    "adaptive-pool": net(conv, nn.ReLU, lambda: nn.AdaptiveAvgPool2d((2, 4)), width=32),
    "lp-pool": net(conv, nn.ReLU, lambda: nn.LPPool2d(2, 2), width=64),
    "pool-ceil": net(conv, lambda: nn.MaxPool2d(3, 2, ceil_mode=True), lambda: nn.AvgPool2d(3, 2, 1, ceil_mode=True, count_include_pad=False), width=36),
    "dilated": net(lambda: conv(dilation=2, padding=2), nn.ReLU, lambda: nn.MaxPool2d(2), width=64),
    "reflect-padding": net(lambda: nn.ReflectionPad2d(1), lambda: conv(padding=0, stride=2), nn.ReLU, width=64),
    "replicate-padding": net(lambda: nn.ReplicationPad2d(1), lambda: conv(padding=0, stride=2), nn.ReLU, width=64),
    "zero-padding": net(lambda: nn.ZeroPad2d((1, 0, 1, 0)), lambda: conv(padding=0, stride=2), nn.ReLU, width=64),
    "same-padding": net(lambda: nn.Conv2d(1, 4, 4, padding="same"), nn.ReLU, lambda: nn.AvgPool2d(4), width=16),
    "dropout2d": net(conv, nn.ReLU, lambda: nn.Dropout2d(0.3), lambda: nn.AvgPool2d(2), width=64),
    "residual": net(conv, lambda: Block(4), lambda: nn.AvgPool2d(2), width=64),
    "squeeze-excite": net(conv, lambda: SqueezeExcite(4), lambda: nn.AvgPool2d(2), width=64),
    "depthwise": net(conv, lambda: nn.Conv2d(4, 4, 3, groups=4), lambda: nn.Conv2d(4, 2, 1), nn.Hardswish, width=72),
    "transposed": net(lambda: conv(stride=2), lambda: nn.ConvTranspose2d(4, 2, 4, 2, 1), nn.Tanh, width=128),
    "pixel-shuffle": net(conv, lambda: nn.PixelShuffle(2), lambda: nn.AvgPool2d(2), width=64),
    "pixel-unshuffle": net(lambda: nn.PixelUnshuffle(2), lambda: conv(4, 2), nn.ReLU, width=32),
    "channel-shuffle": net(conv, lambda: nn.ChannelShuffle(2), lambda: nn.AvgPool2d(4), width=16),
    "up-nearest": scaled("nearest", scale_factor=2),
    "up-bilinear": scaled("bilinear", scale_factor=2, align_corners=False),
    "up-aligned": scaled("bilinear", size=(7, 7), align_corners=True),
    "up-bicubic": scaled("bicubic", scale_factor=2, align_corners=False),
    "spatial-softmax": with_body(spatial_softmax, D, 8, conv=conv),
    "coordinates": with_body(coordinates, D, 4, conv=lambda: conv(3)),
    "inception": with_body(inception, D, 7, a=lambda: nn.Conv2d(1, 3, 1), b=lambda: nn.Conv2d(1, 3, 5, padding=2)),
    "u-net": with_body(u_net, D, 128, down=lambda: conv(stride=2), up=lambda: nn.ConvTranspose2d(4, 1, 2, 2)),
    "unfold": with_body(soft_argmax_patches, D, 4),
    "local-maximum": with_body(local_maximum, D, 64, conv=conv),
    "vit": VisionTransformer,
    "stn": SpatialTransformer,
    "stn-nearest-border": lambda: SpatialTransformer("nearest", "border"),
    "stn-reflection": lambda: SpatialTransformer("bilinear", "reflection"),
    "sampled-fixed": SampledFixed,
    "flipped-mean": lambda: Function(lambda s, x: (s.body(x) + s.body(x.flip(-1))) / 2, body=nn.Sequential(conv(stride=2), nn.Flatten(), nn.Linear(64, D))),
    "rows-lstm": lambda: Function(lambda s, x: s.last(s.cell(x.squeeze(1))[1][0][-1]), cell=nn.LSTM(8, 4, batch_first=True), last=nn.Linear(4, D)),
    "gram": lambda: Function(lambda s, x: (lambda h: torch.bmm(h, h.transpose(1, 2)).flatten(1))(s.conv(x).flatten(2)), conv=conv(stride=2, cout=3)),
}

COLOURS = {
    "grey-weights": lambda: Function(lambda s, x: s.body((x * s.w).sum(1, keepdim=True)), w=torch.rand(3, 1, 1), body=nn.Sequential(conv(stride=2), nn.Flatten(), nn.Linear(64, D))),
    "normalised-input": lambda: Function(
        lambda s, x: s.body((x - s.mean) / s.deviation), mean=torch.rand(1, 3, 1, 1), deviation=torch.rand(1, 3, 1, 1) + 0.5, body=nn.Sequential(conv(3, stride=2), nn.Flatten(), nn.Linear(64, D))
    ),
    "vae": lambda: Function(lambda s, x: s.body(x).chunk(2, -1)[0], body=nn.Sequential(conv(3, stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(64, 2 * D))),
    "channels-last": lambda: Function(lambda s, x: s.last(s.norm(x.permute(0, 2, 3, 1)).mean((1, 2))), norm=nn.LayerNorm(3), last=nn.Linear(3, D)),
    "projection-head": lambda: Function(
        lambda s, x: F.normalize(s.body(x), dim=1), body=nn.Sequential(conv(3, stride=2), nn.BatchNorm2d(4), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, D))
    ),
}

# What one exporter itself cannot write, or writes in a form that matters here.
ONLY: dict[str, tuple[str, ...]] = {
    "vit": BOTH,
    "stn": BOTH,
    "spatial-softmax": BOTH,
    "up-bilinear": BOTH,
}
OPSETS = tuple(f"legacy-{opset}" for opset in (11, 13, 16))


def ways(i: int, name: str) -> tuple[str, ...]:
    """Every third by both exporters, the others by the one or the other in turn."""
    return ONLY.get(name) or (BOTH if i % 3 == 0 else (BOTH[i % 2],))


EXPORTS = [
    *(export for i, (name, factory) in enumerate(GREYS.items()) for export in exports(f"image-{name}", factory, ways(i, name), GREY)),
    *(export for name, factory in COLOURS.items() for export in exports(f"colour-{name}", factory, BOTH, COLOUR)),
    *(export for name in ("view-size", "batch-norm", "up-bilinear") for export in exports(f"image-{name}", GREYS[name], OPSETS, GREY)),
    *exports("image-vit", GREYS["vit"], ("legacy-16",), GREY),
]
