"""What tf2onnx writes for Keras and TensorFlow.

tf2onnx is not installed here: the graphs are written with onnx.helper in the forms that its handlers give (names with slashes, an
unused import of `ai.onnx.ml`, a batch called `unk__…`, transposes around convolutions, shapes cast to int32 and back), and NumPy
computes what the layers give.
"""
from __future__ import annotations

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper
from scipy.special import erf

from corpus import D, Export, Refusal, seed_of
from imitated import ML, Graph

PREFIX = "StatefulPartitionedCall/model/"


def weights(name: str, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed_of(name)).normal(size=shape).astype(np.float32) * 0.6


def saved(path: Path, g: Graph, shape, m, opset=15, batch="unk__7", output="codes", codes_batch=None) -> None:
    g.nodes.append(helper.make_node("Identity", [g.last], [output], name="Identity"))
    for node in g.nodes:
        node.name = PREFIX + node.name
    graph = helper.make_graph(
        g.nodes,
        "tf2onnx",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [batch, *shape])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [codes_batch or "unk__8", m])],
        g.tensors,
    )
    imports = [helper.make_opsetid("", opset), helper.make_opsetid(ML, 2)]
    model = helper.make_model(graph, opset_imports=imports, ir_version=8, producer_name="tf2onnx", producer_version="1.16.1 15c810")
    path.write_bytes(model.SerializeToString())


def dense(g: Graph, name: str, width: int, m: int, activation: str | None = None) -> None:
    g.node("MatMul", g.last, g.tensor("kernel", weights(name, width, m)))
    g.node("Add", g.last, g.tensor("bias", weights(name + "b", m)))
    if activation:
        g.node(activation, g.last)


def layer(x: np.ndarray, name: str, m: int) -> np.ndarray:
    return x @ weights(name, x.shape[-1], m) + weights(name + "b", m)


def relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0)


def softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def write_dense(g):
    dense(g, "a", D, 8, "Relu")
    dense(g, "b", 8, D)


def write_l2(g):
    """tf.nn.l2_normalize."""
    dense(g, "a", D, D)
    h = g.last
    total = g.node("ReduceSum", g.node("Mul", h, h), g.tensor("axes", [1], np.int64), keepdims=1)
    root = g.node("Sqrt", g.node("Max", total, g.tensor("epsilon", 1e-12)))
    g.node("Mul", h, g.node("Reciprocal", root))


def write_split(g):
    """tf.split(h, 2, axis=1)[0]."""
    dense(g, "a", D, 2 * D)
    first = f"{g.last}_mean"
    g.nodes.append(helper.make_node("Split", [g.last], [first, f"{g.last}_log_variance"], name="split", axis=1))
    g.last = first


def write_strided(g):
    """h[:, :5]."""
    dense(g, "a", D, 2 * D)
    g.node("Slice", g.last, *(g.tensor(n, v, np.int64) for n, v in (("starts", [0, 0]), ("ends", [2**31 - 1, D]), ("axes", [0, 1]), ("steps", [1, 1]))))


def write_dynamic_reshape(g):
    """tf.reshape(h, [tf.shape(h)[0], -1]): sizes go through int32."""
    dense(g, "a", D, D)
    h = g.last
    shape = g.node("Cast", g.node("Shape", h), to=TensorProto.INT32)
    batch = g.node("Slice", shape, *(g.tensor(n, [v], np.int64) for n, v in (("starts", 0), ("ends", 1), ("axes", 0))))
    whole = g.node("Squeeze", batch, g.tensor("axes", [0], np.int64))
    packed = g.node("Concat", g.node("Unsqueeze", whole, g.tensor("axes", [0], np.int64)), g.tensor("rest", [-1], np.int32), axis=0)
    g.node("Reshape", h, g.node("Cast", packed, to=TensorProto.INT64))


def write_gelu(g):
    dense(g, "a", D, D)
    h = g.last
    inner = g.node("Add", g.node("Erf", g.node("Div", h, g.tensor("root", 2**0.5))), g.tensor("one", 1.0))
    g.node("Mul", g.node("Mul", h, g.tensor("half", 0.5)), inner)


def write_layer_norm(g):
    dense(g, "a", D, D)
    h = g.last
    mean = g.node("ReduceMean", h, axes=[1], keepdims=1)
    centred = g.node("Sub", h, mean)
    variance = g.node("ReduceMean", g.node("Mul", centred, centred), axes=[1], keepdims=1)
    g.node("Mul", g.node("Div", centred, g.node("Sqrt", g.node("Add", variance, g.tensor("epsilon", 1e-3)))), g.tensor("gamma", weights("gamma", D)))


def write_tensordot(g):
    """Dense on tokens: reshaped to a matrix and back, with the batch's size computed."""
    tokens = g.node("Unsqueeze", "x", g.tensor("axes", [2], np.int64))
    flat = g.node("Reshape", tokens, g.tensor("flat", [-1, 1], np.int64))
    product = g.node("MatMul", flat, g.tensor("kernel", weights("a", 1, 3)))
    shape = g.node("Cast", g.node("Shape", tokens), to=TensorProto.INT32)
    free = g.node("Gather", shape, g.tensor("places", [0, 1], np.int64), axis=0)
    target = g.node("Cast", g.node("Concat", free, g.tensor("m", [3], np.int32), axis=0), to=TensorProto.INT64)
    g.node("Reshape", g.node("Tanh", g.node("Reshape", product, target)), g.tensor("codes", [-1, 3 * D], np.int64))


def write_softmax(g):
    dense(g, "a", D, D)
    g.node("Softmax", g.last, axis=1)


def write_prelu_batch_norm(g):
    dense(g, "a", D, 8)
    names = [g.tensor(n, v) for n, v in (("gamma", weights("g", 8)), ("beta", weights("h", 8)), ("mean", weights("m", 8)), ("variance", np.abs(weights("v", 8)) + 0.5))]
    g.node("BatchNormalization", g.last, *names, epsilon=1e-3)
    g.node("PRelu", g.last, g.tensor("alpha", weights("p", 8)))
    dense(g, "b", 8, D)


def write_lstm(g):
    """keras.layers.LSTM over the coordinates: [batch, steps, 1] to [steps, batch, 1], then the last state."""
    tokens = g.node("Transpose", g.node("Unsqueeze", "x", g.tensor("axes", [2], np.int64)), perm=[1, 0, 2])
    units = 4
    names = [g.tensor(n, v) for n, v in (("W", weights("w", 1, 4 * units, 1)), ("R", weights("r", 1, 4 * units, units)), ("B", weights("bias", 1, 8 * units)))]
    g.nodes.append(helper.make_node("LSTM", [tokens, *names], ["", "lstm_h", "lstm_c"], name="lstm", hidden_size=units, direction="forward"))
    g.node("Squeeze", "lstm_h", g.tensor("axes", [0], np.int64))
    dense(g, "b", units, D)


def lstm(x: np.ndarray) -> np.ndarray:
    units = 4
    w, r, b = weights("w", 1, 16, 1)[0], weights("r", 1, 16, units)[0], weights("bias", 1, 32)[0]
    h = c = np.zeros((len(x), units))
    for step in range(D):
        i, o, f, g = np.split(x[:, step : step + 1] @ w.T + h @ r.T + b[:16] + b[16:], 4, axis=1)
        c = 1 / (1 + np.exp(-f)) * c + 1 / (1 + np.exp(-i)) * np.tanh(g)
        h = 1 / (1 + np.exp(-o)) * np.tanh(c)
    return layer(h, "b", D)


def batch_norm(x: np.ndarray) -> np.ndarray:
    h = (layer(x, "a", 8) - weights("m", 8)) / np.sqrt(np.abs(weights("v", 8)) + 0.5 + 1e-3) * weights("g", 8) + weights("h", 8)
    return layer(np.where(h > 0, h, h * weights("p", 8)), "b", D)


def layer_norm(x: np.ndarray) -> np.ndarray:
    h = layer(x, "a", D)
    return (h - h.mean(1, keepdims=True)) / np.sqrt(h.var(1, keepdims=True) + 1e-3) * weights("gamma", D)


def gelu(h: np.ndarray) -> np.ndarray:
    return 0.5 * h * (1 + erf(h / 2**0.5))


def unit(h: np.ndarray) -> np.ndarray:
    return h / np.sqrt(np.maximum((h * h).sum(1, keepdims=True), 1e-12))


def write_pictures(g):
    """Conv2D with SAME padding and stride 2 on NHWC, which the user made of the track's NCHW; Flatten gives [-1, 64] in NHWC order."""
    transposed = g.node("Transpose", "x", perm=[0, 2, 3, 1])
    back = g.node("Transpose", transposed, perm=[0, 3, 1, 2])
    convolved = g.node("Conv", back, g.tensor("kernel", weights("k", 4, 1, 3, 3)), g.tensor("bias", weights("kb", 4)), strides=[2, 2], pads=[0, 0, 1, 1], kernel_shape=[3, 3], dilations=[1, 1], group=1)
    last = g.node("Transpose", g.node("Relu", convolved), perm=[0, 2, 3, 1])
    g.node("Reshape", last, g.tensor("const_fold_opt__9", [-1, 64], np.int64))
    dense(g, "b", 64, D)


def pictures(x: np.ndarray) -> np.ndarray:
    padded = np.pad(x[:, 0], ((0, 0), (0, 1), (0, 1)))
    k = weights("k", 4, 1, 3, 3)[:, 0]
    out = np.stack([[(padded[:, i * 2 : i * 2 + 3, j * 2 : j * 2 + 3, None] * k.transpose(1, 2, 0)).sum((1, 2)) for j in range(4)] for i in range(4)])
    return layer(relu(out.transpose(2, 0, 1, 3) + weights("kb", 4)).reshape(len(x), 64), "b", D)


def write_random(g):
    """GaussianNoise in training."""
    dense(g, "a", D, D)
    g.node("Add", g.last, g.node("RandomNormalLike", g.last, mean=0.0, scale=0.1))


MODELS = {
    "dense": (write_dense, lambda x: layer(relu(layer(x, "a", 8)), "b", D), D),
    "l2-normalize": (write_l2, lambda x: unit(layer(x, "a", D)), D),
    "split": (write_split, lambda x: layer(x, "a", 2 * D)[:, :D], D),
    "strided-slice": (write_strided, lambda x: layer(x, "a", 2 * D)[:, :D], D),
    "dynamic-reshape": (write_dynamic_reshape, lambda x: layer(x, "a", D), D),
    "gelu": (write_gelu, lambda x: gelu(layer(x, "a", D)), D),
    "layer-norm": (write_layer_norm, layer_norm, D),
    "tensordot": (write_tensordot, lambda x: np.tanh(x[..., None] @ weights("a", 1, 3)).reshape(len(x), -1), 3 * D),
    "softmax": (write_softmax, lambda x: softmax(layer(x, "a", D)), D),
    "batch-norm-prelu": (write_prelu_batch_norm, batch_norm, D),
    "lstm": (write_lstm, lstm, D),
}


def export(name, make, codes, m, shape=(D,), refusal=None, **options) -> Export:
    def write(path: Path) -> None:
        g = Graph()
        make(g)
        saved(path, g, shape, m, **options)

    return Export(f"tf2onnx-{name}", "tf2onnx", write, codes, shape, refusal, imitated=True)


EXPORTS = [
    *(export(name, *parts) for name, parts in MODELS.items()),
    export("dense-opset-11", *MODELS["dense"], opset=11),
    # An output shape that TensorFlow left open.
    export("split-open", write_split, MODELS["split"][1], None),
    export("pictures", write_pictures, pictures, D, (1, 8, 8)),
    export("fixed-batch", write_dense, None, D, batch=1, codes_batch=1, refusal=Refusal("fixed batch", r"TensorSpec|None")),
    export("own-output-name", write_dense, None, D, output="Identity:0", refusal=Refusal("outputs", "codes")),
    export("training-noise", write_random, None, D, refusal=Refusal("random", "training")),
]
