"""What the trained networks of the newer tracks share: encoders of all instances in one stack, the schedule, and the submission's folder.

The models of a submission train side by side as one network with an axis for the model: every model sees its own data, draws its own
batches and has a loss of its own, so that the gradient of the sum is each one's own gradient. It saves most of the time.
"""

import math
import sys
import time

import numpy as np
import torch

from recipe import given, keep, keep_curve, network, report, versions, write_manifest

SEED = 0
SLOPE = 0.2
WARM_UP = 100
# Points of a learning curve, each the mean training loss since the point before.
CURVE_POINTS = 10
MAIN, TWIN = range(12), range(3)
PLAN = [("main", instance) for instance in MAIN] + [("twin", instance) for instance in TWIN]
MODELS = len(PLAN)


class Stack(torch.nn.Module):
    """Encoders of one shape: affine layers with a leaky ReLU between them, the model's axis first."""

    def __init__(self, inputs, outputs, width, hidden, generators):
        super().__init__()
        sizes = [inputs] + [width] * hidden + [outputs]
        uniform = lambda size, bound: torch.stack([bound * (2 * torch.rand(size, generator=own) - 1) for own in generators])
        self.weights = torch.nn.ParameterList(uniform((a, b), (3 / a) ** 0.5) for a, b in zip(sizes[:-1], sizes[1:]))
        self.biases = torch.nn.ParameterList(uniform((1, b), 1 / a**0.5) for a, b in zip(sizes[:-1], sizes[1:]))

    def forward(self, x):
        for index, (weights, bias) in enumerate(zip(self.weights, self.biases)):
            x = torch.baddbmm(bias, x, weights)
            if index < len(self.weights) - 1:
                x = torch.nn.functional.leaky_relu(x, SLOPE)
        return x

    def exported(self, model, on_sphere=False):
        """The ONNX model of one encoder."""
        values = lambda parameter: parameter[model].detach().numpy()
        layers = [(values(weights).T, values(bias)[0]) for weights, bias in zip(self.weights, self.biases)]
        return network(layers, SLOPE, on_sphere)


class Data:
    """Given training arrays of every model, rows drawn by each model's own generator."""

    def __init__(self, track, rows, labelled=False):
        seeds = [10_000 * SEED + 100 * (variant == "twin") + instance for variant, instance in PLAN]
        self.generators = [torch.Generator().manual_seed(seed) for seed in seeds]
        arrays = [given(track, instance, variant, "train", rows, labelled) for variant, instance in PLAN]
        self.arrays = [torch.from_numpy(np.stack([own[name] for own in arrays])) for name in arrays[0]]
        self.rows = rows
        self.models = torch.arange(MODELS)[:, None]

    def draw(self, batch, rows=None):
        """Row numbers, [models, batch]."""
        return torch.stack([torch.randint(rows or self.rows, (batch,), generator=own) for own in self.generators])

    def take(self, rows):
        """Every array at the given rows: [models, batch, …]."""
        return [values[self.models, rows] for values in self.arrays]


# Logarithm of a decoder's noise, relative to the observations' deviation.
FIRST_LOG_NOISE, LAST_LOG_NOISE = -1.0, -3.5


def log_noise_at(step, steps):
    """The logarithm of the decoder's noise: lowered over the first half of the steps."""
    return FIRST_LOG_NOISE + (LAST_LOG_NOISE - FIRST_LOG_NOISE) * min(1, 2 * step / steps)


def optimise(parameters, losses, steps, learning_rate):
    """Adam with a warm-up and cosine decay to 0; `losses()` draws its own batch and gives one loss a model.

    Returns the learning curve: steps done and the mean training loss of each model since the point before.
    """
    optimiser = torch.optim.Adam(parameters, lr=learning_rate, fused=True)
    cosine = lambda step: min(1, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, cosine)
    interval = steps // CURVE_POINTS
    curve, total = [], 0
    for step in range(1, steps + 1):
        values = losses()
        optimiser.zero_grad()
        values.sum().backward()
        optimiser.step()
        schedule.step()
        total = total + values.detach()
        if step % interval == 0:
            curve.append((step, (total / interval).tolist()))
            total = 0
    return curve


def described(title, summary, name, paper, script, slug, text):
    """The manifest of a submission that one script makes of several: what it is, and how to make it again. Paper: title, address, year."""
    return {
        "title": title,
        "summary": summary,
        "method": {"name": name, "paper": dict(zip(("title", "url", "year"), paper))},
        "supervision": "as-track-grants",
        "recipe": {"command": f"python scripts/baselines/{script} {slug}", "text": f"{text} {versions(torch)}."},
    }


def main(slug, track, train, manifest, version="1"):
    """Trains all models of a submission and writes it.

    train() returns one ONNX model for each entry of PLAN, and the learning curve; nothing that it does may look at true factors.
    """
    torch.set_num_threads(1)
    started = time.process_time()
    models, curve = train()
    seconds = time.process_time() - started
    for index, (variant, instance) in enumerate(PLAN):
        keep(slug, track, variant, instance, SEED, models[index], version)
        keep_curve(slug, (variant, instance, SEED), [(step, losses[index]) for step, losses in curve], version)
    write_manifest(slug, [track], version=version, **manifest(f"All {MODELS} models together take {seconds:.0f} seconds on one shared CPU core"))
    if "--report" not in sys.argv:
        return
    for (variant, instance), model in zip(PLAN, models):
        report(slug, track, variant, instance, model, seconds / MODELS)
