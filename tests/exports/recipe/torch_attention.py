"""Attention over the coordinates of a vector as tokens, with every kind of mask."""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import nn

from corpus import D
from torch_export import exports

WIDTH = 4


class Tokens(nn.Module):
    """Coordinates as tokens, a mixing of tokens, and a linear head."""

    def __init__(self, mix: nn.Module):
        super().__init__()
        self.embed = nn.Parameter(torch.randn(D, WIDTH))
        self.mix = mix
        self.last = nn.Linear(D * WIDTH, D)

    def forward(self, x):
        return self.last(self.mix(x.unsqueeze(-1) * self.embed).flatten(1))


class Manual(nn.Module):
    """Queries, keys, values; masked by masked_fill with minus infinity."""

    def __init__(self, fill: float = float("-inf")):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.fill = fill
        self.register_buffer("mask", torch.triu(torch.ones(D, D, dtype=torch.bool), 1))

    def forward(self, t):
        q, k, v = self.qkv(t).chunk(3, dim=-1)
        weights = (q @ k.transpose(-2, -1) / math.sqrt(WIDTH)).masked_fill(self.mask, self.fill)
        return torch.softmax(weights, -1) @ v


class Heads(nn.Module):
    """Several heads by view and transpose."""

    def __init__(self, heads: int = 2):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH, bias=False)
        self.heads = heads

    def forward(self, t):
        b, n, c = t.shape
        q, k, v = self.qkv(t).reshape(b, n, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q @ k.transpose(-2, -1)).softmax(dim=-1)
        return (weights @ v).transpose(1, 2).reshape(b, n, c)


class Scaled(nn.Module):
    """scaled_dot_product_attention with a boolean mask, a float mask, the causal flag, or none."""

    def __init__(self, kind: str):
        super().__init__()
        self.kind = kind
        self.q, self.k, self.v = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.register_buffer("keep", torch.tril(torch.ones(D, D, dtype=torch.bool)))
        self.register_buffer("bias", nn.Transformer.generate_square_subsequent_mask(D))

    def forward(self, t):
        # PyTorch's newer exporter wants heads as an axis.
        q, k, v = (layer(t).unsqueeze(1) for layer in (self.q, self.k, self.v))
        mask = {"bool": self.keep, "float": self.bias}.get(self.kind)
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=self.kind == "causal").squeeze(1)


class MultiHead(nn.Module):
    def __init__(self, masked: bool):
        super().__init__()
        self.attention = nn.MultiheadAttention(WIDTH, 2, batch_first=True)
        self.masked = masked
        self.register_buffer("mask", torch.full((D, D), float("-inf")).triu(1))

    def forward(self, t):
        return self.attention(t, t, t, attn_mask=self.mask if self.masked else None, need_weights=False)[0]


class Pooled(nn.Module):
    """A learned query, expanded to the batch."""

    def __init__(self):
        super().__init__()
        self.query = nn.Parameter(torch.randn(1, D, WIDTH))

    def forward(self, t):
        weights = torch.softmax(torch.einsum("bqc,bkc->bqk", self.query.expand(t.shape[0], -1, -1), t), -1)
        return torch.einsum("bqk,bkc->bqc", weights, t)


class Positions(nn.Module):
    """Sines and cosines of positions, computed or kept, before a transformer layer."""

    def __init__(self, kept: bool):
        super().__init__()
        self.kept = kept
        self.layer = nn.TransformerEncoderLayer(WIDTH, 2, 8, dropout=0.1, batch_first=True, activation="gelu", norm_first=True)
        self.register_buffer("table", self.angles(torch.arange(D, dtype=torch.float32)))

    @staticmethod
    def angles(position):
        rate = torch.exp(torch.arange(0, WIDTH, 2, dtype=torch.float32) * (-math.log(100.0) / WIDTH))
        return torch.stack([torch.sin(position[:, None] * rate), torch.cos(position[:, None] * rate)], -1).flatten(1)

    def forward(self, t):
        table = self.table if self.kept else self.angles(torch.arange(t.shape[1], dtype=torch.float32))
        return self.layer(t + table)


class Rotary(nn.Module):
    def forward(self, t):
        angle = torch.arange(D, dtype=torch.float32)[:, None] * torch.tensor([1.0, 0.1])
        even, odd = t[..., ::2], t[..., 1::2]
        turned = torch.stack([even * angle.cos() - odd * angle.sin(), even * angle.sin() + odd * angle.cos()], -1)
        return turned.flatten(-2)


class Causal(nn.Module):
    """A decoder's layer with the mask that nn.Transformer makes."""

    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(WIDTH, 1, 8, dropout=0.0, batch_first=True)
        self.register_buffer("mask", nn.Transformer.generate_square_subsequent_mask(D))

    def forward(self, t):
        return self.layer(t, src_mask=self.mask)


class Slots(nn.Module):
    """Slot attention: slots from fixed starts, two rounds with a recurrent cell."""

    def __init__(self):
        super().__init__()
        self.start = nn.Parameter(torch.randn(1, D, WIDTH))
        self.q, self.k, self.v = (nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(3))
        self.cell = nn.GRUCell(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, t):
        k, v = self.k(t), self.v(t)
        slots = self.start.expand(t.shape[0], -1, -1)
        for _ in range(2):
            weights = torch.softmax(torch.einsum("bkd,bnd->bkn", self.q(self.norm(slots)), k), dim=1) + 1e-6
            update = torch.einsum("bkn,bnd->bkd", weights / weights.sum(-1, keepdim=True), v)
            slots = self.cell(update.reshape(-1, WIDTH), slots.reshape(-1, WIDTH)).view(-1, D, WIDTH)
        return slots


MIXES = {
    "attention-manual-mask": Manual,
    "attention-finite-mask": lambda: Manual(-1e9),
    "attention-heads": Heads,
    "attention-sdpa-none": lambda: Scaled("none"),
    "attention-sdpa-bool": lambda: Scaled("bool"),
    "attention-sdpa-float": lambda: Scaled("float"),
    "attention-sdpa-causal": lambda: Scaled("causal"),
    "attention-mha": lambda: MultiHead(False),
    "attention-mha-mask": lambda: MultiHead(True),
    "attention-pooled": Pooled,
    "attention-positions": lambda: Positions(True),
    "attention-computed-positions": lambda: Positions(False),
    "attention-rotary": Rotary,
    "attention-causal-layer": Causal,
    "attention-slots": Slots,
}

MODERN = ("attention-manual-mask", "attention-sdpa-bool", "attention-sdpa-causal", "attention-mha-mask")

EXPORTS = [
    *(export for name, mix in MIXES.items() for export in exports(name, lambda mix=mix: Tokens(mix()))),
    *(export for name in MODERN for export in exports(name, lambda mix=MIXES[name]: Tokens(mix()), ("dynamo-23",))),
    *(export for name in MODERN[:2] for export in exports(name, lambda mix=MIXES[name]: Tokens(mix()), ("legacy-14", "legacy-16"))),
]
