"""Floors and ceilings of the tracks whose mixing is a network of later date than contrastive-box: version 2 of these submissions.

Version 1 stays as it is, with the records that rest on it.
"""

import sys

import numpy as np
import torch

from fastica import whitening
from oracle import inverse_model
from recipe import given, keep, linear, network, parameters, versions, write_manifest
from training import PLAN, Data, Stack, optimise
from untrained import random_layers

VERSION, SEED, SLOPE = "2", 0, 0.2
# What nothing is trained for stands on all instances, what is fitted on those of the trained networks.
INSTANCES = range(12)
# Observed values, codes, and rows that a learner is given.
TRACKS = {
    "segments": (5, 5, 40_000),
    "temporal": (5, 5, 100_000),
    "contrastive-sphere": (5, 5, 200_000),
    "content-style": (10, 5, 200_000),
}
SUPERVISED_ROWS = 50_000
WIDTH, HIDDEN = 48, 3
BATCH, STEPS, LEARNING_RATE = 256, 2_000, 6e-3


def store(slug, track, variant, instance, model):
    keep(slug, track, variant, instance, SEED, model, VERSION)
    print(slug, track, variant, instance, flush=True)


def manifest(slug, **fields):
    write_manifest(slug, list(TRACKS), version=VERSION, **fields)


def pca():
    for track, (_, codes, rows) in TRACKS.items():
        for variant, instance in PLAN:
            x = given(track, instance, variant, "train", rows)["x"].astype(np.float64)
            # The eigenvectors stand in ascending order of variance.
            white = whitening(x)[-codes:]
            store("pca", track, variant, instance, linear(white, -white @ x.mean(axis=0)))
    manifest(
        "pca",
        title="Principal components",
        summary="Principal components scaled to unit variance: uses the covariance of the observations and nothing else. "
        "The linear reference row: a method that does not beat it has used no more than second moments.",
        method={"name": "Principal component analysis with whitening"},
        supervision="none",
        recipe={
            "command": "python scripts/baselines/bounds.py pca",
            "text": "Eigenvectors of the covariance of the given observations x, each scaled to unit variance, after subtracting the mean; on "
            "content-style the five of largest variance. Segments, order and positives are not used. The twin's models are fitted to the twin's "
            f"rows. Deterministic; the seed 0 is a label. Exported as one affine layer. {versions()}.",
        },
        baseline="linear",
    )


def untrained():
    for position, (track, (observed, codes, _)) in enumerate(TRACKS.items()):
        for instance in INSTANCES:
            random = np.random.default_rng([SEED, int(VERSION), position, instance])
            layers = random_layers(observed, random)
            layers[-1] = tuple(values[:codes] for values in layers[-1])
            store("untrained-mlp", track, "main", instance, network(layers, SLOPE))
    manifest(
        "untrained-mlp",
        twin="main",
        title="Untrained network",
        summary="A small network with random weights that has seen no data. Its score is a floor: mixing the factors at random already "
        "leaves codes that correlate with them.",
        method={"name": "Leaky-ReLU network at its random start"},
        supervision="none",
        recipe={
            "command": "python scripts/baselines/bounds.py untrained",
            "text": "Layers d-64-64-64-d (content-style: 10-64-64-64-5), leaky ReLU of slope 0.2, weights and biases uniform on ±1/√inputs. Seed "
            f"{SEED}: numpy.random.default_rng([{SEED}, {VERSION}, position of the track among {', '.join(TRACKS)}, instance]). Nothing is trained, so the "
            f"same files stand on both variants. {versions()}.",
        },
        baseline="untrained",
    )


def oracle():
    for track, (_, codes, _) in TRACKS.items():
        for instance, generator in enumerate(parameters(track)["main"]):
            last = generator["inverse"]["layers"][-1]
            last["weights"], last["bias"] = last["weights"][:codes], last["bias"][:codes]
            store("oracle", track, "main", instance, inverse_model(generator))
    manifest(
        "oracle",
        twin="main",
        title="Oracle",
        summary="The exact inverse of the mixing, computed from the generator's own weights. The ceiling of a board: what any encoder could "
        "reach at best with this number of rows and this precision.",
        method={"name": "Inverse of the generator's mixing"},
        supervision="generator-weights",
        recipe={
            "command": "python scripts/baselines/bounds.py oracle",
            "text": "The network of inverse layers with a leaky ReLU of the inverse slope; on content-style its five content factors. The twin has the "
            f"same mixing, so the same files stand on both variants. Deterministic; the seed 0 is a label. {versions()}.",
        },
        baseline="oracle",
    )


def supervised():
    torch.set_num_threads(1)
    for track, (_, codes, _) in TRACKS.items():
        data = Data(track, SUPERVISED_ROWS, labelled=True)
        model = Stack(data.arrays[0].shape[2], codes, WIDTH, HIDDEN, data.generators)

        def losses():
            x, z = data.take(data.draw(BATCH))
            return (model(x) - z[:, :, :codes]).square().mean((1, 2))

        optimise(model.parameters(), losses, STEPS, LEARNING_RATE)
        for index, (variant, instance) in enumerate(PLAN):
            store("supervised-mlp", track, variant, instance, model.exported(index))
    manifest(
        "supervised-mlp",
        title="Supervised network",
        summary="A small network that regresses the true factors on the observations. It sees the labels, so it is not ranked: it shows "
        "what an encoder of this size can reach, on the twin too.",
        method={"name": "Leaky-ReLU network, squared error"},
        supervision="labels",
        recipe={
            "command": "python scripts/baselines/bounds.py supervised",
            "text": f"{SUPERVISED_ROWS} labelled rows of each instance (npm run data with --labelled), the twin's on the twin's rows. Layers "
            f"d-{'-'.join([str(WIDTH)] * HIDDEN)}-d (content-style: the content factors alone), leaky ReLU of slope 0.2. Squared error, Adam with learning "
            f"rate {LEARNING_RATE} after warm-up, cosine decay to 0 over {STEPS} steps, batch {BATCH}. Seed {SEED}: each model a torch.Generator of its own. "
            f"No choice among runs. {versions(torch)}.",
        },
        baseline="supervised",
    )


if __name__ == "__main__":
    rows = {"pca": pca, "untrained": untrained, "oracle": oracle, "supervised": supervised}
    for name in sys.argv[1:] or rows:
        rows[name]()
