"""Regressors trained on the true factors: least squares on linear-ica, a network on contrastive-box. What labels can buy."""

import math
import time

import numpy as np
import torch

from recipe import given, keep, linear, network, report, versions, write_manifest

SEED = 0
MAIN_AND_TWIN = [("main", range(12)), ("twin", range(12))]
LINEAR = {"slug": "supervised-linear", "track": "linear-ica", "rows": 20_000}
MLP = {"slug": "supervised-mlp", "track": "contrastive-box", "rows": 500_000}
WIDTH, HIDDEN, SLOPE = 64, 3, 0.2
BATCH, STEPS, LEARNING_RATE = 1024, 8_000, 3e-3


def least_squares(x, z):
    """Weights and bias with z ≈ x · weightsᵀ + bias."""
    design = np.column_stack([x, np.ones(len(x))]).astype(np.float64)
    solution = np.linalg.lstsq(design, z.astype(np.float64), rcond=None)[0]
    return solution[:-1].T, solution[-1]


def regress(x, z, seed):
    """A leaky-ReLU network fitted by the squared error (Adam, cosine decay)."""
    torch.manual_seed(seed)
    sizes = [x.shape[1]] + [WIDTH] * HIDDEN + [z.shape[1]]
    layers = [part for pair in zip(sizes[:-1], sizes[1:]) for part in (torch.nn.Linear(*pair), torch.nn.LeakyReLU(SLOPE))][:-1]
    model = torch.nn.Sequential(*layers)
    optimiser = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 0.5 * (1 + math.cos(math.pi * step / STEPS)))
    x, z = torch.from_numpy(x), torch.from_numpy(z)
    for _ in range(STEPS):
        rows = torch.randint(len(x), (BATCH,))
        loss = (model(x[rows]) - z[rows]).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return [(layer.weight.detach().numpy(), layer.bias.detach().numpy()) for layer in model if isinstance(layer, torch.nn.Linear)]


def train(plan, fit, variants):
    for variant, instances in variants:
        for instance in instances:
            started = time.time()
            data = given(plan["track"], instance, variant, "train", plan["rows"], labelled=True)
            model = fit(data["x"], data["z"], 1000 * SEED + instance)
            keep(plan["slug"], plan["track"], variant, instance, SEED, model)
            report(plan["slug"], plan["track"], variant, instance, model, time.time() - started)


if __name__ == "__main__":
    torch.set_num_threads(1)
    train(LINEAR, lambda x, z, _: linear(*least_squares(x, z)), MAIN_AND_TWIN)
    write_manifest(
        LINEAR["slug"],
        [LINEAR["track"]],
        title="Supervised linear regression",
        summary="Least squares from the observations to the true factors. It sees the labels, so it is not ranked: it shows what a "
        "linear encoder can reach, on the Gaussian twin too.",
        method={"name": "Ordinary least squares"},
        supervision="labels",
        recipe={
            "command": "python scripts/baselines/supervised.py",
            "text": f"Least squares with intercept on {LINEAR['rows']} labelled rows of each instance (npm run data with --labelled), the twin's "
            "on the twin's rows. Deterministic; the seed 0 is a label. Exported as one affine layer. All 24 models are fitted within "
            f"seconds on one CPU core. {versions()}.",
        },
        baseline="supervised",
    )
    train(MLP, lambda x, z, seed: network(regress(x, z, seed), SLOPE), [("main", range(12)), ("twin", range(3))])
    write_manifest(
        MLP["slug"],
        [MLP["track"]],
        title="Supervised network",
        summary="A small network that regresses the true factors on the observations. It sees the labels, so it is not ranked: it shows "
        "what an encoder of this size can reach, on the twin too.",
        method={"name": "Leaky-ReLU network, squared error"},
        supervision="labels",
        recipe={
            "command": "python scripts/baselines/supervised.py",
            "text": f"{MLP['rows']} labelled rows of each instance (npm run data with --labelled), the twin's on the twin's rows. Layers "
            f"5-{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky ReLU of slope {SLOPE}. Squared error, Adam with learning rate {LEARNING_RATE} and cosine "
            f"decay to 0, {STEPS} steps, batch {BATCH}. Seed {SEED}: torch.manual_seed(1000 · {SEED} + instance). No choice among runs. "
            f"About a minute a model on one shared CPU core. {versions(torch)}.",
        },
        baseline="supervised",
    )
