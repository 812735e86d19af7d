"""Networks with random weights on both tracks: what an encoder scores before it has learnt anything."""

import numpy as np

from recipe import keep, network, report, versions, write_manifest

SLUG, SEED = "untrained-mlp", 0
# Factors of each instance: linear-ica alternates between 5 and 10.
FACTORS = {"linear-ica": lambda instance: (5, 10)[instance % 2], "contrastive-box": lambda instance: 5}
WIDTH, HIDDEN, SLOPE = 64, 3, 0.2


def random_layers(d, random):
    """Uniform weights and biases on ±1/√inputs, as PyTorch's linear layers start."""
    sizes = [d] + [WIDTH] * HIDDEN + [d]
    layers = []
    for inputs, outputs in zip(sizes[:-1], sizes[1:]):
        bound = 1 / np.sqrt(inputs)
        layers.append((random.uniform(-bound, bound, (outputs, inputs)), random.uniform(-bound, bound, outputs)))
    return layers


if __name__ == "__main__":
    for position, (track, factors) in enumerate(FACTORS.items()):
        for instance in range(12):
            random = np.random.default_rng([SEED, position, instance])
            model = network(random_layers(factors(instance), random), SLOPE)
            keep(SLUG, track, "main", instance, SEED, model)
            for variant in ("main", "twin"):
                report(SLUG, track, variant, instance, model, 0)
    write_manifest(
        SLUG,
        list(FACTORS),
        twin="main",
        title="Untrained network",
        summary="A small network with random weights that has seen no data. Its score is a floor: mixing the factors at random already "
        "leaves codes that correlate with them.",
        method={"name": "Leaky-ReLU network at its random start"},
        supervision="none",
        recipe={
            "command": "python scripts/baselines/untrained.py",
            "text": f"Layers d-{'-'.join([str(WIDTH)] * HIDDEN)}-d, leaky ReLU of slope {SLOPE}, weights and biases uniform on ±1/√inputs. "
            f"Seed {SEED}: numpy.random.default_rng([{SEED}, 0 for linear-ica or 1 for contrastive-box, instance]). Nothing is trained, so the same "
            f"files stand on both variants. {versions()}.",
        },
        baseline="untrained",
    )
