"""Linear causal disentanglement on interventions, two rivals that do without causal reasoning, and the board's floors and ceilings.

All of them are linear algebra on covariances and take seconds.
"""

import numpy as np

from fastica import fastica, orthogonalise, whitening
from recipe import given, keep, keep_structure, linear, parameters, versions, write_manifest
from supervised import least_squares

TRACK, SEED, ROWS, D = "interventions", 0, 120_000, 5
FLOOR_VERSION = "3"
PLAN = [(variant, instance) for variant in ("main", "twin") for instance in range(12)]
# Standardised coefficients below this count as no edge.
LEAST_COEFFICIENT = 0.1
SWEEPS = 100


def observed(instance, variant):
    data = given(TRACK, instance, variant, "train", ROWS)
    x = data["x"].astype(np.float64)
    return x - x.mean(axis=0), data["environment"], x.mean(axis=0)


def covariances(x, environment):
    return [np.cov(x[environment == k], rowvar=False) for k in range(D + 1)]


def causal_unmixing(x, environment):
    """Rows of the unmixing in causal order, each found from the environment that intervenes on it.

    In coordinates that whiten the observational data, the inverse covariance of an environment differs from the identity by a matrix
    of rank 1 modulo the rows of the target's parents. So targets are taken one after the other, each time the one whose difference is
    nearest to rank 1 modulo the rows found. A perfect intervention makes its target uncorrelated with all that came before it.
    """
    covariance = covariances(x, environment)
    white = whitening(x[environment == 0])
    within = [white @ c @ white.T for c in covariance]
    differences = {k: np.linalg.inv(within[k]) - np.eye(D) for k in range(1, D + 1)}
    rows = np.zeros((0, D))
    while differences:
        basis = np.linalg.qr(rows.T)[0]
        complement = np.eye(D) - basis @ basis.T
        best = None
        for k, difference in differences.items():
            values, vectors = np.linalg.eigh(complement @ difference @ complement)
            order = np.argsort(-np.abs(values))
            ratio = abs(values[order[1]]) / abs(values[order[0]])
            if best is None or ratio < best[0]:
                best = ratio, k, vectors[:, order[0]]
        _, k, row = best
        c = within[k]
        if len(rows):
            row = row - rows.T @ np.linalg.solve(rows @ c @ rows.T, rows @ c @ row)
        rows = np.vstack([rows, row / np.sqrt(row @ row)])
        del differences[k]
    return rows @ white


def ordered_graph(codes):
    """Each code regressed on those before it, in observational data; entry (parent, child) is 1."""
    graph = np.zeros((D, D))
    standardised = (codes - codes.mean(axis=0)) / codes.std(axis=0)
    for child in range(1, D):
        coefficients = np.linalg.lstsq(standardised[:, :child], standardised[:, child], rcond=None)[0]
        graph[:child, child] = np.abs(coefficients) >= LEAST_COEFFICIENT
    return graph


def joint_diagonaliser(x, environment):
    """Codes that are uncorrelated in all environments at once, by Jacobi rotations of whitened covariances (Cardoso and Souloumiac 1996)."""
    white = whitening(x)
    matrices = np.array([white @ c @ white.T for c in covariances(x, environment)])
    rotation = np.eye(D)
    for _ in range(SWEEPS):
        largest = 0
        for p in range(D):
            for q in range(p + 1, D):
                h = np.array([matrices[:, p, p] - matrices[:, q, q], 2 * matrices[:, p, q]])
                g = h @ h.T
                angle = 0.25 * np.arctan2(2 * g[0, 1], g[0, 0] - g[1, 1])
                turn = np.eye(D)
                turn[p, p] = turn[q, q] = np.cos(angle)
                turn[p, q], turn[q, p] = np.sin(angle), -np.sin(angle)
                matrices = turn @ matrices @ turn.T
                rotation = turn @ rotation
                largest = max(largest, abs(angle))
        if largest < 1e-9:
            break
    return rotation @ white


def store(slug, variant, instance, unmixing, mean, version="1"):
    return keep(slug, TRACK, variant, instance, SEED, linear(unmixing, -unmixing @ mean), version)


def causal():
    for variant, instance in PLAN:
        x, environment, mean = observed(instance, variant)
        unmixing = causal_unmixing(x, environment)
        path = store("causal-disentanglement", variant, instance, unmixing, mean)
        keep_structure(path, "graph", ordered_graph(x[environment == 0] @ unmixing.T))
    write_manifest(
        "causal-disentanglement",
        [TRACK],
        title="Linear causal disentanglement",
        summary="Finds the factors one after the other from how each environment's inverse covariance differs from the observational one, "
        "and their graph by regression in the order found. It should recover both on the track and neither on the twin.",
        method={
            "name": "Linear causal disentanglement from perfect interventions",
            "paper": {
                "title": "Squires, Seigal, Bhate and Uhler, Linear causal disentanglement via interventions, ICML 2023",
                "url": "https://proceedings.mlr.press/v202/squires23a.html",
                "year": 2023,
            },
        },
        supervision="as-track-grants",
        recipe={
            "command": "python scripts/baselines/interventions.py",
            "text": f"Own NumPy implementation of the paper's idea. {ROWS} given rows of each instance with their environments; the twin's models on "
            "the twin's rows. Covariance of each environment, whitened by the observational one. Repeatedly the environment whose inverse "
            "covariance, projected to the complement of the rows found, is nearest to the identity plus rank 1 gives the next row; the row is then made uncorrelated, "
            "in that environment, with the rows found before. Graph: each code regressed on those found before it in observational rows, "
            f"edges where the standardised coefficient is at least {LEAST_COEFFICIENT}. Deterministic; the seed 0 is a label. "
            f"All 24 models take seconds. {versions()}.",
        },
    )


def rivals():
    for variant, instance in PLAN:
        x, environment, mean = observed(instance, variant)
        unmixing, _ = fastica(x, np.random.default_rng([SEED, instance]))
        store("fastica-pooled", variant, instance, unmixing, mean)
        store("joint-diagonaliser", variant, instance, joint_diagonaliser(x, environment), mean)
    write_manifest(
        "fastica-pooled",
        [TRACK],
        title="FastICA on pooled environments",
        summary="Independent component analysis on all rows together, without their environments. Mixing environments makes the factors "
        "non-Gaussian, but they depend on each other: independence is the wrong assumption here, and the score shows what that costs.",
        method={
            "name": "FastICA, symmetric, log cosh, pooled",
            "paper": {
                "title": "Hyvärinen, Fast and robust fixed-point algorithms for independent component analysis, IEEE Transactions on Neural Networks 10(3)",
                "url": "https://doi.org/10.1109/72.761722",
                "year": 1999,
            },
        },
        supervision="none",
        recipe={
            "command": "python scripts/baselines/interventions.py",
            "text": f"As the submission fastica, on the {ROWS} given rows of each instance without their environments; the twin's models on the twin's "
            f"rows. Seed {SEED}: numpy.random.default_rng([{SEED}, instance]). {versions()}.",
        },
    )
    write_manifest(
        "joint-diagonaliser",
        [TRACK],
        title="Joint diagonalisation of environments",
        summary="Looks for codes that are uncorrelated in every environment at once, as source separation by non-stationarity does. The factors "
        "are correlated in most environments, so this is the wrong assumption; it uses the environments all the same.",
        method={
            "name": "Joint diagonalisation of covariances by Jacobi rotations",
            "paper": {
                "title": "Cardoso and Souloumiac, Jacobi angles for simultaneous diagonalization, SIAM Journal on Matrix Analysis and Applications 17(1), 1996",
                "url": "https://doi.org/10.1137/S0895479893259546",
                "year": 1996,
            },
        },
        supervision="as-track-grants",
        recipe={
            "command": "python scripts/baselines/interventions.py",
            "text": f"{ROWS} given rows of each instance with their environments; the twin's models on the twin's rows. Whitening of the pooled rows, then "
            f"Jacobi rotations, at most {SWEEPS} sweeps, that diagonalise the six environments' covariances jointly. Deterministic; the seed 0 "
            f"is a label. {versions()}.",
        },
    )


def bounds():
    truth = parameters(TRACK)["main"]
    for variant, instance in PLAN:
        x, _, mean = observed(instance, variant)
        store("pca", variant, instance, whitening(x), mean, FLOOR_VERSION)
        labelled = given(TRACK, instance, variant, "train", 20_000, labelled=True)
        weights, bias = least_squares(labelled["x"], labelled["z"])
        keep("supervised-linear", TRACK, variant, instance, SEED, linear(weights, bias), FLOOR_VERSION)
        if variant == "main":
            random = np.random.default_rng([SEED, 6, instance])
            store("untrained-linear", "main", instance, orthogonalise(random.standard_normal((D, D))), np.zeros(D))
            store("oracle", "main", instance, np.linalg.inv(np.array(truth[instance]["mixing"]["matrix"])), np.zeros(D), FLOOR_VERSION)
    command = "python scripts/baselines/interventions.py"
    reference = lambda slug, version, title, summary, name, supervision, text, baseline, twin="twin": write_manifest(
        slug,
        [TRACK],
        twin=twin,
        version=version,
        title=title,
        summary=summary,
        method={"name": name},
        supervision=supervision,
        recipe={"command": command, "text": f"{text} {versions()}."},
        baseline=baseline,
    )
    reference(
        "pca", FLOOR_VERSION, "Principal components",
        "Principal components scaled to unit variance: uses the covariance of the observations and nothing else. "
        "The linear reference row: a method that does not beat it has used no more than second moments.",
        "Principal component analysis with whitening", "none",
        f"Whitening of the {ROWS} given rows of each instance, environments pooled. Deterministic; the seed 0 is a label.", "linear",
    )  # fmt: skip
    reference(
        "supervised-linear", FLOOR_VERSION, "Supervised regression",
        "Least squares of the true factors on the observations. It sees the labels, so it is not ranked: it shows what a linear encoder can "
        "reach, on the twin too.",
        "Least squares with intercept", "labels",
        "Least squares with intercept on 20000 labelled rows of each instance. Deterministic; the seed 0 is a label.", "supervised",
    )  # fmt: skip
    reference(
        "untrained-linear", "1", "Random rotation",
        "A random rotation of the observations, which has seen no data. Its score is a floor: mixing the factors at random already leaves codes "
        "that correlate with them.",
        "Random orthogonal matrix", "none",
        f"Seed {SEED}: numpy.random.default_rng([{SEED}, 6, instance]). Nothing is trained, so the same files stand on both variants.", "untrained",
        "main",
    )  # fmt: skip
    reference(
        "oracle", FLOOR_VERSION, "Oracle",
        "The exact inverse of the mixing, computed from the generator's own weights. The ceiling of a board: what any encoder could reach at "
        "best with this number of rows and this precision.",
        "Inverse of the generator's mixing", "generator-weights",
        "The inverse matrix. The twin has the same mixing, so the same files stand on both variants. Deterministic; the seed 0 is a label.",
        "oracle", "main",
    )  # fmt: skip


if __name__ == "__main__":
    causal()
    rivals()
    bounds()
