"""Contrastive encoders on contrastive-box: InfoNCE with the distance that matches the positives' law (Zimmermann et al. 2021).

On the main track the distance is L1 (Laplace positives), on the twin squared L2 (Gaussian positives). The codes are not
bounded, so their scale absorbs the temperature. Instances may be trained by several processes at once, each naming its own; with
--publish the models trained so far become the submission. True factors enter the learning curve alone.
"""

import argparse
import json
import math
import time

import numpy as np
import torch

from recipe import CACHE, ROOT, given, keep, mcc, network, report, versions, write_manifest

TRACK = "contrastive-box"
SLUG = "infonce-l1"
SEED = 0
PAIRS = 500_000
VALIDATION_PAIRS = 20_480
CURVE_ROWS = 4_096
WIDTH, HIDDEN, SLOPE = 128, 3, 0.2
BATCH = 1024
LEARNING_RATE = 2e-3
WARM_UP = 200
STEPS = 6_000
LOG_EVERY = 500


def encoder(d):
    sizes = [d] + [WIDTH] * HIDDEN + [d]
    layers = []
    for inputs, outputs in zip(sizes[:-1], sizes[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.LeakyReLU(SLOPE)]
    return torch.nn.Sequential(*layers[:-1])


def distances(a, b, variant):
    if variant == "main":
        return torch.cdist(a, b, p=1)
    return a.square().sum(1)[:, None] + b.square().sum(1)[None, :] - 2 * a @ b.T


def contrastive_loss(anchors, positives, variant):
    """Each anchor must find its positive among the positive and all other anchors of the batch.

    The other anchors are draws of the factors' own (uniform) distribution, as the theorem asks; other positives would not be.
    """
    positive = (anchors - positives).abs().sum(1) if variant == "main" else (anchors - positives).square().sum(1)
    logits = -distances(anchors, anchors, variant)
    logits = logits - torch.diag_embed(logits.diagonal() + positive)
    return (positive + torch.logsumexp(logits, 1)).mean()


def train(instance, variant, seed, steps):
    started = time.time()
    torch.manual_seed(1000 * seed + instance)
    data = {name: torch.from_numpy(values) for name, values in given(TRACK, instance, variant, "train", PAIRS).items()}
    held_out = {name: torch.from_numpy(values) for name, values in given(TRACK, instance, variant, "validation", VALIDATION_PAIRS).items()}
    labelled = given(TRACK, instance, variant, "validation", CURVE_ROWS, labelled=True)
    model = encoder(data["x"].shape[1])
    optimiser = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    cosine = lambda step: min(1, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, cosine)
    curve = []

    def validation_loss():
        with torch.no_grad():
            anchors, positives = model(held_out["x"]), model(held_out["x_positive"])
            blocks = zip(anchors.split(BATCH), positives.split(BATCH))
            return float(np.mean([contrastive_loss(a, p, variant).item() for a, p in blocks]))

    for step in range(steps + 1):
        if step % LOG_EVERY == 0 or step == steps:
            with torch.no_grad():
                score = mcc(labelled["z"], model(torch.from_numpy(labelled["x"])).numpy())
            curve.append((step, validation_loss(), score))
            print(f"{variant} {instance} seed {seed} step {step} loss {curve[-1][1]:.4f} mcc {score:.4f} {time.time() - started:.0f}s", flush=True)
        if step == steps:
            break
        rows = torch.randint(len(data["x"]), (BATCH,))
        both = model(torch.cat([data["x"][rows], data["x_positive"][rows]]))
        loss = contrastive_loss(both[:BATCH], both[BATCH:], variant)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    layers = [(layer.weight.detach().numpy(), layer.bias.detach().numpy()) for layer in model if isinstance(layer, torch.nn.Linear)]
    return network(layers, SLOPE), curve, time.time() - started


def publish(folder):
    """Copies the trained models and their learning curves into the submission."""
    curves = ["variant,instance,seed,step,validation_loss,validation_mcc"]
    seconds = []
    for path in sorted(folder.glob("*.json")):
        variant, instance, seed = path.stem.split("-")
        run = json.loads(path.read_text())
        model = path.with_suffix(".onnx").read_bytes()
        keep(SLUG, TRACK, variant, int(instance), int(seed), model)
        report(SLUG, TRACK, variant, int(instance), model, run["seconds"])
        seconds.append(run["seconds"])
        curves += [f"{variant},{int(instance)},{seed},{step},{loss:.4f},{score:.4f}" for step, loss, score in run["curve"]]
    (ROOT / "submissions" / SLUG / "1" / "training.csv").write_text("\n".join(curves) + "\n")
    write_manifest(
        SLUG,
        [TRACK],
        title="InfoNCE with the matching distance",
        summary="A contrastive encoder: pairs of nearby views must lie closer together than other views, by the distance that matches how "
        "the pairs were made (L1 on the track, squared L2 on its twin). It should recover the factors on the track and stop at a "
        "rotation on the twin.",
        method={
            "name": "InfoNCE, distance matched to the positives",
            "paper": {
                "title": "Zimmermann, Sharma, Schneider, Bethge and Brendel, Contrastive learning inverts the data generating process, ICML 2021",
                "url": "https://proceedings.mlr.press/v139/zimmermann21a.html",
                "year": 2021,
            },
        },
        supervision="as-track-grants",
        recipe={
            "command": "python scripts/baselines/infonce.py && python scripts/baselines/infonce.py --variant twin && python scripts/baselines/infonce.py --publish",
            "text": f"{PAIRS} given pairs of each instance; the twin's models on the twin's pairs. Layers 5-{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky "
            f"ReLU of slope {SLOPE}, unbounded codes. Loss: cross-entropy of finding an anchor's positive among it and the {BATCH - 1} other anchors of "
            "the batch, with logits minus the L1 distance (twin: minus the squared L2 distance); the scale of the codes absorbs the temperature. "
            f"Negatives are other anchors, not other positives, because anchors are uniform as the theorem asks. Adam, learning rate {LEARNING_RATE} "
            f"after {WARM_UP} steps of warm-up, cosine decay to 0 over {STEPS} steps, batch {BATCH}. Seed {SEED}: torch.manual_seed(1000 · seed + "
            "instance). One run a model, no choice among runs; true factors were used for the learning curve in training.csv alone. "
            f"{np.median(seconds) / 60:.0f} minutes a model (median) on one shared CPU core. {versions(torch)}.",
        },
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--instances", type=int, nargs="*", default=range(12))
    parser.add_argument("--variant", choices=["main", "twin"], default="main")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--publish", action="store_true", help="train nothing, make the submission from what is trained")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    folder = CACHE / SLUG
    folder.mkdir(parents=True, exist_ok=True)
    if arguments.publish:
        publish(folder)
        raise SystemExit
    for instance in arguments.instances:
        model, curve, seconds = train(instance, arguments.variant, arguments.seed, arguments.steps)
        stem = folder / f"{arguments.variant}-{instance:02d}-{arguments.seed}"
        stem.with_suffix(".onnx").write_bytes(model)
        stem.with_suffix(".json").write_text(json.dumps({"seconds": seconds, "steps": arguments.steps, "curve": curve}))
