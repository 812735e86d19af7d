"""What the contrastive encoders of pairs share: training by a loss of two halves of a batch, and the manifest."""

import sys

import torch

from training import MODELS, SEED, Data, Stack, described, main, optimise

ROWS = 200_000
WIDTH, HIDDEN = 48, 3
BATCH, LEARNING_RATE = 256, 6e-3


def trainer(track, loss_of, on_sphere, steps):
    def train():
        data = Data(track, ROWS)
        d = data.arrays[0].shape[2]
        model = Stack(d, d, WIDTH, HIDDEN, data.generators)

        def losses():
            codes = model(torch.cat(data.take(data.draw(BATCH)), 1))
            if on_sphere:
                codes = torch.nn.functional.normalize(codes, dim=2)
            return loss_of(codes[:, :BATCH], codes[:, BATCH:])

        curve = optimise(model.parameters(), losses, steps, LEARNING_RATE)
        return [model.exported(index, on_sphere) for index in range(MODELS)], curve

    return train


def submit(track, script, methods, steps):
    """Trains and writes the submission that the first argument names.

    methods: by slug the loss of two halves [models, batch, d], whether codes lie on the sphere, what the recipe says of the codes' place, title, summary,
    name of the method, paper (title, address, year), what the recipe says of the loss.
    """
    slug = sys.argv.pop(1)
    loss_of, on_sphere, place, title, summary, name, paper, text = methods[slug]

    def manifest(seconds):
        recipe = (
            f"{ROWS} given pairs of each instance; the twin's models on the twin's pairs. Layers 5-{'-'.join([str(WIDTH)] * HIDDEN)}-5, leaky ReLU "
            f"of slope 0.2{place}. {text} Adam, learning rate {LEARNING_RATE} after warm-up, cosine decay to 0 over {steps} steps, batch {BATCH}. "
            f"Seed {SEED}: each model a torch.Generator of its own. One run a model, no choice among runs. {seconds}."
        )
        return described(title, summary, name, paper, script, slug, recipe)

    main(slug, track, trainer(track, loss_of, on_sphere, steps), manifest)
