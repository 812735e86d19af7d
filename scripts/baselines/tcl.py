"""Time-contrastive learning on segments (Hyvärinen and Morioka 2016), with the normal laws' own features.

A classifier tells the segments apart by logits that are, code by code, a quadratic function: what the log-density of a normal law is.
"""

import torch

from recipe import versions
from training import MODELS, SEED, Data, Stack, main, optimise

TRACK, SLUG = "segments", "tcl"
ROWS, SEGMENTS = 40_000, 40
WIDTH, HIDDEN = 48, 3
BATCH, STEPS, LEARNING_RATE = 256, 8_000, 6e-3


def train():
    data = Data(TRACK, ROWS)
    d = data.arrays[0].shape[2]
    model = Stack(d, d, WIDTH, HIDDEN, data.generators)
    linear, quadratic = [Stack(d, SEGMENTS, 0, 0, data.generators) for _ in range(2)]

    def losses():
        x, u = data.take(data.draw(BATCH))
        codes = model(x)
        logits = linear(codes) + quadratic(codes.square())
        return (torch.logsumexp(logits, 2) - logits.gather(2, u.long()[:, :, None])[:, :, 0]).mean(1)

    parameters = [*model.parameters(), *linear.parameters(), *quadratic.parameters()]
    curve = optimise(parameters, losses, STEPS, LEARNING_RATE)
    return [model.exported(index) for index in range(MODELS)], curve


def manifest(seconds):
    return {
        "title": "Time-contrastive learning",
        "summary": "A classifier learns to tell the segments apart. Its logits are quadratic in each code, as the logarithm of a normal law is, so that "
        "the codes must be the factors themselves. Where segments differ in nothing it has nothing to learn.",
        "method": {
            "name": "Time-contrastive learning, quadratic features",
            "paper": {
                "title": "Hyvärinen and Morioka, Unsupervised feature extraction by time-contrastive learning and nonlinear ICA, NeurIPS 2016",
                "url": "https://arxiv.org/abs/1605.06336",
                "year": 2016,
            },
        },
        "supervision": "as-track-grants",
        "recipe": {
            "command": "python scripts/baselines/tcl.py",
            "text": f"{ROWS} given rows of each instance with their segments; the twin's models on the twin's rows. Layers 5-"
            f"{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky ReLU of slope 0.2. Multinomial classification of the segment from logits a·h + b·h² + c. The paper "
            "classifies from d features and unmixes these by linear ICA; with means and variances modulated the log-densities have 2d features, "
            f"so the pairs (h, h²) are built in and no ICA follows. Adam, learning rate {LEARNING_RATE} after warm-up, cosine decay to 0 over {STEPS} steps, "
            f"batch {BATCH}. Seed {SEED}: each model a torch.Generator of its own. One run a model, no choice among runs. {seconds}. {versions(torch)}.",
        },
    }


if __name__ == "__main__":
    main(SLUG, TRACK, train, manifest)
