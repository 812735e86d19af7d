"""Dictionaries on superposition: sparse autoencoders, dictionary learning, and the board's floors and ceiling.

The true dictionary enters the oracle alone; what is printed while training is the loss.
"""

import argparse
import math
import time

import numpy as np
import torch
from onnx import helper, numpy_helper

from recipe import encoder, given, is_kept, keep, keep_curve, keep_structure, linear, parameters, versions, write_manifest

TRACK, SEED, ROWS = "superposition", 0, 200_000
ATOMS, DIMENSION, ACTIVE = 512, 64, {"main": 3, "twin": 40}
PLAN = [("main", i) for i in range(6)] + [("twin", i) for i in range(3)]
LEARNING_RATE, WARM_UP, CURVE_POINTS = 3e-3, 100, 10
# Batch and steps: with an L1 penalty all codes of a batch take part.
TOPK_SCHEDULE, L1_SCHEDULE = (1024, 4_000), (512, 1_500)
PENALTY, START_BIAS = 1.0, -0.4
ITERATIONS, FIT_ROWS = 30, 40_000
COMMAND = "python scripts/baselines/superposition.py"


def model_of(nodes, arrays):
    """ONNX model from x to `codes`."""
    initialisers = [numpy_helper.from_array(np.asarray(values), name) for name, values in arrays.items()]
    return encoder(nodes, initialisers, DIMENSION, ATOMS)


def rectifier(weights, bias):
    """codes = relu(x · weightsᵀ + bias)."""
    nodes = [
        helper.make_node("Gemm", ["x", "weights", "bias"], ["affine"], transB=1),
        helper.make_node("Relu", ["affine"], ["codes"]),
    ]
    return model_of(nodes, {"weights": weights.astype(np.float32), "bias": bias.astype(np.float32)})


def largest_kept(weights, bias, k):
    """As `rectifier`, and all but the k largest codes are 0."""
    nodes = [
        helper.make_node("Gemm", ["x", "weights", "bias"], ["affine"], transB=1),
        helper.make_node("Relu", ["affine"], ["positive"]),
        helper.make_node("TopK", ["positive", "k"], ["top", "places"], axis=1, largest=1, sorted=1),
        helper.make_node("ReduceMin", ["top", "axis"], ["least"], keepdims=1),
        helper.make_node("GreaterOrEqual", ["positive", "least"], ["kept"]),
        helper.make_node("Where", ["kept", "positive", "zero"], ["codes"]),
    ]
    arrays = {
        "weights": weights.astype(np.float32),
        "bias": bias.astype(np.float32),
        "k": np.array([k], dtype=np.int64),
        "axis": np.array([1], dtype=np.int64),
        "zero": np.array(0, dtype=np.float32),
    }
    return model_of(nodes, arrays)


def pursuit(dictionary, k):
    """Matching pursuit: k times the direction that fits the rest best, with its coefficient."""
    nodes, rest, total = [], "x", None
    for step in range(k):
        nodes += [
            helper.make_node("Gemm", [rest, "dictionary"], [f"fit{step}"], transB=1),
            helper.make_node("Hardmax", [f"fit{step}"], [f"choice{step}"], axis=1),
            helper.make_node("Mul", [f"fit{step}", f"choice{step}"], [f"part{step}"]),
        ]
        output = "codes" if step == k - 1 else f"sum{step}"
        nodes.append(helper.make_node("Add", [total, f"part{step}"], [output]) if total else helper.make_node("Identity", [f"part{step}"], [output]))
        total = output
        if step < k - 1:
            nodes += [
                helper.make_node("MatMul", [f"part{step}", "dictionary"], [f"explained{step}"]),
                helper.make_node("Sub", [rest, f"explained{step}"], [f"rest{step}"]),
            ]
            rest = f"rest{step}"
    return model_of(nodes, {"dictionary": dictionary.astype(np.float32)})


def observed(variant, instance):
    return given(TRACK, instance, variant, "train", ROWS)["x"]


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def autoencoder(x, k, seed):
    """Weights, bias, dictionary and learning curve of a sparse autoencoder; k codes are kept, or all with an L1 penalty where k is None."""
    batch_rows, steps = L1_SCHEDULE if k is None else TOPK_SCHEDULE
    interval = steps // CURVE_POINTS
    torch.manual_seed(seed)
    x = torch.from_numpy(x)
    decoder = torch.nn.functional.normalize(x[torch.randperm(len(x))[:ATOMS]].clone(), dim=1).requires_grad_()
    encoder = decoder.detach().clone().requires_grad_()
    bias = torch.full((ATOMS,), START_BIAS, requires_grad=True)
    optimiser = torch.optim.Adam([encoder, bias, decoder], lr=LEARNING_RATE)
    rate = lambda step: min(1, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    curve, total = [], 0.0
    for step in range(1, steps + 1):
        batch = x[torch.randint(len(x), (batch_rows,))]
        codes = torch.relu(batch @ encoder.T + bias)
        if k is not None:
            top = codes.topk(k, dim=1)
            codes = torch.zeros_like(codes).scatter(1, top.indices, top.values)
        loss = (codes @ decoder - batch).square().sum(1).mean()
        if k is None:
            # The penalty grows at first, so that codes do not die at the start.
            loss = loss + PENALTY * min(1, 2 * (step - 1) / steps) * codes.sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            decoder /= decoder.norm(dim=1, keepdim=True)
        total += loss.item()
        if step % interval == 0:
            curve.append((step, total / interval))
            total = 0.0
    return encoder.detach().numpy(), bias.detach().numpy(), decoder.detach().numpy(), curve


def sparse_code(x, dictionary, k):
    """Orthogonal matching pursuit of all rows at once: places and coefficients of k directions each."""
    fits = x @ dictionary.T
    gram = dictionary @ dictionary.T
    rows = np.arange(len(x))
    places = np.zeros((len(x), 0), dtype=np.int64)
    rest = fits.copy()
    for _ in range(k):
        magnitude = np.abs(rest)
        if places.shape[1]:
            magnitude[rows[:, None], places] = -1
        places = np.column_stack([places, magnitude.argmax(axis=1)])
        chosen = gram[places[:, :, None], places[:, None, :]] + 1e-9 * np.eye(places.shape[1])
        coefficients = np.linalg.solve(chosen, fits[rows[:, None], places][:, :, None])[:, :, 0]
        rest = fits - np.einsum("nk,nkm->nm", coefficients, gram[places]) if places.shape[1] < k else rest
    return places, coefficients


def learn_dictionary(x, k, random):
    """Alternates sparse coding by orthogonal matching pursuit and a refit of each direction to what the others leave (as K-SVD does).

    Returns the dictionary and the error of the sparse coding after rounds of both.
    """
    x = x[random.permutation(len(x))[:FIT_ROWS]].astype(np.float64)
    dictionary = unit(x[:ATOMS])
    curve = []
    for iteration in range(ITERATIONS):
        places, coefficients = sparse_code(x, dictionary, k)
        rest = x - np.einsum("nk,nkd->nd", coefficients, dictionary[places])
        curve.append((iteration, float(np.mean(np.sum(rest**2, axis=1)))))
        users, slots = np.divmod(np.argsort(places, axis=None, kind="stable"), k)
        bounds = np.searchsorted(places[users, slots], np.arange(ATOMS + 1))
        for atom in range(ATOMS):
            rows, slot = users[bounds[atom] : bounds[atom + 1]], slots[bounds[atom] : bounds[atom + 1]]
            if len(rows) < 2:
                # What is worst explained takes the place of a direction that nothing uses.
                dictionary[atom] = unit(rest[[random.integers(len(x))]])[0]
                continue
            part = coefficients[rows, slot]
            own = rest[rows] + part[:, None] * dictionary[atom]
            direction = part @ own
            direction /= np.linalg.norm(direction)
            updated = own @ direction
            rest[rows] = own - updated[:, None] * direction
            coefficients[rows, slot] = updated
            dictionary[atom] = direction * (1 if updated.sum() >= 0 else -1)
    return dictionary, curve


def store(slug, variant, instance, model, dictionary, version="1"):
    path = keep(slug, TRACK, variant, instance, SEED, model, version)
    keep_structure(path, "decoder", dictionary)


def train(slug, fit):
    """Trains what is not there yet: a run that is stopped goes on where it was."""
    for variant, instance in PLAN:
        if is_kept(slug, TRACK, variant, instance, SEED):
            continue
        started = time.time()
        model, dictionary, curve = fit(observed(variant, instance), ACTIVE[variant], instance)
        keep_curve(slug, (variant, instance, SEED), curve)
        store(slug, variant, instance, model, dictionary)
        print(f"{slug} {variant} {instance}  {time.time() - started:.0f} s", flush=True)


def topk(x, k, instance):
    weights, bias, dictionary, curve = autoencoder(x, k, 1000 * SEED + instance)
    return largest_kept(weights, bias, k), dictionary, curve


def l1(x, _, instance):
    weights, bias, dictionary, curve = autoencoder(x, None, 1000 * SEED + instance)
    return rectifier(weights, bias), dictionary, curve


def ksvd(x, k, instance):
    dictionary, curve = learn_dictionary(x, min(k, 10), np.random.default_rng([SEED, instance]))
    return pursuit(dictionary, 3), dictionary, curve


def oracle():
    truth = parameters(TRACK)["main"]
    for _, instance in PLAN[:6]:
        dictionary = np.array(truth[instance]["dictionary"])
        for variant in ("main", "twin"):
            store("oracle", variant, instance, pursuit(dictionary, ACTIVE["main"]), dictionary, "4")


def floors():
    for variant, instance in PLAN:
        x = observed(variant, instance)
        random = np.random.default_rng([SEED, 7, instance])
        dictionary = unit(random.standard_normal((ATOMS, DIMENSION)))
        store("random-dictionary", variant, instance, largest_kept(dictionary, np.zeros(ATOMS), ACTIVE[variant]), dictionary)
        places = np.random.default_rng([SEED, 8, instance]).permutation(len(x))[:ATOMS]
        atoms = unit(x[places].astype(np.float64))
        store("data-directions", variant, instance, largest_kept(atoms, np.zeros(ATOMS), ACTIVE[variant]), atoms)
        vectors = np.linalg.eigh(np.cov(x.astype(np.float64), rowvar=False))[1].T
        store("pca", variant, instance, linear(vectors, -vectors @ x.mean(axis=0)), vectors, "4")


def publish(slug, version="1", *, title, summary, method, text, supervision="none", paper=None, baseline=None):
    write_manifest(
        slug,
        [TRACK],
        version=version,
        title=title,
        summary=summary,
        method={"name": method} | ({"paper": paper} if paper else {}),
        supervision=supervision,
        recipe={"command": COMMAND, "text": f"{text} {versions(torch)}."},
        **({"baseline": baseline} if baseline else {}),
    )


SHARED = f"{ROWS} given rows of each instance; the twin's models on the twin's rows. {ATOMS} codes."
AUTOENCODER = (
    f"{SHARED} codes = relu(W x + b), reconstruction by unit directions, squared error; W and directions start at observations, b at {START_BIAS}. Adam, "
    f"learning rate {LEARNING_RATE} after {WARM_UP} steps of warm-up, cosine decay to 0, {{1:,}} steps, batch {{0:,}}. Seed {SEED}: "
    "torch.manual_seed(1000 · seed + instance). One run a model. One to four minutes a model on one shared CPU core."
)


def publish_all():
    publish(
        "sae-topk",
        title="TopK sparse autoencoder",
        summary="A sparse autoencoder that keeps the largest codes of each observation, as many as directions are present. The number present is public; "
        "on the twin it is too large for sparsity to identify anything.",
        method="Sparse autoencoder, k largest codes kept",
        paper={
            "title": "Gao, la Tour, Tillman, Goh, Troll, Radford, Sutskever, Leike and Wu, Scaling and evaluating sparse autoencoders, ICLR 2025",
            "url": "https://arxiv.org/abs/2406.04093",
            "year": 2024,
        },
        text=f"{AUTOENCODER.format(*TOPK_SCHEDULE)} All but the 3 largest codes are set to 0, on the twin all but 40.",
    )
    publish(
        "sae-l1",
        title="L1 sparse autoencoder",
        summary="A sparse autoencoder whose codes pay for their size. It does not know how many directions are present.",
        method="Sparse autoencoder, L1 penalty",
        paper={
            "title": "Bricken and others, Towards monosemanticity: decomposing language models with dictionary learning, 2023",
            "url": "https://transformer-circuits.pub/2023/monosemantic-features",
            "year": 2023,
        },
        text=f"{AUTOENCODER.format(*L1_SCHEDULE)} The penalty is {PENALTY} times the sum of the codes, reached linearly over the first half of training; of the values 0.25, "
        "0.5 and 1 tried on instance 0 it is the one under which about 3 codes fire. In those trials the recovery of instance 0's dictionary was printed "
        "too and spoke for 0.5; it was not followed.",
    )
    publish(
        "dictionary-learning",
        title="Dictionary learning (K-SVD)",
        summary="Alternates sparse coding by orthogonal matching pursuit with a refit of each direction to what the others leave. The encoder runs plain "
        "matching pursuit.",
        method="K-SVD with one power iteration",
        paper={
            "title": "Aharon, Elad and Bruckstein, K-SVD: an algorithm for designing overcomplete dictionaries for sparse representation, IEEE Transactions on Signal Processing 54(11), 2006",
            "url": "https://doi.org/10.1109/TSP.2006.881199",
            "year": 2006,
        },
        text=f"Own NumPy implementation. {FIT_ROWS} of the {ROWS} given rows of each instance; the twin's models on the twin's rows. {ATOMS} directions that start at "
        f"observations; {ITERATIONS} rounds of orthogonal matching pursuit with 3 directions (10 on the twin, for its cost) and of updates, each by one step "
        "towards the leading singular vector; directions that nothing uses are replaced by what is explained worst. The ONNX encoder is "
        f"matching pursuit of 3 steps. Seed {SEED}: numpy.random.default_rng([{SEED}, instance]). One to three minutes a model on one shared CPU core.",
    )
    publish(
        "random-dictionary",
        title="Random dictionary",
        summary="Random unit directions that have seen no data. Their score is the floor: the best of many random matches is far from 0.",
        method="Random unit directions",
        text=f"{ATOMS} normal vectors scaled to length 1; the largest inner products are kept as codes. Seed {SEED}: numpy.random.default_rng([{SEED}, 7, instance]).",
        baseline="untrained",
    )
    publish(
        "data-directions",
        title="Directions of observations",
        summary="Observations themselves as dictionary. Each is a sum of few true directions, so it lies nearer to them than a random one: what a trained "
        "dictionary has to beat.",
        method="Observations scaled to length 1",
        text=f"{ATOMS} random rows of the given ones, scaled to length 1; the largest inner products are kept as codes. Seed {SEED}: "
        f"numpy.random.default_rng([{SEED}, 8, instance]). Nothing is trained.",
    )
    publish(
        "pca",
        "4",
        title="Principal components",
        summary="The 64 eigenvectors of the covariance: uses the covariance of the observations and nothing else. The linear reference row.",
        method="Principal component analysis",
        text=f"Eigenvectors of the covariance of the {ROWS} given rows of each instance, the twin's on the twin's rows; 64 codes. Deterministic; the seed 0 is a label.",
        baseline="linear",
    )
    publish(
        "oracle",
        "4",
        title="Oracle",
        summary="The true dictionary, with matching pursuit as encoder. The ceiling of the board; F1 shows what greedy decoding costs.",
        method="The generator's dictionary",
        supervision="generator-weights",
        text="The true directions; the encoder is matching pursuit of 3 steps, on the twin too. Deterministic; the seed 0 is a label.",
        baseline="oracle",
    )


if __name__ == "__main__":
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser()
    parser.add_argument("methods", nargs="*", default=["sae-topk", "sae-l1", "dictionary-learning", "floors", "oracle", "publish"])
    fits = {"sae-topk": topk, "sae-l1": l1, "dictionary-learning": ksvd}
    others = {"floors": floors, "oracle": oracle, "publish": publish_all}
    for method in parser.parse_args().methods:
        if method in fits:
            train(method, fits[method])
        else:
            others[method]()
