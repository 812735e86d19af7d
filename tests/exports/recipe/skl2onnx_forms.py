"""What skl2onnx writes for scikit-learn's estimators.

skl2onnx is not installed here: the graphs are written with onnx.helper, node by node as its converters write them (operators,
domains, attributes, imports: `ai.onnx.ml` before two equal entries of the default domain), from estimators that scikit-learn fitted.
"""
from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper
from sklearn.decomposition import PCA, KernelPCA, TruncatedSVD
from sklearn.cross_decomposition import PLSRegression
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, Normalizer, PolynomialFeatures, RobustScaler, StandardScaler

from corpus import D, Export, Refusal, observations
from imitated import ML, Graph

warnings.filterwarnings("ignore")


def training_rows() -> tuple[np.ndarray, np.ndarray]:
    x = observations((D,), 200).astype(np.float64)
    mixing = np.random.default_rng(0).normal(size=(D, D))
    return (x @ mixing).astype(np.float32), np.tanh(x)


def standard(g: Graph, s: StandardScaler, black: bool) -> None:
    if black:
        centred = g.node("Sub", g.last, g.tensor("mean", s.mean_))
        g.node("Div", centred, g.tensor("scale", s.scale_))
    else:
        g.node("Scaler", g.last, domain=ML, offset=s.mean_.astype(np.float32).tolist(), scale=(1 / s.scale_).astype(np.float32).tolist())


def robust(g: Graph, s: RobustScaler) -> None:
    g.node("Scaler", g.last, domain=ML, offset=s.center_.astype(np.float32).tolist(), scale=(1 / s.scale_).astype(np.float32).tolist())


def max_abs(g: Graph, s: MaxAbsScaler) -> None:
    g.node("Scaler", g.last, domain=ML, offset=[0.0] * D, scale=(1 / s.scale_).astype(np.float32).tolist())


def min_max(g: Graph, s: MinMaxScaler) -> None:
    cast = g.node("Cast", g.last, to=TensorProto.FLOAT)
    scaled = g.node("Mul", cast, g.tensor("scale", s.scale_))
    g.node("Add", scaled, g.tensor("min", s.min_))


def pca(g: Graph, s: PCA) -> None:
    centred = g.node("Sub", g.last, g.tensor("mean", s.mean_))
    matrix = s.components_ / np.sqrt(s.explained_variance_)[:, None] if s.whiten else s.components_
    g.node("MatMul", centred, g.tensor("transform_matrix", matrix.T))


def svd(g: Graph, s: TruncatedSVD) -> None:
    g.node("MatMul", g.last, g.tensor("transform_matrix", s.components_.T))


def normalizer(g: Graph, s: Normalizer) -> None:
    g.node("Normalizer", g.last, domain=ML, norm=s.norm.upper())


def linear(g: Graph, s, black: bool = False) -> None:
    coefficients, intercepts = np.atleast_2d(s.coef_), np.atleast_1d(s.intercept_)
    if black:
        product = g.node("MatMul", g.last, g.tensor("coef", coefficients.T))
        g.node("Add", product, g.tensor("intercept", intercepts))
    else:
        g.node(
            "LinearRegressor", g.last, domain=ML, coefficients=coefficients.astype(np.float32).ravel().tolist(), intercepts=intercepts.astype(np.float32).tolist(), targets=len(coefficients)
        )


def perceptron(g: Graph, s: MLPRegressor) -> None:
    g.node("Cast", g.last, to=TensorProto.FLOAT)
    for i, (weights, bias) in enumerate(zip(s.coefs_, s.intercepts_)):
        g.node("MatMul", g.last, g.tensor("coefficient", weights))
        g.node("Add", g.last, g.tensor("intercepts", bias.reshape(1, -1)))
        if i < len(s.coefs_) - 1:
            g.node({"relu": "Relu", "tanh": "Tanh", "logistic": "Sigmoid"}[s.activation], g.last)
    g.node("Reshape", g.last, g.tensor("shape_tensor", [-1, s.n_outputs_], np.int64))


def pls(g: Graph, s: PLSRegression) -> None:
    centred = g.node("Sub", g.last, g.tensor("x_mean", s._x_mean.reshape(1, -1)))
    scaled = g.node("Div", centred, g.tensor("x_std", s._x_std.reshape(1, -1)))
    g.node("MatMul", scaled, g.tensor("rotations", s.x_rotations_))


def kmeans(g: Graph, s: KMeans) -> None:
    """Distances to the centres, as `transform` gives them: |x|² − 2xc + |c|²."""
    x = g.last
    norms = g.node("ReduceSumSquare", x, axes=[1], keepdims=1)
    product = g.node("Gemm", x, g.tensor("centres", s.cluster_centers_), g.tensor("zeros", np.zeros(s.n_clusters)), alpha=-2.0, transB=1)
    partial = g.node("Add", norms, product)
    full = g.node("Add", g.tensor("c2", (s.cluster_centers_**2).sum(1)), partial)
    g.node("Sqrt", g.node("Max", full, g.tensor("floor", [0.0])))


def polynomial(g: Graph, s: PolynomialFeatures) -> None:
    """Columns are taken one by one and multiplied, then joined."""
    x, columns = g.last, []
    for powers in s.powers_:
        places = [i for i, power in enumerate(powers) for _ in range(power)]
        if not places:
            taken = g.node("Gather", x, g.tensor("index", [0], np.int64), axis=1)
            columns.append(g.node("Add", g.node("Mul", taken, g.tensor("zero", [0.0])), g.tensor("one", [1.0])))
            continue
        taken = g.node("Gather", x, g.tensor("index", places, np.int64), axis=1)
        columns.append(g.node("ReduceProd", taken, axes=[1], keepdims=1))
    g.node("Concat", *columns, axis=1)


def kernel_pca(g: Graph, s: KernelPCA) -> None:
    """A Gaussian kernel by Scan over the rows, as onnx_cdist writes it, then centring and projection."""
    x = g.last
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["next_in"], ["next_out"]),
            helper.make_node("Sub", ["next_in", "next"], ["diff"]),
            helper.make_node("ReduceSumSquare", ["diff"], ["distance"], axes=[1], keepdims=0),
            helper.make_node("Identity", ["distance"], ["scan_out"]),
        ],
        "cdist",
        [helper.make_tensor_value_info("next_in", TensorProto.FLOAT, [None, None]), helper.make_tensor_value_info("next", TensorProto.FLOAT, [None])],
        [helper.make_tensor_value_info("next_out", TensorProto.FLOAT, [None, None]), helper.make_tensor_value_info("scan_out", TensorProto.FLOAT, [None])],
    )
    training = g.tensor("Sc_Scancst", s.X_fit_)
    g.count += 1
    name = f"scan{g.count}"
    # Rows of the batch are scanned; the training rows are the state.
    g.nodes.append(helper.make_node("Scan", [training, x], [f"{name}_state", name], name=name, body=body, num_scan_inputs=1))
    kernel = g.node("Exp", g.node("Mul", name, g.tensor("gamma", [-s.gamma_])))
    rows = g.node("ReduceMean", kernel, axes=[1], keepdims=1)
    centred = g.node("Sub", g.node("Sub", g.node("Add", kernel, g.tensor("all", [s._centerer.K_fit_all_])), rows), g.tensor("fit", s._centerer.K_fit_rows_.reshape(1, -1)))
    kept = s.eigenvalues_ > 0
    g.node("MatMul", centred, g.tensor("scaled", s.eigenvectors_[:, kept] / np.sqrt(s.eigenvalues_[kept])))


def saved(path: Path, g: Graph, m: int, opset: int = 17, output: str = "codes", twice: bool = True) -> None:
    g.nodes.append(helper.make_node("Identity", [g.last], [output], name="Identity"))
    graph = helper.make_graph(
        g.nodes,
        "pipeline",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, D])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [None, m])],
        g.tensors,
    )
    imports = ([helper.make_opsetid(ML, 1)] if g.ml else []) + [helper.make_opsetid("", opset)] * (2 if twice and g.ml else 1)
    model = helper.make_model(graph, opset_imports=imports, ir_version=8, producer_name="skl2onnx", producer_version="1.21.0")
    model.domain = "ai.onnx"
    path.write_bytes(model.SerializeToString())


X, Y = training_rows()

STEPS = {
    StandardScaler: standard,
    RobustScaler: robust,
    MaxAbsScaler: max_abs,
    MinMaxScaler: min_max,
    PCA: pca,
    TruncatedSVD: svd,
    Normalizer: normalizer,
    LinearRegression: linear,
    Ridge: linear,
    MLPRegressor: perceptron,
    PLSRegression: pls,
    KMeans: kmeans,
    PolynomialFeatures: polynomial,
    KernelPCA: kernel_pca,
}
BLACK_LISTED = (StandardScaler, LinearRegression, Ridge)


def pipeline(name: str, *steps, opset: int = 17, black: bool = False, tolerance: float = 1e-5, refusal: Refusal | None = None, note: str = "", output: str = "codes") -> Export:
    def fitted():
        return make_pipeline(*steps).fit(X, Y)

    def codes(x: np.ndarray) -> np.ndarray:
        model = fitted()
        return model.predict(x) if hasattr(model[-1], "predict") and not hasattr(model[-1], "transform") else model.transform(x)

    def write(path: Path) -> None:
        g, model = Graph(), fitted()
        for _name, step in model.steps:
            rule = STEPS[type(step)]
            rule(g, step, black) if type(step) in BLACK_LISTED and (black or rule is standard) else rule(g, step)
        saved(path, g, codes(X[:2]).shape[1], opset, output)

    return Export(f"sklearn-{name}", "skl2onnx", write, codes, refusal=refusal, imitated=True, tolerance=tolerance, note=note)


MLP = dict(hidden_layer_sizes=(8,), max_iter=30, random_state=0)


def tree_ensemble(path: Path) -> None:
    g = Graph()
    g.node(
        "TreeEnsembleRegressor",
        g.last,
        domain=ML,
        n_targets=1,
        nodes_falsenodeids=[2, 0, 0],
        nodes_featureids=[0, 0, 0],
        nodes_hitrates=[1.0] * 3,
        nodes_missing_value_tracks_true=[0] * 3,
        nodes_modes=["BRANCH_LEQ", "LEAF", "LEAF"],
        nodes_nodeids=[0, 1, 2],
        nodes_treeids=[0] * 3,
        nodes_truenodeids=[1, 0, 0],
        nodes_values=[0.5, 0.0, 0.0],
        post_transform="NONE",
        target_ids=[0, 0],
        target_nodeids=[1, 2],
        target_treeids=[0, 0],
        target_weights=[1.0, 2.0],
    )
    saved(path, g, 1)


EXPORTS = [
    pipeline("scaler", StandardScaler()),
    pipeline("scaler-pca", StandardScaler(), PCA(3)),
    pipeline("scaler-pca-black-op", StandardScaler(), PCA(3), black=True, note="black_op={'Scaler'}"),
    pipeline("pca", PCA(4)),
    pipeline("pca-whitened", PCA(4, whiten=True)),
    pipeline("truncated-svd", TruncatedSVD(3, random_state=0)),
    pipeline("robust-scaler-pca", RobustScaler(), PCA(3)),
    pipeline("max-abs", MaxAbsScaler(), PCA(5)),
    pipeline("min-max", MinMaxScaler()),
    pipeline("normalizer-l2", Normalizer("l2")),
    pipeline("normalizer-l1-pca", Normalizer("l1"), PCA(3)),
    pipeline("linear-regression", LinearRegression()),
    pipeline("linear-regression-black-op", LinearRegression(), black=True),
    pipeline("ridge", Ridge()),
    pipeline("scaler-ridge", StandardScaler(), Ridge(0.1)),
    pipeline("mlp-relu", StandardScaler(), MLPRegressor(**MLP)),
    pipeline("mlp-tanh", MLPRegressor(activation="tanh", **MLP)),
    pipeline("mlp-logistic-opset-12", MLPRegressor(activation="logistic", **MLP), opset=12),
    pipeline("pls", PLSRegression(3), opset=15),
    pipeline("kmeans", KMeans(4, n_init=1, random_state=0), opset=13),
    pipeline("polynomial", PolynomialFeatures(2), opset=13),
    pipeline("kernel-pca", KernelPCA(3, kernel="rbf", gamma=0.1), opset=17, note="Scan over the rows of the batch"),
    pipeline("own-output-name", PCA(3), refusal=Refusal("outputs", "final_types|codes"), output="variable"),
    Export("sklearn-forest", "skl2onnx", tree_ensemble, refusal=Refusal("TreeEnsembleRegressor", "."), imitated=True),
]
