"""The exact inverse of each instance's mixing: the ceiling of every board."""

import numpy as np

from recipe import keep, linear, network, parameters, report, versions, write_manifest

SLUG, SEED = "oracle", 0


def inverse_model(mixing):
    if "matrix" in mixing["mixing"]:
        unmixing = np.linalg.inv(np.array(mixing["mixing"]["matrix"]))
        return linear(unmixing, np.zeros(len(unmixing)))
    inverse = mixing["inverse"]
    layers = [(layer["weights"], layer["bias"]) for layer in inverse["layers"]]
    return network(layers, inverse["slope"])


if __name__ == "__main__":
    tracks = ["linear-ica", "contrastive-box"]
    for track in tracks:
        for instance, mixing in enumerate(parameters(track)["main"]):
            model = inverse_model(mixing)
            keep(SLUG, track, "main", instance, SEED, model)
            for variant in ("main", "twin"):
                report(SLUG, track, variant, instance, model, 0)
    write_manifest(
        SLUG,
        tracks,
        twin="main",
        title="Oracle",
        summary="The exact inverse of the mixing, computed from the generator's own weights. The ceiling of a board: what any encoder could "
        "reach at best with this number of rows and this precision.",
        method={"name": "Inverse of the generator's mixing"},
        supervision="generator-weights",
        recipe={
            "command": "python scripts/baselines/oracle.py",
            "text": "linear-ica: the inverse matrix. contrastive-box: the network of inverse layers with a leaky ReLU of the inverse slope, "
            "which gives 2z - 1. The twin has the same mixing, so the same files stand on both variants. Deterministic; the seed 0 is a label. "
            f"{versions()}.",
        },
        baseline="oracle",
    )
