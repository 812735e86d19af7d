"""Writes the corpus: every export into a folder, and the index beside it.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python make.py [--out FOLDER] [--module MODULE] [NAME …]

With a module or names, only its exports, or those whose name contains one of the names, are written, and the index keeps the others.
"""
from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")

from corpus import Export, index_entry  # noqa: E402
from quick import QUICK  # noqa: E402

MODULES = [
    "torch_vectors",
    "torch_flows",
    "torch_attention",
    "torch_images",
    "torch_refused",
    "keras_models",
    "skl2onnx_forms",
    "tf2onnx_forms",
    "quantised",
    "half_precision",
    "other_exporters",
]
HERE = Path(__file__).parent


def chosen(names: list[str], module: str | None) -> list[Export]:
    exports = [export for name in ([module] if module else MODULES) for export in importlib.import_module(name).EXPORTS]
    seen: set[str] = set()
    for export in exports:
        if export.name in seen:
            raise ValueError(f"two exports are called {export.name}")
        seen.add(export.name)
    if module is None and (unknown := QUICK - seen):
        raise ValueError(f"quick.py names no export: {sorted(unknown)}")
    return [export for export in exports if not names or any(part in export.name for part in names)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE.parent, help="folder of index.json and models/")
    parser.add_argument("--module", choices=MODULES)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    models = options.out / "models"
    models.mkdir(parents=True, exist_ok=True)
    index_path = options.out / "index.json"
    entries = {}
    if (options.names or options.module) and index_path.exists():
        entries = {entry["name"]: entry for entry in json.loads(index_path.read_text())["exports"]}
    failed = []
    for export in chosen(options.names, options.module):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{export.name}.onnx"
            try:
                export.write(path)
                entries[export.name] = index_entry(export, path)
            except Exception:
                failed.append(export.name)
                traceback.print_exc(limit=-2)
                continue
            shutil.copyfile(path, models / path.name)
            print(f"{export.name} {path.stat().st_size}", flush=True)
    ordered = [entries[name] for name in sorted(entries)]
    lines = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in ordered)
    index_path.write_text(f'{{\n  "exports": [\n{lines}\n  ]\n}}\n')
    for name in failed:
        print(f"not written: {name}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
