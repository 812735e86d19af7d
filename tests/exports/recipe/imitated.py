"""Graphs by hand, for the exporters that cannot be installed."""
from __future__ import annotations

import numpy as np
from onnx import helper, numpy_helper

ML = "ai.onnx.ml"


class Graph:
    """Nodes one after another; `last` is the name of the newest result."""

    def __init__(self):
        self.nodes, self.tensors, self.last, self.count, self.ml = [], [], "x", 0, False

    def tensor(self, name: str, values, kind=np.float32) -> str:
        self.count += 1
        label = f"{name}{self.count}"
        self.tensors.append(numpy_helper.from_array(np.asarray(values, dtype=kind), label))
        return label

    def node(self, operator: str, *inputs: str, domain: str = "", **attributes) -> str:
        self.count += 1
        output = f"{operator.lower()}_result{self.count}"
        self.ml = self.ml or domain == ML
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=f"{operator}{self.count}", domain=domain, **attributes))
        self.last = output
        return output
