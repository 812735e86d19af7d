"""What the training recipes share: data through the public command, ONNX export, checks, and the submission's folder."""

import hashlib
import json
import platform
import subprocess
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from scipy.optimize import linear_sum_assignment

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "baselines"
# The newest versions that onnxruntime-web 1.30 is tested with here.
OPSET = 21
IR_VERSION = 10
EVALUATION_ROWS = 20_000


def given(track, instance, variant, split, rows, labelled=False):
    """What `npm run data` writes, kept in the cache: a dictionary of float32 arrays."""
    name = f"{track}-{variant}-{instance:02d}-{split}-{rows}{'-labelled' if labelled else ''}.npz"
    path = CACHE / "data" / name
    if not path.exists():
        flags = ["--twin"] * (variant == "twin") + ["--labelled"] * labelled
        command = ["npm", "run", "-s", "data", "--", track, "--instance", str(instance), "--split", split]
        subprocess.run(command + ["--n", str(rows), "--out", str(path), *flags], cwd=ROOT, check=True)
    with np.load(path) as archive:
        return dict(archive)


def parameters(track):
    """The generator's parameters of every instance: for the oracle alone."""
    command = ["node", "scripts/baselines/parameters.ts", track]
    return json.loads(subprocess.run(["npm", "exec", "--", *command], cwd=ROOT, check=True, capture_output=True).stdout)


def encoder(nodes, initialisers, inputs, outputs):
    """ONNX model of nodes that lead from `x` [batch, inputs] to `codes` [batch, outputs]."""
    graph = helper.make_graph(
        nodes,
        "encoder",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", inputs])],
        [helper.make_tensor_value_info("codes", TensorProto.FLOAT, ["batch", outputs])],
        initialisers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="custodes")
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString(deterministic=True)


def network(layers, slope, on_sphere=False):
    """ONNX model of affine layers (weights [out, in], bias [out]) with a leaky ReLU between them; no activation where slope is None.

    With `on_sphere` the codes are scaled to length 1.
    """
    nodes, initialisers, current = [], [], "x"
    for index, (weights, bias) in enumerate(layers):
        last = index == len(layers) - 1
        output = "codes" if last and not on_sphere else f"affine{index}"
        for name, values in ((f"weights{index}", weights), (f"bias{index}", bias)):
            initialisers.append(numpy_helper.from_array(np.asarray(values, dtype=np.float32), name))
        nodes.append(helper.make_node("Gemm", [current, f"weights{index}", f"bias{index}"], [output], transB=1))
        current = output
        if not last:
            current = f"active{index}"
            nodes.append(helper.make_node("LeakyRelu", [output], [current], alpha=float(slope)))
    if on_sphere:
        nodes.append(helper.make_node("LpNormalization", [current], ["codes"], axis=1, p=2))
    inputs, outputs = len(layers[0][0][0]), len(layers[-1][1])
    return encoder(nodes, initialisers, inputs, outputs)


def linear(weights, bias):
    """ONNX model of codes = x · weightsᵀ + bias."""
    return network([(weights, bias)], None)


def codes(model, x):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(["codes"], {"x": x})[0]


def mcc(z, c):
    """Mean correlation coefficient (Pearson) over the best one-to-one matching of factors and codes."""
    d = z.shape[1]
    correlation = np.abs(np.corrcoef(z, c, rowvar=False)[:d, d:])
    rows, columns = linear_sum_assignment(-correlation)
    return float(correlation[rows, columns].sum() / d)


def validation_mcc(model, track, instance, variant):
    """MCC on labelled validation rows. Training never sees it."""
    labelled = given(track, instance, variant, "validation", EVALUATION_ROWS, labelled=True)
    return mcc(labelled["z"], codes(model, labelled["x"]))


def model_path(slug, track, variant, instance, seed, version):
    return ROOT / "submissions" / slug / version / f"{track}-{variant}-{instance:02d}-seed-{seed}.onnx"


def keep(slug, track, variant, instance, seed, model, version="1"):
    """Stores a model's bytes in the submission's folder."""
    path = model_path(slug, track, variant, instance, seed, version)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model)
    return path


def keep_structure(model_path, kind, values):
    """Stores the graph or the dictionary (kind `graph` or `decoder`) that comes with a stored model."""
    np.save(model_path.with_name(f"{model_path.stem}-{kind}.npy"), np.ascontiguousarray(values, dtype=np.float32))


def is_kept(slug, track, variant, instance, seed, version="1"):
    return model_path(slug, track, variant, instance, seed, version).exists()


def keep_curve(slug, run, curve, version="1"):
    """Appends to training.csv the learning curve of a run (variant, instance, seed): steps done, and the mean loss since the point before."""
    if not curve:
        return
    path = ROOT / "submissions" / slug / version / "training.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text() if path.exists() else "variant,instance,seed,step,training_loss\n"
    others = [line for line in before.splitlines() if not line.startswith(",".join(map(str, run)) + ",")]
    own = [",".join(map(str, run)) + f",{step},{loss:.4f}" for step, loss in curve]
    path.write_text("\n".join(others + own) + "\n")


def named(path):
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def versions(*modules):
    installed = [f"{module.__name__} {module.__version__}" for module in (np, onnx, *modules)]
    return f"Python {platform.python_version()}, {', '.join(installed)}"


def models_in(folder, track, pattern):
    """{instance: {seed: file and SHA-256}} of the models of one variant."""
    found = {}
    for path in sorted(folder.glob(f"{track}-{pattern}-*.onnx")):
        instance, _, seed = path.stem.removeprefix(f"{track}-{pattern}-").split("-")
        structures = {kind: path.with_name(f"{path.stem}-{kind}.npy") for kind in ("graph", "decoder")}
        entry = named(path) | {kind: named(file) for kind, file in structures.items() if file.exists()}
        found.setdefault(str(int(instance)), {})[seed] = entry
    return found


def reference_row(slug, version, role):
    """The manifest's field of a reference row: only the manifests that were frozen with it, which the registry's list names, have one."""
    rows = json.loads((ROOT / "content/reference-rows.json").read_text())["rows"]
    if (slug, version) in [(row["slug"], row["version"]) for row in rows]:
        return {"baseline": role}
    print(f"{slug} {version}: enter its role {role} and its manifest's SHA-256 in content/reference-rows.json", flush=True)
    return {}


def write_manifest(slug, tracks, twin="twin", version="1", baseline=None, **fields):
    """Writes submission.json over all models that lie in the folder.

    twin="main" where nothing is trained on the track's data, so that the same models stand on both variants.
    baseline is the role of a reference row.
    """
    folder = ROOT / "submissions" / slug / version
    entries = []
    for track in tracks:
        models = {"main": models_in(folder, track, "main"), "twin": models_in(folder, track, twin)}
        entries.append({"track": track, "kind": "encoder", "models": models})
    manifest = {
        "schema": "custodes/submission/1",
        "slug": slug,
        "version": version,
        "title": fields.pop("title"),
        "summary": fields.pop("summary"),
        "authors": ["The Custodes maintainers"],
        "owner": {"github_id": 0, "login": "custodes"},
        "method": fields.pop("method"),
        "supervision": fields.pop("supervision"),
        "licence": "CC-BY-4.0",
        "recipe": fields.pop("recipe"),
        **fields,
        **(reference_row(slug, version, baseline) if baseline else {}),
        "tracks": entries,
    }
    (folder / "submission.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


def report(slug, track, variant, instance, model, seconds):
    """One line on the terminal: what the model scores on labelled validation rows."""
    score = validation_mcc(model, track, instance, variant)
    print(f"{slug} {track} {variant} {instance:2d}  mcc {score:.4f}  {seconds:.1f} s", flush=True)
