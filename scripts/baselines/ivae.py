"""Identifiable variational autoencoder on segments (Khemakhem et al. 2020)."""

import math

import torch

from recipe import versions
from training import FIRST_LOG_NOISE, LAST_LOG_NOISE, MODELS, SEED, Data, Stack, log_noise_at, main, optimise

TRACK, SLUG = "segments", "ivae"
ROWS, SEGMENTS = 40_000, 40
WIDTH, HIDDEN = 48, 3
SPREAD_WIDTH = 16
BATCH, STEPS, LEARNING_RATE = 256, 8_000, 5e-3


def train():
    data = Data(TRACK, ROWS)
    scale = data.arrays[0].std(1, keepdim=True)
    d = scale.shape[2]
    model, decoder = [Stack(d, d, WIDTH, HIDDEN, data.generators) for _ in range(2)]
    spread = Stack(d, d, SPREAD_WIDTH, 1, data.generators)
    laws = Stack(SEGMENTS, 2 * d, 0, 0, data.generators)
    step = 0

    def losses():
        nonlocal step
        log_noise = log_noise_at(step, STEPS)
        step += 1
        x, u = data.take(data.draw(BATCH))
        log_spread = spread(x) - 2
        sample = model(x) + log_spread.exp() * torch.randn(x.shape, generator=data.generators[0])
        error = ((decoder(sample) - x) / scale).square()
        reconstruction = 0.5 * error * math.exp(-2 * log_noise) + log_noise
        means, log_deviations = laws(torch.nn.functional.one_hot(u.long(), SEGMENTS).float()).chunk(2, 2)
        prior = 0.5 * ((sample - means) * torch.exp(-log_deviations)).square() + log_deviations
        return (reconstruction + prior - log_spread).sum(2).mean(1)

    parameters = [value for part in (model, decoder, spread, laws) for value in part.parameters()]
    curve = optimise(parameters, losses, STEPS, LEARNING_RATE)
    return [model.exported(index) for index in range(MODELS)], curve


def manifest(seconds):
    return {
        "title": "Identifiable variational autoencoder",
        "summary": "A variational autoencoder whose prior knows the segment: in each one the codes are normal with a mean and a deviation of their own. "
        "It explains the observations and the segments together.",
        "method": {
            "name": "iVAE, normal prior by segment",
            "paper": {
                "title": "Khemakhem, Kingma, Monti and Hyvärinen, Variational autoencoders and nonlinear ICA: a unifying framework, AISTATS 2020",
                "url": "https://proceedings.mlr.press/v108/khemakhem20a.html",
                "year": 2020,
            },
        },
        "supervision": "as-track-grants",
        "recipe": {
            "command": "python scripts/baselines/ivae.py",
            "text": f"{ROWS} given rows of each instance with their segments; the twin's models on the twin's rows. Encoder and decoder 5-"
            f"{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky ReLU of slope 0.2; the posterior's deviations from a network with {SPREAD_WIDTH} hidden units, means and "
            "deviations of the prior from a table. The encoder reads x and not u, since it is scored without segments; the codes are the posterior's mean. "
            f"Evidence lower bound with a decoder noise that falls from exp({FIRST_LOG_NOISE}) to exp({LAST_LOG_NOISE}) of the observations' deviation over the "
            f"first half of the steps. Adam, learning rate {LEARNING_RATE} after warm-up, cosine decay to 0 over {STEPS} steps, batch {BATCH}. Seed {SEED}: "
            f"each model a torch.Generator of its own. One run a model, no choice among runs. {seconds}. {versions(torch)}.",
        },
    }


if __name__ == "__main__":
    main(SLUG, TRACK, train, manifest)
