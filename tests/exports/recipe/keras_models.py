"""Keras' own export to ONNX. With the torch backend it needs no other converter; the names of inputs and outputs are Keras' own."""
from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

import keras
import numpy as np
import onnx
from keras import layers

from corpus import D, Export, Refusal, seed_of, without_folders


def built(name: str, make):
    keras.utils.set_random_seed(seed_of(name))
    model = make()
    # Keras exports nothing that was never called.
    model(np.zeros((1, D), dtype=np.float32))
    return model


def functional(*stack):
    x = keras.Input((D,), name="x")
    h = x
    for layer in stack:
        h = layer(h)
    return keras.Model(x, h)


def vae_mean():
    x = keras.Input((D,), name="x")
    h = layers.Dense(8, activation="gelu")(x)
    return keras.Model(x, layers.Dense(D, name="codes")(h))


def coupling():
    x = keras.Input((D,), name="x")
    kept, moved = x[:, :2], x[:, 2:]
    h = layers.Dense(8, activation="relu")(kept)
    log_scale, shift = layers.Dense(3, activation="tanh")(h), layers.Dense(3)(h)
    return keras.Model(x, layers.Concatenate(axis=-1)([kept, moved * keras.ops.exp(log_scale) + shift]))


def attention():
    x = keras.Input((D,), name="x")
    tokens = layers.Reshape((D, 1))(x)
    h = layers.MultiHeadAttention(2, 2)(tokens, tokens)
    return keras.Model(x, layers.Dense(D)(layers.Flatten()(layers.Add()([tokens, h]))))


MODELS = {
    "dense": lambda: functional(layers.Dense(8, activation="relu"), layers.Dense(D)),
    "batch-norm": lambda: functional(layers.Dense(8), layers.BatchNormalization(), layers.LeakyReLU(), layers.Dropout(0.2), layers.Dense(D)),
    "unit-norm": lambda: functional(layers.Dense(8, activation="silu"), layers.Dense(D), layers.UnitNormalization(axis=-1)),
    "softmax": lambda: functional(layers.Dense(D), layers.Softmax()),
    "deep": lambda: functional(layers.Dense(8, activation="mish"), layers.Dense(D, activation="tanh"), layers.Dense(D)),
    "conv1d": lambda: functional(layers.Reshape((D, 1)), layers.Conv1D(4, 3, padding="same", activation="relu"), layers.Flatten(), layers.Dense(D)),
    "rescaled": lambda: functional(layers.Rescaling(0.5, 1.0), layers.Dense(D, activation="selu")),
    "vae": vae_mean,
    "coupling": coupling,
    "attention": attention,
}


def named(path: Path) -> None:
    """Keras has no option for the output's name: users rename it afterwards, as the fix says."""
    model = onnx.load(path)
    old_in, old_out = model.graph.input[0].name, model.graph.output[0].name
    for node in model.graph.node:
        node.input[:] = ["x" if name == old_in else name for name in node.input]
        node.output[:] = ["codes" if name == old_out else name for name in node.output]
        node.input[:] = ["codes" if name == old_out else name for name in node.input]
    model.graph.input[0].name, model.graph.output[0].name = "x", "codes"
    onnx.save(model, path)


def writer(name: str, make, rename: bool = True):
    def write(path: Path) -> None:
        with redirect_stdout(io.StringIO()):
            built(name, make).export(str(path), format="onnx", verbose=False)
        without_folders(path)
        if rename:
            named(path)

    return write


def framework(name: str, make):
    return lambda x: np.asarray(built(name, make)(x, training=False).detach().numpy())


EXPORTS = [
    *(Export(f"keras-{name}", "keras (torch backend)", writer(name, make), framework(name, make)) for name, make in MODELS.items()),
    Export(
        "keras-own-names",
        "keras (torch backend)",
        writer("own-names", MODELS["dense"], rename=False),
        refusal=Refusal("inputs|outputs", "x|codes"),
    ),
]
