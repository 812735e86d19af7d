"""Rivals of the matching InfoNCE on contrastive-box; the first argument names the submission.

infonce-l2: the same task with the squared distance, which matches the twin's pairs and not the track's (Zimmermann et al. 2021).
spectral-contrastive: the leading eigenfunctions of the pairs' law, by a loss without logarithm or temperature (HaoChen et al. 2021).
"""

import torch

from contrastive import BATCH, submit

STEPS = 2_000


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


UNBOUNDED = ", unbounded codes"

# See contrastive.submit.
METHODS = {
    "infonce-l2": (
        infonce_l2,
        False,
        UNBOUNDED,
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
        False,
        UNBOUNDED,
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


if __name__ == "__main__":
    submit("contrastive-box", "contrastive_box.py", METHODS, STEPS)
