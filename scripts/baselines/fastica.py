"""FastICA on linear-ica (Hyvärinen 1999): symmetric, with the contrast log cosh."""

import time

import numpy as np

from recipe import given, keep, linear, report, versions, write_manifest

TRACK, SLUG, SEED = "linear-ica", "fastica", 0
ROWS = 20_000
MAXIMUM_ITERATIONS = 1000
TOLERANCE = 1e-9


def whitening(x):
    """W with W Cov(x) Wᵀ = I, by the covariance's eigenvectors (principal components scaled to unit variance)."""
    values, vectors = np.linalg.eigh(np.cov(x, rowvar=False))
    return vectors.T / np.sqrt(values)[:, None]


def orthogonalise(w):
    """The nearest orthogonal matrix, (W Wᵀ)^(-1/2) W."""
    left, _, right = np.linalg.svd(w)
    return left @ right


def fixed_point(y, random):
    """Rotation of whitened rows y whose codes are as far from Gaussian as possible."""
    d = y.shape[1]
    w = orthogonalise(random.standard_normal((d, d)))
    for _ in range(MAXIMUM_ITERATIONS):
        g = np.tanh(y @ w.T)
        updated = orthogonalise(g.T @ y / len(y) - (1 - g**2).mean(axis=0)[:, None] * w)
        change = np.max(np.abs(np.abs(np.sum(updated * w, axis=1)) - 1))
        w = updated
        if change < TOLERANCE:
            break
    return w


def unmix(x, algorithm, random):
    """Unmixing matrix and mean by an algorithm for whitened rows: codes = (x - mean) · unmixingᵀ."""
    mean = x.mean(axis=0)
    white = whitening(x - mean)
    return algorithm((x - mean) @ white.T, random) @ white, mean


def fastica(x, random):
    return unmix(x, fixed_point, random)


def train(slug, algorithm):
    """Fits and stores the encoders of all instances of linear-ica and of its twin."""
    for variant in ("main", "twin"):
        for instance in range(12):
            started = time.time()
            x = given(TRACK, instance, variant, "train", ROWS)["x"].astype(np.float64)
            unmixing, mean = unmix(x, algorithm, np.random.default_rng([SEED, instance]))
            model = linear(unmixing, -unmixing @ mean)
            keep(slug, TRACK, variant, instance, SEED, model)
            report(slug, TRACK, variant, instance, model, time.time() - started)


if __name__ == "__main__":
    train(SLUG, fixed_point)
    write_manifest(
        SLUG,
        [TRACK],
        title="FastICA",
        summary="Independent component analysis: whitens the observations, then turns them until the codes are as far from "
        "Gaussian as possible. It should recover non-Gaussian factors almost perfectly and fail on the Gaussian twin.",
        method={
            "name": "FastICA, symmetric, log cosh",
            "paper": {
                "title": "Hyvärinen, Fast and robust fixed-point algorithms for independent component analysis, IEEE Transactions on Neural Networks 10(3)",
                "url": "https://doi.org/10.1109/72.761722",
                "year": 1999,
            },
        },
        supervision="none",
        recipe={
            "command": "python scripts/baselines/fastica.py",
            "text": f"Own NumPy implementation. Trained on the {ROWS} given rows of each instance; the twin's models on the twin's rows. "
            "Whitening by the covariance's eigenvectors, symmetric fixed-point iteration with tanh from a random orthogonal start, at most "
            f"{MAXIMUM_ITERATIONS} iterations or until no direction changes by more than {TOLERANCE} (1 - |cosine|). "
            f"Seed {SEED}: numpy.random.default_rng([{SEED}, instance]). Exported as one affine layer. "
            f"All 24 models train within half a minute on one CPU core. {versions()}.",
        },
    )
