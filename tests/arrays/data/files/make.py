"""Writes one small table in every way that people save arrays; the test beside it expects the same numbers of each.

python make.py, with numpy 2.4, pandas 3, pyarrow 25 and polars 1.44.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).parent
# Exact in half precision, so that every type holds the same numbers.
Z = np.array([[0.5, -1.25, 3.0], [2.0, 0.0, -7.5], [1.0, 8.0, 0.125], [-2.5, 6.0, 4.0]])
COLUMNS = ["a", "b", "c"]
frame = pd.DataFrame(Z, columns=COLUMNS)

np.save(HERE / "plain.npy", Z)
np.savez(HERE / "one.npz", Z)
np.savez_compressed(HERE / "named.npz", codes=Z.astype("float16"), other=np.zeros((2, 2)), text=np.array(["x"]))
np.savez(HERE / "several.npz", x=np.zeros((4, 2)), z=np.asfortranarray(Z.astype("float32")))
np.savetxt(HERE / "savetxt.txt", Z)
np.savetxt(HERE / "savetxt.csv", Z, delimiter=",", header="a,b,c")
frame.to_csv(HERE / "pandas.csv")
frame.to_csv(HERE / "pandas-no-index.csv", index=False)
frame.set_axis([7, 3, 9, 1]).to_csv(HERE / "pandas-shuffled.csv")
pd.DataFrame(Z).to_csv(HERE / "pandas-unnamed.csv", index=False)
frame.to_csv(HERE / "pandas.tsv", sep="\t", index=False)
frame.to_csv(HERE / "german.csv", sep=";", decimal=",", index=False, encoding="utf-8-sig", lineterminator="\r\n")
frame.to_csv(HERE / "excel-unicode.txt", sep="\t", index=False, encoding="utf-16")
(HERE / "r.csv").write_text('"","a","b","c"\n' + "".join(f'"{i + 1}",{",".join(map(repr, map(float, row)))}\n' for i, row in enumerate(Z)))
(HERE / "r-table.txt").write_text('"a" "b" "c"\n' + "".join(f'"{i + 1}" {" ".join(map(repr, map(float, row)))}\n' for i, row in enumerate(Z)))
frame.to_parquet(HERE / "pandas.parquet")
frame.set_index(pd.Index(["p", "q", "r", "s"])).to_parquet(HERE / "pandas-labels.parquet")
pl.DataFrame(Z, schema=COLUMNS, orient="row").write_parquet(HERE / "polars.parquet")
pq.write_table(pa.table({"z": pa.array(list(Z), pa.list_(pa.float32(), 3))}), HERE / "vectors.parquet", compression="gzip")
for kind in ("none", "brotli", "lz4"):
    pq.write_table(pa.Table.from_pandas(frame), HERE / f"{kind}.parquet", compression=kind)
