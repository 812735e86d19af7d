"""Rivals of FastICA on linear-ica: JADE (Cardoso and Souloumiac 1993) and extended Infomax (Lee, Girolami and Sejnowski 1999)."""

import sys

import numpy as np

from fastica import ROWS, SEED, TRACK, orthogonalise, train
from recipe import versions, write_manifest

JADE_SWEEPS = 100
JADE_ANGLE = 1e-8
INFOMAX_ITERATIONS = 3000
INFOMAX_RATE = 0.1
INFOMAX_TOLERANCE = 1e-6


def cumulant_matrices(y):
    """The d(d+1)/2 matrices of fourth cumulants of whitened y, off-diagonal ones scaled so that each pair counts twice."""
    n, d = y.shape
    matrices = []
    for i in range(d):
        for j in range(i + 1):
            moment = (y * (y[:, i] * y[:, j])[:, None]).T @ y / n
            unit_i, unit_j = np.eye(d)[i], np.eye(d)[j]
            expected = (i == j) * np.eye(d) + np.outer(unit_i, unit_j) + np.outer(unit_j, unit_i)
            matrices.append((moment - expected) * (1 if i == j else np.sqrt(2)))
    return np.array(matrices)


def joint_rotation(matrices):
    """Rotation V for which all Vᵀ M V are as diagonal as possible, by Jacobi's method."""
    d = matrices.shape[1]
    rotation = np.eye(d)
    for _ in range(JADE_SWEEPS):
        turned = False
        for p in range(d - 1):
            for q in range(p + 1, d):
                g = np.array([matrices[:, p, p] - matrices[:, q, q], matrices[:, p, q] + matrices[:, q, p]])
                on, off = g[0] @ g[0] - g[1] @ g[1], 2 * g[0] @ g[1]
                angle = 0.5 * np.arctan2(off, on + np.hypot(on, off))
                if abs(angle) < JADE_ANGLE:
                    continue
                turned = True
                turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
                rotation[:, [p, q]] = rotation[:, [p, q]] @ turn
                matrices[:, [p, q], :] = np.einsum("ab,kbc->kac", turn.T, matrices[:, [p, q], :])
                matrices[:, :, [p, q]] = matrices[:, :, [p, q]] @ turn
        if not turned:
            break
    return rotation


def jade(y, random):
    return joint_rotation(cumulant_matrices(y)).T


def infomax(y, random):
    """Natural gradient of the likelihood; each code is taken as heavier or lighter than Gaussian by the stability criterion."""
    n, d = y.shape
    w = orthogonalise(random.standard_normal((d, d)))
    for _ in range(INFOMAX_ITERATIONS):
        u = y @ w.T
        t = np.tanh(u)
        signs = np.sign((1 - t**2).mean(0) * (u**2).mean(0) - (t * u).mean(0))
        gradient = (np.eye(d) - (signs * t).T @ u / n - u.T @ u / n) @ w
        if np.max(np.abs(gradient)) < INFOMAX_TOLERANCE:
            break
        w = w + INFOMAX_RATE * gradient
    return w


METHODS = {
    "jade": {
        "algorithm": jade,
        "title": "JADE",
        "summary": "Independent component analysis: whitens the observations, then turns them until their fourth cumulants are jointly as "
        "diagonal as possible. It should recover factors of distinct kurtosis almost perfectly and fail on the Gaussian twin.",
        "method": {
            "name": "JADE, joint diagonalisation of cumulant matrices",
            "paper": {
                "title": "Cardoso and Souloumiac, Blind beamforming for non-Gaussian signals, IEE Proceedings F 140(6)",
                "url": "https://doi.org/10.1049/ip-f-2.1993.0054",
                "year": 1993,
            },
        },
        "text": "Whitening by the covariance's eigenvectors, then Jacobi rotations over all d(d+1)/2 matrices of fourth cumulants, at most "
        f"{JADE_SWEEPS} sweeps or until no angle exceeds {JADE_ANGLE}. No random number is drawn. One run a model, no choice among runs.",
    },
    "infomax": {
        "algorithm": infomax,
        "title": "Extended Infomax",
        "summary": "Independent component analysis by maximum likelihood with one density for factors heavier than Gaussian and one for "
        "lighter. It should recover non-Gaussian factors almost perfectly and fail on the Gaussian twin.",
        "method": {
            "name": "Extended Infomax, natural gradient",
            "paper": {
                "title": "Lee, Girolami and Sejnowski, Independent component analysis using an extended infomax algorithm for mixed "
                "subgaussian and supergaussian sources, Neural Computation 11(2)",
                "url": "https://doi.org/10.1162/089976699300016719",
                "year": 1999,
            },
        },
        "text": "Whitening by the covariance's eigenvectors, then the natural gradient on all rows at once from a random orthogonal start, rate "
        f"{INFOMAX_RATE}; at most {INFOMAX_ITERATIONS} steps or until no entry of the gradient exceeds {INFOMAX_TOLERANCE}. A first schedule, "
        "which lowered the rate, stopped short of convergence; it was replaced when labelled validation scores had been seen. "
        f"Seed {SEED}: numpy.random.default_rng([{SEED}, instance]).",
    },
}


if __name__ == "__main__":
    for slug in sys.argv[1:] or METHODS:
        method = METHODS[slug]
        train(slug, method["algorithm"])
        write_manifest(
            slug,
            [TRACK],
            title=method["title"],
            summary=method["summary"],
            method=method["method"],
            supervision="none",
            recipe={
                "command": f"python scripts/baselines/ica_rivals.py {slug}",
                "text": f"Own NumPy implementation. Trained on the {ROWS} given rows of each instance; the twin's models on the twin's rows. "
                f"{method['text']} Exported as one affine layer. {versions()}.",
            },
        )
