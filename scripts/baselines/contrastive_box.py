"""Rivals of the matching InfoNCE on contrastive-box; the first argument names the submission.

infonce-l2: the same task with the squared distance, which matches the twin's pairs and not the track's (Zimmermann et al. 2021).
spectral-contrastive: the leading eigenfunctions of the pairs' law, by a loss without logarithm or temperature (HaoChen et al. 2021).
"""

import sys

import torch

from recipe import versions
from training import MODELS, SEED, Data, Stack, main, optimise

TRACK = "contrastive-box"
ROWS = 200_000
WIDTH, HIDDEN = 48, 3
BATCH, STEPS, LEARNING_RATE = 256, 2_000, 6e-3


def infonce_l2(a, b):
    """Each anchor must find its positive among the positive and all other anchors of the batch."""
    positive = (a - b).square().sum(2)
    logits = 2 * torch.bmm(a, a.transpose(1, 2)) - a.square().sum(2)[:, None, :] - a.square().sum(2)[:, :, None]
    logits = logits - torch.diag_embed(logits.diagonal(dim1=1, dim2=2) + positive)
    return (positive + torch.logsumexp(logits, 2)).mean(1)


def spectral(a, b):
    """-2 E[f·f⁺] + E[(f·f⁻)²] for the features f = (1, codes), less its constant -1."""
    other = torch.bmm(a, b.transpose(1, 2))
    wrong = ((1 + other).square().sum((1, 2)) - (1 + other.diagonal(dim1=1, dim2=2)).square().sum(1)) / (BATCH * (BATCH - 1))
    return wrong - 1 - 2 * (a * b).sum(2).mean(1)


# Loss, title, what the summary says, name of the method, paper, what the recipe says of the loss.
METHODS = {
    "infonce-l2": (
        infonce_l2,
        "InfoNCE with the squared distance",
        "The contrastive task of pairs with the squared L2 distance, which fits Gaussian positives: on the track it does not match how the pairs were made, "
        "and a loss that looks the same in every rotated frame has to find the axes by the box alone.",
        "InfoNCE, squared L2 distance",
        (
            "Zimmermann, Sharma, Schneider, Bethge and Brendel, Contrastive learning inverts the data generating process, ICML 2021",
            "https://proceedings.mlr.press/v139/zimmermann21a.html",
            2021,
        ),
        f"Cross-entropy of finding an anchor's positive among it and the {BATCH - 1} other anchors of the batch, from minus the squared distances; the scale of "
        "the codes absorbs the temperature.",
    ),
    "spectral-contrastive": (
        spectral,
        "Spectral contrastive loss",
        "A contrastive loss whose minimum is known: the codes span the leading eigenfunctions of the law of the pairs. All five factors have the same law, so "
        "that any rotation of five bent factors is as good.",
        "Spectral contrastive loss",
        (
            "HaoChen, Wei, Gaidon and Ma, Provable guarantees for self-supervised deep learning with spectral contrastive loss, NeurIPS 2021",
            "https://proceedings.neurips.cc/paper/2021/hash/27debb435021eb68b3965290b5e24c49-Abstract.html",
            2021,
        ),
        "Minus twice the mean inner product of a pair's features, plus the mean squared inner product with the other positives of the batch. Features are the codes "
        "and a constant 1, the first eigenfunction, which would otherwise take one code.",
    ),
}


def trainer(loss_of):
    def train():
        data = Data(TRACK, ROWS)
        d = data.arrays[0].shape[2]
        model = Stack(d, d, WIDTH, HIDDEN, data.generators)

        def losses():
            codes = model(torch.cat(data.take(data.draw(BATCH)), 1))
            return loss_of(codes[:, :BATCH], codes[:, BATCH:])

        curve = optimise(model.parameters(), losses, STEPS, LEARNING_RATE)
        return [model.exported(index) for index in range(MODELS)], curve

    return train


if __name__ == "__main__":
    slug = sys.argv.pop(1)
    loss_of, title, summary, name, (paper, url, year), text = METHODS[slug]

    def manifest(seconds):
        return {
            "title": title,
            "summary": summary,
            "method": {"name": name, "paper": {"title": paper, "url": url, "year": year}},
            "supervision": "as-track-grants",
            "recipe": {
                "command": f"python scripts/baselines/contrastive_box.py {slug}",
                "text": f"{ROWS} given pairs of each instance; the twin's models on the twin's pairs. Layers 5-{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky ReLU "
                f"of slope 0.2, unbounded codes. {text} Adam, learning rate {LEARNING_RATE} after warm-up, cosine decay to 0 over {STEPS} steps, batch {BATCH}. "
                f"Seed {SEED}: each model a torch.Generator of its own. One run a model, no choice among runs. {seconds}. {versions(torch)}.",
            },
        }

    main(slug, TRACK, trainer(loss_of), manifest)
