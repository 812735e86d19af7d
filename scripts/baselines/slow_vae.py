"""SlowVAE on temporal and on contrastive-box (Klindt et al. 2021); the argument names the track.

Version 1 of the submission is temporal's, version 2 contrastive-box's. For sprites see sprites.py.
"""

import math
import sys

import torch

from recipe import versions
from training import FIRST_LOG_NOISE, LAST_LOG_NOISE, MODELS, SEED, Data, Stack, log_noise_at, main, optimise

SLUG = "slow-vae"
WIDTH, HIDDEN = 48, 3
SPREAD_WIDTH = 16
BATCH, STEPS, LEARNING_RATE = 128, 8_000, 5e-3


def distance_of(mean, log_deviation):
    """Mean absolute value of a normal variable."""
    deviation = log_deviation.exp()
    return deviation * math.sqrt(2 / math.pi) * torch.exp(-0.5 * (mean / deviation).square()) + mean * torch.erf(mean / (deviation * math.sqrt(2)))


def consecutive(data):
    rows = data.draw(BATCH, data.rows - 1)
    (x,) = data.take(torch.cat([rows, rows + 1], 1))
    return x


def pairs(data):
    return torch.cat(data.take(data.draw(BATCH)), 1)


# Version, rows, how a batch is drawn (first halves, then second ones), rate of the Laplace law, and where rate and rows come from.
TRACKS = {
    "temporal": (
        "1",
        100_000,
        consecutive,
        math.sqrt(2 / (2 * (1 - 0.7))),
        "given rows of each instance, two consecutive ones at a time",
        "for which it has the variance of a step between factors of variance 1 and autocorrelation 0.7",
    ),
    "contrastive-box": (
        "2",
        200_000,
        pairs,
        1 / (0.2 * math.sqrt(12)),
        "given pairs of each instance",
        "of the positives' law before truncation, in units of the factors' deviation",
    ),
}


def trainer(track):
    _, rows, batch_of, rate, *_ = TRACKS[track]

    def train():
        data = Data(track, rows)
        scale = data.arrays[0].std(1, keepdim=True)
        d = scale.shape[2]
        model, decoder = [Stack(d, d, WIDTH, HIDDEN, data.generators) for _ in range(2)]
        spread = Stack(d, d, SPREAD_WIDTH, 1, data.generators)
        step = 0

        def losses():
            nonlocal step
            log_noise = log_noise_at(step, STEPS)
            step += 1
            x = batch_of(data)
            mean, log_spread = model(x), spread(x) - 2
            sample = mean + log_spread.exp() * torch.randn(x.shape, generator=data.generators[0])
            error = ((decoder(sample) - x) / scale).square()
            reconstruction = 0.5 * error * math.exp(-2 * log_noise) + log_noise
            first = 0.5 * (mean[:, :BATCH].square() + (2 * log_spread[:, :BATCH]).exp())
            second = rate * distance_of(mean[:, BATCH:] - sample[:, :BATCH], log_spread[:, BATCH:])
            return (reconstruction + torch.cat([first, second], 1) - log_spread).sum(2).mean(1)

        parameters = [value for part in (model, decoder, spread) for value in part.parameters()]
        curve = optimise(parameters, losses, STEPS, LEARNING_RATE)
        return [model.exported(index) for index in range(MODELS)], curve

    return train


if __name__ == "__main__":
    track = sys.argv.pop(1)
    version, rows, _, rate, units, source = TRACKS[track]

    def manifest(seconds):
        return {
            "title": "SlowVAE",
            "summary": "A variational autoencoder of pairs whose codes, independent and normal at first, move on by independent Laplace steps: most of them "
            "little, a few far. Steps with heavy tails are what singles out the axes.",
            "method": {
                "name": "SlowVAE, Laplace prior on steps",
                "paper": {
                    "title": "Klindt, Schott, Sharma, Ustyuzhaninov, Brendel, Bethge and Paiton, Towards nonlinear disentanglement in natural data with temporal "
                    "sparse coding, ICLR 2021",
                    "url": "https://openreview.net/forum?id=EbIDjBynYJ8",
                    "year": 2021,
                },
            },
            "supervision": "as-track-grants",
            "recipe": {
                "command": f"python scripts/baselines/slow_vae.py {track}",
                "text": f"{rows} {units}; the twin's models on the twin's. Encoder and decoder 5-{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky ReLU of slope 0.2; "
                f"the posterior's deviations from a network with {SPREAD_WIDTH} hidden units; the codes are the posterior's mean. Evidence lower bound (the paper's β "
                "and γ are 1): standard normal prior on the first of two codes, on the second a Laplace law around the first, of the rate "
                f"{rate:.2f} {source}. The paper's prior does not shrink towards 0; neither does this one. Decoder noise falls from "
                f"exp({FIRST_LOG_NOISE}) to exp({LAST_LOG_NOISE}) of the observations' deviation over the first half of the steps. Adam, learning rate "
                f"{LEARNING_RATE} after warm-up, cosine decay to 0 over {STEPS} steps, batch {BATCH} pairs. Seed {SEED}: each model a torch.Generator of its own. "
                f"One run a model, no choice among runs; widths and schedule are those of ivae.py. {seconds}. {versions(torch)}.",
            },
        }

    main(SLUG, track, trainer(track), manifest, version)
