"""Principal component analysis with whitening, on both tracks: the best that the covariance alone allows."""

import time

import numpy as np

from fastica import whitening
from recipe import given, keep, linear, report, versions, write_manifest

SLUG, SEED = "pca", 0
ROWS = {"linear-ica": 20_000, "contrastive-box": 500_000}

if __name__ == "__main__":
    for track, rows in ROWS.items():
        for variant in ("main", "twin"):
            for instance in range(12):
                started = time.time()
                x = given(track, instance, variant, "train", rows)["x"].astype(np.float64)
                white = whitening(x)
                model = linear(white, -white @ x.mean(axis=0))
                keep(SLUG, track, variant, instance, SEED, model)
                report(SLUG, track, variant, instance, model, time.time() - started)
    write_manifest(
        SLUG,
        list(ROWS),
        title="Principal components",
        summary="Principal components scaled to unit variance: uses the covariance of the observations and nothing else. "
        "The linear reference row: a method that does not beat it has used no more than second moments.",
        method={"name": "Principal component analysis with whitening"},
        supervision="none",
        recipe={
            "command": "python scripts/baselines/pca.py",
            "text": "Eigenvectors of the covariance of the given observations x, each scaled to unit variance, after subtracting the mean. "
            "On contrastive-box the positives are not used. The twin's models are fitted to the twin's rows. Deterministic; the seed 0 "
            f"is a label. Exported as one affine layer. All 48 models are fitted within half a minute on one CPU core. {versions()}.",
        },
        baseline="linear",
    )
