"""Content encoders on content-style; the first argument names the submission.

infonce-content: alignment and entropy by InfoNCE with the squared distance of unbounded codes (von Kügelgen et al. 2021).
barlow-content: Barlow Twins (Zbontar et al. 2021).
cca-content: linear canonical correlation analysis, in closed form (Hotelling 1936): the linear rival.
"""

import sys

import numpy as np
import torch

from fastica import whitening
from recipe import given, linear
from training import MODELS, PLAN, SEED, Data, Stack, described, main, optimise

TRACK = "content-style"
ROWS, CONTENT = 200_000, 5
WIDTH, HIDDEN = 64, 3
BATCH, STEPS, LEARNING_RATE = 256, 1_500, 5e-3
REDUNDANCY_WEIGHT = 0.2


def infonce(a, b):
    """Cross-entropy of finding each anchor's own positive: one loss a model."""
    logits = 2 * torch.bmm(a, b.transpose(1, 2)) - b.square().sum(2)[:, None, :]
    return (torch.logsumexp(logits, 2) - logits.diagonal(dim1=1, dim2=2)).mean(1)


def barlow(a, b):
    standardised = [(codes - codes.mean(1, keepdim=True)) / codes.std(1, keepdim=True) for codes in (a, b)]
    correlation = torch.bmm(standardised[0].transpose(1, 2), standardised[1]) / BATCH
    diagonal = correlation.diagonal(dim1=1, dim2=2)
    redundancy = correlation.square().sum((1, 2)) - diagonal.square().sum(1)
    return (1 - diagonal).square().sum(1) + REDUNDANCY_WEIGHT * redundancy


def trainer(loss_of):
    def train():
        data = Data(TRACK, ROWS)
        model = Stack(data.arrays[0].shape[2], CONTENT, WIDTH, HIDDEN, data.generators)

        def losses():
            codes = model(torch.cat(data.take(data.draw(BATCH)), 1))
            return loss_of(codes[:, :BATCH], codes[:, BATCH:])

        curve = optimise(model.parameters(), losses, STEPS, LEARNING_RATE)
        return [model.exported(index) for index in range(MODELS)], curve

    return train


def canonical_directions(x, positive):
    """The five directions in which the views of a pair agree best, as an affine model."""
    means = [view.mean(axis=0) for view in (x, positive)]
    whites = [whitening(view) for view in (x, positive)]
    cross = whites[0] @ ((x - means[0]).T @ (positive - means[1]) / len(x)) @ whites[1].T
    left, _, _ = np.linalg.svd(cross)
    weights = left[:, :CONTENT].T @ whites[0]
    return linear(weights, -weights @ means[0])


def canonical_correlation():
    models = []
    for variant, instance in PLAN:
        arrays = given(TRACK, instance, variant, "train", ROWS)
        models.append(canonical_directions(*[values.astype(np.float64) for values in arrays.values()]))
    # In closed form: there is no learning curve.
    return models, []


NETWORK = (
    f"Layers 10-{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky ReLU of slope 0.2, unbounded codes. {{loss}} Adam, learning rate {LEARNING_RATE} after warm-up, cosine "
    f"decay to 0 over {STEPS} steps, batch {BATCH}. Seed {SEED}: each model a torch.Generator of its own. One run a model, no choice among runs."
)
# How to train, title, what the summary says, name of the method, paper, what the recipe says.
METHODS = {
    "infonce-content": (
        trainer(infonce),
        "InfoNCE content encoder",
        "A contrastive encoder with as many codes as there are content factors: the views of a pair must lie closer together than other views, which "
        "aligns pairs and spreads the codes. It should keep the content and drop the style.",
        "InfoNCE, squared distance, five codes",
        (
            "von Kügelgen, Sharma, Gresele, Brendel, Schölkopf, Besserve and Locatello, Self-supervised learning with data augmentations provably isolates "
            "content from style, NeurIPS 2021",
            "https://arxiv.org/abs/2106.04619",
            2021,
        ),
        NETWORK.format(
            loss=f"Cross-entropy of finding an anchor's positive among the {BATCH} positives of the batch, from minus the squared distances; the scale of "
            "the codes absorbs the temperature."
        ),
    ),
    "barlow-content": (
        trainer(barlow),
        "Barlow Twins",
        "The codes of both views must correlate one by one and not with each other. It aligns pairs and removes redundancy by second moments, without "
        "negatives.",
        "Barlow Twins, five codes",
        (
            "Zbontar, Jing, Misra, LeCun and Deny, Barlow Twins: self-supervised learning via redundancy reduction, ICML 2021",
            "https://proceedings.mlr.press/v139/zbontar21a.html",
            2021,
        ),
        NETWORK.format(
            loss="Squared difference of the views' correlation matrix from the identity, entries off the diagonal weighted by " f"{REDUNDANCY_WEIGHT}."
        ),
    ),
    "cca-content": (
        canonical_correlation,
        "Canonical correlation analysis",
        "The five linear directions in which the views of a pair agree best. What a linear encoder can do with pairs.",
        "Canonical correlation analysis",
        (
            "Hotelling, Relations between two sets of variates, Biometrika 28",
            "https://doi.org/10.1093/biomet/28.3-4.321",
            1936,
        ),
        "Singular vectors of the whitened cross-covariance of the views. Deterministic; the seed 0 is a label. Exported as one affine layer.",
    ),
}


if __name__ == "__main__":
    slug = sys.argv.pop(1)
    train, title, summary, name, paper, text = METHODS[slug]

    def manifest(seconds):
        recipe = f"{ROWS} given pairs of each instance; the twin's models on the twin's pairs. {text} {seconds}."
        return described(title, summary, name, paper, "content_style.py", slug, recipe)

    main(slug, TRACK, train, manifest)
