"""Encoders on sprites: variational autoencoders of pairs that share all codes but one, or move by sparse steps, one without pairs, and labels' worth.

True factors enter the supervised rows alone.
"""

import argparse
import io
import math
import time
import warnings

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import nn

from recipe import given, is_kept, keep, keep_curve, versions, write_manifest
from slow_vae import distance_of

TRACK, SEED, D, SIZE = "sprites", 0, 5, 64
PAIRS = 10_000
PLAN = [("main", i) for i in range(6)] + [("twin", i) for i in range(3)]
POOL, HIDDEN, SLOPE = 4, (256, 256), 0.1
BATCH, LEARNING_RATE, WARM_UP = 128, 2e-3, 200
STEPS, SUPERVISED_STEPS = 1_500, 2_500
# Weight of the divergence from the prior, against the squared error in units of NOISE.
BETA, NOISE = {"pairs": 1.0, "beta": 4.0, "slow": 1.0}, 0.05
# SlowVAE's weight of the second image's divergence and the rate of its Laplace law: the paper's, for dSprites.
SLOW_WEIGHT, SLOW_RATE = 10.0, 6.0


def stack(sizes):
    layers = []
    for inputs, outputs in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.LeakyReLU(SLOPE)]
    return nn.Sequential(*layers[:-1])


def shrunk(x):
    """Means of 4 × 4 pixels, as one row a picture: small enough for one CPU core; smooth edges keep positions finer than a pixel."""
    return nn.functional.avg_pool2d(x, POOL).flatten(1)


class Encoder(nn.Module):
    """From images to outputs, the first D of which are the codes."""

    def __init__(self, body, low, high):
        super().__init__()
        self.body, self.low, self.high = body, low, high
        self.pool = nn.AvgPool2d(POOL)

    def forward(self, x):
        return self.body((self.pool(x).flatten(1) - self.low) / (self.high - self.low))[:, :D]


def halve(model):
    """Stores a model's matrices in half precision, widened again when they are read: files of half the size."""
    matrices = [value for value in model.graph.initializer if len(value.dims) == 2]
    for value in matrices:
        name = value.name
        value.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(value).astype(np.float16), f"{name}.half"))
        model.graph.node.insert(0, helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))


def exported(network, half=False):
    """ONNX model of a network from images to codes; with `half` its matrices are rounded to half precision."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(), (torch.zeros(2, 1, SIZE, SIZE),), file, input_names=["x"], output_names=["codes"],
            dynamic_axes={"x": {0: "batch"}, "codes": {0: "batch"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
    model = onnx.load_from_string(file.getvalue())
    if half:
        halve(model)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString(deterministic=True)


def divergence(mean, log_variance):
    return 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).sum(1)


def sample(mean, log_variance):
    return mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)


def share(first, second):
    """Two posteriors that agree in all codes but the one in which they differ most (Locatello et al. 2020, with one change known)."""
    (m1, v1), (m2, v2) = first, second
    apart = 0.5 * ((v1 - v2).exp() + (v2 - v1).exp() - 2 + (m1 - m2).square() * (torch.exp(-v1) + torch.exp(-v2)))
    changed = nn.functional.one_hot(apart.argmax(1), D).bool()
    mean, variance = (m1 + m2) / 2, torch.log((v1.exp() + v2.exp()) / 2)
    pick = lambda own, common: torch.where(changed, own, common)
    return (pick(m1, mean), pick(v1, variance)), (pick(m2, mean), pick(v2, variance))


def images_of(instance, variant):
    """Both images of the given pairs, shrunk and scaled to 0 and 1, and the two brightnesses."""
    data = given(TRACK, instance, variant, "train", PAIRS)
    low, high = float(data["x"].min()), float(data["x"].max())
    pairs = [shrunk(torch.from_numpy(data[name])) for name in ("x", "x_changed")]
    return [(images - low) / (high - low) for images in pairs], low, high


def optimise(parameters, steps, loss_of):
    """Adam with a warm-up and cosine decay to 0; returns the learning curve: steps done and the mean loss since the point before."""
    optimiser = torch.optim.Adam(parameters, lr=LEARNING_RATE)
    rate = lambda step: min(1, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    interval = steps // 10
    curve, total = [], 0.0
    for step in range(1, steps + 1):
        loss = loss_of()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += loss.item()
        if step % interval == 0:
            curve.append((step, total / interval))
            total = 0.0
    return curve


def autoencoder(instance, variant, kind):
    torch.manual_seed(1000 * SEED + instance)
    (x, changed), low, high = images_of(instance, variant)
    pixels = x.shape[1]
    body, generator = stack([pixels, *HIDDEN, 2 * D]), stack([D, *HIDDEN, pixels])

    def loss_of():
        rows = torch.randint(len(x), (BATCH,))
        images = torch.cat([x[rows], changed[rows]])
        mean, log_variance = body(images).split(D, dim=1)
        log_variance = log_variance.clamp(-12, 4)
        if kind == "pairs":
            posteriors = share(*zip(mean.split(BATCH), log_variance.split(BATCH)))
            mean, log_variance = (torch.cat(parts) for parts in zip(*posteriors))
        codes = sample(mean, log_variance)
        error = (generator(codes) - images).square().sum(1) / (2 * NOISE**2)
        loss = error + BETA[kind] * divergence(mean, log_variance)
        if kind == "slow":
            step = distance_of(mean[BATCH:] - codes[:BATCH], log_variance[BATCH:] / 2)
            moved = (SLOW_RATE * step - log_variance[BATCH:] / 2).sum(1)
            return loss.mean() + SLOW_WEIGHT * moved.mean() / 2
        return loss.mean()

    curve = optimise([*body.parameters(), *generator.parameters()], STEPS, loss_of)
    return exported(Encoder(body, low, high), half=True), curve


def supervised(instance, variant):
    """Regression of the factors, each scaled to variance 1, on labelled images."""
    torch.manual_seed(1000 * SEED + instance)
    data = given(TRACK, instance, variant, "train", PAIRS, labelled=True)
    low, high = float(data["x"].min()), float(data["x"].max())
    x = (shrunk(torch.from_numpy(data["x"])) - low) / (high - low)
    z = torch.from_numpy(data["z"])
    z = (z - z.mean(0)) / z.std(0)
    body = stack([x.shape[1], *HIDDEN, D])

    def loss_of():
        rows = torch.randint(len(x), (2 * BATCH,))
        return (body(x[rows]) - z[rows]).square().sum(1).mean()

    curve = optimise(body.parameters(), SUPERVISED_STEPS, loss_of)
    return exported(Encoder(body, low, high), half=True), curve


def untrained(instance, _):
    torch.manual_seed(1000 * SEED + instance)
    return exported(Encoder(stack([(SIZE // POOL) ** 2, *HIDDEN, D]), 0.0, 1.0)), []


class Components(nn.Module):
    def __init__(self, directions, mean):
        super().__init__()
        self.layer = nn.Linear(*directions.shape[::-1])
        self.layer.weight.data = torch.from_numpy(directions).float()
        self.layer.bias.data = torch.from_numpy(-directions @ mean).float()
        self.pool = nn.AvgPool2d(POOL)

    def forward(self, x):
        return self.layer(self.pool(x).flatten(1))


def principal(instance, variant):
    x = shrunk(torch.from_numpy(given(TRACK, instance, variant, "train", PAIRS)["x"])).numpy().astype(np.float64)
    values, vectors = np.linalg.eigh(np.cov(x, rowvar=False))
    directions = vectors[:, -D:].T / np.sqrt(values[-D:])[:, None]
    return exported(Components(directions, x.mean(axis=0))), []


ROWS_OF = {
    "vae-pairs": (lambda i, v: autoencoder(i, v, "pairs"), "2", PLAN),
    "slow-vae": (lambda i, v: autoencoder(i, v, "slow"), "3", PLAN),
    "beta-vae": (lambda i, v: autoencoder(i, v, "beta"), "1", PLAN),
    "supervised-mlp": (supervised, "5", PLAN),
    "untrained-mlp": (untrained, "5", PLAN[:6]),
    "pca": (principal, "5", PLAN),
}


def train(slug):
    """Trains what is not there yet: a run that is stopped goes on where it was."""
    fit, version, plan = ROWS_OF[slug]
    for variant, instance in plan:
        if is_kept(slug, TRACK, variant, instance, SEED, version):
            continue
        started = time.time()
        model, curve = fit(instance, variant)
        keep_curve(slug, (variant, instance, SEED), curve, version)
        keep(slug, TRACK, variant, instance, SEED, model, version)
        print(f"{slug} {variant} {instance}  {time.time() - started:.0f} s", flush=True)


SHARED = (
    f"Images are averaged over {POOL} × {POOL} pixels within the encoder. Layers 256-{'-'.join(map(str, HIDDEN))}-5, leaky ReLU of slope {SLOPE}."
)
HALVED = "Matrices are stored in half precision."
TRAINED = (
    f"{PAIRS} given pairs of each instance; the twin's models on the twin's pairs. {SHARED} Adam, learning rate {LEARNING_RATE} after {WARM_UP} steps of warm-up, "
    f"cosine decay to 0 over {STEPS} steps, batch {BATCH} pairs. Seed {SEED}: torch.manual_seed(1000 · seed + instance). One run a model, codes are means."
)


def publish(slug, *, title, summary, method, supervision, text, paper=None, baseline=None, twin="twin"):
    _, version, plan = ROWS_OF[slug]
    if not all(is_kept(slug, TRACK, variant, instance, SEED, version) for variant, instance in plan):
        print(f"{slug} is not trained yet", flush=True)
        return
    write_manifest(
        slug,
        [TRACK],
        twin=twin,
        version=version,
        title=title,
        summary=summary,
        method={"name": method} | ({"paper": paper} if paper else {}),
        supervision=supervision,
        recipe={"command": "python scripts/baselines/sprites.py", "text": f"{text} {versions(torch)}."},
        **({"baseline": baseline} if baseline else {}),
    )


def publish_all():
    publish(
        "vae-pairs",
        title="Variational autoencoder of pairs",
        summary="A variational autoencoder whose two images of a pair share all codes but the one in which they differ most. On the twin, where all factors "
        "of a pair differ, sharing is wrong and teaches nothing.",
        method="Adaptive group variational autoencoder, one change known",
        supervision="as-track-grants",
        paper={
            "title": "Locatello, Poole, Rätsch, Schölkopf, Bachem and Tschannen, Weakly-supervised disentanglement without compromises, ICML 2020",
            "url": "https://proceedings.mlr.press/v119/locatello20a.html",
            "year": 2020,
        },
        text=f"{TRAINED} Decoder with the same layers in reverse. Squared error in units of {NOISE}; posteriors of the two images are averaged in all codes but the one "
        f"with the largest symmetric divergence. {HALVED} The unit of the error was chosen from 0.03, 0.05 and 0.1 by DCI on labelled validation images of "
        "instance 0. Version 1 had the same settings and one model for the twin.",
    )
    publish(
        "slow-vae",
        title="SlowVAE",
        summary="A variational autoencoder of pairs whose codes, independent and normal at first, move on by independent Laplace steps. Pairs that differ in one "
        "factor are such steps: four factors stand still and one jumps.",
        method="SlowVAE, Laplace prior on steps",
        supervision="as-track-grants",
        paper={
            "title": "Klindt, Schott, Sharma, Ustyuzhaninov, Brendel, Bethge and Paiton, Towards nonlinear disentanglement in natural data with temporal "
            "sparse coding, ICLR 2021",
            "url": "https://openreview.net/forum?id=EbIDjBynYJ8",
            "year": 2021,
        },
        text=f"{TRAINED} Decoder with the same layers in reverse. Squared error in units of {NOISE}; divergence from the normal law with the weight {BETA['slow']}, of the second "
        f"image's codes from a Laplace law of rate {SLOW_RATE} around the first's with the weight {SLOW_WEIGHT}: rate and weight are the paper's for dSprites. {HALVED} The "
        "unit of the error is that of vae-pairs.",
    )
    publish(
        "beta-vae",
        title="β-VAE",
        summary="A variational autoencoder of single images with a heavier price on the codes' divergence from independent normal ones. Without pairs nothing "
        "identifies the factors; the score shows what inductive bias alone gives.",
        method="β-variational autoencoder",
        supervision="none",
        paper={
            "title": "Higgins, Matthey, Pal, Burgess, Glorot, Botvinick, Mohamed and Lerchner, beta-VAE, ICLR 2017",
            "url": "https://openreview.net/forum?id=Sy2fzU9gl",
            "year": 2017,
        },
        text=f"{TRAINED} Decoder with the same layers in reverse. Squared error in units of {NOISE}; β = {BETA['beta']}. Both images of the pairs are used, not that they "
        f"are pairs. {HALVED} The unit of the error is that of vae-pairs; no other setting was chosen by a score.",
    )
    publish(
        "supervised-mlp",
        title="Supervised network",
        summary="A small network that regresses the true factors on the images. It sees the labels, so it is not ranked: it shows what an encoder of this "
        "size can reach.",
        method="Leaky-ReLU network, squared error",
        supervision="labels",
        text=f"{PAIRS} labelled images of each instance; the twin's models on the twin's. {SHARED} Squared error of factors scaled to variance 1, {SUPERVISED_STEPS} steps, "
        f"batch {2 * BATCH}, otherwise trained as vae-pairs. {HALVED}",
        baseline="supervised",
    )
    publish(
        "untrained-mlp",
        title="Untrained network",
        summary="A small network with random weights that has seen no data. Its score is a floor: mixing the pixels at random already leaves codes that "
        "depend on the factors.",
        method="Leaky-ReLU network at its random start",
        supervision="none",
        text=f"{SHARED} PyTorch's random start. Seed {SEED}: torch.manual_seed(1000 · seed + instance). Nothing is trained, so the same files stand on both variants.",
        baseline="untrained",
        twin="main",
    )
    publish(
        "pca",
        title="Principal components",
        summary="The five principal components of largest variance, scaled to unit variance: uses the covariance of the images and nothing else. The linear "
        "reference row.",
        method="Principal component analysis with whitening",
        supervision="none",
        text=f"Of the first images of the {PAIRS} given pairs, averaged over {POOL} × {POOL} pixels. Deterministic; the seed 0 is a label.",
        baseline="linear",
    )


if __name__ == "__main__":
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser()
    parser.add_argument("methods", nargs="*", default=[*ROWS_OF, "publish"])
    for method in parser.parse_args().methods:
        publish_all() if method == "publish" else train(method)
