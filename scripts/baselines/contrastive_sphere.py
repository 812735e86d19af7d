"""Contrastive encoders on contrastive-sphere; the first argument names the submission.

infonce-sphere: InfoNCE with the inner product of codes on the sphere and the temperature that matches (Zimmermann et al. 2021).
alignment-uniformity: what InfoNCE becomes with many negatives, written out (Wang and Isola 2020).
infonce-unbounded: the same pairs with the squared distance of codes that no sphere holds.
"""

import torch

from contrastive import BATCH, submit

STEPS = 1_500
CONCENTRATION = 10
UNIFORMITY_WIDTH = 2
UNIFORMITY_WEIGHT = 1

def cross_entropy(logits):
    """Of finding each anchor's own positive: one loss a model."""
    return (torch.logsumexp(logits, 2) - logits.diagonal(dim1=1, dim2=2)).mean(1)


def infonce(a, b):
    return cross_entropy(CONCENTRATION * torch.bmm(a, b.transpose(1, 2)))


def alignment_uniformity(a, b):
    kernel = torch.exp(-UNIFORMITY_WIDTH * (2 - 2 * torch.bmm(a, a.transpose(1, 2))))
    uniformity = ((kernel.sum((1, 2)) - BATCH) / (BATCH * (BATCH - 1))).log()
    return (a - b).square().sum(2).mean(1) + UNIFORMITY_WEIGHT * uniformity


def infonce_unbounded(a, b):
    return cross_entropy(2 * torch.bmm(a, b.transpose(1, 2)) - b.square().sum(2)[:, None, :])


SCALED = ", codes scaled to length 1"

# See contrastive.submit.
METHODS = {
    "infonce-sphere": (
        infonce,
        True,
        SCALED,
        "InfoNCE on the sphere",
        "A contrastive encoder with codes on the unit sphere: the inner product of a pair must exceed those with other views, at the temperature that "
        "matches how the pairs were made. It should recover the sphere up to a rotation.",
        "InfoNCE, inner product on the sphere",
        (
            "Zimmermann, Sharma, Schneider, Bethge and Brendel, Contrastive learning inverts the data generating process, ICML 2021",
            "https://proceedings.mlr.press/v139/zimmermann21a.html",
            2021,
        ),
        f"Cross-entropy of finding an anchor's positive among the {BATCH} positives of the batch, from inner products times {CONCENTRATION}, the concentration "
        "of the positives' law.",
    ),
    "alignment-uniformity": (
        alignment_uniformity,
        True,
        SCALED,
        "Alignment and uniformity",
        "A contrastive encoder whose loss is written as two parts: pairs lie close together, and codes spread evenly over the unit sphere. With many "
        "negatives InfoNCE comes to the same.",
        "Alignment and uniformity on the sphere",
        (
            "Wang and Isola, Understanding contrastive representation learning through alignment and uniformity on the hypersphere, ICML 2020",
            "https://proceedings.mlr.press/v119/wang20k.html",
            2020,
        ),
        f"Mean squared distance of pairs, plus the logarithm of the mean of exp(-{UNIFORMITY_WIDTH} · squared distance) between anchors.",
    ),
    "infonce-unbounded": (
        infonce_unbounded,
        False,
        "",
        "InfoNCE with unbounded codes",
        "The same contrastive task with the squared distance of codes that lie on no sphere. Between points of a sphere it is the inner product in "
        "other words, so that the encoder has to find the sphere by itself.",
        "InfoNCE, squared distance, unbounded codes",
        (
            "Zimmermann, Sharma, Schneider, Bethge and Brendel, Contrastive learning inverts the data generating process, ICML 2021",
            "https://proceedings.mlr.press/v139/zimmermann21a.html",
            2021,
        ),
        f"Cross-entropy of finding an anchor's positive among the {BATCH} positives of the batch, from minus the squared distances; the scale of the codes "
        "absorbs the temperature.",
    ),
}


if __name__ == "__main__":
    submit("contrastive-sphere", "contrastive_sphere.py", METHODS, STEPS)
