"""FastICA on tracks whose mixing is not linear: the rival that knows independence and nothing of segments or time."""

import numpy as np

from fastica import fastica
from recipe import given, keep, linear, versions, write_manifest
from training import PLAN, SEED

SLUG = "fastica-rival"
TRACKS = {"segments": 40_000, "temporal": 100_000}
FIT_ROWS = 20_000

if __name__ == "__main__":
    for track, rows in TRACKS.items():
        for variant, instance in PLAN:
            x = given(track, instance, variant, "train", rows)["x"][:FIT_ROWS].astype(np.float64)
            unmixing, mean = fastica(x, np.random.default_rng([SEED, instance]))
            keep(SLUG, track, variant, instance, SEED, linear(unmixing, -unmixing @ mean))
            print(SLUG, track, variant, instance, flush=True)
    write_manifest(
        SLUG,
        list(TRACKS),
        title="FastICA on a nonlinear mixing",
        summary="Linear independent component analysis where the mixing is not linear. It uses neither segments nor time, and shows what a method has "
        "to beat to have undone the mixing.",
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
            "command": "python scripts/baselines/fastica_rival.py",
            "text": f"The procedure of scripts/baselines/fastica.py on the first {FIT_ROWS} given observations of an instance, without segments or "
            f"order; the twin's models on the twin's rows. Seed {SEED}: numpy.random.default_rng([{SEED}, instance]). Exported as one affine layer. {versions()}.",
        },
    )
