"""Files of exporters that are not installed here, in the forms in which they write them, and files mended or made by hand."""
from __future__ import annotations

from pathlib import Path

import numpy as np

from onnx import TensorProto, helper, numpy_helper

from corpus import D, Export, Refusal
from imitated import Graph
from tf2onnx_forms import layer, relu, weights

FLOAT = TensorProto.FLOAT


def saved(
    path: Path, g: Graph, m=D, batch="batch", opset=13, ir=8, producer=("", ""), shape=(D,), imports=None, output_shape=None, open_output=False, identity=True, functions=(), value_type=FLOAT
) -> None:
    if identity:
        g.nodes.append(helper.make_node("Identity", [g.last], ["codes"], name="out"))
    codes = helper.make_tensor_value_info("codes", FLOAT, None if open_output else output_shape or [batch, m])
    graph = helper.make_graph(g.nodes, "main", [helper.make_tensor_value_info("x", value_type, [batch, *shape])], [codes], g.tensors)
    opsets = imports or [helper.make_opsetid("", opset)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=ir, producer_name=producer[0], producer_version=producer[1], functions=list(functions))
    path.write_bytes(model.SerializeToString())


def gemm(g: Graph, name: str, width: int, m: int) -> None:
    g.node("Gemm", g.last, g.tensor("W", weights(name, width, m).T), g.tensor("B", weights(name + "b", m)), transB=1)


def two_layers(g: Graph) -> None:
    gemm(g, "a", D, 8)
    g.node("Relu", g.last)
    gemm(g, "b", 8, D)


def two(x: np.ndarray) -> np.ndarray:
    return layer(relu(layer(x, "a", 8)), "b", D)


def export(name: str, exporter: str, make, codes=None, refusal=None, note="", tolerance=1e-5, **options) -> Export:
    def write(path: Path) -> None:
        g = Graph()
        make(g)
        saved(path, g, **options)

    return Export(name, exporter, write, codes, options.get("shape", (D,)), refusal, True, tolerance, note)


def jax_nested(g: Graph) -> None:
    """dot_general as Einsum or MatMul, an activation as its primitive, broadcasts written out."""
    g.node("Einsum", g.last, g.tensor("kernel", weights("a", D, 8)), equation="ab,bc->ac")
    g.node("Add", g.last, g.node("Reshape", g.tensor("bias", weights("ab", 8)), g.tensor("row", [1, 8], np.int64)))
    g.node("Max", g.last, g.tensor("zero", np.float32(0)))
    g.node("MatMul", g.last, g.tensor("kernel", weights("b", 8, D)))
    g.node("Add", g.last, g.tensor("bias", weights("bb", D)))


def matlab(g: Graph) -> None:
    """exportONNXNetwork: a feature input, fully connected layers as Gemm, names with underscores."""
    two_layers(g)


def paddle(g: Graph) -> None:
    """Weights as Constant nodes, scales around a linear layer, dropout in inference form."""
    for name, width, m in (("a", D, 8), ("b", 8, D)):
        held = []
        for part, value in (("w", weights(name, width, m)), ("b", weights(name + "b", m))):
            g.count += 1
            held.append(f"{part}_{g.count}")
            g.nodes.append(helper.make_node("Constant", [], [held[-1]], value=numpy_helper.from_array(value, held[-1])))
        g.node("Add", g.node("MatMul", g.last, held[0]), held[1])
        if name == "a":
            g.node("Relu", g.last)
            g.node("Dropout", g.last, g.tensor("ratio", np.float32(0.3)))


def mxnet(g: Graph) -> None:
    """Flatten before every fully connected layer; Dropout of opset 11 with its ratio as an attribute."""
    for i, (name, width, m) in enumerate((("a", D, 8), ("b", 8, D))):
        g.node("Flatten", g.last)
        gemm(g, name, width, m)
        if i == 0:
            g.node("Dropout", g.node("Relu", g.last), ratio=0.5)


def training_dropout(g: Graph) -> None:
    two_layers(g)
    g.node("Dropout", g.last, g.tensor("ratio", np.float32(0.5)), g.tensor("training", np.array(True), bool))


def inference_dropout(g: Graph) -> None:
    two_layers(g)
    g.node("Dropout", g.last, g.tensor("ratio", np.float32(0.5)), g.tensor("training", np.array(False), bool))


def clip_infinite(g: Graph) -> None:
    two_layers(g)
    g.node("Clip", g.last, g.tensor("low", np.float32(-1)), g.tensor("high", np.float32(np.inf)))


def infinite_mask(g: Graph) -> None:
    """A mask of minus infinity that leaves something in every row."""
    gemm(g, "a", D, D)
    mask = np.zeros((1, D), dtype=np.float32)
    mask[0, 2] = -np.inf
    g.node("Softmax", g.node("Add", g.last, g.tensor("mask", mask)), axis=-1)


def masked(x: np.ndarray) -> np.ndarray:
    h = layer(x, "a", D)
    h[:, 2] = -np.inf
    e = np.exp(h - h.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def diverged_gemm(g: Graph) -> None:
    bad = weights("a", D, D).copy()
    bad[0, 0] = np.nan
    g.nodes.append(helper.make_node("Gemm", ["x", "W"], ["h"], name="fc1"))
    g.tensors.append(numpy_helper.from_array(bad, "W"))
    g.last = "h"


def microsoft(g: Graph) -> None:
    gemm(g, "a", D, D)
    g.node("BiasGelu", g.last, g.tensor("bias", weights("b", D)), domain="com.microsoft")


def custom(g: Graph) -> None:
    g.node("MyAct", g.last, domain="my.ops")


def function_layer(g: Graph) -> None:
    g.node("Double", g.last, domain="local")


DOUBLE = helper.make_function("local", "Double", ["a"], ["b"], [helper.make_node("Add", ["a", "a"], ["b"])], [helper.make_opsetid("", 13)])


def strings(g: Graph) -> None:
    g.node("Cast", g.last, to=TensorProto.STRING)
    g.node("Cast", g.last, to=FLOAT)


def multinomial(g: Graph) -> None:
    gemm(g, "a", D, D)
    g.node("Cast", g.node("Multinomial", g.last, sample_size=3), to=FLOAT)


def upsample(g: Graph) -> None:
    g.node("Unsqueeze", g.last, g.tensor("axes", [1], np.int64))
    g.node("Upsample", g.last, g.tensor("scales", [1, 1, 2]))
    g.node("Squeeze", g.last, g.tensor("axes", [1], np.int64))


def sequences(g: Graph) -> None:
    """torch.jit.script writes chunk as a sequence that is taken apart at once."""
    gemm(g, "a", D, 2 * D)
    g.nodes.append(helper.make_node("SplitToSequence", [g.last, g.tensor("half", D, np.int64)], ["parts"], axis=1))
    g.nodes.append(helper.make_node("SequenceAt", ["parts", g.tensor("place", 0, np.int64)], ["mean"]))
    g.last = "mean"


def equal_imports() -> list:
    return [helper.make_opsetid("", 14), helper.make_opsetid("", 14)]


def unequal_imports() -> list:
    return [helper.make_opsetid("", 14), helper.make_opsetid("", 17)]


EXPORTS = [
    export("jax-nested", "jax2onnx", jax_nested, two, producer=("jax2onnx", "0.9.0"), opset=21, ir=10, batch="B"),
    export("matlab-feature-input", "matlab", matlab, two, producer=("MATLAB Deep Learning Toolbox Converter for ONNX Model Format", "24.2"), batch="BatchSize", opset=14),
    export("matlab-fixed-batch", "matlab", matlab, None, Refusal("fixed batch", "BatchSize|BatchDimension|batch"), producer=("MATLAB Deep Learning Toolbox Converter for ONNX Model Format", "24.2"), batch=1),
    export("paddle-dropout", "paddle2onnx", paddle, two, producer=("PaddlePaddle", "2.6"), opset=13, batch=None),
    export("mxnet-dropout", "mxnet", mxnet, two, opset=11, ir=6, batch="N"),
    export("hand-inference-dropout", "onnx.helper", inference_dropout, two),
    export("hand-training-dropout", "onnx.helper", training_dropout, None, Refusal("training|random|Dropout", "evaluation|inference|eval")),
    export("hand-clip-infinite", "onnx.helper", clip_infinite, lambda x: np.maximum(two(x), -1)),
    export("hand-infinite-mask", "onnx.helper", infinite_mask, masked),
    export("hand-diverged-gemm", "onnx.helper", diverged_gemm, None, Refusal("NaN or infinity", "train")),
    export("hand-equal-imports", "onnx.helper", two_layers, two, imports=equal_imports()),
    export("hand-unequal-imports", "onnx.helper", two_layers, None, Refusal("opset 14 and 17", "one"), imports=unequal_imports()),
    export("hand-output-without-shape", "onnx.helper", two_layers, two, open_output=True),
    export("hand-output-named-axes", "onnx.helper", two_layers, two, output_shape=["N", "codes_dim"]),
    export("hand-output-contradicts", "onnx.helper", two_layers, None, Refusal("shape", "declared|export"), m=D + 1),
    export("hand-batch-zero", "onnx.helper", two_layers, None, Refusal("batch", "dynamic"), batch=0),
    export("hand-sequences", "torch script (form)", sequences, lambda x: layer(x, "a", 2 * D)[:, :D], opset=17),
    export("hand-microsoft-domain", "onnxruntime optimizer (form)", microsoft, None, Refusal("com.microsoft", "."), imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]),
    export("hand-custom-domain", "onnx.helper", custom, None, Refusal("my.ops", "."), imports=[helper.make_opsetid("", 17), helper.make_opsetid("my.ops", 1)]),
    export("hand-functions", "onnx.helper", function_layer, None, Refusal("functions", "inline"), functions=[DOUBLE], imports=[helper.make_opsetid("", 13), helper.make_opsetid("local", 1)]),
    export("hand-strings", "onnx.helper", strings, None, Refusal("Cast|string|STRING", ".")),
    export("hand-multinomial", "onnx.helper", multinomial, None, Refusal("random", ".")),
    export("hand-upsample", "onnx.helper", upsample, None, Refusal("Upsample", "opset_version|Resize"), m=2 * D),
    export("hand-integer-input", "onnx.helper", lambda g: g.node("Cast", g.last, to=FLOAT), None, Refusal("float32", "single precision|float"), value_type=TensorProto.INT64),
    export("hand-no-nodes", "onnx.helper", lambda g: None, None, Refusal("no nodes|outputs|codes", "."), identity=False),
]
