"""Writes the small models beside this file with PyTorch's two exporters, and one with onnx.helper in the form that
scikit-learn's converters give. Weights are seeded; what a file holds depends on the versions, and the committed files are
what the tests read.

    pip install torch==2.13.0 onnx onnxscript
    python export.py
"""
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

D = 5
OUT = Path(__file__).parent


class Perceptron(torch.nn.Module):
    """Normalisation in inference form, GELU, leaky ReLU, a residual connection."""

    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(D, 8)
        self.normal = torch.nn.BatchNorm1d(8)
        self.inner = torch.nn.Linear(8, 8)
        self.layer_normal = torch.nn.LayerNorm(8)
        self.last = torch.nn.Linear(8, D)

    def forward(self, x):
        h = torch.nn.functional.leaky_relu(self.normal(self.first(x)), 0.2)
        h = h + torch.nn.functional.gelu(self.layer_normal(self.inner(h)))
        return self.last(h)


class Convolution(torch.nn.Module):
    """The vector as a picture of one row: reshape by the batch's size, convolution, pooling, slices, concatenation."""

    def __init__(self):
        super().__init__()
        self.convolution = torch.nn.Conv1d(1, 4, 3, padding=1)
        self.last = torch.nn.Linear(4 * D + 2, D)

    def forward(self, x):
        picture = x.reshape(x.shape[0], 1, D)
        h = torch.nn.functional.silu(self.convolution(picture)).flatten(1)
        extra = torch.stack([x[:, 0] * x[:, 1], torch.linalg.vector_norm(x, dim=1)], dim=1)
        return self.last(torch.cat([h, extra], dim=1))


class Attention(torch.nn.Module):
    """Each coordinate a token, a learned query that is expanded to the batch, softmax, einsum."""

    def __init__(self):
        super().__init__()
        self.tokens = torch.nn.Parameter(torch.randn(D, 4))
        self.query = torch.nn.Parameter(torch.randn(1, 2, 4))
        self.last = torch.nn.Linear(8, D)

    def forward(self, x):
        keys = torch.tanh(x.unsqueeze(-1) * self.tokens)
        query = self.query.expand(x.shape[0], -1, -1)
        weights = torch.softmax(torch.einsum("bqc,bkc->bqk", query, keys), dim=-1)
        return self.last((weights @ keys).flatten(1))


def forget_folders(path):
    """Stack traces in the metadata name folders of the machine that exported."""
    model = onnx.load(path)
    for node in model.graph.node:
        kept = [entry for entry in node.metadata_props if not entry.key.endswith("stack_trace")]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
    onnx.save(model, path)


MODELS = {"perceptron": Perceptron, "convolution": Convolution, "attention": Attention}


def export_torch():
    for name, kind in MODELS.items():
        torch.manual_seed(0)
        model = kind().eval()
        example = (torch.zeros(2, D),)
        names = {"input_names": ["x"], "output_names": ["codes"]}
        axes = {"x": {0: "batch"}, "codes": {0: "batch"}}
        torch.onnx.export(model, example, OUT / f"torch-legacy-{name}.onnx", dynamo=False, dynamic_axes=axes, **names)
        batch = torch.export.Dim("batch")
        torch.onnx.export(
            model, example, OUT / f"torch-dynamo-{name}.onnx", dynamo=True, external_data=False, dynamic_shapes=[{0: batch}], **names
        )
        forget_folders(OUT / f"torch-dynamo-{name}.onnx")


def export_pipeline():
    """StandardScaler, PCA and MLPRegressor as skl2onnx writes them without its own domain: Sub, Div, MatMul, Add, Relu, Cast, Reshape."""
    random = np.random.default_rng(0)
    tensors = {
        "mean": random.normal(size=(1, D)),
        "scale": random.uniform(0.5, 2, size=(1, D)),
        "centre": random.normal(size=(D,)),
        "components": np.linalg.qr(random.normal(size=(D, D)))[0],
        "coefficient": random.normal(size=(D, 8)),
        "intercepts": random.normal(size=(1, 8)),
        "coefficient1": random.normal(size=(8, D)),
        "intercepts1": random.normal(size=(1, D)),
    }
    initializers = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in tensors.items()]
    initializers.append(numpy_helper.from_array(np.array([-1, D], dtype=np.int64), "shape_tensor"))
    steps = [
        ("Cast", ["x"], "cast_input", {"to": TensorProto.FLOAT}),
        ("Sub", ["cast_input", "mean"], "centred", {}),
        ("Div", ["centred", "scale"], "variable", {}),
        ("Sub", ["variable", "centre"], "sub_result", {}),
        ("MatMul", ["sub_result", "components"], "transformed", {}),
        ("MatMul", ["transformed", "coefficient"], "mul_result", {}),
        ("Add", ["mul_result", "intercepts"], "add_result", {}),
        ("Relu", ["add_result"], "next_activations", {}),
        ("MatMul", ["next_activations", "coefficient1"], "mul_result1", {}),
        ("Add", ["mul_result1", "intercepts1"], "add_result1", {}),
        ("Reshape", ["add_result1", "shape_tensor"], "codes", {}),
    ]
    nodes = [helper.make_node(kind, inputs, [output], name=kind + str(i), **attributes) for i, (kind, inputs, output, attributes) in enumerate(steps)]
    graph = helper.make_graph(
        nodes,
        "pipeline",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, D])],
        [helper.make_tensor_value_info("codes", TensorProto.FLOAT, [None, D])],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10, producer_name="onnx.helper")
    onnx.checker.check_model(model)
    onnx.save(model, OUT / "scikit-learn-form.onnx")


if __name__ == "__main__":
    print(sys.version.split()[0], "torch", torch.__version__, "onnx", onnx.__version__)
    export_torch()
    export_pipeline()
