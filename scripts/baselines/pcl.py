"""Permutation-contrastive learning on temporal (Hyvärinen and Morioka 2017)."""

import torch

from recipe import versions
from training import MODELS, SEED, Data, Stack, main, optimise

TRACK, SLUG = "temporal", "pcl"
ROWS = 100_000
WIDTH, HIDDEN = 48, 3
BATCH, STEPS, LEARNING_RATE = 256, 3_000, 5e-3
SHIFTS = range(1, 9)


def train():
    data = Data(TRACK, ROWS)
    d = data.arrays[0].shape[2]
    model = Stack(d, d, WIDTH, HIDDEN, data.generators)
    scale = torch.nn.Parameter(torch.tensor([1.0, -0.5, 0.3, 0.3])[:, None, None, None].repeat(1, MODELS, 1, d))
    offset = torch.nn.Parameter(torch.zeros(MODELS, 1))

    def log_ratio(now, before):
        """Up to what each time says alone, the logarithm of p(now, before) / (p(now) p(before)), code by code."""
        innovation = (scale[0] * now + scale[1] * before).abs()
        log_cosh = innovation + torch.nn.functional.softplus(-2 * innovation)
        return (scale[2] * now.square() + scale[3] * before.square() - log_cosh).sum(2) + offset

    def losses():
        rows = data.draw(BATCH, ROWS - 1)
        (x,) = data.take(torch.cat([rows, rows + 1], 1))
        codes = model(x)
        before, now = codes[:, :BATCH], codes[:, BATCH:]
        wrong = torch.stack([torch.nn.functional.softplus(log_ratio(now.roll(shift, 1), before)).mean(1) for shift in SHIFTS])
        return torch.nn.functional.softplus(-log_ratio(now, before)).mean(1) + wrong.mean(0)

    curve = optimise([*model.parameters(), scale, offset], losses, STEPS, LEARNING_RATE)
    return [model.exported(index) for index in range(MODELS)], curve


def manifest(seconds):
    return {
        "title": "Permutation-contrastive learning",
        "summary": "A classifier learns to tell two consecutive rows from two rows of different times. Its decision adds up one term for each code, so that "
        "the codes must be the factors, as far as their dependence is not a Gaussian’s.",
        "method": {
            "name": "Permutation-contrastive learning",
            "paper": {
                "title": "Hyvärinen and Morioka, Nonlinear ICA of temporally dependent stationary sources, AISTATS 2017",
                "url": "https://proceedings.mlr.press/v54/hyvarinen17a.html",
                "year": 2017,
            },
        },
        "supervision": "as-track-grants",
        "recipe": {
            "command": "python scripts/baselines/pcl.py",
            "text": f"{ROWS} given rows of each instance; the twin's models on the twin's rows. Layers 5-{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky ReLU of slope "
            "0.2. Logistic regression of consecutive rows against pairs of rows of different times, from the sum over codes of a·h² + b·h'² - log cosh(c·h + "
            f"e·h') with learned coefficients; {len(SHIFTS)} wrong pairs for each right one, weighted alike. Adam, learning rate {LEARNING_RATE} after warm-up, "
            f"cosine decay to 0 over {STEPS} steps, batch {BATCH}. Seed {SEED}: each model a torch.Generator of its own. One run a model, no choice among runs. "
            f"{seconds}. {versions(torch)}.",
        },
    }


if __name__ == "__main__":
    main(SLUG, TRACK, train, manifest)
